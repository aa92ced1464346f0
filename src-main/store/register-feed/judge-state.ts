import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import type { FeedOptions, FeedRefusal, FeedState, RegisterTotals } from '../../app/feed-port.ts'
import { brakesBetween, isExpected } from './brakes.ts'
import { digestText } from './feed-row.ts'

/**
 * Whether a state that is complete but not yet visible may answer: it must be what was published (register feed, Promises 4), hold
 * somebody, and break through no brake that neither the publisher nor an administrator lifted (Promises 7). Null: it may.
 */
export function judgeState(
  next: { readonly digest: Uint8Array; readonly totals: RegisterTotals },
  dataset: Dataset,
  before: FeedState | null,
  { accepted = [] }: FeedOptions,
): FeedRefusal | null {
  if (digestText(next.digest) !== dataset.stateDigest) return { kind: 'digest-differs' }
  if (next.totals.people === 0) return { kind: 'nobody' }
  const brakes = brakesBetween(before?.totals ?? null, next.totals).filter(
    (held) => !accepted.includes(held.brake) && !isExpected(held, dataset, before),
  )
  return brakes.length === 0 ? null : { kind: 'held', brakes }
}
