import { parse } from 'csv-parse/sync'
import type { EncodingName } from './encoding.ts'
import { readLines } from './read-lines.ts'
import type { TextLine } from './read-lines.ts'
import { LONGEST_ROW } from './rows.ts'
import type { ByteStream, RawRow, RowBatches } from './rows.ts'

export interface QuotedOptions {
  readonly encoding: EncodingName
  readonly delimiter: string
}

/** An address or a remark may have some lines; a mark that is open for longer was never meant to be one. */
const MOST_LINES = 20

/**
 * Reads CSV of RFC 4180: cells in quotation marks may hold delimiters, doubled marks and line ends. Rows are handed to the parser one by
 * one, because a parser that meets an open mark in a stream takes good rows along with the bad one: here a line whose mark is not
 * closed by the following ones in good order is set aside alone. A mark within an unquoted cell is an ordinary character.
 */
export async function* readQuotedRows(bytes: ByteStream, options: QuotedOptions): RowBatches {
  let record = 0
  let waiting: TextLine[] = []
  const drain = (isEnd: boolean): RawRow[] => {
    const rows: RawRow[] = []
    let next = 0
    // The beginning of a row is looked at only when all lines that may belong to it are there.
    const needed = isEnd ? 1 : MOST_LINES
    while (waiting.length - next >= needed) {
      const taken = takeRow(waiting.slice(next, next + MOST_LINES), options.delimiter)
      record += 1
      const place = { line: waiting[next]?.line ?? 0, record }
      rows.push('fault' in taken ? { place, ...taken } : { place, cells: taken.cells })
      next += 'fault' in taken ? 1 : taken.lines
    }
    waiting = waiting.slice(next)
    return rows
  }
  for await (const lines of readLines(bytes, options.encoding)) {
    waiting.push(...lines)
    const rows = drain(false)
    if (rows.length > 0) yield rows
  }
  const rows = drain(true)
  if (rows.length > 0) yield rows
}

type Taken =
  | { readonly cells: readonly string[]; readonly lines: number }
  | { readonly fault: 'row-too-long' | 'quote-open'; readonly rows: 1 }

/** The row that begins with the first of the lines. */
function takeRow(lines: readonly TextLine[], delimiter: string): Taken {
  const [first] = lines
  if (first === undefined || first.text === null) return { fault: 'row-too-long', rows: 1 }
  if (!first.text.includes('"')) return { cells: first.text.split(delimiter), lines: 1 }
  let text = ''
  for (const [place, { line, text: more }] of lines.entries()) {
    // Blank lines between them are part of the cell; they were left out when reading.
    text += place === 0 ? '' : '\n'.repeat(line - (lines[place - 1]?.line ?? line))
    text += more ?? ''
    if (more === null || text.length > LONGEST_ROW) break
    const read = cellsOf(text, delimiter, false)
    if (read.cells !== null) return { cells: read.cells, lines: place + 1 }
    if (!read.isOpen) break
  }
  const { cells } = cellsOf(first.text, delimiter, true)
  return cells === null ? { fault: 'quote-open', rows: 1 } : { cells, lines: 1 }
}

function cellsOf(text: string, delimiter: string, isRelaxed: boolean): { readonly cells: string[] | null; readonly isOpen: boolean } {
  try {
    const [cells = null] = parse(text, { delimiter, record_delimiter: '\n', relax_column_count: true, relax_quotes: isRelaxed })
    return { cells, isOpen: false }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return { cells: null, isOpen: error.code === 'CSV_QUOTE_NOT_CLOSED' }
  }
}
