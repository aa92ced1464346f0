import type { KeyScan } from '../../../src-renderer/scanner/key-burst.ts'
import { openKeyBurst } from '../../../src-renderer/scanner/key-burst.ts'
import type { KeyStroke } from '../../../src-renderer/scanner/physical-keys.ts'
import { asRussianKeys } from '../../../src-shared/intake/keyboard-layout.ts'

const digitSigns = ')!@#$%^&*('
const signKeys: Readonly<Record<string, string>> = {
  '`': 'Backquote',
  '-': 'Minus',
  '=': 'Equal',
  '[': 'BracketLeft',
  ']': 'BracketRight',
  '\\': 'Backslash',
  ';': 'Semicolon',
  "'": 'Quote',
  ',': 'Comma',
  '.': 'Period',
  '/': 'Slash',
  ' ': 'Space',
}
const shiftedSigns: Readonly<Record<string, string>> = {
  '~': '`',
  _: '-',
  '+': '=',
  '{': '[',
  '}': ']',
  '|': '\\',
  ':': ';',
  '"': "'",
  '<': ',',
  '>': '.',
  '?': '/',
}

export type Layout = 'latin' | 'russian'
type Key = Omit<KeyStroke, 'at'>

const plain = { shift: false, control: false, alt: false, meta: false, capsLock: false, repeat: false } as const

/** The key that a scanner set to a US keyboard presses for a byte 0–127, as the browser sees it under a layout. */
export function keyOf(character: string, layout: Layout = 'latin', capsLock = false): Key {
  const byte = character.charCodeAt(0)
  if (character === '\r') return { ...plain, code: 'Enter', key: 'Enter' }
  if (character === '\t') return { ...plain, code: 'Tab', key: 'Tab' }
  if (byte >= 1 && byte <= 26) {
    const letter = String.fromCharCode(byte + 64)
    return { ...plain, control: true, code: `Key${letter}`, key: letter.toLowerCase() }
  }
  if (byte === 0x1d) return { ...plain, control: true, code: 'BracketRight', key: layout === 'latin' ? ']' : 'ъ' }
  const { code, shift } = placeOf(character)
  const isLetter = code.startsWith('Key')
  const latin = isLetter && capsLock ? swapCase(character) : character
  const key = layout === 'latin' ? latin : asRussianKeys(latin)
  return { ...plain, code, key, shift, capsLock }
}

export function special(code: string, parts: Partial<Key> = {}): Key {
  return { ...plain, code, key: code, ...parts }
}

function placeOf(character: string): { readonly code: string; readonly shift: boolean } {
  if (/[a-z]/.test(character)) return { code: `Key${character.toUpperCase()}`, shift: false }
  if (/[A-Z]/.test(character)) return { code: `Key${character}`, shift: true }
  if (/\d/.test(character)) return { code: `Digit${character}`, shift: false }
  const digit = digitSigns.indexOf(character)
  if (digit >= 0) return { code: `Digit${digit}`, shift: true }
  const base = shiftedSigns[character]
  const code = signKeys[base ?? character]
  if (code === undefined) throw new Error(`No key for ${character}`)
  return { code, shift: base !== undefined }
}

function swapCase(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
}

/** Keys at an even pace, from `from` milliseconds on. */
export function paced(keys: readonly Key[], gap: number, from = 1_000): readonly KeyStroke[] {
  return keys.map((key, place) => ({ ...key, at: from + place * gap }))
}

export function keysOf(text: string, layout: Layout = 'latin', capsLock = false): readonly Key[] {
  return [...text].map((character) => keyOf(character, layout, capsLock))
}

/** What a burst makes of strokes that come one after another with nothing after them. */
export function scanOf(strokes: readonly KeyStroke[]): KeyScan | null {
  const burst = openKeyBurst()
  for (const stroke of strokes) burst.down(stroke)
  return burst.end()
}

/** One event of a keyboard. */
export interface KeyEvent {
  readonly stroke: KeyStroke
  readonly isUp: boolean
}

/** As scanners press them: Shift and Ctrl are keys of their own, at the same pace as all others. */
export function pressed(keys: readonly Key[], gap: number, from = 1_000): readonly KeyStroke[] {
  const whole = keys.flatMap((key) => [
    ...(key.control ? [special('ControlLeft', { key: 'Control', control: true })] : []),
    ...(key.shift ? [special('ShiftLeft', { key: 'Shift', shift: true })] : []),
    key,
  ])
  return paced(whole, gap, from)
}

/** Bytes as Alt with four digits of the number pad, then keys as they are. */
export function altEvents(bytes: readonly number[], suffix: string, gap: number, from = 1_000): readonly KeyEvent[] {
  let at = from - gap
  const event = (key: Key, isUp = false): KeyEvent => ({ stroke: { ...key, at: (at += gap) }, isUp })
  const coded = bytes.flatMap((byte) => [
    event(special('AltLeft', { key: 'Alt', alt: true })),
    ...Array.from(String(byte).padStart(4, '0'), (digit) => event(special(`Numpad${digit}`, { alt: true, key: digit }))),
    event(special('AltLeft', { key: 'Alt' }), true),
  ])
  return [...coded, ...keysOf(suffix).map((key) => event(key))]
}

/** What a burst makes of events, keys that go up among them. */
export function scanOfEvents(events: readonly KeyEvent[]): KeyScan | null {
  const burst = openKeyBurst()
  for (const { stroke, isUp } of events) {
    if (isUp) burst.up(stroke)
    else burst.down(stroke)
  }
  return burst.end()
}
