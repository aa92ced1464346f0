import { closeSync, openSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { RegisterRecord } from '../../src-shared/register/record.ts'
import { registerMigrations } from './migrations/register-migrations.ts'
import { recordTables } from './register/row-writer.ts'
import type { RecordTable, RowValue, RowWriter } from './register/row-writer.ts'
import { PEOPLE_PER_SEGMENT, indexStatements, registerIndexes, segmentsFor } from './register/segments.ts'
import { createPersonWriter } from './register/write-person.ts'

const TABLES = Object.keys(recordTables) as readonly RecordTable[]
const LINES_PER_WRITE = 5000

/**
 * Writes the rows that the store would write for these records as plain CSV files, one per table, and returns a script for the
 * `sqlite3` command-line tool that imports them and then makes the same indexes: the measure against which loading is judged.
 * In clear, so for invented records only. `version`: of every record, where a feed brings them.
 */
export function writePlainTables(records: Iterable<RegisterRecord>, folder: string, version: number | null = null): string {
  const files = new Map(TABLES.map((table) => [table, createCsvWriter(path.join(folder, `${table}.csv`))]))
  const writer = createPersonWriter((table) => files.get(table) ?? missing(table))
  let rows = 0
  try {
    for (const record of records) {
      if ('person' in record) writer.person(rows++, record.person, version)
      else writer.insurer(record.insurer, version)
    }
    writer.flush()
  } finally {
    for (const file of files.values()) file.close()
  }
  return importScript(folder, rows)
}

/** Without STRICT: the tool imports empty fields as empty texts, which a STRICT column of integers refuses. */
function importScript(folder: string, rows: number): string {
  const segments = segmentsFor(rows, PEOPLE_PER_SEGMENT)
  return [
    ...registerMigrations.map(({ sql }) => sql.replaceAll(/ STRICT,?/g, '')),
    '.mode csv',
    ...TABLES.map((table) => `.import '${path.join(folder, `${table}.csv`)}' ${table}`),
    ...registerIndexes.flatMap((index) => indexStatements(index, segments)).map((statement) => `${statement};`),
    '',
  ].join('\n')
}

function createCsvWriter(file: string): RowWriter & { close(): void } {
  const handle = openSync(file, 'w')
  let lines: string[] = []
  const flush = (): void => {
    if (lines.length > 0) writeSync(handle, `${lines.join('\n')}\n`)
    lines = []
  }
  return {
    push(...values) {
      lines.push(values.map(csvField).join(','))
      if (lines.length >= LINES_PER_WRITE) flush()
    },
    flush,
    close: () => closeSync(handle),
  }
}

function csvField(value: RowValue): string {
  if (value === null) return ''
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function missing(table: string): never {
  throw new Error(`There is no file for the table ${table}.`)
}
