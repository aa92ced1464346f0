import { lookAlikesToCyrillic, plainText } from './fold.ts'
import { romanLetters, romanValue } from './roman.ts'

/** F011 numbers used by name. */
export const USSR_PASSPORT = 1
export const BIRTH_CERTIFICATE = 3
export const RUSSIAN_PASSPORT = 14

/** Most documents: nothing to fold, and registers have millions of them. */
const DIGITS_AND_SPACES = /^[\d ]+$/

/**
 * The one search key of a document: F011 number, then series and number joined without separators (policy formats §5.2).
 * Spaces, hyphens and № do not matter, nor where the series ends, nor Latin look-alikes, nor case; a roman series counts by its
 * value, so that `111-АБ`, `III-АБ` and `IIII-АБ`/`IV-АБ` meet. The same function builds keys for storing and for searching.
 */
export function documentKey(type: number, series: string | null, number: string): string {
  const written = `${series ?? ''} ${number}`
  if (DIGITS_AND_SPACES.test(written)) return `${type}:${written.replaceAll(' ', '')}`
  const text = plainText(written).trim().toUpperCase()
  const parts = type === BIRTH_CERTIFICATE || type === USSR_PASSPORT ? splitRomanSeries(text) : null
  if (parts !== null) return `${type}:${romanValue(parts.roman) ?? parts.roman}-${parts.letters}${parts.number}`
  return `${type}:${lookAlikesToCyrillic(withoutNumberSign(text).replace(/[\s.-]/g, ''))}`
}

/** Series and number in the usual writing: `00 00 000000`, `II-АБ 123456`, others `<series> № <number>`. */
export function formatDocument(type: number, series: string | null, number: string): string {
  if (series === null || series === '') return number
  if (type === RUSSIAN_PASSPORT) return `${passportSeries(series)} ${number}`
  return type === BIRTH_CERTIFICATE || type === USSR_PASSPORT ? `${series} ${number}` : `${series} № ${number}`
}

/** `00 00` from four digits with or without the inner space; any other text as it is. */
export function passportSeries(series: string): string {
  const digits = series.replace(/[\s-]/g, '')
  return /^\d{4}$/.test(digits) ? `${digits.slice(0, 2)} ${digits.slice(2)}` : series
}

/**
 * Takes `II-АБ 123456` apart in any of its typings: hyphen missing, 1 or Cyrillic letters in the roman part, Latin look-alikes
 * in the letter part. `roman` may be empty or not canonical; null where the text has no two letters followed by a number.
 */
export function splitRomanSeries(text: string): { readonly roman: string; readonly letters: string; readonly number: string } | null {
  const compact = withoutNumberSign(plainText(text).toUpperCase()).replace(/\s/g, '')
  const match = /^([IVXLC1УХЛСІ]*)-?([A-ZА-ЯЁ]{2})-?(?:N[OО]?)?(\d+)$/.exec(compact)
  if (match === null) return null
  const [, roman = '', letters = '', number = ''] = match
  return { roman: romanLetters(roman), letters: lookAlikesToCyrillic(letters), number }
}

/** Drops №, and N or No standing alone between a series and a number; an N that belongs to a number stays. */
export function withoutNumberSign(upperCase: string): string {
  return upperCase.replaceAll('№', ' ').replace(/(?<=\S)\s+N[OО]?\.?\s+(?=\d)/, ' ')
}
