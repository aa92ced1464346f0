import { existsSync, mkdirSync, statfsSync } from 'node:fs'
import path from 'node:path'
import { epochMilliseconds } from '../../../src-shared/calendar.ts'
import type { Instant } from '../../../src-shared/calendar.ts'
import { targetPaths } from '../../../src-shared/feed/dataset.ts'
import type { RunReason } from '../../../src-shared/feed/follow-schedule.ts'
import type { RunEntry, RunOutcome, RunProgress, SourceState } from '../../../src-shared/feed/run-outcome.ts'
import { errorFields } from '../../app/error-fields.ts'
import { removeDrafts } from '../../app/files/remove-drafts.ts'
import type { Clock, Log } from '../../app/ports.ts'
import { fileFailure } from '../feed-failure.ts'
import { storedName } from '../trust/feed-metadata.ts'
import { countedSource } from './counted-source.ts'
import type { FeedSource } from './feed-source.ts'
import { metadataMemory } from './metadata-memory.ts'
import { keepRoots, layMirror } from './mirror.ts'
import { StationTrouble, newestListing } from './newest-listing.ts'
import type { NewestListing } from './newest-listing.ts'
import { openSource } from './open-source.ts'
import { partFolder } from './part-folder.ts'
import type { PartFolder } from './part-folder.ts'
import type { FeedStore, RunJournal } from './ports.ts'
import { progressMeter } from './run-progress.ts'
import type { ProgressMeter } from './run-progress.ts'
import { mayBeKnown, stateOf, stationOutcome, takeNewest, timeAhead } from './take-newest.ts'
import type { AcceptedBrake, Taken } from './take-newest.ts'

export interface RunOrder {
  readonly why: RunReason
  /** What the station was enrolled with. */
  readonly dataset: string
  readonly firstRoot: Uint8Array
  readonly sources: readonly string[]
  /** Null where the station's vault does not hold it. */
  readonly contentKey: Uint8Array | null
  /** The feed's own folder: `metadata/` and `parts/`; nothing in it is personal or in clear. */
  readonly folder: string
  /** Keeps the fetched parts that are still listed, so that `parts/` can serve other desks. */
  readonly mirror: boolean
  readonly accepted: readonly AcceptedBrake[]
  readonly takeReturned: boolean
  readonly store: FeedStore
  readonly journal: RunJournal
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
  readonly onProgress: (progress: RunProgress) => void
  /** Another way to open sources, and another disk, for tests. */
  readonly open?: (address: string, signal: AbortSignal) => FeedSource
  readonly freeBytes?: () => number
}

/**
 * One run of the follower, from the first question to the switch. Whatever happens is an outcome, is journalled and leaves the register
 * as it was or switched, never between. Never throws.
 */
export async function runFeed(order: RunOrder): Promise<RunEntry> {
  const { clock, signal, log } = order
  const run: RunState = { startedAt: clock.now(), sources: new Map(), bytes: 0, newest: null, from: null }
  for (const address of order.sources) run.sources.set(address, { address, state: 'not-asked', refusal: null, cause: '' })
  const started = performance.now()
  const meter = progressMeter(order.onProgress)
  let taken: Taken
  try {
    taken = await inTurn(order, run, meter)
    // What a cancelled run met on its way out says nothing about the sources.
    if (signal.aborted && taken.outcome.kind !== 'updated') taken = withoutRows({ kind: 'cancelled' })
  } catch (error) {
    taken = withoutRows(troubleOutcome(error))
    log.error('feed.failed', errorFields(error))
  }
  const entry = entryOf(order, run, taken, meter, performance.now() - started)
  log.info('feed.run', { outcome: entry.outcome.kind, milliseconds: Math.round(entry.milliseconds), bytes: entry.bytes })
  try {
    order.journal.record(entry)
  } catch (error) {
    log.error('feed.unjournalled', errorFields(error))
  }
  return entry
}

interface RunState {
  readonly startedAt: Instant
  /** By address, in the order of the enrolment. */
  readonly sources: Map<string, SourceState>
  bytes: number
  newest: NewestListing | null
  from: RunEntry['from']
}

/** Of two runs at once the later is told so at once: what it would fetch, the other fetches. */
async function inTurn(order: RunOrder, run: RunState, meter: ProgressMeter): Promise<Taken> {
  mkdirSync(order.folder, { recursive: true })
  const turn = order.store.takeTurn(order.folder)
  if (!turn.ok) return withoutRows(stationOutcome(turn.error))
  try {
    return await follow(order, run, meter)
  } finally {
    turn.value.end()
  }
}

