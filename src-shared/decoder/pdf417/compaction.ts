import { textReader } from './text-compaction.ts'
import type { TextReader } from './text-compaction.ts'

const textLatch = 900
const byteLatch = 901
const numericLatch = 902
const byteShift = 913
const sixByteLatch = 924

/**
 * The bytes that the data words of a symbol carry (ISO/IEC 15438, text, byte and numeric compaction). `words` are the
 * data words after the length word. Extended channel interpretations are skipped. Null where the words have no meaning,
 * and for parts of a macro symbol, which carry a piece of a content only.
 */
export function bytesOfWords(words: readonly number[]): Uint8Array | null {
  const bytes: number[] = []
  const put = (byte: number): void => void bytes.push(byte)
  const text = textReader(put)
  let mode = textLatch
  for (let at = 0; at < words.length;) {
    const word = words[at] ?? 0
    const skipped = interpretationLength(word)
    if (skipped > 0) {
      if (at + skipped > words.length) return null
      at += skipped
    } else if (word < textLatch) {
      const end = runEnd(words, at)
      if (!readRun(words.slice(at, end), mode, text, put)) return null
      at = end
    } else if (word === byteShift) {
      const byte = words[at + 1]
      if (mode !== textLatch || byte === undefined || byte > 255) return null
      text.interrupt()
      put(byte)
      at += 2
    } else if (word === textLatch || word === byteLatch || word === numericLatch || word === sixByteLatch) {
      mode = word
      if (word === textLatch) text.restart()
      at++
    } else {
      return null
    }
  }
  return bytes.length === 0 ? null : Uint8Array.from(bytes)
}

/** How many words an extended channel interpretation takes (925, 926, 927 with their arguments), 0 where it is none. */
function interpretationLength(word: number): number {
  if (word === 926) return 3
  return word === 925 || word === 927 ? 2 : 0
}

function runEnd(words: readonly number[], from: number): number {
  const length = words.slice(from).findIndex((word) => word >= textLatch)
  return length === -1 ? words.length : from + length
}

function readRun(run: readonly number[], mode: number, text: TextReader, put: (byte: number) => void): boolean {
  if (mode === textLatch) {
    for (const word of run) text.word(word)
    return true
  }
  return mode === numericLatch ? readDigits(run, put) : readBytes(run, mode, put)
}

/**
 * Five words are six bytes. Under 901 the number of bytes is no multiple of six, so that the last one to five words are
 * one byte each; under 924 there are whole groups only.
 */
function readBytes(run: readonly number[], mode: number, put: (byte: number) => void): boolean {
  const grouped = mode === sixByteLatch ? Math.floor(run.length / 5) * 5 : Math.floor((run.length - 1) / 5) * 5
  for (let at = 0; at < grouped; at += 5) {
    const value = run.slice(at, at + 5).reduce((sum, word) => sum * 900 + word, 0)
    if (value >= 2 ** 48) return false
    for (let power = 2 ** 40; power >= 1; power /= 256) put(Math.floor(value / power) % 256)
  }
  for (const word of run.slice(grouped)) {
    if (word > 255) return false
    put(word)
  }
  return true
}

/** Up to fifteen words are one number to the base of 900, written after a leading digit 1. */
function readDigits(run: readonly number[], put: (byte: number) => void): boolean {
  for (let at = 0; at < run.length; at += 15) {
    const digits = String(run.slice(at, at + 15).reduce((sum, word) => sum * 900n + BigInt(word), 0n))
    if (!digits.startsWith('1')) return false
    for (const digit of digits.slice(1)) put(digit.charCodeAt(0))
  }
  return true
}
