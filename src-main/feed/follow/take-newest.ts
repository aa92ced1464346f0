import type { FailureCode } from '../../../src-shared/contract.ts'
import { epochMilliseconds } from '../../../src-shared/calendar.ts'
import type { Instant } from '../../../src-shared/calendar.ts'
import { builtInTables, limitOn } from '../../../src-shared/coverage/tables.ts'
import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import type { Refusal, RunEntry, RunOutcome, SourceState } from '../../../src-shared/feed/run-outcome.ts'
import { standingBrakes } from '../../../src-shared/feed/standing-brakes.ts'
import type { AcceptedBrake } from '../../../src-shared/feed/standing-brakes.ts'
import { planUpdate } from '../../../src-shared/feed/update-plan.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { contentKeyId } from '../parts/sealed-bytes.ts'
import { applyParts } from './apply-parts.ts'
import type { ApplyProblem } from './apply-parts.ts'
import type { FeedSource } from './feed-source.ts'
import { fetchParts } from './fetch-parts.ts'
import { isLate } from './newest-listing.ts'
import type { NewestListing } from './newest-listing.ts'
import type { PartFolder } from './part-folder.ts'
import type { FeedStanding, FeedStore } from './ports.ts'
import type { ProgressMeter } from './run-progress.ts'
import { wantedParts } from './wanted-parts.ts'

export interface TakeOrder {
  /** Name of the dataset that this station follows. */
  readonly dataset: string
  readonly newest: NewestListing
  readonly standing: FeedStanding
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
  const { newest, standing, now } = order
  const { dataset } = newest.trusted
  const settled = refusedListing(order) ?? quietEnd(dataset, standing, order.takeReturned, now)
  if (settled !== null) return { outcome: settled, rows: NO_ROWS }
  const taken = await takeBy(planUpdate(dataset, standing.current), order)
  if (taken.ok) return taken.value
  return taken.error === 'snapshot-needed'
    ? outcomeOf(await takeBy(planUpdate(dataset, null), order))
    : { outcome: taken.error, rows: NO_ROWS }
}

/** True where a listing, or what the register holds, was issued later than the clock shows: the clock is wrong, or somebody's keys are. */
export function timeAhead({ asOf, issuedAt }: Pick<Dataset, 'asOf' | 'issuedAt'>, now: Instant): Instant | null {
  const tolerance = limitOn(builtInTables, 'clockToleranceSeconds', new Date(epochMilliseconds(now)).toISOString().slice(0, 10)) * 1000
  const latest = epochMilliseconds(issuedAt) > epochMilliseconds(asOf) ? issuedAt : asOf
  return epochMilliseconds(latest) > epochMilliseconds(now) + tolerance ? latest : null
}

const NO_ROWS = { changed: 0, removed: 0, quarantined: 0 }

function refusedListing({ dataset: name, newest, standing, contentKey, now }: TakeOrder): RunOutcome | null {
  const { dataset } = newest.trusted
  if (dataset.dataset !== name) return refused('wrong-dataset', dataset.dataset)
  const trustedTime = timeAhead(dataset, now)
  if (trustedTime !== null) return { kind: 'clock-wrong', clock: now, trustedTime }
  const place = `${dataset.epoch}/${dataset.sequence}`
  if (planUpdate(dataset, standing.highest).kind === 'older') return refused('sequence-fell', place)
  const { current } = standing
  const isSame = current !== null && current.epoch === dataset.epoch && current.sequence === dataset.sequence
  if (isSame && current.stateDigest !== dataset.stateDigest) return refused('sequence-reused', place)
  if (contentKey === null || contentKeyId(contentKey) !== dataset.contentKeyId) return refused('key-missing', dataset.contentKeyId)
  return null
}

