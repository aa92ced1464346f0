import { addDays } from '../calendar.ts'
import type { CalendarDate } from '../calendar.ts'
import { documentType } from '../identity/document-types.ts'
import { policyTypeLetter } from '../policy/numbers.ts'
import type { Person, Policy } from '../register/person.ts'
import type { Moment } from './moment.ts'
import { ANNULLED, certificateTypes, openEndTypes, policyTypeOrder, termDocuments, validPolicyStatuses } from './register-codes.ts'
import { limitOn } from './tables.ts'

/** The type letter in Cyrillic; look-alikes occur in real data (policy formats §4.3). */
export function letterOf(policy: Policy): string {
  return policyTypeLetter(policy.type)
}

export function isKnownType(policy: Policy): boolean {
  const letter = letterOf(policy)
  return letter.length === 1 && policyTypeOrder.includes(letter)
}

/**
 * Last day of a policy, inclusive; null where the register gives none. Temporary certificates without an end run until the
 * certificate's own end, else for the dated term from the day of issue (coverage rules §2 step 7).
 */
export function endOf(policy: Policy, moment: Moment): CalendarDate | null {
  if (policy.to !== null || !certificateTypes.has(letterOf(policy))) return policy.to
  return policy.certificateTo ?? addDays(policy.from, limitOn(moment.tables, 'temporaryCertificateDays', policy.from))
}

/** True where the period, both ends inclusive, may include `day`; a policy without end may always. */
export function mayInclude(policy: Policy, day: CalendarDate, moment: Moment): boolean {
  if (policy.from > day) return false
  const end = endOf(policy, moment)
  return end === null || end >= day
}

/** True where no end means an open end: some types only, and not for people whose documents limit their insurance. */
export function mayHaveOpenEnd(policy: Policy, person: Person): boolean {
  return openEndTypes.has(letterOf(policy)) && !person.documents.some(limitsInsurance)
}

/** A document type that F011 does not name may be one that limits insurance. */
function limitsInsurance(document: Person['documents'][number]): boolean {
  return document.status !== ANNULLED && (termDocuments.has(document.type) || documentType(document.type) === null)
}

/**
 * The policies with a valid status whose period may include `day`. One that ends on the day on which a later one begins is
 * replaced by it and left out (coverage rules §2 step 5).
 */
export function validOn(person: Person, day: CalendarDate, moment: Moment): readonly Policy[] {
  const valid = person.policies.filter((policy) => validPolicyStatuses.has(policy.status) && mayInclude(policy, day, moment))
  const beginsToday = valid.some((policy) => policy.from === day)
  return beginsToday ? valid.filter((policy) => policy.from === day || endOf(policy, moment) !== day) : valid
}

/** Newest first: greatest `from`, then the order of types, then anything that makes the order independent of the list. */
export function newestFirst(policies: readonly Policy[]): readonly Policy[] {
  return policies.toSorted(
    (one, other) => compareText(other.from, one.from) || typeRank(one) - typeRank(other) || compareText(stable(one), stable(other)),
  )
}

/** Latest first: greatest `from`, then greatest end (none is the greatest), then as above (coverage rules §2 step 7). */
export function latestFirst(policies: readonly Policy[], moment: Moment): readonly Policy[] {
  const end = (policy: Policy) => endOf(policy, moment) ?? '9999-12-31'
  return policies.toSorted(
    (one, other) =>
      compareText(other.from, one.from) ||
      compareText(end(other), end(one)) ||
      typeRank(one) - typeRank(other) ||
      compareText(stable(one), stable(other)),
  )
}

function typeRank(policy: Policy): number {
  const rank = policyTypeOrder.indexOf(letterOf(policy))
  return rank === -1 ? policyTypeOrder.length : rank
}

function stable(policy: Policy): string {
  const { type, status, enp, series, number, from, to, certificateTo, insurer, printedInsurer } = policy
  return [status, type, enp, series, number, from, to, certificateTo, insurer, printedInsurer].join('\n')
}

function compareText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
