import { fullYears } from '../calendar.ts'
import type { UsableItem } from '../intake/item.ts'
import type { Person } from '../register/person.ts'
import { possibleBirthDates } from './birth-date.ts'
import { finding } from './finding.ts'
import type { Finding } from './finding.ts'
import type { Moment } from './moment.ts'
import { birthCertificates } from './register-codes.ts'
import { policyShown, shownDocuments } from './shown-documents.ts'
import type { Matched } from './step-match.ts'
import { acceptedSets, limitOn, presentedRow } from './tables.ts'

/**
 * Step 9 (coverage rules §2, §3): was enough presented, all items taken together. СНИЛС or name and birth date count as
 * nothing; a document that the register holds as replaced or expired does not count. Null where it was enough.
 */
export function stepPresented(person: Person, presented: readonly UsableItem[], matched: Matched, moment: Moment): Finding | null {
  const row = presentedRow(moment.tables, moment.serviceDate, moment.station.regionCode)
  if (row?.policyAlone === true && policyShown(presented, matched)) return null
  const types = countingTypes(presented, matched, moment)
  const sufficient = enoughDocuments(types, person, moment)
  if (row?.documentAlone === true && sufficient) return null
  const passportAge = limitOn(moment.tables, 'passportAge', moment.serviceDate)
  const variant =
    row?.policyAlone === false ? 'document-only' : row?.documentAlone === true ? wanted(types, person, moment, passportAge) : 'policy-only'
  return finding('document-not-sufficient', { passportAge: String(passportAge) }, variant)
}

/**
 * Step 9 of the newborn's question (coverage rules §5): the representative's document is asked for, whatever found the
 * representative; where a document alone is not enough, the policy too. A child below the age of passports represents nobody, so
 * that the certificate of a brother or sister is never enough.
 */
export function representativePresented(
  person: Person,
  presented: readonly UsableItem[],
  matched: Matched,
  moment: Moment,
): Finding | null {
  const row = presentedRow(moment.tables, moment.serviceDate, moment.station.regionCode)
  const documents = enoughDocuments(countingTypes(presented, matched, moment), person, moment)
  const passportAge = limitOn(moment.tables, 'passportAge', moment.serviceDate)
  const grown = possibleAges(person, moment).every((age) => age >= passportAge)
  const enough = grown && documents && (row?.documentAlone === true || (row?.policyAlone === true && policyShown(presented, matched)))
  return enough ? null : finding('document-not-sufficient', {}, grown && documents ? 'policy-only' : 'representative')
}

function countingTypes(presented: readonly UsableItem[], matched: Matched, moment: Moment): ReadonlySet<number> {
  const counting = shownDocuments(presented, matched, moment).filter(({ state }) => state === 'current' || state === 'unknown')
  return new Set(counting.map((document) => document.type))
}

/** Enough only if enough for every age that the known parts of the birth date allow. */
function enoughDocuments(types: ReadonlySet<number>, person: Person, moment: Moment): boolean {
  const ages = possibleAges(person, moment)
  return (
    ages.length > 0 &&
    ages.every((age) => acceptedSets(moment.tables, moment.serviceDate, age).some((set) => set.every((type) => types.has(type))))
  )
}

function possibleAges(person: Person, moment: Moment): readonly number[] {
  return (possibleBirthDates(person) ?? []).map((day) => Math.max(0, fullYears(day, moment.serviceDate)))
}

/** Which text says what would be enough. */
function wanted(types: ReadonlySet<number>, person: Person, moment: Moment, passportAge: number): string | null {
  const [oldest = passportAge] = possibleAges(person, moment)
  if (oldest < passportAge) return 'child'
  if ([...types].some((type) => birthCertificates.has(type))) return 'passport-due'
  return [9, 11, 21, 22, 23, 29].some((type) => types.has(type)) ? 'foreigner' : null
}