async function follow(order: RunOrder, run: RunState, meter: ProgressMeter): Promise<Taken> {
  const { dataset, clock, signal, store, open = openSource } = order
  const now = clock.now()
  const metadataFolder = path.join(order.folder, 'metadata')
  const partsFolder = path.join(order.folder, 'parts')
  for (const folder of [metadataFolder, partsFolder]) {
    mkdirSync(folder, { recursive: true })
    removeDrafts(folder)
  }
  const standing = store.standing()
  if (!standing.ok) return withoutRows(stationOutcome(standing.error))
  const current = stateOf(standing.value, dataset)
  run.from = current === null ? null : { epoch: current.epoch, sequence: current.sequence }
  const trustedTime = current === null ? null : timeAhead(current, now)
  if (trustedTime !== null) return withoutRows({ kind: 'clock-wrong', clock: now, trustedTime })
  const onSource = (state: SourceState): void => void run.sources.set(state.address, state)
  const sources = order.sources.map((address) =>
    countedSource(open(address, signal), (bytes) => {
      run.bytes += bytes
    }),
  )
  meter.phase('metadata')
  const memory = metadataMemory(metadataFolder)
  const newest = await newestListing({ sources, memory, metadataFolder, firstRoot: order.firstRoot, now, signal, onSource })
  if (newest === null) return withoutRows(noListing([...run.sources.values()], sources, now, current?.asOf ?? null))
  run.newest = newest
  const known = memory.listing()
  // Of a sequence that is used twice the former state stays known, or the next run would take the other one for it.
  if (mayBeKnown(newest.trusted.dataset, known)) memory.keepListing(newest.listing)
  keepRoots(partsFolder, newest)
  const parts = partFolder(partsFolder)
  keepListed(parts, newest)
  const freeBytes = order.freeBytes ?? (() => freeBytesAt(partsFolder))
  const { accepted, takeReturned, contentKey } = order
  const shared = { dataset, newest, standing: standing.value, known, contentKey, accepted, takeReturned }
  const taken = await takeNewest({ ...shared, parts, sources, store, meter, signal, now, onSource, freeBytes })
  if (isSettled(taken.outcome)) tidy(order, parts, newest, metadataFolder, partsFolder)
  return taken
}

/** After a switch, or where there is nothing new. What fails here fails nobody. */
function tidy(order: RunOrder, parts: PartFolder, newest: NewestListing, metadataFolder: string, partsFolder: string): void {
  try {
    if (order.mirror) layMirror(partsFolder, metadataFolder, newest)
    else parts.keepOnly(new Set(), new Set())
  } catch (error) {
    order.log.error('feed.untidy', errorFields(error))
  }
}

function isSettled({ kind }: RunOutcome): boolean {
  return kind === 'updated' || kind === 'unchanged' || kind === 'publisher-frozen'
}

/** Parts that the newest listing no longer names can serve nobody: the folder never outgrows one listing. */
function keepListed(parts: PartFolder, { trusted: { dataset, targets } }: NewestListing): void {
  const names = new Set<string>()
  const hashes = new Set<string>()
  for (const name of targetPaths(dataset)) {
    const target = targets.get(name)
    if (target === undefined) continue
    names.add(storedName(name, target))
    hashes.add(target.sha256)
  }
  parts.keepOnly(names, hashes)
}

/** No source gave a listing that may be believed: which message it is (register feed, Promises 6). */
function noListing(states: readonly SourceState[], sources: readonly FeedSource[], now: Instant, asOf: Instant | null): RunOutcome {
  const expired = states.find(({ state }) => state === 'expired')
  if (expired !== undefined) {
    const theirs = sources.find(({ address }) => address === expired.address)?.clock() ?? null
    const isAhead = theirs !== null && epochMilliseconds(now) - epochMilliseconds(theirs) > A_DAY
    return isAhead ? { kind: 'clock-wrong', clock: now, trustedTime: theirs } : { kind: 'publisher-frozen', asOf, cause: 'expired' }
  }
  const refused = states.find(({ state }) => state === 'refused')
  if (refused === undefined || refused.refusal === null) return { kind: 'no-source' }
  return { kind: 'refused', because: refused.refusal, cause: refused.cause }
}

const A_DAY = 86_400_000

function troubleOutcome(error: unknown): RunOutcome {
  if (error instanceof StationTrouble) {
    return error.isFull ? { kind: 'disk-full', needed: null } : { kind: 'station-failed', code: 'file-refused', cause: error.message }
  }
  const file = fileFailure(error)
  if (file === null) return { kind: 'station-failed', code: 'internal', cause: errorFields(error).name }
  if (file.code === 'disk-full') return { kind: 'disk-full', needed: null }
  return { kind: 'station-failed', code: 'file-refused', cause: file.params['cause'] ?? '' }
}

function withoutRows(outcome: RunOutcome): Taken {
  return { outcome, rows: { added: 0, changed: 0, removed: 0, unreadable: 0 } }
}

function freeBytesAt(folder: string): number {
  if (!existsSync(folder)) return Number.POSITIVE_INFINITY
  const { bavail, bsize, blocks } = statfsSync(folder)
  // Some network file systems state no sizes at all.
  return blocks === 0 ? Number.POSITIVE_INFINITY : bavail * bsize
}

function entryOf(order: RunOrder, run: RunState, { outcome, rows }: Taken, meter: ProgressMeter, milliseconds: number): RunEntry {
  const trusted = run.newest?.trusted ?? null
  const listing = trusted?.dataset ?? null
  return {
    startedAt: run.startedAt,
    endedAt: order.clock.now(),
    why: order.why,
    outcome,
    dataset: order.dataset,
    from: run.from,
    to: listing === null ? null : { epoch: listing.epoch, sequence: listing.sequence },
    asOf: listing?.asOf ?? null,
    cadenceHours: listing?.cadenceHours ?? null,
    timestampExpires: trusted?.timestampExpires ?? null,
    rootVersion: trusted?.rootVersion ?? null,
    rootExpires: trusted?.rootExpires ?? null,
    bytes: run.bytes,
    rows: { read: meter.rows(), ...rows },
    milliseconds,
    phases: meter.milliseconds(),
    sources: [...run.sources.values()],
  }
}
