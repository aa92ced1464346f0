import type { Connection } from '../encrypted-database.ts'
import { ROWS_PER_PERSON } from './packed-values.ts'
import type { RecordTable, RowValue, RowWriter } from './row-writer.ts'

/**
 * Brings the rows of one person at a time into the tables with the least writing: what stands there already is not touched, for every
 * page that a change touches goes to the disk twice.
 */
export interface RowReplacer {
  /** Where the rows of one table wait for `replace` or `insert`. */
  rowsOf(table: RecordTable): RowWriter
  /** Puts the rows that wait in the place of those that the person of this row has. Throws SQLite's errors. */
  replace(row: number): void
  /** Adds the rows that wait. Throws SQLite's errors. */
  insert(): void
}

/** The tables whose rows belong to a person, with how many ids each person has there. */
const IDS_OF_PERSON = {
  person: 1,
  person_exception: 1,
  other_enp: ROWS_PER_PERSON,
  policy: ROWS_PER_PERSON,
  policy_number: ROWS_PER_PERSON,
  document: ROWS_PER_PERSON,
  attachment: ROWS_PER_PERSON,
  representative: ROWS_PER_PERSON,
} as const satisfies Partial<Record<RecordTable, number>>

export function createRowReplacer(database: Connection): RowReplacer {
  const tables = new Map<RecordTable, TableChanger>()
  const changerOf = (table: RecordTable): TableChanger => {
    const known = tables.get(table)
    if (known !== undefined) return known
    const changer = createTableChanger(database, table)
    tables.set(table, changer)
    return changer
  }
  return {
    rowsOf: (table) => ({ push: (...values) => void changerOf(table).waiting.push(values), flush: () => undefined }),
    replace(row) {
      for (const [table, ids] of PERSON_TABLES) changerOf(table).replace(row * ids, (row + 1) * ids)
      this.insert()
    },
    insert() {
      for (const changer of tables.values()) changer.insert()
    },
  }
}

const PERSON_TABLES = Object.entries(IDS_OF_PERSON).map(([table, ids]) => [table as keyof typeof IDS_OF_PERSON, ids] as const)

type Row = readonly RowValue[]

interface TableChanger {
  readonly waiting: Row[]
  /** Makes the rows with ids from `from` up to before `to` those that wait. */
  replace(from: number, to: number): void
  insert(): void
}

/** The first column of every table is its rowid. */
function createTableChanger(database: Connection, table: RecordTable): TableChanger {
  const select = database.prepare<[number, number], Row>(`SELECT * FROM ${table} WHERE rowid >= ? AND rowid < ? ORDER BY rowid`).raw()
  const columns = select.columns().map(({ name }) => name)
  const add = database.prepare<RowValue[]>(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`)
  const remove = database.prepare<[RowValue]>(`DELETE FROM ${table} WHERE rowid = ?`)
  const updates = new Map<string, ReturnType<typeof database.prepare<RowValue[]>>>()
  const waiting: Row[] = []

  /** SQLite leaves the indexes alone whose columns an update does not name. */
  const update = (former: Row, next: Row): void => {
    const changed = columns.filter((_, place) => former[place] !== next[place])
    if (changed.length === 0) return
    const assignments = changed.map((column) => `${column} = ?`).join(', ')
    const statement = updates.get(assignments) ?? database.prepare<RowValue[]>(`UPDATE ${table} SET ${assignments} WHERE rowid = ?`)
    updates.set(assignments, statement)
    statement.run(...next.filter((value, place) => former[place] !== value), next[0] ?? null)
  }

  return {
    waiting,
    replace(from, to) {
      const next = new Map(waiting.map((row) => [row[0], row]))
      for (const former of select.all(from, to)) {
        const row = next.get(former[0])
        if (row === undefined) remove.run(former[0] ?? null)
        else update(former, row)
        next.delete(former[0])
      }
      waiting.splice(0, waiting.length, ...next.values())
    },
    insert() {
      for (const row of waiting) add.run(...row)
      waiting.length = 0
    },
  }
}
