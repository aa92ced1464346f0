import { addDays, epochMilliseconds } from '../../../src-shared/calendar.ts'
import type { Instant } from '../../../src-shared/calendar.ts'
import type { Dataset, FeedDelta, FeedSnapshot } from '../../../src-shared/feed/dataset.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { failed, fileFailure } from '../feed-failure.ts'
import type { FeedFailure } from '../feed-failure.ts'
import type { PublishOrder } from './order.ts'
import { rootExpiry } from '../trust/key-folder.ts'
import { createBuckets } from './buckets.ts'
import { openFeedFolder } from './feed-folder.ts'
import { findBase } from './find-base.ts'
import type { Base } from './find-base.ts'
import { commit, renew } from './commit.ts'
import type { MergeCounts } from './merge-shard.ts'
import { writeNextState } from './next-state.ts'
import type { NextState } from './next-state.ts'
import { settledUpTo } from './schedule.ts'
import { isTooMuchRejected, sortSource } from './sort-source.ts'
import type { SourceTally } from './sort-source.ts'
import type { PublishSource } from './source.ts'
import { openStateFolder } from './state-folder.ts'
import { writeListed } from './write-listed.ts'

export interface PublishReport {
  /** `renewed`: the source brought nothing, not even a later `asOf`; only the timestamp was signed anew. */
  readonly outcome: 'published' | 'renewed'
  readonly epoch: number
  readonly sequence: number
  readonly asOf: Instant
  readonly source: SourceTally
  readonly changes: Readonly<MergeCounts>
  readonly counts: Dataset['counts']
  readonly tombstones: number
  readonly stateDigest: string
  /** What this publication wrote. */
  readonly delta: FeedDelta | null
  readonly rollUp: FeedDelta | null
  readonly snapshot: FeedSnapshot | null
  /** Brakes that `accept` passed. */
  readonly accepted: readonly string[]
  /** Until when the root holds; `desk feed keys rotate` makes the next. */
  readonly rootExpires: Instant
  /** Files that no desk needs any more, removed. */
  readonly removedFiles: number
}

/** A person who left this copy is told as such for so long. */
const TOMBSTONE_DAYS = 400
/** Clocks of two machines differ by so much, in milliseconds. */
const CLOCK_TOLERANCE = 5 * 60_000
/** Fewer people than before by more than this share are a mistake of the source until somebody says otherwise. */
const PEOPLE_FALL = 0.05

/**
 * Publishes a source as the next state of the feed: a snapshot the first time and when one is due, else a delta, once a week a roll-up
 * (register feed, «Publisher»). Memory is bounded by two shards, whatever the size. Killed at any moment it leaves the former feed
 * valid; the timestamp is written last and is the switch. Errors: `dataset-differs`, `source-refused`, `source-empty`, and unless
 * accepted `source-rejected`, `source-older`, `people-fall`; `source-from-future`; `root-expired`; those of `findBase`; `state-damaged`, `disk-full`,
 * `files-refused`. After each of them desks see what they saw before.
 */
export async function publishFeed(order: PublishOrder): Promise<Result<PublishReport, FeedFailure>> {
  try {
    return await publish(order)
  } catch (error) {
    const failure = fileFailure(error)
    if (failure === null) throw error
    return err(failure)
  }
}

