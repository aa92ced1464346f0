import type { EncodingName } from './encoding.ts'
import { readLines } from './read-lines.ts'
import type { ByteStream, RowBatches } from './rows.ts'

export interface LineOptions {
  readonly encoding: EncodingName
  readonly delimiter: string
  readonly quoting: 'loose' | 'none'
}

/** Reads one row a line. Whatever is wrong with a line stays in that line. */
export async function* readLineRows(bytes: ByteStream, { encoding, delimiter, quoting }: LineOptions): RowBatches {
  let record = 0
  for await (const lines of readLines(bytes, encoding)) {
    yield lines.map(({ line, text }) => {
      record += 1
      const place = { line, record }
      if (text === null) return { place, fault: 'row-too-long', rows: 1 }
      const cells = quoting === 'none' ? text.split(delimiter) : looseCells(text, delimiter)
      return cells === null ? { place, fault: 'quote-open', rows: 1 } : { place, cells }
    })
  }
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
    const first = pieces[place] ?? ''
    if (!first.startsWith('"')) {
      cells.push(first)
      continue
    }
    // The piece with the end is looked for before anything is joined: joining piece by piece takes a second for one hostile line.
    let end = place
    while (end < pieces.length && !(pieces[end]?.endsWith('"') === true && (end > place || first.length > 1))) end += 1
    if (end === pieces.length) return null
    cells.push(
      pieces
        .slice(place, end + 1)
        .join(delimiter)
        .slice(1, -1),
    )
    place = end
  }
  return cells
}
