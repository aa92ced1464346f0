import type { Person, Policy } from '../register/person.ts'

/**
 * Register codes (coverage rules §7, register service description 5.07). The same letters mean different things per entity, so
 * every set names its entity. A code outside its sets is unknown and never ends in `covered`.
 */
export const validPolicyStatuses: ReadonlySet<string> = new Set(['ДПП', 'ДНП'])
const policyStatuses: ReadonlySet<string> = new Set([
  ...validPolicyStatuses,
  'НСД',
  'НСН',
  'НСП',
  'НПГ',
  'НАЖ',
  'НВР',
  'НУБ',
  'НВС',
  'НПВ',
  'ННП',
  'НАП',
])
const personStatuses: ReadonlySet<string> = new Set(['ДПП', 'ДНП', 'ННП', 'НСН', 'НПП', 'НАП'])
/** Documents that the register holds as current. */
export const currentDocumentStatuses: ReadonlySet<string> = new Set(['ДПП', 'ДНП'])
/** The document ran out. */
export const EXPIRED_DOCUMENT = 'НСД'
/** Replaced, corrected or annulled; in every entity. */
export const ANNULLED = 'НАП'
export const validAttachmentStatuses: ReadonlySet<string> = new Set(['ДПП', 'ДПУ', 'ДВП', 'ДВУ'])
/**
 * The removal reason by which a copy says that a newer record stands there which this program cannot interpret; what it holds of the
 * person is out of date (register feed, «Files»).
 */
export const UNREADABLE_RECORD = 'record-unreadable'
/** ФЕРЗЛ areaType of therapeutic attachment. */
export const THERAPEUTIC_AREA = '1'

/** Several valid policies that began on one day: the first of these letters counts (coverage rules §2 step 7). */
export const policyTypeOrder = 'ЦЭКПСЕВМХ'
/** Types for which no end means an open end. */
export const openEndTypes: ReadonlySet<string> = new Set(['П', 'Э', 'К', 'Ц', 'С'])
export const certificateTypes: ReadonlySet<string> = new Set(['В', 'Е'])
/** On the register without a policy. */
export const stateTypes: ReadonlySet<string> = new Set(['Х', 'М'])

/** F011 documents whose holders are insured for a term only: no open end for them (coverage rules §2 step 7). */
export const termDocuments: ReadonlySet<number> = new Set([10, 12, 23, 25, 29])
/** F011 documents whose end date is watched (coverage rules §4 `document-expired`). */
export const datedDocuments: ReadonlySet<number> = new Set([10, 11, 12, 13, 23, 25])
export const birthCertificates: ReadonlySet<number> = new Set([3, 24])

export function isKnownPolicyStatus(policy: Policy): boolean {
  return policyStatuses.has(policy.status)
}

export function isKnownPersonStatus(person: Person): boolean {
  return personStatuses.has(person.status)
}
