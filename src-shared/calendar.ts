import { Temporal } from 'temporal-polyfill'

/** A calendar date without time zone, `YYYY-MM-DD`. */
export type CalendarDate = string
/** An instant in UTC, ISO 8601 ending in `Z` or an offset. */
export type Instant = string

const DATE_SHAPE = /^\d{4}-\d{2}-\d{2}$/

/** True for a `YYYY-MM-DD` text that names an existing day of the Gregorian calendar. */
export function isCalendarDate(text: string): boolean {
  if (!DATE_SHAPE.test(text)) return false
  return daysInMonth(Number(text.slice(0, 4)), Number(text.slice(5, 7))) >= Number(text.slice(8)) && text.slice(8) !== '00'
}

/** Days in a month 1–12 of a year; 0 for any other month. */
export function daysInMonth(year: number, month: number): number {
  if (month < 1 || month > 12) return 0
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Builds a date from parts, or null where no such day exists. Months and days count from 1. */
export function calendarDate(year: number, month: number, day: number): CalendarDate | null {
  if (year < 1 || year > 9999 || day < 1 || day > daysInMonth(year, month)) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The date `days` (any sign) after `date`. Throws RangeError on a date that does not exist or a year outside 1–9999. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfDayNumber(dayNumber(date) + days)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. Throws RangeError on a date that does not exist. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from)
}

const DAYS_IN_400_YEARS = 146_097

/** Days since 0000-03-01 of the Gregorian calendar: with March first, the leap day ends the year and months follow one formula. */
function dayNumber(date: CalendarDate): number {
  if (!isCalendarDate(date)) throw new RangeError('no such calendar date')
  const month = Number(date.slice(5, 7))
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0)
  const monthFromMarch = (month + 9) % 12
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  return year * 365 + leapDays + Math.floor((153 * monthFromMarch + 2) / 5) + Number(date.slice(8)) - 1
}

function dateOfDayNumber(number: number): CalendarDate {
  const era = Math.floor(number / DAYS_IN_400_YEARS)
  const dayOfEra = number - era * DAYS_IN_400_YEARS
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / (DAYS_IN_400_YEARS - 1))) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = ((monthFromMarch + 2) % 12) + 1
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const date = calendarDate(era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
  if (date === null) throw new RangeError('the date leaves the years 1–9999')
  return date
}

/** Completed years of age on `day`; someone born on 29 February completes a year on 1 March of a common year. */
export function fullYears(birthDate: CalendarDate, day: CalendarDate): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** The day on which someone completes `age` years; 1 March for a 29 February birth in a common year. */
export function birthdayAt(birthDate: CalendarDate, age: number): CalendarDate {
  const year = Number(birthDate.slice(0, 4)) + age
  return calendarDate(year, Number(birthDate.slice(5, 7)), Number(birthDate.slice(8))) ?? `${String(year).padStart(4, '0')}-03-01`
}

/** True for a text that is an ISO 8601 instant with `Z` or an offset and a known time zone can be applied to. */
export function isInstant(text: string): boolean {
  if (plainUtcMilliseconds(text) !== null) return true
  try {
    Temporal.Instant.from(text)
    return true
  } catch {
    return false
  }
}

/** Milliseconds since 1970-01-01T00:00Z. Throws RangeError on a text that is no instant. */
export function epochMilliseconds(instant: Instant): number {
  return plainUtcMilliseconds(instant) ?? Temporal.Instant.from(instant).epochMilliseconds
}

/** True for a time zone name that this machine's time zone data know. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}

/** A wall-clock date, and a time `HH:MM`. */
export interface LocalDateTime {
  readonly date: CalendarDate
  readonly time: string
}

/** The wall-clock date and time of an instant in a time zone. Throws RangeError on an unknown zone. */
export function localDateTime(instant: Instant, timeZone: string): LocalDateTime {
  const milliseconds = epochMilliseconds(instant)
  const number = Math.floor(milliseconds / QUARTER_HOUR)
  const key = `${number} ${timeZone}`
  let quarter = quarterHours.get(key)
  if (quarter === undefined) {
    quarter = evenQuarterHour(number, timeZone)
    if (quarterHours.size >= 64) quarterHours.clear()
    quarterHours.set(key, quarter)
  }
  if (quarter === null) return byTemporal(milliseconds, timeZone)
  const minute = Number(quarter.time.slice(3)) + Math.floor((milliseconds - number * QUARTER_HOUR) / MINUTE)
  return { date: quarter.date, time: `${quarter.time.slice(0, 3)}${String(minute).padStart(2, '0')}` }
}

/**
 * The instant, to the second, at which clocks of a time zone show a date and a time. A time that clocks jump over is as much later as they
 * jump; of one that comes twice the first. Throws RangeError on an unknown zone, date or time.
 */
export function instantOfLocal({ date, time }: LocalDateTime, timeZone: string): Instant {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone).toInstant().toString()
}

const MINUTE = 60_000
const QUARTER_HOUR = 15 * MINUTE

/** Clocks change at quarter hours of UTC, so one answer of Temporal, the dearest call of a check, holds for all instants of a quarter. */
const quarterHours = new Map<string, LocalDateTime | null>()

/** The local time at which a quarter hour since 1970 begins; null where it is no quarter there too, or the clock changes within it. */
function evenQuarterHour(number: number, timeZone: string): LocalDateTime | null {
  const start = byTemporal(number * QUARTER_HOUR, timeZone)
  const end = byTemporal((number + 1) * QUARTER_HOUR - 1, timeZone)
  const minute = Number(start.time.slice(3))
  const isEven = minute % 15 === 0 && end.date === start.date && end.time === `${start.time.slice(0, 3)}${minute + 14}`
  return isEven ? start : null
}

function byTemporal(milliseconds: number, timeZone: string): LocalDateTime {
  const local = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(timeZone)
  return { date: local.toPlainDate().toString(), time: local.toPlainTime().toString({ smallestUnit: 'minute' }) }
}

const PLAIN_UTC = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/

/**
 * Instants as clocks and registers write them, without Temporal: a check reads a dozen, and each would cost a hundredth of its
 * time. Null for every other way to write an instant, and for texts that are none.
 */
function plainUtcMilliseconds(text: string): number | null {
  return PLAIN_UTC.test(text) && isCalendarDate(text.slice(0, 10)) ? Date.parse(text) : null
}
