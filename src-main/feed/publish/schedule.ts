import { epochMilliseconds } from '../../../src-shared/calendar.ts'
import type { Instant } from '../../../src-shared/calendar.ts'
import type { Dataset, FeedDelta, FeedSnapshot } from '../../../src-shared/feed/dataset.ts'
import { planUpdate } from '../../../src-shared/feed/update-plan.ts'

const DAY = 86_400_000
/** A week, less the hours by which one night may be earlier than another. */
const ROLL_UP_AFTER = 6.5 * DAY
const KEEP_DAILY = 14 * DAY
const KEEP_ANY = 35 * DAY
const SNAPSHOT_AFTER = 28 * DAY

/**
 * The deltas that stay listed: all of five weeks, but single nights older than two weeks only where no roll-up covers them. A desk that
 * was away for longer takes the snapshot.
 */
export function deltasToKeep(deltas: readonly FeedDelta[], now: Instant): readonly FeedDelta[] {
  const recent = deltas.filter(({ issuedAt }) => age(issuedAt, now) <= KEEP_ANY)
  const rollUps = recent.filter(isRollUp)
  return recent.filter(
    (delta) =>
      isRollUp(delta) || age(delta.issuedAt, now) <= KEEP_DAILY || !rollUps.some(({ from, to }) => from <= delta.from && delta.to <= to),
  )
}

/** The sequence from which a weekly roll-up to the newest state is due (register feed, «Publisher»), or null where none is. */
export function rollUpFrom(deltas: readonly FeedDelta[], now: Instant): number | null {
  const lastEnd = Math.max(0, ...deltas.filter(isRollUp).map(({ to }) => to))
  const nights = deltas.filter((delta) => !isRollUp(delta) && delta.from >= lastEnd).toSorted((one, other) => one.from - other.from)
  const [first] = nights
  return first !== undefined && nights.length > 1 && age(first.issuedAt, now) >= ROLL_UP_AFTER ? first.from : null
}

/** True where a new snapshot is due: the last is four weeks old, or the way from it is no longer short or is broken. */
export function isSnapshotDue(snapshot: FeedSnapshot, dataset: Pick<Dataset, 'epoch' | 'sequence' | 'deltas'>, now: Instant): boolean {
  if (age(snapshot.issuedAt, now) >= SNAPSHOT_AFTER) return true
  if (snapshot.sequence === dataset.sequence) return false
  const way = planUpdate({ ...dataset, snapshot }, { epoch: dataset.epoch, sequence: snapshot.sequence })
  return way.kind !== 'deltas'
}

/** Every desk that can still follow by deltas knows the removals up to this version. */
export function settledUpTo(deltas: readonly FeedDelta[], sequence: number): number {
  return Math.min(sequence, ...deltas.map(({ from }) => from))
}

function isRollUp({ from, to }: FeedDelta): boolean {
  return to - from > 1
}

function age(instant: Instant, now: Instant): number {
  return epochMilliseconds(now) - epochMilliseconds(instant)
}
