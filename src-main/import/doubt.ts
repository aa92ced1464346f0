import type { CalendarDate } from '../../src-shared/calendar.ts'
import type { Person, Policy } from '../../src-shared/register/person.ts'
import { NOT_CARRIED } from './read-policy.ts'

/**
 * True for a row that says of its person anything but that they are insured without an end. Where nobody can tell whom it means, everybody
 * who may be meant loses a valid status: a withdrawal that is not believed would leave somebody covered who is not.
 */
export function mayWithdraw({ status, deathDate, redirect, policies }: Person): boolean {
  if (deathDate !== null || redirect !== null) return true
  if (status !== NOT_CARRIED && !isValid({ status })) return true
  return policies.length > 0 && !policies.some((policy) => isValid(policy) && policy.to === null)
}

/** Until when a row leaves its person insured that withdraws nothing but what follows this day; null for any other row. */
export function endOf({ status, deathDate, redirect, policies }: Person): CalendarDate | null {
  if (deathDate !== null || redirect !== null || (status !== NOT_CARRIED && !isValid({ status }))) return null
  const ends = policies.flatMap((policy) => (isValid(policy) && policy.to !== null && policy.certificateTo === null ? [policy.to] : []))
  return ends.length === policies.length ? (ends.toSorted()[0] ?? null) : null
}

/**
 * The person with no valid policy left: what was valid is `NOT_CARRIED`, so that somebody looks. Else unchanged. `end`: a policy that ends
 * until this day is not in doubt.
 */
export function withDoubt(person: Person, end: CalendarDate | null): Person {
  const isDoubted = (policy: Policy): boolean => isValid(policy) && (end === null || policy.to === null || policy.to > end)
  return { ...person, policies: person.policies.map((policy) => (isDoubted(policy) ? { ...policy, status: NOT_CARRIED } : policy)) }
}

/** The first letter Д means valid, of every entity (register sources §3.2). */
function isValid({ status }: Pick<Policy, 'status'>): boolean {
  return status.startsWith('Д')
}
