/** What of a keyboard event says which key went down; `at` in milliseconds, as the browser stamps its events. */
export interface KeyStroke {
  /** The key by its place on the board, e.g. `KeyQ`, whatever the layout. Empty where a remote desktop hides it. */
  readonly code: string
  /** What the system's layout makes of it. */
  readonly key: string
  readonly shift: boolean
  readonly control: boolean
  readonly alt: boolean
  readonly meta: boolean
  readonly capsLock: boolean
  /** The key is held down and repeats by itself: no scanner does that. */
  readonly repeat: boolean
  readonly at: number
}

const digits = '0123456789'
const shiftedDigits = ')!@#$%^&*('

/** The other keys of a US keyboard, plain and with Shift. */
const signs: Readonly<Record<string, readonly [string, string]>> = {
  Backquote: ['`', '~'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  IntlBackslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
  NumpadDecimal: ['.', '.'],
  NumpadComma: ['.', '.'],
  NumpadAdd: ['+', '+'],
  NumpadSubtract: ['-', '-'],
  NumpadMultiply: ['*', '*'],
  NumpadDivide: ['/', '/'],
}

/** Keys that are control bytes by themselves. */
const controlKeys: Readonly<Record<string, number>> = {
  Enter: 0x0d,
  NumpadEnter: 0x0d,
  Tab: 0x09,
  Backspace: 0x08,
  Escape: 0x1b,
}

/** With Ctrl a key gives the byte of its letter less 64: Ctrl+A is 01, Ctrl+] is 1D. These are those that are no letters. */
const controlSigns: Readonly<Record<string, number>> = {
  BracketLeft: 0x1b,
  Backslash: 0x1c,
  BracketRight: 0x1d,
  Digit2: 0x00,
  Digit6: 0x1e,
  Minus: 0x1f,
}

const modifiers = /^(Shift|Control|Alt|Meta|OS)(Left|Right)?$|^(CapsLock|NumLock|ScrollLock|AltGraph|Fn)$/

/** True for keys that only change others. */
export function isModifier({ code, key }: Pick<KeyStroke, 'code' | 'key'>): boolean {
  return modifiers.test(code === '' ? key : code)
}

/**
 * The byte (0–127) that a scanner means by a key: by the key's place and Shift on a US keyboard, so that the system's layout and
 * Caps Lock change nothing; with Ctrl the control byte. Null for keys that mean none (F1, arrows, Alt with anything).
 */
export function byteOfKey(stroke: KeyStroke): number | null {
  const { code, shift, control, alt, meta } = stroke
  if (meta) return null
  // AltGr comes as Alt, with or without Ctrl; no key of a US keyboard has a third sign.
  if (alt) return null
  if (control) return controlByte(code)
  const isHidden = code === '' || code === 'Unidentified'
  const byItself = controlKeys[isHidden ? stroke.key : code]
  if (byItself !== undefined) return byItself
  const character = characterOf(code, shift) ?? (isHidden ? stroke.key : null)
  if (character === null || [...character].length !== 1) return null
  const byte = character.charCodeAt(0)
  return byte < 0x80 ? byte : null
}

function controlByte(code: string): number | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return letter.charCodeAt(0) - 64
  return controlSigns[code] ?? controlKeys[code] ?? null
}

function characterOf(code: string, shift: boolean): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return shift ? letter : letter.toLowerCase()
  const digit = /^Digit(\d)$/.exec(code)?.[1]
  if (digit !== undefined) return (shift ? shiftedDigits : digits)[Number(digit)] ?? null
  const numpad = /^Numpad(\d)$/.exec(code)?.[1]
  if (numpad !== undefined) return numpad
  return signs[code]?.[shift ? 1 : 0] ?? null
}

/** The digit of the number pad that a key is; null for every other key. */
export function numpadDigit({ code }: Pick<KeyStroke, 'code'>): string | null {
  return /^Numpad(\d)$/.exec(code)?.[1] ?? null
}
