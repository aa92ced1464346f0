import { isCalendarDate } from '../../src-shared/calendar.ts'

/** `5.11.2026` or `05112026` as `2026-11-05`; null where it is no date. */
export function readTypedDate(text: string): string | null {
  const match = /^(\d{1,2})[.\-/ ](\d{1,2})[.\-/ ](\d{4})$/.exec(text.trim()) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text.trim())
  if (match === null) return null
  const [, day = '', month = '', year = ''] = match
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCalendarDate(date) ? date : null
}
