import { plainText } from '../identity/fold.ts'
import { textFromUtf8 } from './byte-texts.ts'
import type { Item } from './item.ts'
import { asEnglishKeys, repairToRussian } from './keyboard-layout.ts'
import { matchBareDocument } from './match-bare-document.ts'
import { matchCertificate } from './match-certificate.ts'
import { matchDigits } from './match-digits.ts'
import { matchEmbeddedEnp } from './match-embedded-enp.ts'
import { matchLabel, readSaid } from './match-label.ts'
import { matchMangled } from './match-mangled.ts'
import { matchMrz } from './match-mrz.ts'
import { matchName } from './match-name.ts'
import { matchPayload } from './match-payload.ts'
import { matchSeveralThings } from './match-several-things.ts'
import { soundsLatin, soundsRussian } from './plausible-words.ts'
import { unread } from './problem-detail.ts'
import { looksLikePayload, readPayload } from './read-payload.ts'
import { withWarning } from './read-options.ts'
import type { Matcher, ReadOptions } from './read-options.ts'

export type ReadInput = { readonly text: string } | { readonly bytes: Uint8Array }

/** The longest text that a layout is repaired in: a payload in hex with spaces, sent twice, is shorter. */
const LONGEST_KEYED = 1000

/** What the receptionist says (`as`) cannot change these: their shape proves itself. */
const selfEvident: readonly Matcher[] = [matchPayload, matchMrz]
const byShape: readonly Matcher[] = [
  matchLabel,
  matchDigits,
  matchCertificate,
  matchName,
  matchEmbeddedEnp,
  matchBareDocument,
  matchSeveralThings,
  matchMangled,
]

/**
 * Turns whatever a patient shows into exactly one item (coverage rules §2 step 1, policy formats §1.8, §2, §4.2). Never throws.
 * The first matcher that knows the text decides; only where none gives a usable item is the text tried under the other keyboard
 * layout, and then as the same code sent twice.
 */
export function readItem(input: ReadInput, options: ReadOptions): Item {
  return 'text' in input ? readText(input.text, options) : readBytes(input.bytes, options)
}

function readBytes(bytes: Uint8Array, options: ReadOptions): Item {
  const text = textFromUtf8(bytes)
  if (text !== null) return readText(text, options)
  return looksLikePayload(bytes) ? readPayload(bytes, options) : unread('not-a-policy-code', 'binary')
}

function readText(raw: string, options: ReadOptions): Item {
  const once = readUnderLayouts(raw, options)
  if (isUsable(once) && !(once.kind === 'enp' && once.confirm)) return once
  const twins = takeTwinsApart(raw)
  if (twins === null) return once
  const twin = readUnderLayouts(twins.first, options)
  return isUsable(twin) && (twins.areLines || provesItself(twin)) ? twin : once
}

function readUnderLayouts(raw: string, options: ReadOptions): Item {
  const asTyped = match(raw, options)
  if (raw.length > LONGEST_KEYED || (isUsable(asTyped) && !isName(asTyped))) return asTyped
  const line = oneLine(raw)
  if (/[A-Za-z]/.test(line)) {
    const repaired = match(repairToRussian(line), options)
    const chosen = betterReading(line, asTyped, repaired)
    if (chosen !== asTyped) return chosen
  }
  if (isGeneric(asTyped) && /[А-ЯЁ]/i.test(line)) {
    const repaired = match(asEnglishKeys(raw), options)
    if ((isUsable(repaired) && !isName(repaired)) || isDamagedCode(repaired)) return withWarning(repaired, 'layout-repaired')
  }
  return russianByMistake(line, asTyped, options)
}

/** Names of Latin letters typed under the Russian layout («Ыьшер Ощрт» for Smith John) are names as well: the receptionist says which. */
function russianByMistake(line: string, asTyped: Item, options: ReadOptions): Item {
  if (asTyped.kind !== 'name-and-birth-date' || /[A-Za-z]/.test(line) || soundsRussian(wordsOf(line))) return asTyped
  const repaired = match(asEnglishKeys(line), options)
  if (repaired.kind !== 'name-and-birth-date' || !soundsLatin(wordsOf(asEnglishKeys(line)))) return asTyped
  return { kind: 'several-candidates', candidates: [withWarning(repaired, 'layout-repaired'), asTyped], warnings: [] }
}

