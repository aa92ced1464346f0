import { isSuffix, type KeyScan, type ScannedKey } from './key-burst.ts'

export type ScanSuffix = 'cr' | 'lf' | 'crlf' | 'tab' | 'none'
export type KeyboardLayout = 'latin' | 'russian' | 'unknown'

/** What a scanner typed, without what it ends its codes with. */
export interface ScanContent {
  /** One byte a character, by the places of the keys. */
  readonly bytes: readonly number[]
  /** Keys that mean no character: so much of the code is lost. */
  readonly lost: number
  /** How many of them have typed nothing either: where there are none, `typed` is the whole text. */
  readonly unwritten: number
  readonly suffix: ScanSuffix
  /** The same code came twice, one after the other. */
  readonly doubled: boolean
  /** What the system's layout made of it; line ends as `\n`. */
  readonly typed: string
  /** The layout that was on; `unknown` where no letter tells. */
  readonly layout: KeyboardLayout
  readonly capsLock: boolean
  /** Middle and longest gap between two keys, in milliseconds. */
  readonly gap: number
  readonly longestGap: number
}

/** Takes a scan apart: content, suffix, doubling, layout, pace. */
export function contentOf({ keys, capsLock }: Pick<KeyScan, 'keys' | 'capsLock'>): ScanContent {
  const suffix = suffixOf(keys)
  const whole = unframed(keys.slice(0, keys.length - suffix.length))
  const half = halfAtSuffix(whole)
  const content = half ?? whole
  const gaps = keys.slice(1).map((key, place) => key.at - (keys[place]?.at ?? key.at))
  return {
    bytes: content.flatMap(({ byte }) => (byte === null ? [] : [byte])),
    lost: content.filter(({ byte }) => byte === null).length,
    unwritten: content.filter(({ byte, typed }) => byte === null && typed === '').length,
    suffix: nameOfSuffix(suffix),
    doubled: half !== null || repeatsItself(suffix),
    typed: content.map(typedBy).join(''),
    layout: layoutOf(keys),
    capsLock,
    gap: middleOf(gaps),
    longestGap: Math.max(0, ...gaps),
  }
}

/** The last keys that end the code; function keys after them are set for other programs. */
function suffixOf(keys: readonly ScannedKey[]): readonly ScannedKey[] {
  const last = keys.findLastIndex((key) => !isFunctionKey(key) && !isSuffix(key))
  return keys.slice(last + 1)
}

/** A key that stands for no byte and has typed nothing. Others are characters, and may be lost ones. */
function isFunctionKey({ byte, typed, code }: ScannedKey): boolean {
  return byte === null && typed === '' && code !== 'Alt'
}

/** Without function keys in front, and without a control byte before and after a text: scanners are set so for other programs. */
function unframed(keys: readonly ScannedKey[]): readonly ScannedKey[] {
  const first = keys.findIndex((key) => !isFunctionKey(key))
  const content = keys.slice(Math.max(0, first))
  const inside = content.slice(isControl(content[0]) ? 1 : 0, isControl(content.at(-1)) ? -1 : undefined)
  return inside.length > 0 && inside.every(({ byte }) => byte !== null && byte >= 0x20 && byte < 0x7f) ? inside : content
}

/** STX, ETX and the like. */
function isControl(key: ScannedKey | undefined): boolean {
  return key !== undefined && key.byte !== null && key.byte < 0x20
}

function nameOfSuffix(keys: readonly ScannedKey[]): ScanSuffix {
  const bytes = new Set(keys.map(({ byte }) => byte))
  if (bytes.has(0x0d)) return bytes.has(0x0a) ? 'crlf' : 'cr'
  if (bytes.has(0x0a)) return 'lf'
  return bytes.has(0x09) ? 'tab' : 'none'
}

/** «Enter, Enter» and «Tab, Tab» are one suffix sent twice; CR and LF are one suffix. */
function repeatsItself(suffix: readonly ScannedKey[]): boolean {
  return new Set(suffix.map(({ byte }) => byte)).size < suffix.length
}

/** The first half where both are equal and a suffix stands between them. Without one in between equal halves may be a number. */
function halfAtSuffix(keys: readonly ScannedKey[]): readonly ScannedKey[] | null {
  for (const [place, key] of keys.entries()) {
    if (!isSuffix(key) || place === 0) continue
    const first = keys.slice(0, place)
    const rest = keys.slice(place)
    const second = rest.slice(rest.findIndex((candidate) => !isSuffix(candidate)))
    if (sameBytes(first, second)) return first
  }
  return null
}

function sameBytes(one: readonly ScannedKey[], other: readonly ScannedKey[]): boolean {
  return one.length === other.length && one.every(({ byte }, place) => byte === other[place]?.byte)
}

function typedBy(key: ScannedKey): string {
  if (key.typed !== '') return key.typed
  return key.byte === 0x0d || key.byte === 0x0a ? '\n' : ''
}

function layoutOf(keys: readonly ScannedKey[]): KeyboardLayout {
  const letters = keys.filter(({ code, typed }) => /^Key[A-Z]$/.test(code) && /^\p{L}$/u.test(typed)).map(({ typed }) => typed)
  if (letters.length === 0) return 'unknown'
  const russian = letters.filter((letter) => /^\p{Script=Cyrillic}$/u.test(letter)).length
  return russian * 2 > letters.length ? 'russian' : 'latin'
}

function middleOf(gaps: readonly number[]): number {
  const sorted = gaps.toSorted((one, other) => one - other)
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)
}