async function publish(order: PublishOrder): Promise<Result<PublishReport, FeedFailure>> {
  const { keys, source, now } = order
  const { header } = source
  if (header.dataset !== keys.dataset) return failed('dataset-differs', { given: header.dataset, known: keys.dataset })
  if (epochMilliseconds(header.asOf) > epochMilliseconds(now) + CLOCK_TOLERANCE) {
    return failed('source-from-future', { asOf: header.asOf, now })
  }
  const expires = rootExpiry(keys)
  if (epochMilliseconds(now) >= epochMilliseconds(expires)) return failed('root-expired', { expires })
  const state = openStateFolder(order.stateFolder, keys.stateKey)
  if (!state.ok) return state
  const feed = openFeedFolder(order.feedFolder)
  const base = await findBase(state.value, feed, order.feedFolder, keys)
  if (!base.ok) return base
  const brakes = createBrakes(order.accept)
  const { former } = base.value
  if (former !== null && epochMilliseconds(header.asOf) < epochMilliseconds(former.dataset.asOf)) {
    const held = brakes.hold('source-older', { asOf: header.asOf, known: former.dataset.asOf })
    if (held !== null) return err(held)
  }

  const buckets = createBuckets(state.value.workFile('buckets'))
  let tally: SourceTally
  let next: NextState
  try {
    const sorted = await sortSource(source, buckets, (done) => order.onProgress({ step: 'reading', done }))
    if (!sorted.ok) return sorted
    tally = sorted.value
    const held = holdSource(tally, source, brakes)
    if (held !== null) return err(held)
    const merged = writeNextState(state.value, former, buckets, mergeOrder(order, base.value), (done) =>
      order.onProgress({ step: 'merging', done }),
    )
    if (!merged.ok) return merged
    next = merged.value
  } finally {
    buckets.remove()
  }
  const fallen = holdFall(next, base.value, brakes)
  if (fallen !== null) return err(fallen)

  const report = {
    rootExpires: expires,
    source: tally,
    changes: next.changes,
    counts: next.counts,
    tombstones: next.tombstones,
    accepted: brakes.accepted,
  }
  const work = { order, state: state.value, feed, base: base.value }
  if (former !== null && isUnchanged(order, base.value, next, feed.holds)) {
    const { removedFiles } = renew(work, former)
    const { epoch, sequence, asOf, stateDigest } = former.dataset
    return ok({
      outcome: 'renewed',
      epoch,
      sequence,
      asOf,
      stateDigest,
      ...report,
      delta: null,
      rollUp: null,
      snapshot: null,
      removedFiles,
    })
  }
  const listed = writeListed(work, next)
  if (!listed.ok) return listed
  const { dataset, delta, rollUp, snapshot } = listed.value
  const { removedFiles } = commit(work, listed.value, next)
  const { epoch, sequence, asOf, stateDigest } = dataset
  return ok({ outcome: 'published', epoch, sequence, asOf, stateDigest, ...report, delta, rollUp, snapshot, removedFiles })
}

interface Brakes {
  /** The failure, or null where it was accepted. */
  hold(code: FeedFailure['code'], params: FeedFailure['params']): FeedFailure | null
  readonly accepted: readonly string[]
}

function createBrakes(accept: string | null): Brakes {
  const accepted: string[] = []
  return {
    hold(code, params) {
      if (accept === null) return { code, params }
      accepted.push(code)
      return null
    },
    accepted,
  }
}

function holdSource(tally: SourceTally, { content }: PublishSource, brakes: Brakes): FeedFailure | null {
  // A list of nobody is a list that was cut short, whatever anyone says.
  if (content === 'full-list' && tally.people === 0) return { code: 'source-empty', params: { rejected: String(tally.rejected) } }
  if (!isTooMuchRejected(tally)) return null
  const [reason = ''] = Object.entries(tally.byReason).toSorted(([, one], [, other]) => other - one)[0] ?? []
  return brakes.hold('source-rejected', { rejected: String(tally.rejected), rows: String(tally.records + tally.rejected), reason })
}

function holdFall(next: NextState, { former }: Base, brakes: Brakes): FeedFailure | null {
  if (former === null) return null
  const before = (former.dataset.counts['person'] ?? 0) - former.dataset.tombstones
  const after = (next.counts['person'] ?? 0) - next.tombstones
  return after < before * (1 - PEOPLE_FALL) ? brakes.hold('people-fall', { before: String(before), after: String(after) }) : null
}

function mergeOrder({ source }: PublishOrder, { former, sequence, isSameEpoch }: Base) {
  const day = new Date(epochMilliseconds(source.header.asOf)).toISOString().slice(0, 10)
  return {
    sequence: sequence + 1,
    day,
    forgetUpTo: addDays(day, -TOMBSTONE_DAYS),
    settledUpTo: isSameEpoch && former !== null ? settledUpTo(former.dataset.deltas, former.dataset.sequence) : sequence,
    keepAbsent: source.content === 'changes',
  }
}

function isUnchanged(
  { source, snapshot, expectedChanges }: PublishOrder,
  { former, isSameEpoch }: Base,
  { changes }: NextState,
  holds: (name: string, target: { readonly length: number; readonly sha256: string }) => boolean,
): boolean {
  if (former === null || !isSameEpoch || snapshot || expectedChanges.length > 0) return false
  if (changes.added + changes.changed + changes.left + changes.removed > 0) return false
  const { asOf, version, scope } = former.dataset
  const { header } = source
  if (header.version !== version || header.scope !== scope || epochMilliseconds(header.asOf) !== epochMilliseconds(asOf)) return false
  return Object.entries(former.targets).every(([name, target]) => holds(name, target))
}