/** How a run ends that has nothing to fetch; null where it has. */
function quietEnd(dataset: Dataset, { current, highest, returned }: FeedStanding, takeReturned: boolean, now: Instant): RunOutcome | null {
  if (planUpdate(dataset, current).kind === 'up-to-date') {
    return isLate(dataset, now) ? { kind: 'publisher-frozen', asOf: dataset.asOf, cause: 'late' } : { kind: 'unchanged' }
  }
  const isReturnedFrom = returned && planUpdate(dataset, highest).kind === 'up-to-date'
  return isReturnedFrom && !takeReturned ? { kind: 'stays-returned', sequence: dataset.sequence } : null
}

async function takeBy(plan: ReturnType<typeof planUpdate>, order: TakeOrder): Promise<Result<Taken, RunOutcome | 'snapshot-needed'>> {
  const { newest, parts, sources, store, meter, signal, onSource, freeBytes, accepted, standing, contentKey } = order
  const { trusted } = newest
  const { dataset } = trusted
  if ((plan.kind !== 'deltas' && plan.kind !== 'snapshot') || contentKey === null) return err(refused('dataset-unreadable', plan.kind))
  const { kind } = plan
  const chains = wantedParts(trusted, kind === 'snapshot' ? plan.snapshot : null, plan.deltas)
  if (!chains.ok) return err(refused('dataset-unreadable', chains.error))
  const wanted = chains.value.flat()
  meter.expect({
    parts: wanted.length,
    bytes: wanted.reduce((sum, { target }) => sum + target.length, 0),
    rows: wanted.reduce((sum, { expected }) => sum + expected.part.lines, 0),
  })
  const inTurn = [newest.source, ...sources.filter((source) => source !== newest.source)]
  const fetched = await fetchParts({ wanted, parts, sources: inTurn, meter, signal, onSource, freeBytes })
  if (!fetched.ok) return err(fetched.error)
  const standingOf: Parameters<typeof applyParts>[0]['standing'] = (measured) =>
    standingBrakes(measured, dataset, standing.current, accepted)
  const applied = await applyParts({
    kind,
    dataset,
    chains: chains.value,
    parts,
    contentKey,
    store,
    standing: standingOf,
    meter,
    signal,
  })
  if (applied.ok) return ok({ outcome: { kind: 'updated', by: kind }, rows: applied.value })
  if (kind === 'deltas' && needsSnapshot(applied.error)) {
    meter.reset()
    return err('snapshot-needed')
  }
  return err(applyOutcome(applied.error))
}

function outcomeOf(taken: Result<Taken, RunOutcome | 'snapshot-needed'>): Taken {
  if (taken.ok) return taken.value
  if (taken.error === 'snapshot-needed') throw new Error('a snapshot needs no snapshot')
  return { outcome: taken.error, rows: NO_ROWS }
}

const DAMAGED: ReadonlySet<FailureCode> = new Set<FailureCode>(['register-damaged', 'register-missing', 'database-damaged'])

function needsSnapshot(problem: ApplyProblem): boolean {
  return problem.kind === 'digest-differs' || (problem.kind === 'store' && DAMAGED.has(problem.failure.code))
}

function applyOutcome(problem: ApplyProblem): RunOutcome {
  switch (problem.kind) {
    case 'cancelled':
      return problem
    case 'held':
      return { kind: 'held', brakes: [...problem.brakes] }
    case 'part-unreadable':
    case 'digest-differs':
      return refused(problem.kind, problem.cause)
    case 'store':
      return storeOutcome(problem.failure.code, problem.failure.params['cause'] ?? '')
  }
}

function storeOutcome(code: FailureCode, cause: string): RunOutcome {
  if (code === 'disk-full') return { kind: 'disk-full', needed: null }
  return code === 'folder-kind-differs' ? refused('demo-into-real', '') : { kind: 'station-failed', code, cause: cause.slice(0, 300) }
}

function refused(because: Refusal, cause: string): RunOutcome {
  return { kind: 'refused', because, cause: cause.slice(0, 300) }
}
