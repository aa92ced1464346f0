import type { Failure, FailureCode } from '../../../src-shared/contract.ts'
import { epochMilliseconds } from '../../../src-shared/calendar.ts'
import type { Instant } from '../../../src-shared/calendar.ts'
import { builtInTables, limitOn } from '../../../src-shared/coverage/tables.ts'
import { deltaPartPath } from '../../../src-shared/feed/dataset.ts'
import type { Brake, Dataset } from '../../../src-shared/feed/dataset.ts'
import type { Refusal, RunEntry, RunOutcome, SourceState } from '../../../src-shared/feed/run-outcome.ts'
import { LACKS_NOTHING, planUpdate } from '../../../src-shared/feed/update-plan.ts'
import type { FeedPosition, Lacking } from '../../../src-shared/feed/update-plan.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { floorIn } from '../../app/feed-port.ts'
import type { FeedRefusal, FeedStanding } from '../../app/feed-port.ts'
import { contentKeyId } from '../parts/sealed-bytes.ts'
import { applyParts } from './apply-parts.ts'
import type { ApplyProblem } from './apply-parts.ts'
import type { FeedSource } from './feed-source.ts'
import { fetchParts } from './fetch-parts.ts'
import { isLate } from './newest-listing.ts'
import type { NewestListing } from './newest-listing.ts'
import type { PartFolder } from './part-folder.ts'
import type { FeedStore } from './ports.ts'
import type { ProgressMeter } from './run-progress.ts'
import { OPENED_BYTES, wantedParts } from './wanted-parts.ts'

/** An administrator's word that one brake may be passed, for one published state and no other. */
export interface AcceptedBrake extends FeedPosition {
  readonly brake: Brake
}

export interface TakeOrder {
  /** Name of the dataset that this station follows. */
  readonly dataset: string
  readonly newest: NewestListing
  readonly standing: FeedStanding
  /** The listing of an earlier run. */
  readonly known: Dataset | null
  /** Null where the station's vault does not hold it. */
  readonly contentKey: Uint8Array | null
  readonly accepted: readonly AcceptedBrake[]
  /** True where an administrator wants the state back from which somebody returned. */
  readonly takeReturned: boolean
  readonly parts: PartFolder
  readonly sources: readonly FeedSource[]
  readonly store: FeedStore
  readonly meter: ProgressMeter
  readonly signal: AbortSignal
  readonly now: Instant
  readonly onSource: (state: SourceState) => void
  readonly freeBytes: () => number
}

export interface Taken {
  readonly outcome: RunOutcome
  readonly rows: Omit<RunEntry['rows'], 'read'>
}

/**
 * From a listing in trust to the register: refuses what must not be followed, plans the cheapest way, fetches and applies (register feed,
 * Promises 2, 4, 5, 7, 8). Where the changes do not lead to the published digest the local copy has drifted or was damaged, and the
 * snapshot is taken in their stead.
 */
export async function takeNewest(order: TakeOrder): Promise<Taken> {
  const state = stateOf(order.standing, order.dataset)
  const settled = refusedListing(order) ?? quietEnd(order)
  if (settled !== null) return { outcome: settled, rows: NO_ROWS }
  const taken = await takeSomeWay(state, order)
  if (taken.ok) return taken.value
  return taken.error === 'snapshot-needed' ? outcomeOf(await takeSomeWay(null, order)) : { outcome: taken.error, rows: NO_ROWS }
}

/**
 * The cheapest way, and the next ones where a part of it is nowhere to be had: of a mirror that is the only source a desk may lack what
 * that mirror's own desk never needed (register feed, Promises 11). Ends with the first way's refusal where none is left, or where the
 * missing part may only not have arrived yet: a region's desks must not all fetch the whole register because a listing was copied first.
 */
async function takeSomeWay(have: FeedPosition | null, order: TakeOrder): Promise<Result<Taken, RunOutcome | 'snapshot-needed'>> {
  const { dataset } = order.newest.trusted
  let lacking = LACKS_NOTHING
  let first: RunOutcome | null = null
  for (;;) {
    const plan = planUpdate(dataset, have, lacking)
    if (first !== null && plan.kind !== 'deltas' && plan.kind !== 'snapshot') return err(first)
    if (first !== null && plan.kind === 'snapshot' && have !== null && isOnItsWay(dataset, order.now)) return err(first)
    const taken = await takeBy(plan, order)
    if (taken.ok || taken.error === 'snapshot-needed' || !isMissing(taken.error)) return taken
    first ??= taken.error
    lacking = alsoLacking(lacking, taken.error.cause, dataset)
    order.meter.reset()
  }
}

