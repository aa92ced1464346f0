import type { Connection } from '../encrypted-database.ts'

export type RowValue = string | number | null

/** Takes rows of one table. */
export interface RowWriter {
  /** The values of one row, one per column in the table's order. */
  push(...values: RowValue[]): void
  /** Brings the rows collected so far where they belong. */
  flush(): void
}

/** The tables of records and how many columns each has. */
export const recordTables = {
  code: 2,
  person: 13,
  person_exception: 6,
  other_enp: 3,
  policy: 8,
  policy_number: 5,
  document: 8,
  attachment: 7,
  representative: 5,
  insurer: 5,
} as const
export type RecordTable = keyof typeof recordTables

/** Several rows in one statement halve the cost of a row; more than this gain nothing. */
const ROWS_PER_STATEMENT = 16

/** Inserts rows into a table of the database, several with one statement. */
export function createRowWriter(database: Connection, table: RecordTable): RowWriter {
  const columns = recordTables[table]
  const row = `(${Array.from({ length: columns }, () => '?').join(', ')})`
  const one = database.prepare<RowValue[]>(`INSERT INTO ${table} VALUES ${row}`)
  const rows = Array.from({ length: ROWS_PER_STATEMENT }, () => row).join(', ')
  const many = database.prepare<RowValue[]>(`INSERT INTO ${table} VALUES ${rows}`)
  const full = columns * ROWS_PER_STATEMENT
  const waiting: RowValue[] = []
  let filled = 0

  return {
    push(...values) {
      for (const value of values) waiting[filled++] = value
      if (filled < full) return
      many.run(...waiting)
      filled = 0
    },
    flush() {
      for (let start = 0; start < filled; start += columns) one.run(...waiting.slice(start, start + columns))
      filled = 0
    },
  }
}
