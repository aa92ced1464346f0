import type { RunEntry } from '../../../src-shared/feed/run-outcome.ts'
import type { RegisterFeed } from '../../app/feed-port.ts'

/** The register, as far as a run fills it. */
export type FeedStore = Pick<RegisterFeed, 'takeTurn' | 'standing' | 'beginSnapshot' | 'beginDelta'>

/** The journal of runs (register feed, Promises 9). */
export interface RunJournal {
  record(entry: RunEntry): void
}
