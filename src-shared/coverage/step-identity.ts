import type { CalendarDate } from '../calendar.ts'
import { compareBirthDate } from '../identity/birth-date.ts'
import { compareName, nameKey } from '../identity/names.ts'
import type { UsableItem } from '../intake/item.ts'
import type { Confirmation } from './facts.ts'
import { finding } from './finding.ts'
import type { Finding } from './finding.ts'
import type { Identity } from './known-facts.ts'
import { UNREADABLE_RECORD } from './register-codes.ts'
import type { Matched } from './step-match.ts'
import type { Difference } from './verdict.ts'

export type IdentityField = Difference['field']
type NameField = Exclude<IdentityField, 'birthDate'>

export interface Comparison {
  /** One per field that anything shown or the register names, in the order of the fields. */
  readonly differences: readonly Difference[]
  readonly compared: readonly IdentityField[]
  /** No name was shown: the receptionist compares the person (note `compare-person`). */
  readonly nameless: boolean
  /** A confirmation that answers exactly the one difference (note `identity-confirmed`). */
  readonly confirmed: IdentityField | null
  readonly decision: Finding | null
}

interface ShownIdentity {
  readonly familyName: string | null
  readonly givenName: string | null
  readonly patronymic: string | null
  readonly birthDate: CalendarDate | null
  /** Name parts that may have been cut and are compared as beginnings. */
  readonly cut: ReadonlySet<NameField>
}

interface Named extends Identity {
  /** A record that could be read in parts only: what is absent may be a part that was not. */
  readonly mayNameMore: boolean
}

const fields: readonly IdentityField[] = ['familyName', 'givenName', 'patronymic', 'birthDate']
const nameFields: readonly NameField[] = ['familyName', 'givenName', 'patronymic']
const worstFirst: readonly Difference['result'][] = ['different', 'partly', 'equal', 'not-given']

/**
 * Step 4 (coverage rules §2): everything shown against the record, field by field; of several shown values the worst counts.
 * `birthDate` is a date that was told besides (a newborn's). A confirmation lifts exactly one difference, never two.
 */
export function stepIdentity(
  matched: Matched,
  presented: readonly UsableItem[],
  options: { readonly confirmation: Confirmation | null; readonly birthDate?: CalendarDate },
): Comparison | null {
  const { identity, full } = matched.entry
  if (identity === null) return null
  const register: Named = { ...identity, mayNameMore: full?.removed?.reason === UNREADABLE_RECORD }
  const shown = presented.flatMap((item) => shownIdentity(item) ?? [])
  if (options.birthDate !== undefined) {
    shown.push({ familyName: null, givenName: null, patronymic: null, birthDate: options.birthDate, cut: new Set() })
  }
  const differences = shown.length === 0 ? [] : fields.map((field) => worst(shown.map((one) => compare(field, one, register))))
  const differing = differences.filter((difference) => difference.result === 'different').map((difference) => difference.field)
  const [only] = differing
  const confirmed = differing.length === 1 && only !== undefined && options.confirmation?.field === only ? only : null
  return {
    differences,
    compared: differences.filter((difference) => difference.result !== 'not-given').map((difference) => difference.field),
    nameless: !shown.some((one) => nameKey(one.familyName) !== null || nameKey(one.givenName) !== null),
    confirmed,
    decision: confirmed === null ? decide(differing, matched) : null,
  }
}

function decide(differing: readonly IdentityField[], matched: Matched): Finding | null {
  const [only] = differing
  if (only === undefined) return null
  if (differing.length > 1) return finding('other-person', { fields: differing.join(',') })
  if (only === 'familyName' && matched.key !== 'name-and-birth-date') return finding('surname-changed')
  return finding('identity-differs', { field: only })
}

function compare(field: IdentityField, shown: ShownIdentity, held: Named): Difference {
  if (field === 'birthDate') {
    return {
      field,
      presented: shown.birthDate,
      register: held.birthDate,
      result: compareBirthDate(shown.birthDate, held.birthDate, held.dost),
    }
  }
  return { field, presented: shown[field], register: held[field], result: compareNamePart(field, shown, held) }
}

/** Only the patronymic may be absent on one side; a family or given name that a readable record does not hold differs. */
function compareNamePart(field: NameField, shown: ShownIdentity, held: Named): Difference['result'] {
  const result = compareName(shown[field], held[field], { prefix: shown.cut.has(field) })
  if (nameKey(shown[field]) === null && result === 'equal' && field !== 'patronymic') return 'not-given'
  const mayBeAbsent = field === 'patronymic' || held.mayNameMore
  return result === 'not-given' && !mayBeAbsent && nameKey(shown[field]) !== null ? 'different' : result
}

function worst(candidates: readonly Difference[]): Difference {
  const [first] = candidates.toSorted(
    (one, other) =>
      worstFirst.indexOf(one.result) - worstFirst.indexOf(other.result) || ((one.presented ?? '') < (other.presented ?? '') ? -1 : 1),
  )
  if (first === undefined) throw new Error('nothing to compare')
  return first
}

/** What an item says about the person, or null where it is only a number. */
function shownIdentity(item: UsableItem): ShownIdentity | null {
  if (item.kind === 'policy-barcode') return { ...names(item), birthDate: item.birthDate, cut: new Set(cutInBarcode(item)) }
  if (item.kind === 'mrz') return { ...names(item), birthDate: item.birthDate, cut: new Set(item.nameMayBeCut ? nameFields : []) }
  return item.kind === 'name-and-birth-date' ? { ...names(item), birthDate: item.birthDate, cut: new Set() } : null
}

function names(item: Pick<ShownIdentity, NameField>): Pick<ShownIdentity, NameField> {
  return { familyName: item.familyName, givenName: item.givenName, patronymic: item.patronymic }
}

/** A full name field may have lost the end of its last part; type 1 writes the given name first (policy formats §1.4, §1.10). */
function cutInBarcode(item: Extract<UsableItem, { kind: 'policy-barcode' }>): readonly NameField[] {
  if (!item.nameFieldFull) return []
  const order: readonly NameField[] = item.type === 1 ? ['givenName', 'familyName', 'patronymic'] : nameFields
  return order.filter((field) => item[field] !== null).slice(-1)
}
