import { calendarDate, fullYears } from '../calendar.ts'
import type { CalendarDate } from '../calendar.ts'
import { err, ok } from '../result.ts'
import type { Result } from '../result.ts'

const YOUNGEST_HOLDER = 14

/**
 * The birth date of six places YYMMDD. The holder of a passport is at least 14, so a date that would make them younger is of
 * 19xx (policy formats §5.4). Null where fillers leave a part unknown; an error where there is no such day.
 */
export function mrzBirthDate(digits: string, today: CalendarDate): Result<CalendarDate | null, 'no-such-date'> {
  if (digits.includes('<')) return ok(null)
  const recent = sixDigitDate(2000, digits)
  if (recent !== null && recent <= today && fullYears(recent, today) >= YOUNGEST_HOLDER) return ok(recent)
  const earlier = sixDigitDate(1900, digits)
  return earlier === null ? err('no-such-date') : ok(earlier)
}

/** The issue date of six places YYMMDD, always 20xx; null where there is none. */
export function mrzIssueDate(digits: string): CalendarDate | null {
  return sixDigitDate(2000, digits)
}

function sixDigitDate(century: number, digits: string): CalendarDate | null {
  if (!/^\d{6}$/.test(digits)) return null
  return calendarDate(century + Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), Number(digits.slice(4)))
}
