import { createDecoder } from './encoding.ts'
import type { EncodingName } from './encoding.ts'
import { LONGEST_ROW } from './rows.ts'
import type { ByteStream } from './rows.ts'

/** A line without its end, counted from 1; its text is null where it is longer than any row. */
export interface TextLine {
  readonly line: number
  readonly text: string | null
}

const LINE_FEED = 10
const BYTE_ORDER_MARK = '\uFEFF'
/** The end of a text in CP/M and DOS. */
const DOS_END = '\u001A'

/**
 * Reads lines that end with LF or CR LF, the last one with or without; blank lines are left out, a byte order mark at the start is
 * dropped. All three encodings write a line feed as one byte that is no part of anything else, so damage stays in its line. Memory: one
 * chunk and one line of at most 64 KB.
 */
export async function* readLines(bytes: ByteStream, encoding: EncodingName): AsyncGenerator<readonly TextLine[], void, void> {
  const decoder = createDecoder(encoding)
  let line = 0
  let rest = new Uint8Array(0)
  let isSkipping = false
  const take = (lines: TextLine[], text: string): void => {
    for (const raw of text.split('\n')) {
      line += 1
      const marked = line === 1 && raw.startsWith(BYTE_ORDER_MARK) ? raw.slice(1) : raw
      const plain = marked.endsWith('\r') ? marked.slice(0, -1) : marked
      if (plain.length > LONGEST_ROW) lines.push({ line, text: null })
      else if (plain.trim() !== '' && plain !== DOS_END) lines.push({ line, text: plain })
    }
  }
  for await (const chunk of bytes) {
    const filled = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const end = filled.lastIndexOf(LINE_FEED) + 1
    const start = isSkipping && end > 0 ? filled.indexOf(LINE_FEED) + 1 : 0
    const lines: TextLine[] = []
    if (end > start) take(lines, decoder.decode(filled.subarray(start, end - 1)))
    if (end > 0) isSkipping = false
    rest = isSkipping ? new Uint8Array(0) : filled.slice(end)
    if (rest.length > LONGEST_ROW) {
      line += 1
      lines.push({ line, text: null })
      isSkipping = true
      rest = new Uint8Array(0)
    }
    if (lines.length > 0) yield lines
  }
  const lines: TextLine[] = []
  if (rest.length > 0) take(lines, decoder.decode(rest))
  if (lines.length > 0) yield lines
}
