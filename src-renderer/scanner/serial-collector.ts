import { BARCODE_LENGTH } from '../../src-shared/policy/barcode-layout.ts'
import { hasEnpCheckDigit } from '../../src-shared/policy/enp.ts'
import type { LineEnds } from './line-ends.ts'

/** A code is whole when nothing more has come for so many milliseconds (policy formats §1.8). */
export const serialPause = 300
/** A text that ends with a line end is whole sooner. */
const pauseAfterLine = 60
/** A text whose line end may still come: a number that is cut is another number. */
const pauseBeforeLineEnd = 1_000
/** More than any code holds: something else than a scanner is connected, or its speed is another one. */
const mostBytes = 8_000
/** Longer texts are no number: zones, hex and base64 have a length or checks by which a cut one is told. */
const longestNumber = 60

/** Gathers the bytes of one code; knows no clock. */
export interface SerialCollector {
  add(chunk: Uint8Array): void
  /** A part was damaged on its way: wrong speed, bad cable. */
  spoil(): void
  /** How many milliseconds of silence end what was gathered; null while there is nothing. */
  pause(): number | null
  /** Ends it after that silence. The bytes as they came, `noise` where some are damaged or missing, null where nothing had come. */
  end(): Uint8Array | 'noise' | null
  /** Ends it because nothing more can come: what is not whole for certain is `noise`. */
  breakOff(): Uint8Array | 'noise' | null
}

/**
 * Never cuts at CR, LF, 00 or 1A: they may be bytes of a policy (policy formats §1.10). A short text without the line end that
 * the scanner usually sends is cut, unless it proves itself; so is the rest of it, when it comes.
 */
export function openSerialCollector(lineEnds: LineEnds): SerialCollector {
  let bytes: number[] = []
  let isSpoiled = false
  /** The last code, where it was a text without line end. */
  let before: readonly number[] = []

  function take(isWhole: (gathered: readonly number[]) => boolean): Uint8Array | 'noise' | null {
    const gathered = bytes
    const isDamaged = isSpoiled || (gathered.length > 0 && !isWhole(gathered))
    bytes = []
    isSpoiled = false
    if (isDamaged) return 'noise'
    return gathered.length === 0 ? null : Uint8Array.from(gathered)
  }

  return {
    add(chunk) {
      if (bytes.length + chunk.length > mostBytes) isSpoiled = true
      else for (const byte of chunk) bytes.push(byte)
    },
    spoil() {
      isSpoiled = true
    },
    pause() {
      if (bytes.length === 0 && !isSpoiled) return null
      if (isLine(bytes)) return pauseAfterLine
      return !isSpoiled && lineEnds.areUsual() !== false && isNumber(bytes) ? pauseBeforeLineEnd : serialPause
    },
    end: () =>
      take((gathered) => {
        const isRest = isEnp([...before, ...gathered])
        before = []
        if (isSpoiled || !isText(gathered)) return true
        const isEnded = endsText(gathered)
        if (!isEnded && !isEnp(gathered)) before = gathered
        const isWhole = isEnded || lineEnds.areUsual() !== true || !isNumber(gathered)
        lineEnds.learn(isEnded)
        return isWhole && (!isRest || isEnp(gathered))
      }),
    breakOff: () => take((gathered) => isLine(gathered) || isPolicy(gathered) || isEnp(gathered)),
  }
}

/** Text with its line end. The bytes of a policy begin with 01 or 02 and are no text. */
function isLine(bytes: readonly number[]): boolean {
  const last = bytes.at(-1)
  return (last === 0x0d || last === 0x0a) && isText(bytes)
}

function isText(bytes: readonly number[]): boolean {
  return bytes.every((byte) => byte >= 0x20 || byte === 0x0d || byte === 0x0a || byte === 0x09)
}

function endsText(bytes: readonly number[]): boolean {
  return isLine(bytes) || bytes.at(-1) === 0x09
}

/** What may be a number that nothing in it proves. */
function isNumber(bytes: readonly number[]): boolean {
  return bytes.length < longestNumber && isText(bytes) && !isEnp(bytes)
}

function isEnp(bytes: readonly number[]): boolean {
  const enp = /^(?:\][A-Za-z]\d)?(\d{16})\s*$/.exec(String.fromCharCode(...bytes))?.[1]
  return enp !== undefined && hasEnpCheckDigit(enp)
}

/** 130 bytes of a type that policies have, with a line end or without. */
function isPolicy(bytes: readonly number[]): boolean {
  const rest = bytes.slice(BARCODE_LENGTH)
  return (bytes[0] === 1 || bytes[0] === 2) && bytes.length >= BARCODE_LENGTH && rest.length <= 2 && isLineEnd(rest)
}

function isLineEnd(bytes: readonly number[]): boolean {
  return bytes.every((byte) => byte === 0x0d || byte === 0x0a)
}
