import { epochMilliseconds } from '../../../src-shared/calendar.ts'
import type { Instant } from '../../../src-shared/calendar.ts'
import type { Dataset, FeedDelta, FeedSnapshot } from '../../../src-shared/feed/dataset.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { failed, fileFailure } from '../feed-failure.ts'
import type { FeedFailure } from '../feed-failure.ts'
import { sha256Hex } from '../hash.ts'
import type { PublishOrder, PublishRequest, PublishWork } from './order.ts'
import { rootExpiry } from '../trust/key-folder.ts'
import type { Acceptance, Lifted } from './acceptance.ts'
import { createBrakes, holdFall } from './brakes.ts'
import { openFeedFolder } from './feed-folder.ts'
import { findBase } from './find-base.ts'
import type { Base } from './find-base.ts'
import { commit, renew } from './commit.ts'
import type { MergeCounts } from './merge-shard.ts'
import type { NextState } from './next-state.ts'
import type { OlderStatuses } from './older-tally.ts'
import { readSource } from './read-source.ts'
import type { SourceTally } from './sort-source.ts'
import { openStateFolder } from './state-folder.ts'
import { writeListed } from './write-listed.ts'

export interface PublishReport {
  /**
   * `renewed`: the source brought nothing, not even a later `asOf`; only the timestamp was signed anew. `dry-run`: nothing was written,
   * everything else tells what would have been.
   */
  readonly outcome: 'published' | 'renewed' | 'dry-run'
  readonly epoch: number
  readonly sequence: number
  readonly asOf: Instant
  readonly source: SourceTally
  readonly changes: Readonly<MergeCounts>
  /** Rows whose statuses were not taken, by their file: what is known of these people is of a later day. */
  readonly olderStatuses: readonly OlderStatuses[]
  readonly counts: Dataset['counts']
  readonly tombstones: number
  readonly stateDigest: string
  /** What this publication wrote. */
  readonly delta: FeedDelta | null
  readonly rollUp: FeedDelta | null
  readonly snapshot: FeedSnapshot | null
  /** Brakes that `accept` passed, and refusals of files that it lifted, as codes. */
  readonly accepted: readonly string[]
  /** The same with their files and the reason; null where nothing was passed. */
  readonly acceptance: { readonly reason: string; readonly lifted: readonly Lifted[] } | null
  /** In a dry run: the brakes that would hold. */
  readonly held: readonly FeedFailure[]
  /** Until when the root holds; `desk feed keys rotate` makes the next. */
  readonly rootExpires: Instant
  /** Files that no desk needs any more, removed. */
  readonly removedFiles: number
}

/** Clocks of two machines differ by so much, in milliseconds. */
const CLOCK_TOLERANCE = 5 * 60_000

/**
 * Publishes a source as the next state of the feed: a snapshot the first time and when one is due, else a delta, once a week a roll-up
 * (register feed, «Publisher»). Memory is bounded by two shards, whatever the size. Killed at any moment it leaves the former feed
 * valid; the timestamp is written last and is the switch. A dry run does all of it but the writing. Errors: `dataset-differs`,
 * `source-refused`, `source-empty`, and unless accepted `list-rejected`, `source-rejected`, `source-older`, `people-fall`;
 * `source-from-future`; `root-expired`; those of `findBase` and of the opener; `state-damaged`, `disk-full`, `files-refused`. After each
 * of them desks see what they saw before.
 */
export async function publishFeed(request: PublishRequest): Promise<Result<PublishReport, FeedFailure>> {
  try {
    return await publish(request)
  } catch (error) {
    const failure = fileFailure(error)
    if (failure === null) throw error
    return err(failure)
  }
}

async function publish(request: PublishRequest): Promise<Result<PublishReport, FeedFailure>> {
  const { keys, now } = request
  const expires = rootExpiry(keys)
  if (epochMilliseconds(now) >= epochMilliseconds(expires)) return failed('root-expired', { expires })
  const state = openStateFolder(request.stateFolder, keys.stateKey)
  if (!state.ok) return state
  const feed = openFeedFolder(request.feedFolder)
  const base = await findBase(state.value, feed, request.feedFolder, keys)
  if (!base.ok) return base
  const source = typeof request.source === 'function' ? await request.source(base.value.former) : ok(request.source)
  if (!source.ok) return source
  try {
    const work = { order: { ...request, source: source.value }, state: state.value, feed, base: base.value }
    return await publishFrom(work, expires, request.dryRun === true)
  } finally {
    await source.value.close?.()
  }
}

