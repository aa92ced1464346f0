import { lookAlikesToCyrillic } from '../identity/fold.ts'
import { BIRTH_CERTIFICATE, splitRomanSeries, USSR_PASSPORT } from '../identity/documents.ts'
import { fitsMasks } from '../identity/document-types.ts'
import { romanLetters, romanNumeral, romanValue } from '../identity/roman.ts'
import type { Item, ItemWarning } from './item.ts'
import { asRussianKeys } from './keyboard-layout.ts'
import { unread } from './problem-detail.ts'
import { LONGEST_TYPED, withWarning } from './read-options.ts'
import type { Matcher } from './read-options.ts'

/** Roman letters typed without leaving the Russian layout: the keys of I V X L C. Ш alone may also be drawn for III. */
const RUSSIAN_KEYS: Readonly<Record<string, string>> = { Ш: 'I', М: 'V', Ч: 'X', Д: 'L', С: 'C' }

/** A birth certificate by its shape `II-АБ 123456` in any typing (policy formats §5.1, §5.2). */
export const matchCertificate: Matcher = ({ line }) => {
  if (line.length > LONGEST_TYPED) return null
  const text = line.toUpperCase()
  const parts = splitRomanSeries(/\d[./,]\d/.test(text) ? text : text.replace(/[._/,]/g, ' '))
  if (parts !== null && parts.roman !== '' && /^\d{4,8}$/.test(parts.number) && !digitsWithLetters(text) && !nameWithDate(text)) {
    return certificateItem(BIRTH_CERTIFICATE, parts, text)
  }
  if (parts !== null && parts.roman === '' && text.startsWith('-')) return unread('input-incomplete', 'roman-missing')
  return wrongLayout(BIRTH_CERTIFICATE, text)
}

/** The same for a text that is said to be a birth certificate or a passport of the USSR; null where it has not even their shape. */
export function readRomanDocument(type: typeof BIRTH_CERTIFICATE | typeof USSR_PASSPORT, line: string): Item | null {
  const text = line.toUpperCase()
  const parts = splitRomanSeries(text)
  if (parts === null || parts.number.length > 40) return wrongLayout(type, text)
  return parts.roman === '' ? unread('input-incomplete', 'roman-missing') : certificateItem(type, parts, text)
}

function certificateItem(
  type: number,
  parts: { readonly roman: string; readonly letters: string; readonly number: string },
  text: string,
): Item {
  const { roman, letters, number } = parts
  const series = `${roman}-${letters}`
  const value = romanValue(roman)
  const warnings: ItemWarning[] = []
  if (value === null || romanNumeral(value) !== roman) warnings.push('roman-numeral-not-canonical')
  if (!fitsMasks(type, series, number)) warnings.push('mask-mismatch')
  if (!text.replace(/\s/g, '').includes(letters)) warnings.push('look-alikes-replaced')
  return series.length > 40 ? unread('misread', 'too-long') : { kind: 'document', type, series, number, warnings }
}

/** «1ОО123456» is a nine-digit number with letters for zeros rather than a certificate. */
function digitsWithLetters(text: string): boolean {
  return /^1+[OОЗ]{2}\d+$/.test(text)
}

/** «Ху Ли 15031985»: letters that could be roman, and eight digits. */
function nameWithDate(text: string): boolean {
  return !text.includes('-') && /^\p{L}+ \p{L}+ \d{8}$/u.test(text)
}

/** One part typed under the wrong layout while the other was typed under the right one: «II-F, 123456», «ШШ-АБ 123456». */
function wrongLayout(type: number, text: string): Item | null {
  const english = /^([IVXLC1УХЛС]+)\s*-\s*([!-~]{2})\s*(?:№\s*|#\s*)?(\d{6})$/.exec(text)
  if (english !== null) {
    const letters = asRussianKeys(english[2] ?? '').toUpperCase()
    if (!/^[А-ЯЁ]{2}$/.test(letters) || /^[А-ЯЁ]{2}$/.test(lookAlikesToCyrillic(english[2] ?? ''))) return null
    const item = certificateItem(type, { roman: romanLetters(english[1] ?? ''), letters, number: english[3] ?? '' }, letters)
    return withWarning(item, 'layout-repaired')
  }
  const russian = /^([ШМЧДСIVXLC1УХЛ]*[ШМЧД][ШМЧДСIVXLC1УХЛ]*)\s*-\s*([A-ZА-ЯЁ]{2})\s*(?:№\s*)?(\d{6})$/.exec(text)
  if (russian === null) return null
  const [, typed = '', pair = '', number = ''] = russian
  if (typed === 'Ш') return unread('input-ambiguous', 'roman-unclear')
  const roman = romanLetters(typed.replace(/[ШМЧДС]/g, (key) => RUSSIAN_KEYS[key] ?? key))
  const item = certificateItem(type, { roman, letters: lookAlikesToCyrillic(pair), number }, text)
  return withWarning(item, 'layout-repaired')
}
