import texts from '../../resources/rules/texts.json' with { type: 'json' }
import { localDateTime } from '../calendar.ts'
import type { CalendarDate, Instant } from '../calendar.ts'
import { documentTypeName } from '../identity/document-types.ts'
import { knownBirthDate } from '../identity/birth-date.ts'
import type { Identity } from './known-facts.ts'
import type { Bilingual } from './reasons.ts'
import type { Language } from './verdict.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `22.11.2026`, in English `22 Nov 2026`. */
export function showDate(date: CalendarDate, language: Language): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return language === 'ru' ? `${day}.${month}.${year}` : `${Number(day)} ${months[Number(month) - 1] ?? month} ${year}`
}

/** Date and time in the station's zone. */
export function showInstant(instant: Instant, timeZone: string, language: Language): string {
  const local = localDateTime(instant, timeZone)
  return `${showDate(local.date, language)} ${local.time}`
}

/** A day and its time, `22.11 03:10`; the year stands only where it is not `year`. */
export function showDayAndTime(day: CalendarDate, time: string, language: Language, year: string): string {
  const date = showDate(day, language)
  return `${day.slice(0, 4) === year ? date.slice(0, -5) : date} ${time}`
}

/** The known parts of a register birth date: `15.03.1985`, `03.1985`, `1985`, and `—` where not even the year is. */
export function showBirthDate({ birthDate, dost }: Pick<Identity, 'birthDate' | 'dost'>, language: Language): string {
  const { year, month, day } = knownBirthDate(birthDate, dost)
  if (month === null) return year ?? '—'
  const monthText = language === 'ru' ? `${month}.` : `${months[Number(month) - 1] ?? month} `
  if (day === null) return `${monthText}${year ?? ''}`
  return showDate(`${year ?? ''}-${month}-${day}`, language)
}

/** Family name, given name, patronymic as written in a sentence: registers hold them in capitals. */
export function showName(person: Pick<Identity, 'familyName' | 'givenName' | 'patronymic'>): string | null {
  const parts = [person.familyName, person.givenName, person.patronymic].filter((part) => part !== null && part.trim() !== '')
  return parts.length === 0 ? null : parts.map((part) => capitalised(part ?? '')).join(' ')
}

/** A name in «» unless it brings quotation marks of its own. */
export function quoted(name: string): string {
  return /["«»“”„]/.test(name) ? name : `«${name}»`
}

/** Translates the words of a list such as `familyName,birthDate`; words that are not in the table stay. */
export function showWords(list: string, table: 'fields' | 'changes' | 'sections', language: Language): string {
  const words: Readonly<Record<string, Bilingual>> = texts[table]
  return list
    .split(',')
    .map((word) => words[word]?.[language] ?? word)
    .join(', ')
}

/** The short name of an F011 document type, given as its number. */
export function showDocumentType(code: string, language: Language): string {
  return documentTypeName(Number(code), language)
}

/** Only names wholly in capitals are rewritten; mixed writing is somebody's choice. */
function capitalised(name: string): string {
  if (name !== name.toUpperCase()) return name
  return name.toLowerCase().replace(/(^|[\s\-'.])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
}
