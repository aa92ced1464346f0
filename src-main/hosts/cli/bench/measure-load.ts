import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { RegisterHeader } from '../../../../src-shared/register/record.ts'
import { demoRecords } from '../../../app/demo/records.ts'
import type { DemoOrder } from '../../../app/demo/records.ts'
import { writePlainTables } from '../../../store/plain-tables.ts'

const LINES_PER_WRITE = 5000

/** Writes a register as JSON Lines. */
export function writeRecordFile(file: string, header: RegisterHeader, records: Iterable<unknown>): void {
  const handle = openSync(file, 'w')
  try {
    let lines = [JSON.stringify(header)]
    for (const record of records) {
      lines.push(JSON.stringify(record))
      if (lines.length < LINES_PER_WRITE) continue
      writeSync(handle, `${lines.join('\n')}\n`)
      lines = []
    }
    writeSync(handle, `${lines.join('\n')}\n`)
  } finally {
    closeSync(handle)
  }
}

export interface ToolMeasure {
  readonly seconds: number
  readonly version: string
  readonly bytes: number
}

/**
 * How long the `sqlite3` command-line tool takes to `.import` the same rows into a plain database and then make the same
 * indexes. Null where there is no such tool, or it failed.
 */
export function measureTool(folder: string, order: DemoOrder): ToolMeasure | null {
  const version = spawnSync('sqlite3', ['--version'], { encoding: 'utf8' })
  if (version.status !== 0) return null
  const tables = path.join(folder, 'plain')
  mkdirSync(tables)
  try {
    const script = writePlainTables(demoRecords(order), tables)
    const database = path.join(tables, 'plain.db')
    const start = performance.now()
    const run = spawnSync('sqlite3', ['-bail', database], { input: script, encoding: 'utf8' })
    const seconds = (performance.now() - start) / 1000
    if (run.status !== 0 || run.stderr !== '') return null
    return { seconds, version: version.stdout.split(' ')[0] ?? '', bytes: statSync(database).size }
  } finally {
    rmSync(tables, { recursive: true, force: true })
  }
}
