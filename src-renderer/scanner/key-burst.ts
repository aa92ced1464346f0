import { byteOfKey, isModifier, numpadDigit, type KeyStroke } from './physical-keys.ts'

/** A key that follows another within so many milliseconds comes from a scanner, or from a hand that slipped. */
export const scannerGap = 35
/** So many characters at a scanner's pace are a scan; fewer are typing. */
export const fewestCharacters = 6
/** Of the gaps that make a scan of characters so many may be longer: keyboards report every 8–16 ms and radios stutter. */
const stutters = 1
/** A scan goes on over so many milliseconds of silence: a missing end costs a moment, a code cut in two a wrong answer. */
const pauseInScan = 250
/** Keys before a scan was known as one belong to it where they lie apart by no more milliseconds. */
const pauseBeforeScan = 150
/** After a key that scanners end with nothing is waited for any longer. */
const pauseAfterSuffix = 50

/** Characters that came no more milliseconds before a scan may be its beginning: radios lose their base for so long. */
const pauseInCutScan = 1_000

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

/**
 * What came just before a scan. `silence`: nothing, or something that was complete. `keys`: characters too few or too slow for
 * a scan. `scan`: another scan, which ended without a suffix. `itself`: it was told of before it was complete, and contains all
 * of that.
 */
export type ScanPredecessor = 'silence' | 'keys' | 'scan' | 'itself'

/** Keys that came one after another at a scanner's pace, in order. */
export interface KeyScan {
  readonly keys: readonly ScannedKey[]
  readonly capsLock: boolean
  readonly before: ScanPredecessor
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
  /** True where the last key that went down may be the first of a scan: what stands in the fields then is worth remembering. */
  isFirst(): boolean
  /** How long after its last key a scan is over, in milliseconds; null outside of a scan. */
  pause(): number | null
  /** True where a key that is stamped `at` comes too late for the scan that is gathered. */
  isOver(at: number): boolean
  /** Ends what was gathered. The scan, or null where it was typing. */
  end(): KeyScan | null
}

export function openKeyBurst(): KeyBurst {
  let run = emptyRun()
  let ended: Run | null = null
  let lastAt = Number.NEGATIVE_INFINITY
  let inScan = false

  function down(stroke: KeyStroke): KeyFate {
    if (stroke.repeat) return inScan ? 'scan' : 'repeat'
    const gap = stroke.at - lastAt
    if (isModifier(stroke)) {
      // A modifier never begins anything, or Ctrl+V in one quick movement would follow its own Ctrl.
      const going = inScan ? run : ended
      if (gap > (going === null ? scannerGap : pauseAfter(going))) return 'alone'
      lastAt = stroke.at
      return inScan ? 'scan' : 'alone'
    }
    lastAt = stroke.at
    if (ended !== null && gap <= pauseAfter(ended)) {
      // After a busy moment the rest of a scan comes when it was taken for ended: it is one scan all the same.
      run = ended
      run.before = 'itself'
      inScan = true
    } else if (gap > (inScan ? pauseAfter(run) : pauseBeforeScan) || (!inScan && gap > scannerGap && hasActed(run))) {
      run = emptyRun(predecessorOf(stroke.at, run, ended))
      inScan = false
    }
    ended = null
    gather(run, stroke, gap)
    if (inScan) return 'scan'
    inScan = isScannersPace(run) && !isRetyped(run)
    if (inScan) return 'begins-scan'
    if (isLateSuffix(run, gap)) return 'follows'
    return gap <= scannerGap ? 'follows' : 'alone'
  }

  return {
    down,
    up(stroke) {
      if (run.altDigits === '' || !(stroke.code === '' ? stroke.key : stroke.code).startsWith('Alt')) return
      const number = Number(run.altDigits)
      run.keys.push({ byte: number <= 0xff ? number : null, typed: '', code: 'Alt', at: run.altAt })
      run.altDigits = ''
    },
    isScan: () => inScan,
    isFirst: () => run.keys.length + run.altDigits.length <= 1,
    pause: () => (inScan ? pauseAfter(run) : null),
    isOver: (at) => inScan && at - lastAt > pauseAfter(run),
    end() {
      if (!inScan) return null
      ended = run
      run = emptyRun()
      inScan = false
      return { keys: ended.keys, capsLock: ended.capsLock, before: ended.before }
    },
  }
}

