import { calendarDate } from '../calendar.ts'
import type { CalendarDate } from '../calendar.ts'

/**
 * What a typed birth date is. `century`: two digits of a year that fit both 19xx and 20xx. `unfinished`: the beginning of a date.
 * `impossible`: no such day, or a year before 1900.
 */
export type TypedDate =
  | { readonly kind: 'date'; readonly date: CalendarDate }
  | { readonly kind: 'century' | 'unfinished' | 'impossible' | 'future' }

const EARLIEST_YEAR = 1900
/** Months in full, in the case that stands after a day, and shortened. */
const MONTHS = [
  /^ЯНВ(АР[ЬЯ])?$/,
  /^ФЕВР?(АЛ[ЬЯ])?$/,
  /^МАРТ?А?$/,
  /^АПР(ЕЛ[ЬЯ])?$/,
  /^МА[ЙЯ]$/,
  /^ИЮН[ЬЯ]?$/,
  /^ИЮЛ[ЬЯ]?$/,
  /^АВГ(УСТА?)?$/,
  /^СЕНТ?(ЯБР[ЬЯ])?$/,
  /^ОКТ(ЯБР[ЬЯ])?$/,
  /^НОЯБ?(Р[ЬЯ])?$/,
  /^ДЕК(АБР[ЬЯ])?$/,
]

/**
 * Reads a whole text as a birth date: `15.03.1985`, `15 03 1985`, `15/3/85`, `15 марта 1985 г.`, `1985-03-15`, `15031985`; day
 * before month. Null where the text is not meant as a date.
 */
export function typedDate(text: string, today: CalendarDate): TypedDate | null {
  const plain = text
    .toUpperCase()
    .replace(/\s*(Г\.?\s*Р?\.?|ГОДА?|ГОДА РОЖДЕНИЯ|Г\.? ?РОЖДЕНИЯ)\s*$/, '')
    .replace(/^(\d{4}-\d{2}-\d{2})T[\d:.Z+-]*$/, '$1')
    .trim()
  const yearFirst = /^(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})$/.exec(plain) ?? compactYearFirst(plain)
  if (yearFirst !== null) return judge(yearFirst[1], yearFirst[2], yearFirst[3], today)
  const dayFirst = /^(\d{1,2})\s*[-.,/ ]\s*(\d{1,2})\s*[-.,/ ]\s*(\d{1,5})$/.exec(plain) ?? /^(\d\d)(\d\d)(\d{4})$/.exec(plain)
  if (dayFirst !== null) return judge(dayFirst[3], dayFirst[2], dayFirst[1], today)
  const named = /^(\d{1,2})\s*([А-Я]+\.?)\s*(\d{1,5})$/.exec(plain)
  if (named !== null) {
    const month = monthNumber(named[2] ?? '')
    return month === null ? null : judge(named[3], String(month), named[1], today)
  }
  return /^\d{1,2}\s*[-./]\s*(\d{1,2}\s*[-./]?)?\s*$|^\d{1,2} \d{1,2}$|^\d{1,4}$|^\d{1,2}[-./ ]\d{4}$/.test(plain)
    ? { kind: 'unfinished' }
    : null
}

/** True for a Russian month name in any case, shortened too, as in «15 марта 1985». */
export function isMonthName(word: string): boolean {
  return monthNumber(word.toUpperCase()) !== null
}

function monthNumber(word: string): number | null {
  const index = MONTHS.findIndex((month) => month.test(word.replace(/\.$/, '')))
  return index === -1 ? null : index + 1
}

/** Eight digits count as year first only where day first gives no month or no year of a living person. */
function compactYearFirst(text: string): RegExpExecArray | null {
  const match = /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(text)
  const dayFirst = Number(text.slice(2, 4)) <= 12 && Number(text.slice(4)) >= EARLIEST_YEAR
  return dayFirst ? null : match
}

function judge(yearText = '', monthText = '', dayText = '', today: CalendarDate): TypedDate {
  const month = Number(monthText)
  const day = Number(dayText)
  if (yearText.length === 2) return judgeShortYear(Number(yearText), month, day, today)
  if (yearText.length < 4) return { kind: 'unfinished' }
  const date = yearText.length === 4 ? calendarDate(Number(yearText), month, day) : null
  if (date === null || Number(yearText) < EARLIEST_YEAR) return { kind: 'impossible' }
  return date > today ? { kind: 'future' } : { kind: 'date', date }
}

/** A date of 20xx that lies ahead means 19xx; otherwise both centuries are possible, as far as the day exists in them. */
function judgeShortYear(year: number, month: number, day: number, today: CalendarDate): TypedDate {
  const dates = [calendarDate(1900 + year, month, day), calendarDate(2000 + year, month, day)]
  const possible = dates.filter((date) => date !== null && date <= today)
  const [only] = possible
  if (only === undefined || only === null) return { kind: 'impossible' }
  return possible.length === 1 ? { kind: 'date', date: only } : { kind: 'century' }
}
