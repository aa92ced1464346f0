import type { Person, Policy } from '../register/person.ts'
import { possibleBirthDates } from './birth-date.ts'
import { finding } from './finding.ts'
import type { Finding } from './finding.ts'
import type { KnownFacts } from './known-facts.ts'
import { missingText } from './missing-text.ts'
import type { Moment } from './moment.ts'
import { endOf, isKnownType, latestFirst, mayInclude, validOn } from './policy-period.ts'
import { ANNULLED, UNREADABLE_RECORD, isKnownPolicyStatus, isKnownPersonStatus, validPolicyStatuses } from './register-codes.ts'

/**
 * Step 5 (coverage rules §2): contradictions and gaps in the register, all that apply, in the order of the rules. Every
 * policy is looked at, whatever its period: an unknown code in an old one may hide what it once said.
 */
export function stepConflicts(person: Person | null, known: KnownFacts, moment: Moment): readonly Finding[] {
  const missing = known.missing.size > 0 ? [finding('fact-missing', { what: missingText(known) })] : []
  if (person === null) return missing.length > 0 ? missing : [finding('fact-missing', { what: 'people' })]
  if (person.removed?.reason === UNREADABLE_RECORD) return [finding('record-unreadable'), ...missing]
  const unreadable = missing.length === 0 && !isReadable(person)
  return [
    ...twoActivePolicies(person, moment),
    ...validStatusPastEnd(person, moment),
    ...deathConflicts(person, moment),
    ...recordNotValid(person),
    ...unknownStatus(person),
    ...unknownPolicyType(person, moment),
    ...missing,
    ...(unreadable ? [finding('fact-missing', { what: 'people' })] : []),
  ]
}

/** An absent name is null; an empty text says nothing. */
function isReadable(person: Person): boolean {
  const names = [person.familyName, person.givenName, person.patronymic]
  return possibleBirthDates(person) !== null && names.every((name) => name === null || name.trim() !== '')
}

/** Numbers and insurers are compared only where both policies have one. */
function twoActivePolicies(person: Person, moment: Moment): readonly Finding[] {
  const valid = validOn(person, moment.serviceDate, moment)
  const differ = (value: (policy: Policy) => string | null) => new Set(valid.map(value).filter((one) => one !== null)).size > 1
  return differ((policy) => policy.enp) || differ((policy) => policy.insurer) ? [finding('two-active-policies')] : []
}

/** An end after the day of `asOf` has simply come since: that policy is `expired`, not contradictory. */
function validStatusPastEnd(person: Person, moment: Moment): readonly Finding[] {
  const [policy] = latestFirst(
    person.policies.filter((one) => {
      const end = endOf(one, moment)
      return validPolicyStatuses.has(one.status) && end !== null && end < moment.asOfDay && end < moment.serviceDate
    }),
    moment,
  )
  return policy === undefined ? [] : [finding('valid-status-past-end', { end: endOf(policy, moment) })]
}

function deathConflicts(person: Person, moment: Moment): readonly Finding[] {
  const { deathDate, policies, status } = person
  const found: Finding[] = []
  if (status === 'НПП' || policies.some((policy) => policy.status === 'НСП')) found.push(finding('death-unconfirmed'))
  if (deathDate === null && (status === 'НСН' || policies.some((policy) => policy.status === 'НСН'))) found.push(finding('death-undated'))
  if (deathDate !== null && deathDate < moment.serviceDate && validOn(person, moment.serviceDate, moment).length > 0) {
    found.push(finding('alive-and-dead', { deathDate }))
  }
  return found
}

function recordNotValid(person: Person): readonly Finding[] {
  return person.status === 'ННП' || (person.status === ANNULLED && person.redirect === null) ? [finding('person-record-not-valid')] : []
}

/** Of other tombstones than `left-this-copy` and `record-unreadable` nobody can say what they mean. */
function unknownStatus(person: Person): readonly Finding[] {
  const unknown = [
    ...(isKnownPersonStatus(person) ? [] : [person.status]),
    ...person.policies.filter((policy) => !isKnownPolicyStatus(policy)).map((policy) => policy.status),
    ...(person.removed === null || person.removed.reason === 'left-this-copy' ? [] : [person.removed.reason]),
  ]
  return unknown.length === 0 ? [] : [finding('unknown-status', { value: listed(unknown) })]
}

function unknownPolicyType(person: Person, moment: Moment): readonly Finding[] {
  const unknown = person.policies.filter((policy) => !isKnownType(policy) && mayInclude(policy, moment.serviceDate, moment))
  return unknown.length === 0 ? [] : [finding('unknown-policy-type', { value: listed(unknown.map((policy) => policy.type)) })]
}

function listed(values: readonly string[]): string {
  return [...new Set(values)].toSorted().join(', ')
}