async function publishFrom(work: PublishWork, expires: Instant, isDryRun: boolean): Promise<Result<PublishReport, FeedFailure>> {
  const { order, state, feed, base } = work
  const { keys, now, source } = order
  const { header } = source
  const { former } = base
  if (header.dataset !== keys.dataset) return failed('dataset-differs', { given: header.dataset, known: keys.dataset })
  if (epochMilliseconds(header.asOf) > epochMilliseconds(now) + CLOCK_TOLERANCE) {
    return failed('source-from-future', { asOf: header.asOf, now })
  }
  const acceptance = acceptanceOf(order)
  const brakes = createBrakes(acceptance, isDryRun)
  if (former !== null && epochMilliseconds(header.asOf) < epochMilliseconds(former.dataset.asOf)) {
    const held = brakes.hold('source-older', { asOf: header.asOf, known: former.dataset.asOf })
    if (held !== null) return err(held)
  }
  const read = await readSource(work, brakes)
  if (!read.ok) return read
  const { tally, next, older } = read.value
  const fallen = holdFall(next, base, brakes)
  if (fallen !== null) return err(fallen)

  const lifted = [...(source.lifted ?? []), ...brakes.accepted]
  const report = {
    rootExpires: expires,
    source: tally,
    changes: next.changes,
    olderStatuses: older,
    counts: next.counts,
    tombstones: next.tombstones,
    accepted: lifted.map(({ code }) => code),
    acceptance: acceptance === null || lifted.length === 0 ? null : { reason: acceptance.reason, lifted },
    held: brakes.held,
  }
  const nothing = { delta: null, rollUp: null, snapshot: null, removedFiles: 0 }
  if (isDryRun) {
    state.keepOnly(former)
    const place = { epoch: keys.epoch, sequence: base.sequence + 1, asOf: header.asOf, stateDigest: sha256Hex(next.digest) }
    return ok({ outcome: 'dry-run', ...place, ...report, ...nothing })
  }
  order.beforeSwitch?.()
  const passed = { acceptance, lifted }
  if (former !== null && isUnchanged(order, base, next, feed.holds)) {
    const { removedFiles } = renew(work, former, passed)
    const { epoch, sequence, asOf, stateDigest } = former.dataset
    return ok({ outcome: 'renewed', epoch, sequence, asOf, stateDigest, ...report, ...nothing, removedFiles })
  }
  const listed = writeListed(work, next)
  if (!listed.ok) return listed
  const { dataset, delta, rollUp, snapshot } = listed.value
  const { removedFiles } = commit(work, listed.value, next, passed)
  const { epoch, sequence, asOf, stateDigest } = dataset
  return ok({ outcome: 'published', epoch, sequence, asOf, stateDigest, ...report, delta, rollUp, snapshot, removedFiles })
}

function acceptanceOf({ accept }: PublishOrder): Acceptance | null {
  return typeof accept === 'string' ? { reason: accept, lifted: 'everything' } : accept
}

function isUnchanged(
  { source, snapshot, expectedChanges }: PublishOrder,
  { former, isSameEpoch }: Base,
  { changes }: NextState,
  holds: (name: string, target: { readonly length: number; readonly sha256: string }) => boolean,
): boolean {
  if (former === null || !isSameEpoch || snapshot || expectedChanges.length > 0) return false
  if (changes.added + changes.changed + changes.left + changes.removed + changes.redated > 0) return false
  const { asOf, version, scope } = former.dataset
  const { header } = source
  if (header.version !== version || header.scope !== scope || epochMilliseconds(header.asOf) !== epochMilliseconds(asOf)) return false
  return Object.entries(former.targets).every(([name, target]) => holds(name, target))
}
