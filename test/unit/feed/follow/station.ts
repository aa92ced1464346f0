import { mkdtempSync } from 'node:fs'
import path from 'node:path'
import type { FeedSource } from '../../../../src-main/feed/follow/feed-source.ts'
import { runFeed } from '../../../../src-main/feed/follow/feed-run.ts'
import type { RunOrder } from '../../../../src-main/feed/follow/feed-run.ts'
import { openSource } from '../../../../src-main/feed/follow/open-source.ts'
import type { RunEntry, RunProgress } from '../../../../src-shared/feed/run-outcome.ts'
import { runEntrySchema } from '../../../../src-shared/feed/run-outcome.ts'
import { fakePerson } from '../../../fakes/people.ts'
import type { FeedRecord } from '../../../../src-shared/feed/canonical-record.ts'
import type { TestPublisher } from '../publisher.ts'
import { memoryStore } from './memory-store.ts'
import type { MemoryStore } from './memory-store.ts'

/** A station that follows a test publisher, with a register in memory. */
export interface TestStation {
  readonly store: MemoryStore
  readonly folder: string
  readonly entries: RunEntry[]
  readonly progress: RunProgress[]
  /** What went wrong inside, which no test expects. */
  readonly errors: unknown[]
  run(night: number, more?: Partial<RunOrder>): Promise<RunEntry>
}

export function testStation(publisher: TestPublisher): TestStation {
  const folder = mkdtempSync(path.join(publisher.folder, 'station-'))
  const store = memoryStore()
  const [entries, progress, errors]: [RunEntry[], RunProgress[], unknown[]] = [[], [], []]
  return {
    store,
    folder,
    entries,
    progress,
    errors,
    run: async (night, more = {}) => {
      const entry = await runFeed({
        why: 'nightly',
        dataset: 'demo-feed',
        firstRoot: publisher.keys().roots.get(1) ?? Buffer.alloc(0),
        sources: [publisher.feedFolder],
        contentKey: publisher.keys().contentKey,
        folder,
        mirror: true,
        accepted: [],
        takeReturned: false,
        store,
        journal: { record: (one) => void entries.push(one) },
        clock: { now: () => publisher.at(night) },
        log: { info: () => undefined, error: (event, fields) => void errors.push({ event, ...fields }) },
        signal: new AbortController().signal,
        onProgress: (one) => void progress.push(one),
        open: openSource,
        ...more,
      })
      runEntrySchema.parse(entry)
      return entry
    },
  }
}

/** `count` invented people; `version` changes those whose number it divides. */
export function people(count: number, version = 0): FeedRecord[] {
  return Array.from({ length: count }, (_none, index) => ({
    person: fakePerson({
      id: String(index + 1).padStart(12, '0'),
      patronymic: version > 0 && (index + 1) % version === 0 ? `ИВАНОВИЧ${version}` : 'ИВАНОВИЧ',
    }),
  }))
}

/** A source with some of its answers exchanged. */
export function twisted(inner: FeedSource, twist: Partial<FeedSource>): FeedSource {
  return { ...inner, ...twist }
}
