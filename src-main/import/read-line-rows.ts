import { createDecoder } from './encoding.ts'
import type { EncodingName } from './encoding.ts'
import { LONGEST_ROW } from './rows.ts'
import type { ByteStream, RawRow, RowBatches } from './rows.ts'

export interface LineOptions {
  readonly encoding: EncodingName
  readonly delimiter: string
  readonly quoting: 'loose' | 'none'
}

const LINE_FEED = 10
const BYTE_ORDER_MARK = '\uFEFF'
/** The end of a text in CP/M and DOS. */
const DOS_END = '\u001A'

/**
 * Reads one row a line, LF or CR LF, the last one with or without an end; empty lines are no rows, a byte order mark at the start is
 * dropped. Whatever is wrong with a line stays in that line. Memory: one chunk and one line of at most 64 KB.
 */
export async function* readLineRows(bytes: ByteStream, options: LineOptions): RowBatches {
  const decoder = createDecoder(options.encoding)
  const state = { line: 0, record: 0 }
  let rest = new Uint8Array(0)
  let isSkipping = false
  for await (const chunk of bytes) {
    const filled = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const end = filled.lastIndexOf(LINE_FEED) + 1
    rest = filled.slice(end)
    const rows: RawRow[] = []
    let whole = filled.subarray(0, end)
    if (isSkipping && end > 0) {
      isSkipping = false
      whole = whole.subarray(whole.indexOf(LINE_FEED) + 1)
    }
    if (whole.length > 0) addRows(rows, decoder.decode(whole.subarray(0, -1)), state, options)
    if (isSkipping) rest = new Uint8Array(0)
    else if (rest.length > LONGEST_ROW) {
      rows.push(tooLong(state))
      isSkipping = true
      rest = new Uint8Array(0)
    }
    if (rows.length > 0) yield rows
  }
  const rows: RawRow[] = []
  if (rest.length > 0 && !isSkipping) addRows(rows, decoder.decode(rest), state, options)
  if (rows.length > 0) yield rows
}

function addRows(rows: RawRow[], text: string, state: { line: number; record: number }, options: LineOptions): void {
  for (const raw of text.split('\n')) {
    if (raw.length > LONGEST_ROW) {
      rows.push(tooLong(state))
      continue
    }
    state.line += 1
    const marked = state.line === 1 && raw.startsWith(BYTE_ORDER_MARK) ? raw.slice(1) : raw
    const line = marked.endsWith('\r') ? marked.slice(0, -1) : marked
    if (line.trim() === '' || line === DOS_END) continue
    state.record += 1
    const place = { line: state.line, record: state.record }
    const cells = options.quoting === 'none' ? line.split(options.delimiter) : looseCells(line, options.delimiter)
    rows.push(cells === null ? { place, fault: 'quote-open', rows: 1 } : { place, cells })
  }
}

function tooLong(state: { line: number; record: number }): RawRow {
  state.line += 1
  state.record += 1
  return { place: { line: state.line, record: state.record }, fault: 'row-too-long', rows: 1 }
}

/**
 * Cells whose quotation marks are not doubled inside (register sources §5.1): a cell that begins with a mark ends with the first mark
 * that stands before a delimiter or at the end of the line, so `"ОТДЕЛ "ЦЕНТР""` is one cell. Null where none does.
 */
export function looseCells(line: string, delimiter: string): string[] | null {
  const pieces = line.split(delimiter)
  if (!line.includes('"')) return pieces
  const cells: string[] = []
  for (let place = 0; place < pieces.length; place += 1) {
    let cell = pieces[place] ?? ''
    if (cell.startsWith('"')) {
      while (cell.length < 2 || !cell.endsWith('"')) {
        place += 1
        const next = pieces[place]
        if (next === undefined) return null
        cell += delimiter + next
      }
      cell = cell.slice(1, -1)
    }
    cells.push(cell)
  }
  return cells
}