/** Milliseconds that whoever carries a publication somewhere may take for it. */
const CARRYING = 3_600_000

function isOnItsWay({ issuedAt }: Pick<Dataset, 'issuedAt'>, now: Instant): boolean {
  return epochMilliseconds(now) - epochMilliseconds(issuedAt) < CARRYING
}

function isMissing(outcome: RunOutcome): outcome is Extract<RunOutcome, { kind: 'refused' }> {
  return outcome.kind === 'refused' && outcome.because === 'part-missing'
}

/** `path`: the part that no source has. */
function alsoLacking({ snapshot, deltas }: Lacking, path: string, dataset: Dataset): Lacking {
  const delta = dataset.deltas.find(({ from, to, parts }) => parts.some((_part, index) => deltaPartPath(from, to, index) === path))
  return delta === undefined ? { snapshot: true, deltas } : { snapshot, deltas: [...deltas, delta] }
}

/** True where a listing, or what the register holds, was issued later than the clock shows: the clock is wrong, or somebody's keys are. */
export function timeAhead({ asOf, issuedAt }: Pick<Dataset, 'asOf' | 'issuedAt'>, now: Instant): Instant | null {
  const tolerance = limitOn(builtInTables, 'clockToleranceSeconds', new Date(epochMilliseconds(now)).toISOString().slice(0, 10)) * 1000
  const latest = epochMilliseconds(issuedAt) > epochMilliseconds(asOf) ? issuedAt : asOf
  return epochMilliseconds(latest) > epochMilliseconds(now) + tolerance ? latest : null
}

/** True where a sequence that was published names another state now. `known`: the newest listing of the runs before. */
function isReused({ dataset, epoch, sequence, stateDigest }: Dataset, known: Dataset | null): boolean {
  if (known === null || known.dataset !== dataset || known.epoch !== epoch || known.sequence !== sequence) return false
  return known.stateDigest !== stateDigest
}

/** True for a listing that the next run may compare with in the place of the known one: not older, and no other state of its sequence. */
export function mayBeKnown(dataset: Dataset, known: Dataset | null): boolean {
  if (known === null || known.dataset !== dataset.dataset) return true
  return planUpdate(dataset, known).kind !== 'older' && !isReused(dataset, known)
}

const NO_ROWS: Taken['rows'] = { added: 0, changed: 0, removed: 0, unreadable: 0 }

function refusedListing({ dataset: name, newest, standing, known, contentKey, now }: TakeOrder): RunOutcome | null {
  const { dataset } = newest.trusted
  if (dataset.dataset !== name) return refused('wrong-dataset', dataset.dataset)
  const trustedTime = timeAhead(dataset, now)
  if (trustedTime !== null) return { kind: 'clock-wrong', clock: now, trustedTime }
  const place = `${dataset.epoch}/${dataset.sequence}`
  if (planUpdate(dataset, floorIn(standing, name)).kind === 'older') return refused('sequence-fell', place)
  if (isReused(dataset, known)) return refused('sequence-reused', place)
  if (contentKey === null || contentKeyId(contentKey) !== dataset.contentKeyId) return refused('key-missing', dataset.contentKeyId)
  return null
}

/** How a run ends that has nothing to fetch; null where it has. */
function quietEnd({ newest, dataset: name, standing, takeReturned, now }: TakeOrder): RunOutcome | null {
  const { dataset } = newest.trusted
  if (planUpdate(dataset, stateOf(standing, name)).kind === 'up-to-date') {
    return isLate(dataset, now) ? { kind: 'publisher-frozen', asOf: dataset.asOf, cause: 'late' } : { kind: 'unchanged' }
  }
  const floor = floorIn(standing, name)
  const isReturnedFrom = floor?.returned === true && planUpdate(dataset, floor).kind === 'up-to-date'
  return isReturnedFrom && !takeReturned ? { kind: 'stays-returned', sequence: dataset.sequence } : null
}

/** What the register holds of the dataset; null where it holds none of it, or cannot be read. */
export function stateOf({ state }: FeedStanding, dataset: string): FeedStanding['state'] {
  return state !== null && state.dataset === dataset ? state : null
}

