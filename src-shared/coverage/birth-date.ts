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
 * impossible dates stand only where a DOST code 4–6 explains them; with 4 and 5 a filler is `00` or makes a real date.
 */
export function possibleBirthDates({ birthDate, dost }: Born): readonly [CalendarDate, CalendarDate] | null {
  const { year: yearText } = knownBirthDate(birthDate, dost)
  const year = Number(yearText)
  const month = Number(birthDate.slice(5, 7))
  const wholeYear = range(calendarDate(year, 1, 1), calendarDate(year, 12, 31))
  if (dost.includes(NOT_IN_CALENDAR)) return wholeYear
  const exists = isCalendarDate(birthDate)
  const dayIsBlank = birthDate.endsWith('-00') && daysInMonth(year, month) > 0
  if (dost.includes(DAY_AND_MONTH_UNKNOWN)) return exists || dayIsBlank || birthDate.endsWith('-00-00') ? wholeYear : null
  if (dost.includes(DAY_UNKNOWN)) {
    return exists || dayIsBlank ? range(calendarDate(year, month, 1), calendarDate(year, month, daysInMonth(year, month))) : null
  }
  return exists ? range(birthDate, birthDate) : null
}

/** The birth date where every part of it is known, else null. */
export function fullBirthDate(person: Born): CalendarDate | null {
  const possible = possibleBirthDates(person)
  return possible !== null && possible[0] === possible[1] ? possible[0] : null
}

function range(first: CalendarDate | null, last: CalendarDate | null): readonly [CalendarDate, CalendarDate] | null {
  return first === null || last === null ? null : [first, last]
}
