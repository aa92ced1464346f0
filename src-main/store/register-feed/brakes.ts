import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import type { FeedState, HeldBrake, RegisterTotals } from '../../app/feed-port.ts'

/** Shares, as in register feed, Promises 7. */
const PEOPLE_FALL = 0.05
const INSURED_FALL = 0.05
const UNREADABLE = 0.01
/**
 * An insurer that held a smaller share of the insured may lose its last ones on any day: in a clinic of 20,000 people some insurers
 * have one or two, and a brake that holds every week is accepted unread.
 */
const INSURER_COUNTS = 0.001

/**
 * The brakes that a step from one state to another would break through (register feed, Promises 7). `before`: null where the
 * register holds no state of the dataset; then only unreadable records count.
 */
export function brakesBetween(before: RegisterTotals | null, after: RegisterTotals): readonly HeldBrake[] {
  return [
    ...(before === null ? [] : [...peopleFall(before, after), ...insuredFall(before, after), ...vanished(before, after)]),
    ...unread(before, after),
  ]
}

/** Brakes that the publisher announced with its signature, for a desk that stands before the change and goes to it or beyond. */
export function isExpected({ brake }: HeldBrake, { sequence, expectedChanges }: Dataset, before: FeedState | null): boolean {
  return expectedChanges.some((change) => change.brake === brake && (before?.sequence ?? 0) < change.from && change.from <= sequence)
}

function peopleFall(before: RegisterTotals, after: RegisterTotals): readonly HeldBrake[] {
  if (before.people - after.people <= before.people * PEOPLE_FALL) return []
  return [
    { brake: 'people-fall', before: before.people, after: after.people, ofBefore: before.people, ofAfter: after.people, insurers: [] },
  ]
}

function insuredFall(before: RegisterTotals, after: RegisterTotals): readonly HeldBrake[] {
  if (share(before.insured, before.people) - share(after.insured, after.people) <= INSURED_FALL + ROUNDING) return []
  const { people: ofBefore } = before
  return [{ brake: 'valid-policies-fall', before: before.insured, after: after.insured, ofBefore, ofAfter: after.people, insurers: [] }]
}

function vanished(before: RegisterTotals, after: RegisterTotals): readonly HeldBrake[] {
  const gone = Object.entries(before.insurers).filter(
    ([code, people]) => people >= before.insured * INSURER_COUNTS && after.insurers[code] === undefined,
  )
  if (gone.length === 0) return []
  const people = gone.reduce((sum, [, count]) => sum + count, 0)
  const insurers = gone.map(([code]) => code)
  return [{ brake: 'insurer-vanished', before: people, after: 0, ofBefore: before.insured, ofAfter: after.insured, insurers }]
}

/** What an administrator has let in once does not hold every night. */
function unread(before: RegisterTotals | null, after: RegisterTotals): readonly HeldBrake[] {
  const ofBefore = before === null ? 0 : records(before)
  const ofAfter = records(after)
  const was = before?.unreadable ?? 0
  const now = share(after.unreadable, ofAfter)
  if (now <= UNREADABLE || now <= share(was, ofBefore)) return []
  return [{ brake: 'quarantined', before: was, after: after.unreadable, ofBefore, ofAfter, insurers: [] }]
}

/** Differences of shares are not exact: 0.95 − 0.90 is more than 0.05. */
const ROUNDING = 1e-9

function records({ entities }: RegisterTotals): number {
  return Object.values(entities).reduce((sum, count) => sum + count, 0)
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