function match(raw: string, options: ReadOptions): Item {
  const text = { raw, line: oneLine(raw) }
  if (text.line === '') return unread('input-empty', 'empty')
  const evident = firstMatch(selfEvident, raw, options)
  if (evident !== null) return evident
  if (options.as !== undefined) return readSaid(text.line, options.as)
  return firstMatch(byShape, raw, options) ?? unread('not-a-policy-code', 'other-text')
}

function firstMatch(matchers: readonly Matcher[], raw: string, options: ReadOptions): Item | null {
  const text = { raw, line: oneLine(raw) }
  for (const matcher of matchers) {
    const item = matcher(text, options)
    if (item !== null) return item
  }
  return null
}

/**
 * Chooses between a text with Latin letters as it stands and the same keys under the Russian layout. Names are judged by their
 * sound, since Latin names of foreigners exist: where both could be names, the receptionist says which.
 */
function betterReading(line: string, asTyped: Item, repaired: Item): Item {
  const withRepair = withWarning(repaired, 'layout-repaired')
  if (!isName(repaired)) return isUsable(repaired) && !isUsable(asTyped) ? withRepair : asTyped
  if (!isName(asTyped) && !isGeneric(asTyped)) return asTyped
  const latin = soundsLatin(wordsOf(line))
  if (!soundsRussian(wordsOf(repairToRussian(line)))) return asTyped
  if (!latin) return withRepair
  return asTyped.kind === 'name-and-birth-date' && repaired.kind === 'name-and-birth-date'
    ? { kind: 'several-candidates', candidates: [withWarning(repaired, 'layout-repaired'), asTyped], warnings: [] }
    : asTyped
}

function wordsOf(line: string): readonly string[] {
  return line
    .toUpperCase()
    .split(' ')
    .filter((word) => /\p{L}/u.test(word))
}

function isName(item: Item): boolean {
  if (item.kind === 'several-candidates') return item.candidates.every((candidate) => candidate.kind === 'name-and-birth-date')
  return item.kind === 'name-and-birth-date' || (item.kind === 'unrecognised' && item.detail === 'birth-date-missing')
}

function isUsable(item: Item): boolean {
  return item.kind !== 'unrecognised'
}

function isGeneric(item: Item): boolean {
  return item.kind === 'unrecognised' && item.reason === 'not-a-policy-code'
}

/** A named failure of a structured code, which a text typed at random does not give. */
function isDamagedCode(item: Item): boolean {
  return item.kind === 'unrecognised' && item.reason === 'misread' && item.detail?.startsWith('date-') === false
}

/**
 * Where the same text stands twice: the text once. Without a line end or tab in between it may be one long text that happens to
 * repeat. Null for other texts.
 */
function takeTwinsApart(raw: string): { readonly first: string; readonly areLines: boolean } | null {
  const text = raw.trim()
  const middle = Math.floor(text.length / 2)
  const first = text.slice(0, middle).trimEnd()
  const second = text.slice(middle).trimStart()
  if (first === '' || first !== second) return null
  return { first, areLines: /[\r\n\t]/.test(text.slice(first.length, text.length - second.length)) }
}

/**
 * True where a check within the thing shows that it is whole. Twenty digits whose halves are equal are no passport: half of a
 * number without a check digit is another, shorter number.
 */
function provesItself(item: Item): boolean {
  if (item.kind === 'policy-barcode' || item.kind === 'mrz') return true
  if (item.kind === 'enp') return !item.warnings.includes('enp-check-digit')
  return item.kind === 'snils' && !item.warnings.includes('snils-not-checkable')
}

function oneLine(raw: string): string {
  return plainText(raw).replace(/\s+/g, ' ').trim()
}
