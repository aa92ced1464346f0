import { documentType, fitsMasks } from '../../src-shared/identity/document-types.ts'
import { BIRTH_CERTIFICATE, RUSSIAN_PASSPORT, splitRomanSeries, USSR_PASSPORT } from '../../src-shared/identity/documents.ts'
import { lookAlikesToCyrillic, plainText } from '../../src-shared/identity/fold.ts'
import type { WarningCode } from './outcome.ts'

/** Series and number as they are written; the series null where the document has none. */
export interface DocumentNumber {
  readonly series: string | null
  readonly number: string
}

/**
 * Takes «серия № номер» apart (policy formats §5.1, register sources §5.1: « № номер» where the series is empty). Without a sign only a
 * passport of ten digits and a certificate with a roman series have a place to cut; any other text is the number. Null for an empty text.
 */
export function splitDocument(type: number, text: string): DocumentNumber | null {
  const plain = plainText(text).trim()
  if (plain === '' || plain === '№') return null
  const signed = /^(.*?)\s*(?:№|(?<=\s)N[oо]?\.?(?=\s))\s*(.*)$/iu.exec(plain)
  if (signed !== null) {
    const [, series = '', number = ''] = signed
    return number === '' ? null : { series: series === '' ? null : series, number }
  }
  if (type === RUSSIAN_PASSPORT) {
    const digits = plain.replace(/[\s-]/g, '')
    if (/^\d{10}$/.test(digits)) return { series: `${digits.slice(0, 2)} ${digits.slice(2, 4)}`, number: digits.slice(4) }
  }
  if (type === BIRTH_CERTIFICATE || type === USSR_PASSPORT) {
    const roman = splitRomanSeries(plain)
    if (roman !== null) return { series: `${roman.roman}-${roman.letters}`, number: roman.number }
  }
  return { series: null, number: plain }
}

/** What is odd about a document: a code that F011 does not name, or a number that fits no mask of its kind (policy formats §5.2). */
export function documentWarnings(type: number, { series, number }: DocumentNumber): readonly WarningCode[] {
  if (documentType(type) === null) return ['document-type-unknown']
  const isRoman = type === BIRTH_CERTIFICATE || type === USSR_PASSPORT
  const roman = isRoman && series !== null ? splitRomanSeries(`${series} ${number}`) : null
  const shown = roman === null ? lookAlikesToCyrillic(upper(series ?? '')) : `${roman.roman}-${roman.letters}`
  const spaced = type === RUSSIAN_PASSPORT ? shown.replace(/^(\d{2})(\d{2})$/, '$1 $2') : shown
  return fitsMasks(type, spaced, lookAlikesToCyrillic(upper(number))) ? [] : ['document-mask']
}

function upper(text: string): string {
  return plainText(text).toUpperCase()
}
