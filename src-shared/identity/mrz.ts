import type { CalendarDate } from '../calendar.ts'
import type { Item, ItemWarning } from '../intake/item.ts'
import { err, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Sex } from '../schema-pieces.ts'
import { mrzBirthDate, mrzIssueDate } from './mrz-dates.ts'
import { checkDigit, LINE_LENGTH } from './mrz-check.ts'
import { isPatronymicWord } from './patronymic-words.ts'
import { cyrillicFromMrz } from './transliteration.ts'

export type MrzItem = Extract<Item, { kind: 'mrz' }>

/** Why a machine-readable zone cannot be used; `detail` and `params` as in an unrecognised item. */
export interface MrzProblem {
  readonly detail:
    | 'mrz-length'
    | 'mrz-structure'
    | 'mrz-check-number'
    | 'mrz-check-birth-date'
    | 'mrz-check-issue'
    | 'mrz-check-all'
    | 'mrz-birth-date'
    | 'mrz-no-name'
  readonly params: Readonly<Record<string, string>>
}

/**
 * Reads the machine-readable zone of the internal passport: 88 characters that begin with `PNRUS`, white space between them and
 * case ignored (policy formats §5.4). A failed check digit refuses the whole zone and names the field.
 */
export function readMrz(text: string, { today }: { readonly today: CalendarDate }): Result<MrzItem, MrzProblem> {
  const zone = text.replace(/\s/g, '').toUpperCase()
  if (zone.length !== 2 * LINE_LENGTH) {
    return err({ detail: 'mrz-length', params: { received: String(zone.length), expected: String(2 * LINE_LENGTH) } })
  }
  const data = zone.slice(LINE_LENGTH)
  const failed = failedCheck(data)
  if (failed !== null) return err({ detail: failed, params: {} })
  if (!/^PNRUS[A-Z0-9<]{39}\d{10}RUS[\d<]{7}[MF<]<{7}\d[\d<]{15}$/.test(zone)) return err({ detail: 'mrz-structure', params: {} })

  const birthDate = mrzBirthDate(data.slice(13, 19), today)
  if (!birthDate.ok) return err({ detail: 'mrz-birth-date', params: {} })
  const names = readNames(zone.slice(5, LINE_LENGTH))
  if (names === null) return err({ detail: 'mrz-no-name', params: {} })
  const sex = readSex(data.charAt(20))
  return ok({
    kind: 'mrz',
    type: 14,
    series: `${data.slice(0, 2)} ${data.slice(2, 3)}${data.charAt(28)}`,
    number: data.slice(3, 9),
    familyName: names.familyName,
    givenName: names.givenName,
    patronymic: names.patronymic,
    nameMayBeCut: names.warnings.includes('name-may-be-cut'),
    sex,
    birthDate: birthDate.value,
    issuedOn: mrzIssueDate(data.slice(29, 35)),
    departmentCode: /^\d{6}$/.test(data.slice(35, 41)) ? `${data.slice(35, 38)}-${data.slice(38, 41)}` : null,
    confirm: names.confirm,
    warnings: [
      ...names.warnings,
      ...(sex === null ? (['sex-unknown'] as const) : []),
      ...(birthDate.value === null ? (['birth-date-may-be-missing'] as const) : []),
    ],
  })
}

/** The first field whose check digit fails, in the order of the line; the filler 0 and `<` are equal where a field is empty. */
function failedCheck(data: string): MrzProblem['detail'] | null {
  if (checkDigit(data.slice(0, 9)) !== data[9]) return 'mrz-check-number'
  if (checkDigit(data.slice(13, 19)) !== data[19]) return 'mrz-check-birth-date'
  if (checkDigit(data.slice(28, 42)) !== data[42]) return 'mrz-check-issue'
  const all = data.slice(0, 10) + data.slice(13, 20) + data.slice(21, 43)
  return checkDigit(all) === data[43] ? null : 'mrz-check-all'
}

function readSex(letter: string): Sex | null {
  if (letter === 'M') return 'male'
  return letter === 'F' ? 'female' : null
}

interface Names {
  readonly familyName: string
  readonly givenName: string | null
  readonly patronymic: string | null
  readonly confirm: boolean
  readonly warnings: readonly ItemWarning[]
}

/** Names of places 6–44; null where there is none. A single filler inside a family name may be a hyphen or a space. */
function readNames(field: string): Names | null {
  const [family = '', ...others] = field.replace(/<+$/, '').split('<<')
  const familyName = cyrillicFromMrz(family.replaceAll('<', ' ')).trim()
  const given = others
    .join('<')
    .split('<')
    .filter((part) => part !== '')
    .map(cyrillicFromMrz)
  if (familyName === '') return null
  const cut = field.at(-1) !== '<'
  const digits = /[015]/.test(field)
  const warnings: ItemWarning[] = []
  if (cut) warnings.push('name-may-be-cut')
  if (digits) warnings.push('name-has-digits')
  if (given.length > 2) warnings.push('double-name')
  const patronymicWords = isPatronymicWord(given.at(-1) ?? '') ? 2 : 1
  const split = given.length > 1 ? Math.max(1, given.length - patronymicWords) : given.length
  return {
    familyName,
    givenName: given.slice(0, split).join(' ') || null,
    patronymic: given.slice(split).join(' ') || null,
    confirm: digits || given.length === 0 || given.length > 2,
    warnings,
  }
}
