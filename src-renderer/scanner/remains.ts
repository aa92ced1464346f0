import { BARCODE_LENGTH } from '../../src-shared/policy/barcode-layout.ts'

/** Of a whole code of a policy fewer signs never come through; a shorter text tells nothing. */
const shortestRemains = 10
/** Longer runs of hex digits or of base64 letters are no word and no usual number of a thing. */
const shortestRun = 20
/** Whatever has so many capital and small letters without a space is no word. */
const longestWord = 40
/** Twice a policy in base64, with what a scanner may add. */
const longestRemains = 3 * BARCODE_LENGTH
const fewestDifferentSigns = 6
/** Neighbours of different kinds (capital, small, digit, sign), of all pairs: words and addresses have fewer, bytes at random 0.7. */
const mixedShare = 0.4
const mixedShareOfLetters = 0.35

/** Beginnings of codes that are made for other programs: payments, contacts, networks, receipts. */
const knownBeginnings = [
  /^[a-z][a-z0-9+.-]*:\/\//i,
  /^www\./i,
  /^(WIFI|MECARD|MATMSG|BIZCARD|mailto|tel|sms|smsto|mmsto|geo|otpauth|begin):/i,
  /^ST0001[0-9]\|/,
  /^t=\d{8}T\d{4,6}&/,
]
/** Goods with a marking code or a code of the trade; these hold control characters. */
const markedGoods = [/^(\][A-Za-z]\d)?\p{Cc}?01\d{14}(21|10|11|17)/u, /^\[\)>/]

/**
 * True where a text from a scanner may be what is left of a policy's code: bytes of which only those with a key came through, or
 * one end of its hex or base64. A policy that was read badly must never be called another code, so the doubt goes that way: only
 * orderly texts (addresses, words, numbers, lists of values) are other codes.
 */
export function looksLikeRemains(text: string): boolean {
  const trimmed = text.trim()
  if (trimmed.length < shortestRemains || trimmed.length > longestRemains || isKnownKind(trimmed)) return false
  return isRunOfPayload(trimmed) || hasSignsOfBytes(trimmed) || isMixed(trimmed)
}

function isKnownKind(text: string): boolean {
  return knownBeginnings.some((beginning) => beginning.test(text)) || isMarkedGoods(text) || isMarkup(text) || isJson(text)
}

/** True for the codes on medicines and other goods, which are texts although they hold separators that are no characters. */
export function isMarkedGoods(text: string): boolean {
  return markedGoods.some((beginning) => beginning.test(text))
}

function isMarkup(text: string): boolean {
  return /^<[?!a-z][^<>]*>[^]*<\/?[a-z][^<>]*>$/i.test(text)
}

function isJson(text: string): boolean {
  if (!/^[{[]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** A part of hex or of base64 without its beginning: no spaces, letters and digits in no order. */
function isRunOfPayload(text: string): boolean {
  const compact = text.replace(/[\r\n]/g, '')
  if (compact.length < shortestRun) return false
  if (/^([0-9A-F]+|[0-9a-f]+)$/.test(compact)) return /[A-F]/i.test(compact)
  return (
    /^[A-Za-z0-9+/]+={0,2}$/.test(compact) &&
    /[A-Z]/.test(compact) &&
    /[a-z]/.test(compact) &&
    (compact.length > longestWord || mixedness(compact) >= mixedShareOfLetters)
  )
}

/** Many different signs, and hardly one of them again. */
function hasSignsOfBytes(text: string): boolean {
  const signs = signsOf(text)
  const different = new Set(signs).size
  return signs.length * 6 >= text.length && different >= fewestDifferentSigns && different * 2 >= signs.length
}

/** Kinds of characters that change from one to the next: capitals, small letters, and signs among them. */
function isMixed(text: string): boolean {
  return signsOf(text).length > 0 && /[A-Z]/.test(text) && /[a-z]/.test(text) && mixedness(text) >= mixedShare
}

function signsOf(text: string): readonly string[] {
  return text.match(/[^\p{L}\p{N}\s]/gu) ?? []
}

/** How many neighbours are of different kinds, 0–1; spaces do not count, for words have them. */
function mixedness(text: string): number {
  const kinds = Array.from(text.replace(/\s/g, ''), kindOf)
  const changes = kinds.filter((kind, place) => place > 0 && kind !== kinds[place - 1]).length
  return changes / Math.max(1, kinds.length - 1)
}

function kindOf(character: string): 'capital' | 'small' | 'digit' | 'sign' {
  if (/\p{Lu}/u.test(character)) return 'capital'
  if (/\p{L}/u.test(character)) return 'small'
  return /\p{N}/u.test(character) ? 'digit' : 'sign'
}
