import { byteOfKey, isModifier, numpadDigit, type KeyStroke } from './physical-keys.ts'

/** A key that follows another within so many milliseconds comes from a scanner, or from a hand that slipped. */
export const scannerGap = 35
/** So many characters at a scanner's pace are a scan; fewer are typing. */
export const fewestCharacters = 6
/**
 * A scan goes on over gaps of so many milliseconds: keyboards report every 8–16 ms and radios stutter. After a key that scanners
 * end with, half of that.
 */
const pauseInScan = 100
const pauseAfterSuffix = 50

/** One character of a scan, or a key in it that stands for none. */
export interface ScannedKey {
  /** The byte meant; null where the key means none, so that something of the code is lost. */
  readonly byte: number | null
  /** What the system's layout made of it; empty for control bytes. */
  readonly typed: string
  /** `KeyboardEvent.code`, for telling the layout. */
  readonly code: string
  readonly at: number
}

/** Keys that came one after another at a scanner's pace, in order. */
export interface KeyScan {
  readonly keys: readonly ScannedKey[]
  readonly capsLock: boolean
}

/**
 * What a key that goes down is. `alone`: nothing came just before; it may begin a scan. `follows`: it follows another within the
 * gap, but is not yet a scan; it may be typed but must not do anything else. `scan`: it is part of one. `begins-scan`: by
 * this key the characters before it are known to be a scan. `repeat`: held down.
 */
export type KeyFate = 'alone' | 'follows' | 'begins-scan' | 'scan' | 'repeat'

/** Tells the keys of a scanner from typing, by the gaps between keys and never by the whole time: 175 characters take seconds. */
export interface KeyBurst {
  down(stroke: KeyStroke): KeyFate
  /** Ends a character that is written as Alt with digits of the number pad. */
  up(stroke: KeyStroke): void
  /** True while a scan comes in. */
  isScan(): boolean
  /** When a scan is over unless a key comes before, in the milliseconds of `at`; null outside of a scan. */
  endsAt(): number | null
  /** Ends what was gathered. The scan, or null where it was typing. */
  end(): KeyScan | null
}

export function openKeyBurst(): KeyBurst {
  let keys: ScannedKey[] = []
  let lastAt = Number.NEGATIVE_INFINITY
  let altDigits = ''
  let altAt = 0
  let inScan = false
  let capsLock = false

  function reset(): void {
    keys = []
    altDigits = ''
    inScan = false
  }

  function pause(): number {
    if (!inScan) return scannerGap
    return isSuffix(keys.at(-1)) ? pauseAfterSuffix : pauseInScan
  }

  function down(stroke: KeyStroke): KeyFate {
    if (stroke.repeat) return inScan ? 'scan' : 'repeat'
    const follows = stroke.at - lastAt <= pause()
    if (isModifier(stroke)) {
      // A modifier never begins anything, or Ctrl+V in one quick movement would follow its own Ctrl.
      if (follows) lastAt = stroke.at
      return inScan && follows ? 'scan' : 'alone'
    }
    if (!follows) reset()
    lastAt = stroke.at
    capsLock = stroke.capsLock
    gather(stroke)
    if (inScan) return 'scan'
    if (!follows) return 'alone'
    inScan = characters() >= fewestCharacters
    return inScan ? 'begins-scan' : 'follows'
  }

  function gather(stroke: KeyStroke): void {
    const digit = stroke.alt && !stroke.control ? numpadDigit(stroke) : null
    if (digit !== null) {
      if (altDigits === '') altAt = stroke.at
      altDigits += digit
      return
    }
    const byte = byteOfKey(stroke)
    const typed = [...stroke.key].length === 1 && !stroke.control && !stroke.alt ? stroke.key : ''
    keys.push({ byte, typed, code: stroke.code, at: stroke.at })
  }

  /** Line ends and tabs end a scan and are no part of its length. */
  function characters(): number {
    return keys.filter((key) => !isSuffix(key)).length + altDigits.length
  }

  return {
    down,
    up(stroke) {
      if (altDigits === '' || !(stroke.code === '' ? stroke.key : stroke.code).startsWith('Alt')) return
      const number = Number(altDigits)
      keys.push({ byte: number <= 0xff ? number : null, typed: '', code: 'Alt', at: altAt })
      altDigits = ''
    },
    isScan: () => inScan,
    endsAt: () => (inScan ? lastAt + pause() : null),
    end() {
      const scan = inScan ? { keys, capsLock } : null
      reset()
      return scan
    },
  }
}

/** True for what scanners end a code with: CR (Enter), LF (Ctrl+J), Tab. */
export function isSuffix(key: Pick<ScannedKey, 'byte'> | undefined): boolean {
  return key?.byte === 0x0d || key?.byte === 0x0a || key?.byte === 0x09
}
