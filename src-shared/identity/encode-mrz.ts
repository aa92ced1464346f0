import type { CalendarDate } from '../calendar.ts'
import type { Sex } from '../schema-pieces.ts'
import { checkDigit } from './mrz-check.ts'
import { mrzFromCyrillic } from './transliteration.ts'

export interface MrzData {
  readonly familyName: string
  readonly givenName: string | null
  readonly patronymic: string | null
  /** Four digits, with or without the inner space. */
  readonly series: string
  /** Six digits. */
  readonly number: string
  readonly birthDate: CalendarDate
  readonly sex: Sex | null
  readonly issuedOn: CalendarDate
  /** Six digits, with or without the hyphen. */
  readonly departmentCode: string
}

const LONGEST_FAMILY_NAME = 34
const NAME_PLACES = 39

/**
 * Builds the two lines of an internal passport's zone for tests and demo data, names shortened by the official rules (policy
 * formats §5.4). Throws RangeError on letters outside the transliteration table.
 */
export function encodeMrz(data: MrzData): string {
  const series = data.series.replace(/\s/g, '')
  const number = series.slice(0, 3) + data.number
  const birthDate = sixDigits(data.birthDate)
  const optional = `${series.charAt(3)}${sixDigits(data.issuedOn)}${data.departmentCode.replace('-', '')}<`
  const tail = `${'<'.repeat(7)}${optional}${checkDigit(optional)}`
  const checked = number + checkDigit(number)
  const born = birthDate + checkDigit(birthDate)
  return `PNRUS${nameField(data)}\n${checked}RUS${born}${sexLetter(data.sex)}${tail}${checkDigit(checked + born + tail)}`
}

function nameField(data: MrzData): string {
  const family = machine(data.familyName).slice(0, LONGEST_FAMILY_NAME)
  const given = machine(data.givenName ?? '')
  const patronymic = machine(data.patronymic ?? '')
  const start = given === '' ? family : `${family}<<${given}`
  if (patronymic === '') return start.slice(0, NAME_PLACES).padEnd(NAME_PLACES, '<')
  if (start.length <= NAME_PLACES - 2) return `${start}<${patronymic}`.slice(0, NAME_PLACES).padEnd(NAME_PLACES, '<')
  return `${start.slice(0, NAME_PLACES - 2)}<${patronymic.charAt(0)}`
}

function machine(name: string): string {
  return mrzFromCyrillic(name.trim().toUpperCase())
}

function sexLetter(sex: Sex | null): string {
  if (sex === null) return '<'
  return sex === 'male' ? 'M' : 'F'
}

/** YYMMDD. */
function sixDigits(date: CalendarDate): string {
  return date.slice(2).replaceAll('-', '')
}
