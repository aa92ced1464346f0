import { once } from 'node:events'
import { parse } from 'csv-parse'
import type { CsvError, Parser } from 'csv-parse'
import { createDecoder } from './encoding.ts'
import type { EncodingName } from './encoding.ts'
import { LONGEST_ROW } from './rows.ts'
import type { ByteStream, RawRow, RowBatches } from './rows.ts'

/**
 * Reads CSV of RFC 4180: cells in quotation marks may hold delimiters, doubled marks and line ends. A mark out of place is an ordinary
 * character. A mark that is never closed takes following lines along, 64 KB of them at most; they are all counted in the fault.
 */
export async function* readQuotedRows(bytes: ByteStream, options: { encoding: EncodingName; delimiter: string }): RowBatches {
  const state: State = { line: 0, record: 0, rows: [] }
  const parser = parse({
    delimiter: options.delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LONGEST_ROW,
    // Both are called in the order of the file. Rows are taken here, since faults have no place among the parser's own records.
    on_record: (cells: string[], { lines }) => {
      addRow(cells, lines, state)
      return null
    },
    on_skip: (error: CsvError | undefined) => {
      addFault(error, state)
      return undefined
    },
  })
  parser.resume()
  const ended = once(parser, 'end')
  // A failure is thrown where the text is written; here it must only not be unhandled.
  ended.catch(() => {})
  for await (const text of texts(bytes, options.encoding)) {
    await written(parser, text)
    if (state.rows.length > 0) yield state.rows.splice(0)
  }
  parser.end()
  await ended
  if (state.rows.length > 0) yield state.rows
}

interface State {
  /** The last line of the row before. */
  line: number
  record: number
  rows: RawRow[]
}

function addRow(cells: readonly string[], lastLine: number, state: State): void {
  const firstLine = state.line + 1
  state.line = Math.max(lastLine, firstLine)
  if (cells.every((cell) => cell.trim() === '' || cell === '\u001A')) return
  state.record += 1
  // Blank lines before a row are skipped without a word, so only a cell with a line end tells how many lines a row has.
  const breaks = cells.reduce((sum, cell) => sum + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0)
  state.rows.push({ place: { line: Math.max(state.line - breaks, firstLine), record: state.record }, cells })
}

/** The error tells the line in which it was noticed; everything since the row before went with it. */
function addFault(error: CsvError | undefined, state: State): void {
  const firstLine = state.line + 1
  const noticed = error?.['lines']
  state.line = Math.max(typeof noticed === 'number' ? noticed : firstLine, firstLine)
  state.record += 1
  const fault = error?.code === 'CSV_MAX_RECORD_SIZE' ? 'row-too-long' : 'quote-open'
  state.rows.push({ place: { line: firstLine, record: state.record }, fault, rows: state.line - firstLine + 1 })
}

function written(parser: Parser, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(text, (error) => (error === null || error === undefined ? resolve() : reject(error)))
  })
}

async function* texts(bytes: ByteStream, encoding: EncodingName): AsyncGenerator<string> {
  const decoder = createDecoder(encoding)
  let isFirst = true
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true })
    if (text === '') continue
    yield isFirst && text.startsWith('\uFEFF') ? text.slice(1) : text
    isFirst = false
  }
  const last = decoder.decode()
  if (last !== '') yield last
}
