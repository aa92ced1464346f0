import { lookAlikesToCyrillic } from '../identity/fold.ts'
import { documentType, fitsMasks } from '../identity/document-types.ts'
import { BIRTH_CERTIFICATE, RUSSIAN_PASSPORT, USSR_PASSPORT, withoutNumberSign } from '../identity/documents.ts'
import type { Item, ItemWarning, KindHint } from './item.ts'
import { readRomanDocument } from './match-certificate.ts'
import { unread, wrongCount } from './problem-detail.ts'
import type { ProblemDetail } from './problem-detail.ts'
import { readPassport } from './read-numbers.ts'
import { LONGEST_TYPED } from './read-options.ts'
import { strangeDigits, withoutSeparators } from './typed-digits.ts'

const LONGEST_PART = 40
/** «Иные документы»: their series may be words. */
const OTHER_DOCUMENT = 18

/** Reads a line as what the receptionist says it is. Always an answer: the item, or a named refusal. */
export function readHinted(line: string, hint: KindHint): Item {
  if (line.length > LONGEST_TYPED) return unread('misread', 'too-long')
  if (hint === 'old-policy') return readOldPolicy(line)
  if (hint === 'temporary-certificate')
    return readCounted(line, 9, 'certificate-digits', (number) => ({ kind: hint, number, warnings: [] }))
  if (hint === 'uek-card') return readCounted(line, 14, 'uek-digits', (number) => ({ kind: hint, number, warnings: [] }))
  return readDocument(line, Number(hint.slice('document:'.length)))
}

/** Series and number of an old policy, free form (policy formats §4.1): all but the last word is the series. */
function readOldPolicy(line: string): Item {
  const text = line.toUpperCase().replace(/^((СТАРЫЙ|СТРАХОВОЙ|МЕДИЦИНСКИЙ|ПОЛИС|ОМС|СТАРОГО ОБРАЗЦА)[\s:]+)+/u, '')
  const { series, number } = splitAtNumberSign(text) ?? splitAtLastWord(text, /^\d+$/)
  if (!/\p{N}/u.test(number)) return unread('input-incomplete', 'number-missing')
  if (tooLong(series, number)) return unread('misread', 'too-long')
  return { kind: 'old-policy', series, number, warnings: [] }
}

function readCounted(line: string, expected: number, detail: ProblemDetail, item: (digits: string) => Item): Item {
  const digits = withoutSeparators(line)
  if (digits === '') return unread('input-incomplete', 'number-missing')
  if (!/^[0-9]+$/.test(digits)) return strangeDigits(digits) ?? unread('misread', 'only-digits')
  return digits.length === expected ? item(digits) : wrongCount(detail, digits.length, expected)
}

function readDocument(line: string, type: number): Item {
  if (type === RUSSIAN_PASSPORT) return readRussianPassport(line)
  const isRoman = type === BIRTH_CERTIFICATE || type === USSR_PASSPORT
  const roman = isRoman ? readRomanDocument(type, withoutKind(line.toUpperCase(), type)) : null
  if (roman !== null) return roman
  if (roman === null && isRoman && /^[№\s\d]+$/.test(line)) return unread('input-incomplete', 'roman-missing')
  const text = withoutKind(line.toUpperCase(), type)
  const { series, number } = splitByMask(type, text) ?? splitAtNumberSign(text) ?? splitAtLastWord(text, /^$/)
  if (!/\p{N}/u.test(number)) return unread('input-incomplete', 'number-missing')
  if (tooLong(series, number)) return unread('misread', 'too-long')
  const warnings: ItemWarning[] = []
  if (documentType(type) === null) warnings.push('unknown-document-type')
  if (!fitsMasks(type, series, number)) warnings.push('mask-mismatch')
  return { kind: 'document', type, series, number, warnings }
}

function readRussianPassport(line: string): Item {
  const digits = withoutSeparators(line)
  if (digits === '') return unread('input-incomplete', 'number-missing')
  if (!/^[0-9]+$/.test(digits)) return strangeDigits(digits) ?? unread('misread', 'passport-letters')
  return digits.length === 10 ? readPassport(digits) : wrongCount('passport-digits', digits.length, 10)
}

/** Without the words that name the document («паспорт», «свидетельство о рождении»); a series has no words so long. */
function withoutKind(upperCase: string, type: number): string {
  if (type === OTHER_DOCUMENT) return upperCase
  return upperCase.replace(/^(?:(?:[А-ЯЁ]{4,}[.:]?|СВ(?:ИД)?-ВО|О|НА)\s+)+(?=.*\d)/u, '')
}

interface Parts {
  readonly series: string | null
  readonly number: string
}

/** Splits a number written in one piece where the masks of the type say how long the series is. */
function splitByMask(type: number, text: string): Parts | null {
  const masks = documentType(type)?.series ?? []
  const compact = withoutNumberSign(text).replace(/[\s-]/g, '')
  const letters = /^([A-ZА-ЯЁ]{2})(\d+)$/.exec(compact)
  if (masks.includes('ББ') && letters !== null) return { series: lookAlikesToCyrillic(letters[1] ?? ''), number: letters[2] ?? '' }
  const digits = /^(\d{2})(\d+)$/.exec(compact)
  return masks.includes('99') && digits !== null ? { series: digits[1] ?? null, number: digits[2] ?? '' } : null
}

function splitAtNumberSign(text: string): Parts | null {
  const match = /^(.*?)\s*(?:№|#|(?<=\S)\s+N[OО]?\.?\s+(?=\d))\s*(.*)$/.exec(text)
  if (match === null) return null
  return { series: match[1] || null, number: (match[2] ?? '').trim() }
}

/** All but the last word is the series; where every word fits `oneNumber`, e.g. digits in groups of four, there is no series. */
function splitAtLastWord(text: string, oneNumber: RegExp): Parts {
  const words = text.split(' ').filter((word) => word !== '')
  const number = words.at(-1) ?? ''
  if (words.length > 2 && words.every((word) => oneNumber.test(word))) return { series: null, number: words.join('') }
  return { series: words.slice(0, -1).join(' ') || null, number }
}

function tooLong(series: string | null, number: string): boolean {
  return (series?.length ?? 0) > LONGEST_PART || number.length > LONGEST_PART
}