async function takeBy(plan: ReturnType<typeof planUpdate>, order: TakeOrder): Promise<Result<Taken, RunOutcome | 'snapshot-needed'>> {
  const { newest, parts, sources, store, meter, signal, onSource, freeBytes, accepted, contentKey } = order
  const { trusted } = newest
  const { dataset } = trusted
  if ((plan.kind !== 'deltas' && plan.kind !== 'snapshot') || contentKey === null) return err(refused('dataset-unreadable', plan.kind))
  const { kind } = plan
  const chains = wantedParts(trusted, kind === 'snapshot' ? plan.snapshot : null, plan.deltas)
  if (!chains.ok)
    return err(kind === 'deltas' && chains.error === OPENED_BYTES ? 'snapshot-needed' : refused('dataset-unreadable', chains.error))
  const wanted = chains.value.flat()
  meter.expect({
    parts: wanted.length,
    bytes: wanted.reduce((sum, { target }) => sum + target.length, 0),
    rows: wanted.reduce((sum, { expected }) => sum + expected.part.lines, 0),
  })
  const inTurn = [newest.source, ...sources.filter((source) => source !== newest.source)]
  const fetched = await fetchParts({ wanted, parts, sources: inTurn, meter, signal, onSource, freeBytes })
  if (!fetched.ok) return err(fetched.error)
  const applied = await applyParts({
    kind,
    dataset,
    chains: chains.value,
    parts,
    contentKey,
    store,
    options: { accepted: acceptedFor(dataset, accepted), again: order.takeReturned },
    meter,
    signal,
  })
  if (applied.ok) {
    const { changes, state } = applied.value
    return ok({ outcome: { kind: 'updated', by: kind }, rows: { ...changes, unreadable: state.totals.unreadable } })
  }
  if (kind === 'deltas' && needsSnapshot(applied.error)) {
    meter.reset()
    return err('snapshot-needed')
  }
  return err(applyOutcome(applied.error, dataset))
}

/** The word holds for exactly the state that the administrator saw. */
function acceptedFor({ epoch, sequence }: Dataset, accepted: readonly AcceptedBrake[]): readonly Brake[] {
  return accepted.filter((one) => one.epoch === epoch && one.sequence === sequence).map(({ brake }) => brake)
}

function outcomeOf(taken: Result<Taken, RunOutcome | 'snapshot-needed'>): Taken {
  if (taken.ok) return taken.value
  if (taken.error === 'snapshot-needed') throw new Error('a snapshot needs no snapshot')
  return { outcome: taken.error, rows: NO_ROWS }
}

const DAMAGED: ReadonlySet<FailureCode> = new Set<FailureCode>(['register-damaged', 'register-missing', 'database-damaged'])

/** Changes that lead nowhere here, while the snapshot needs nothing of what is here. */
function needsSnapshot(problem: ApplyProblem): boolean {
  if (problem.kind !== 'not-taken') return false
  const { refusal } = problem
  if (refusal.kind === 'failed') return DAMAGED.has(refusal.failure.code)
  return refusal.kind === 'digest-differs' || refusal.kind === 'no-base' || refusal.kind === 'no-room'
}

function applyOutcome(problem: ApplyProblem, dataset: Dataset): RunOutcome {
  if (problem.kind === 'cancelled') return problem
  return problem.kind === 'part-unreadable' ? refused(problem.kind, problem.cause) : registerOutcome(problem.refusal, dataset)
}

function registerOutcome(refusal: FeedRefusal, { epoch, sequence }: Dataset): RunOutcome {
  const place = `${epoch}/${sequence}`
  switch (refusal.kind) {
    // Somebody else took it meanwhile.
    case 'up-to-date':
      return { kind: 'unchanged' }
    case 'older':
      return refused('sequence-fell', place)
    case 'returned-from':
      return { kind: 'stays-returned', sequence }
    case 'held':
      return { kind: 'held', brakes: refusal.brakes.map((brake) => ({ ...brake, insurers: [...brake.insurers] })) }
    case 'digest-differs':
      return refused('digest-differs', place)
    case 'nobody':
      return refused('nobody', place)
    case 'line-misplaced':
    case 'record-twice':
      return refused('part-unreadable', refusal.kind)
    case 'no-base':
    case 'no-room':
      return { kind: 'station-failed', code: 'internal', cause: refusal.kind }
    case 'failed':
      return stationOutcome(refusal.failure)
  }
}

/** What a failure of the data folder means for a run. */
export function stationOutcome({ code, params }: Failure): RunOutcome {
  if (code === 'disk-full') return { kind: 'disk-full', needed: null }
  if (code === 'folder-kind-differs') return refused('demo-into-real', '')
  return { kind: 'station-failed', code, cause: (params['cause'] ?? '').slice(0, 300) }
}

function refused(because: Refusal, cause: string): RunOutcome {
  return { kind: 'refused', because, cause: cause.slice(0, 300) }
}
