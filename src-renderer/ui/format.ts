import { localDateTime, type CalendarDate, type Instant } from '../../src-shared/calendar.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { stringsOf, type Strings } from './strings.ts'

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const relativeTime = { ru: new Intl.RelativeTimeFormat('ru'), en: new Intl.RelativeTimeFormat('en') }
const wholeNumbers = { ru: new Intl.NumberFormat('ru'), en: new Intl.NumberFormat('en') }
const pluralRules = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') }

/** `2026-11-22` as `22.11.2026` or `22 Nov 2026`; a text of another shape is returned as it is. */
export function formatDate(date: CalendarDate, language: Language): string {
  const [year, month, day] = date.split('-')
  if (year === undefined || month === undefined || day === undefined) return date
  if (language === 'ru') return `${day}.${month}.${year}`
  return `${Number(day)} ${englishMonths[Number(month) - 1] ?? month} ${year}`
}

/** A register's birth date; parts that are `00` are unknown (DOST 4 and 5) and said so in words. */
export function formatBirthDate(date: string, language: Language): string {
  const [year = '', month = '', day = ''] = date.split('-')
  const strings = stringsOf(language)
  if (year === '0000') return '—'
  if (month === '00') return `${year} (${strings.dayAndMonthUnknown})`
  if (day === '00') {
    const monthOfYear = language === 'ru' ? `${month}.${year}` : `${englishMonths[Number(month) - 1] ?? month} ${year}`
    return `${monthOfYear} (${strings.dayUnknown})`
  }
  return formatDate(date, language)
}

/** Sixteen digits in groups of four. */
export function formatEnp(enp: string): string {
  return enp.replace(/(\d{4})(?=\d)/g, '$1\u00A0')
}

/** `41 год`, `3 years`, and words for the first year of life. */
export function formatAge(years: number, language: Language): string {
  const strings = stringsOf(language)
  return years === 0 ? strings.underOneYear : `${years}\u00A0${pluralNoun(years, 'year', language)}`
}

/** The form of a noun that a count asks for. */
export function pluralNoun(count: number, noun: keyof Strings['nouns'], language: Language): string {
  const [one = '', few = '', many = ''] = stringsOf(language).nouns[noun]
  const category = pluralRules[language].select(count)
  if (category === 'one') return one
  return category === 'few' ? few : many
}

/** `20 000` in Russian, `20,000` in English. */
export function formatCount(count: number, language: Language): string {
  return wholeNumbers[language].format(count)
}

/** The wall-clock time of an instant, `09:12`. */
export function formatTime(instant: Instant, timeZone: string): string {
  return localDateTime(instant, timeZone).time
}

/** Day and time of an instant, `22.11 03:10`; the year is added where it is not that of `now`. */
export function formatMoment(instant: Instant, now: Instant, timeZone: string, language: Language): string {
  const moment = localDateTime(instant, timeZone)
  const full = formatDate(moment.date, language)
  const sameYear = moment.date.slice(0, 4) === localDateTime(now, timeZone).date.slice(0, 4)
  return `${sameYear ? full.slice(0, -5) : full} ${moment.time}`
}

/** How long ago something was, in words: minutes below an hour, hours below two days, then days. Milliseconds. */
export function formatAgo(milliseconds: number, language: Language): string {
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 1) return stringsOf(language).status.justNow
  if (minutes < 60) return relativeTime[language].format(-minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? relativeTime[language].format(-hours, 'hour') : relativeTime[language].format(-Math.floor(hours / 24), 'day')
}

/** Seconds as `1:34`. */
export function formatCountdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
