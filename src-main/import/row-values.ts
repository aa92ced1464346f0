import { lookAlikesToCyrillic, plainText } from '../../src-shared/identity/fold.ts'
import type { CalendarDate } from '../../src-shared/calendar.ts'
import { readDate } from './dates.ts'
import type { RejectReason } from './outcome.ts'
import type { ColumnPlan } from './profile-rows.ts'
import type { FieldName, Profile } from './profile.ts'

/** Why a row gives no person: the field, and what is wrong with it. */
export interface RowFault {
  readonly field: FieldName | null
  readonly reason: RejectReason
}

/** The values of a row by the fields of the profile. Methods note the first fault and go on with a harmless value. */
export interface RowValues {
  /** Trimmed; a constant of the profile where there is no column; empty where there is neither. */
  text(field: FieldName): string
  /** A text of at most `longest` characters, null where empty. */
  short(field: FieldName, longest?: number): string | null
  /** A code translated by the profile's table, null where empty. Without a table: upper case, Latin look-alikes as Cyrillic letters. */
  code(field: CodedField): string | null
  date(field: FieldName): CalendarDate | null
  refuse(field: FieldName | null, reason: RejectReason): void
  readonly fault: RowFault | null
}

type CodedField = keyof Profile['codes'] & FieldName

const LONGEST_CODE = 12
/** Damage of a file, never part of a value: control characters, byte order marks of files strung together, undecodable bytes. */
const CONTROL = /[\p{Cc}\ufeff]/u
const UNDECODABLE = '\ufffd'

/** Makes the values of one row accessible; damaged characters in any column of the profile are its first fault. */
export function rowValues(cells: readonly string[], plan: ColumnPlan, profile: Profile): RowValues {
  let fault: RowFault | null = null
  const refuse = (field: FieldName | null, reason: RejectReason): void => {
    fault ??= { field, reason }
  }
  if (cells.length !== plan.width) refuse(null, 'field-count')
  for (const [field, place] of plan.places) {
    const cell = cells[place] ?? ''
    if (CONTROL.test(cell)) refuse(field, 'control-character')
    else if (cell.includes(UNDECODABLE)) refuse(field, 'not-decodable')
  }
  const constants: Readonly<Partial<Record<FieldName, string>>> = profile.constants
  const isLeftOut = (field: FieldName, place: number): boolean => {
    const condition = profile.onlyWhere[field]
    const value = (cells[place] ?? '').trim()
    if (condition === undefined || condition.is.includes(value)) return false
    if (!condition.isNot.includes(value)) refuse(field, 'unknown-code')
    return true
  }
  const text = (field: FieldName): string => {
    const place = plan.places.get(field)
    const condition = plan.conditions.get(field)
    if (condition !== undefined && isLeftOut(field, condition)) return ''
    return place === undefined ? (constants[field] ?? '') : (cells[place] ?? '').trim()
  }
  return {
    text,
    short(field, longest = 40) {
      const value = text(field)
      if (value.length <= longest) return value === '' ? null : value
      refuse(field, 'value-too-long')
      // Cut, because patterns that are quick on short texts are not on long ones.
      return value.slice(0, longest)
    },
    code(field) {
      const value = text(field)
      if (value === '') return null
      const folded = lookAlikesToCyrillic(plainText(value).toUpperCase())
      const table = profile.codes[field]
      if (table === undefined) {
        if (folded.length > LONGEST_CODE) refuse(field, 'unknown-code')
        return folded
      }
      for (const key of [value, folded]) if (Object.hasOwn(table, key)) return table[key] ?? null
      refuse(field, 'unknown-code')
      return null
    },
    date(field) {
      const value = text(field)
      if (value === '') return null
      const date = readDate(value, profile.dates)
      if (date === null) refuse(field, 'date-impossible')
      return date
    },
    refuse,
    get fault() {
      return fault
    },
  }
}
