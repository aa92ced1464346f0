import { isUtf8 } from 'node:buffer'
import { closeSync, openSync, readSync } from 'node:fs'

/** One line without its end, or why it has no text. */
export type Line = { readonly text: string } | { readonly fault: 'line-too-long' | 'not-utf8' }

/** Small chunks stay in the processor's cache: decoding and parsing take half the time of one-megabyte chunks. */
const CHUNK = 64 << 10
/** A record of one person takes a thousand bytes or so; a longer line than this is no record, and must not fill the memory. */
export const LONGEST_LINE = 256 << 10
const LINE_FEED = 10
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Reads a text file line by line with bounded memory, LF or CR LF, a byte order mark at the start dropped; the last line needs no
 * end. `onBytes` hears how much of the file is read. Throws the file system's errors.
 */
export function* readLines(file: string, onBytes: (bytes: number) => void): Generator<Line, void, void> {
  const handle = openSync(file, 'r')
  try {
    let rest = Buffer.alloc(0)
    let skipping = false
    let total = 0
    let first = true
    for (;;) {
      const buffer = Buffer.allocUnsafe(CHUNK + rest.length)
      rest.copy(buffer)
      const count = readSync(handle, buffer, rest.length, CHUNK, null)
      total += count
      const filled = buffer.subarray(0, rest.length + count)
      const end = count === 0 ? filled.length : filled.lastIndexOf(LINE_FEED) + 1
      for (const line of linesOf(filled.subarray(0, end))) {
        if (skipping) {
          skipping = false
          continue
        }
        yield first && 'text' in line && line.text.startsWith(BYTE_ORDER_MARK) ? { text: line.text.slice(1) } : line
        first = false
      }
      onBytes(total)
      if (count === 0) return
      rest = filled.subarray(end)
      if (skipping) rest = Buffer.alloc(0)
      else if (rest.length > LONGEST_LINE) {
        yield { fault: 'line-too-long' }
        skipping = true
        rest = Buffer.alloc(0)
      }
    }
  } finally {
    closeSync(handle)
  }
}

/** Whole lines; text that is all UTF-8 is decoded at once. */
function linesOf(bytes: Buffer): Line[] {
  if (bytes.length === 0) return []
  const lines = isUtf8(bytes) ? bytes.toString('utf8').split('\n').map(lineOf) : splitBytes(bytes)
  if (bytes.at(-1) === LINE_FEED) lines.pop()
  return lines
}

function lineOf(text: string): Line {
  if (text.length > LONGEST_LINE) return { fault: 'line-too-long' }
  return { text: text.endsWith('\r') ? text.slice(0, -1) : text }
}

function splitBytes(bytes: Buffer): Line[] {
  const lines: Line[] = []
  for (let start = 0; start <= bytes.length;) {
    const found = bytes.indexOf(LINE_FEED, start)
    const end = found === -1 ? bytes.length : found
    const line = bytes.subarray(start, end)
    lines.push(isUtf8(line) ? lineOf(line.toString('utf8')) : { fault: 'not-utf8' })
    start = end + 1
  }
  return lines
}
