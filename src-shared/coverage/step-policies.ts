import type { Insurer, Person, Policy } from '../register/person.ts'
import { finding } from './finding.ts'
import type { Finding } from './finding.ts'
import { isCopy } from './moment.ts'
import type { Moment } from './moment.ts'
import { endOf, latestFirst, letterOf, mayHaveOpenEnd, mayInclude, newestFirst, validOn } from './policy-period.ts'
import type { ReasonCode } from './reason-codes.ts'
import { ANNULLED, stateTypes, validPolicyStatuses } from './register-codes.ts'

export interface PolicyAnswer {
  readonly decision: Finding
  /** The policy that the answer is about; null where there is none. */
  readonly policy: Policy | null
}

/** The rules that name themselves: `covered` comes from nowhere else but here and the newborn's rule. */
const ruleOfType: Readonly<Record<string, ReasonCode>> = {
  Ц: 'digital-policy',
  П: 'paper-policy',
  Э: 'card-policy',
  К: 'uek-policy',
  С: 'old-style-policy',
  В: 'temporary-certificate',
  Е: 'temporary-certificate',
  Х: 'registered-without-policy',
  М: 'mfc-state',
}

const reasonOfStatus: Readonly<Record<string, ReasonCode>> = {
  НСД: 'expired',
  НПГ: 'citizenship-ended',
  НАЖ: 'residence-permit-annulled',
  НВР: 'temporary-residence-annulled',
  НУБ: 'refugee-status-lost',
  НВС: 'suspended-conscription',
  НПВ: 'suspended-service',
  ННП: 'not-confirmed',
  НАП: 'annulled',
}

/** Step 7 (coverage rules §2): the policies of exactly one person on the service date. */
export function stepPolicies(person: Person, insurers: ReadonlyMap<string, Insurer>, moment: Moment): PolicyAnswer {
  if (person.removed !== null) return { decision: finding('may-be-insured-elsewhere', {}, 'left'), policy: null }
  const valid = validOn(person, moment.serviceDate, moment)
  const counting = newestFirst(valid.filter((one) => counts(one, insurers)))
  const policy = counting.find((one) => validStill(one, moment))
  if (policy !== undefined) return { decision: positive(policy, person, moment), policy }
  const [endedSince] = counting
  if (endedSince !== undefined) return { decision: finding('status-then-unknown'), policy: endedSince }
  const [state] = newestFirst(valid)
  if (state !== undefined) return { decision: finding('no-policy-yet'), policy: state }
  return negative(person, moment)
}

/** Х and М count only when confirmed and with a factual insurer; a code that the directory does not know establishes none. */
function counts(policy: Policy, insurers: ReadonlyMap<string, Insurer>): boolean {
  return !stateTypes.has(letterOf(policy)) || (policy.status === 'ДПП' && policy.insurer !== null && insurers.has(policy.insurer))
}

/** Of a past day only a policy that is valid today tells that it was valid then: one that has ended since is invalid now. */
function validStill(policy: Policy, moment: Moment): boolean {
  return moment.serviceDate >= moment.today || mayInclude(policy, moment.today, moment)
}

function positive(policy: Policy, person: Person, moment: Moment): Finding {
  const rule = ruleOfType[letterOf(policy)]
  if (rule === undefined) return finding('unknown-policy-type', { value: policy.type })
  const end = endOf(policy, moment)
  if (end === null && !mayHaveOpenEnd(policy, person)) return finding('end-date-missing')
  return finding(rule, { end })
}

function negative(person: Person, moment: Moment): PolicyAnswer {
  const { serviceDate, today } = moment
  const begun = latestFirst(
    person.policies.filter((policy) => policy.from <= serviceDate),
    moment,
  )
  const [latest] = begun
  if (latest === undefined) return nothingBegun(person, moment)
  if (latest.status === ANNULLED && isCopy(moment)) return { decision: finding('may-be-insured-elsewhere'), policy: latest }
  const stateIsNotOfThatDay = begun.find((policy) => {
    const outlivedByDeath = policy.status === 'НСН'
    return !validPolicyStatuses.has(policy.status) && (serviceDate < today || outlivedByDeath) && mayInclude(policy, serviceDate, moment)
  })
  if (stateIsNotOfThatDay !== undefined) {
    const variant = stateIsNotOfThatDay.status === 'НСН' ? 'death' : null
    return { decision: finding('status-then-unknown', { deathDate: person.deathDate }, variant), policy: stateIsNotOfThatDay }
  }
  const end = endOf(latest, moment)
  const reason = reasonOfStatus[latest.status] ?? 'expired'
  const dated = reason === 'expired' && end !== null && end < serviceDate
  return { decision: dated ? finding('expired', { end }, 'dated') : finding(reason), policy: latest }
}

function nothingBegun(person: Person, moment: Moment): PolicyAnswer {
  const [next] = latestFirst(
    person.policies.filter((policy) => validPolicyStatuses.has(policy.status)),
    moment,
  ).slice(-1)
  if (next !== undefined)
    return { decision: finding('not-yet-valid', { from: next.from }, next.from > moment.today ? null : 'begun'), policy: next }
  const replaced = person.policies.some((policy) => policy.status === ANNULLED)
  if (replaced && isCopy(moment)) return { decision: finding('may-be-insured-elsewhere'), policy: null }
  // A past day is red only for death or for known periods that exclude it; without any policy there is no known period.
  const code = moment.serviceDate < moment.today && person.policies.length === 0 ? 'status-then-unknown' : 'no-policy-on-date'
  return { decision: finding(code), policy: null }
}