/** Keys with no long pause between them: a scan, or somebody who types fast. */
interface Run {
  readonly keys: ScannedKey[]
  /** The gap before each character, also from a Shift before it. Line ends and tabs are left out: scans end with them. */
  readonly gaps: number[]
  altDigits: string
  altAt: number
  capsLock: boolean
  before: ScanPredecessor
}

function emptyRun(before: ScanPredecessor = 'silence'): Run {
  return { keys: [], gaps: [], altDigits: '', altAt: 0, capsLock: false, before }
}

/** Whether the run that begins now may be the rest of one that was cut. Keys that write nothing cut nothing. */
function predecessorOf(at: number, typed: Run, scan: Run | null): ScanPredecessor {
  const last = (scan ?? typed).keys.at(-1)
  if (last === undefined || !isCharacter(last) || at - last.at > pauseInCutScan) return 'silence'
  return scan === null ? 'keys' : 'scan'
}

function isCharacter({ byte, typed, code }: ScannedKey): boolean {
  return typed !== '' || code === 'Alt' || (byte !== null && byte >= 0x20)
}

function gather(run: Run, stroke: KeyStroke, gap: number): void {
  run.capsLock = stroke.capsLock
  const digit = stroke.alt && !stroke.control ? numpadDigit(stroke) : null
  if (digit !== null) {
    if (run.altDigits === '') run.altAt = stroke.at
    run.altDigits += digit
    run.gaps.push(gap)
    return
  }
  const typed = [...stroke.key].length === 1 && !stroke.control && !stroke.alt ? stroke.key : ''
  const key = { byte: byteOfKey(stroke), typed, code: stroke.code, at: stroke.at }
  run.keys.push(key)
  if (!isSuffix(key)) run.gaps.push(gap)
}

/** Looks at the last characters only, so that the length of a scan, or of what was typed before it, plays no part. */
function isScannersPace({ gaps }: Run): boolean {
  const slow = gaps.slice(1 - fewestCharacters).filter((gap) => gap > scannerGap).length
  return gaps.length >= fewestCharacters && slow <= stutters
}

/** The line end of a scan that was taken for ended a moment ago presses nothing. No hand answers so soon what has just appeared. */
function isLateSuffix({ keys, before }: Run, gap: number): boolean {
  return before === 'scan' && keys.length === 1 && isSuffix(keys[0]) && gap <= 2 * pauseInScan
}

/** Programs that put words right press Backspace for each letter, and type them anew as fast as a scanner. */
function isRetyped({ keys }: Run): boolean {
  return keys.some(({ code }, place) => code === 'Backspace' && keys[place + 1]?.code === 'Backspace')
}

/** The last key writes nothing and was alone so long that it has done what it stands for: it is no part of what comes now. */
function hasActed({ keys }: Run): boolean {
  const last = keys.at(-1)
  return last !== undefined && !isCharacter(last)
}

function pauseAfter({ keys }: Run): number {
  return isSuffix(keys.at(-1)) ? pauseAfterSuffix : pauseInScan
}

/** True for what scanners end a code with: CR (Enter), LF (Ctrl+J), Tab. Written as Alt with digits they are bytes of the code. */
export function isSuffix(key: Pick<ScannedKey, 'byte' | 'code'> | undefined): boolean {
  return key !== undefined && key.code !== 'Alt' && (key.byte === 0x0d || key.byte === 0x0a || key.byte === 0x09)
}
