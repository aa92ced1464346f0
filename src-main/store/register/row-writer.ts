import type { Connection } from '../encrypted-database.ts'

type Value = string | number | null

/** Collects rows of one table and inserts several with one statement, which halves the cost of a row. */
export interface RowWriter {
  /** The values of one row, one per column in the table's order. */
  push(...values: Value[]): void
  /** Inserts the rows collected so far. */
  flush(): void
}

const ROWS_PER_STATEMENT = 16

/** `columns`: how many columns the table has. */
export function createRowWriter(database: Connection, table: string, columns: number): RowWriter {
  const row = `(${Array.from({ length: columns }, () => '?').join(', ')})`
  const one = database.prepare<Value[]>(`INSERT INTO ${table} VALUES ${row}`)
  const many = database.prepare<Value[]>(`INSERT INTO ${table} VALUES ${Array.from({ length: ROWS_PER_STATEMENT }, () => row).join(', ')}`)
  const full = columns * ROWS_PER_STATEMENT
  let waiting: Value[] = []

  return {
    push(...values) {
      for (const value of values) waiting.push(value)
      if (waiting.length < full) return
      many.run(...waiting)
      waiting = []
    },
    flush() {
      for (let start = 0; start < waiting.length; start += columns) one.run(...waiting.slice(start, start + columns))
      waiting = []
    },
  }
}
