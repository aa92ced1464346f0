import type { CalendarDate } from '../calendar.ts'
import type { NameComparison } from './names.ts'

const DAY_UNKNOWN = 4
const DAY_AND_MONTH_UNKNOWN = 5
const NOT_IN_CALENDAR = 6

/** What of a register's birth date is known; null: unknown. */
export interface KnownBirthDate {
  readonly year: string | null
  readonly month: string | null
  readonly day: string | null
}

/**
 * The known parts of a birth date as registers hold it (policy formats §6.1): `00` and the DOST codes 4 and 5 leave parts
 * unknown whatever filler stands there; with DOST 6 the day is not compared, since the register's date is not in the calendar.
 */
export function knownBirthDate(birthDate: string, dost: readonly number[]): KnownBirthDate {
  const [year = '0000', month = '00', day = '00'] = birthDate.split('-')
  const monthKnown = month !== '00' && !dost.includes(DAY_AND_MONTH_UNKNOWN)
  const dayKnown = monthKnown && day !== '00' && !dost.includes(DAY_UNKNOWN) && !dost.includes(NOT_IN_CALENDAR)
  return { year: year === '0000' ? null : year, month: monthKnown ? month : null, day: dayKnown ? day : null }
}

/** Compares a presented birth date with the register's by its known parts; `partly` where some are unknown (coverage rules §2 step 4). */
export function compareBirthDate(presented: CalendarDate | null, register: string, dost: readonly number[]): NameComparison {
  const known = knownBirthDate(register, dost)
  if (presented === null || known.year === null) return 'not-given'
  const [year, month, day] = presented.split('-')
  if (year !== known.year || (known.month !== null && month !== known.month)) return 'different'
  if (known.day !== null) return day === known.day ? 'equal' : 'different'
  return 'partly'
}

/** One text for storing a register's birth date so that a search by `birthDateKeys` meets it: unknown parts as `00`. */
export function birthDateKey(birthDate: string, dost: readonly number[]): string {
  const known = knownBirthDate(birthDate, dost)
  return `${known.year ?? '0000'}-${known.month ?? '00'}-${known.day ?? '00'}`
}

/** The stored keys under which a fully known birth date may be held: exact, day unknown, day and month unknown. */
export function birthDateKeys(date: CalendarDate): readonly string[] {
  return [date, `${date.slice(0, 7)}-00`, `${date.slice(0, 4)}-00-00`]
}
