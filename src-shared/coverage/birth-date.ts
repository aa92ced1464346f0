import { calendarDate, daysInMonth, isCalendarDate } from '../calendar.ts'
import type { CalendarDate } from '../calendar.ts'
import { knownBirthDate } from '../identity/birth-date.ts'
import type { Person } from '../register/person.ts'

type Born = Pick<Person, 'birthDate' | 'dost'>

/** DOST codes of the birth date (policy formats §6.1): day unknown, day and month unknown, date not in the calendar. */
const DAY_UNKNOWN = 4
const DAY_AND_MONTH_UNKNOWN = 5
const NOT_IN_CALENDAR = 6

/**
 * The earliest and the latest day on which the person may have been born. Null where the birth date cannot be read: `00` and
 * impossible dates stand only where a DOST code 4–6 explains them.
 */
export function possibleBirthDates({ birthDate, dost }: Born): readonly [CalendarDate, CalendarDate] | null {
  const known = knownBirthDate(birthDate, dost)
  const year = Number(known.year)
  const month = Number(known.month)
  if (year < 1) return null
  if (dost.includes(NOT_IN_CALENDAR) || (known.month === null && dost.includes(DAY_AND_MONTH_UNKNOWN))) {
    return range(calendarDate(year, 1, 1), calendarDate(year, 12, 31))
  }
  if (known.day === null && dost.includes(DAY_UNKNOWN))
    return range(calendarDate(year, month, 1), calendarDate(year, month, daysInMonth(year, month)))
  return isCalendarDate(birthDate) ? [birthDate, birthDate] : null
}

/** The birth date where every part of it is known, else null. */
export function fullBirthDate(person: Born): CalendarDate | null {
  const possible = possibleBirthDates(person)
  return possible !== null && possible[0] === possible[1] ? possible[0] : null
}

function range(first: CalendarDate | null, last: CalendarDate | null): readonly [CalendarDate, CalendarDate] | null {
  return first === null || last === null ? null : [first, last]
}
