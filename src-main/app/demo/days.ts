import { calendarDate, localDateTime, type CalendarDate, type Instant } from '../../../src-shared/calendar.ts'
import { settingsSchema } from '../../../src-shared/settings.ts'

/**
 * Days counted from 1970-01-01, negative before. The demo register handles tens of dates a person, a million people at a time;
 * whole numbers keep that cheap.
 */
export type DayNumber = number

const DAYS_PER_ERA = 146_097
const EPOCH_SHIFT = 719_468

/** The day number of a `YYYY-MM-DD` text. */
export function dayNumber(date: CalendarDate): DayNumber {
  return dayNumberOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8)))
}

/** The day number of a year, month 1–12 and day; days past the month's end run over into the next month. */
export function dayNumberOf(year: number, month: number, day: number): DayNumber {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return era * DAYS_PER_ERA + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - EPOCH_SHIFT
}

/** The day that counts as today in a demo register: that of `asOf` in the time zone a new station has. */
export function demoToday(asOf: Instant): DayNumber {
  return dayNumber(localDateTime(asOf, settingsSchema.parse({}).timeZone).date)
}

interface Day {
  readonly text: CalendarDate
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Days seen so far, from 1850 on; a person's whole life lies in some 60,000 of them. */
const seen: (Day | undefined)[] = []
const FIRST_SEEN = dayNumberOf(1850, 1, 1)

/** The `YYYY-MM-DD` text of a day number from 1850 on. */
export function dateText(day: DayNumber): CalendarDate {
  return partsOf(day).text
}

/** The year of a day number. */
export function yearOf(day: DayNumber): number {
  return partsOf(day).year
}

/** The same calendar day `years` later (or earlier); 29 February becomes 1 March in a common year. */
export function addYears(day: DayNumber, years: number): DayNumber {
  const parts = partsOf(day)
  return dayNumberOf(parts.year + years, parts.month, parts.day)
}

function partsOf(day: DayNumber): Day {
  return (seen[day - FIRST_SEEN] ??= splitDay(day))
}

function splitDay(day: DayNumber): Day {
  const shifted = day + EPOCH_SHIFT
  const era = Math.floor(shifted / DAYS_PER_ERA)
  const dayOfEra = shifted - era * DAYS_PER_ERA
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const text = calendarDate(year, month, dayOfMonth)
  if (text === null) throw new RangeError(`No such day number: ${day}`)
  return { text, year, month, day: dayOfMonth }
}
