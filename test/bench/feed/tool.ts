import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { writePlainTables } from '../../../src-main/store/plain-tables.ts'
import type { RegisterRecord } from '../../../src-shared/register/record.ts'
import { runWatched } from './watched-process.ts'
import type { ProcessFigures } from './watched-process.ts'

export interface ToolFigures extends ProcessFigures {
  readonly version: string
  readonly bytes: number
}

/**
 * How long the `sqlite3` command-line tool takes to `.import` the same rows into a plain database and then make the same indexes; the
 * writing of its files does not count. Null where there is no such tool.
 */
export async function runTool(folder: string, records: Iterable<RegisterRecord>): Promise<ToolFigures | null> {
  const version = spawnSync('sqlite3', ['--version'], { encoding: 'utf8' })
  if (version.status !== 0) return null
  const tables = path.join(folder, 'plain')
  mkdirSync(tables)
  try {
    const script = writePlainTables(records, tables, FIRST_VERSION)
    const database = path.join(tables, 'plain.db')
    const { output: _output, ...figures } = await runWatched('sqlite3', ['-bail', database], script)
    return { ...figures, version: version.stdout.split(' ')[0] ?? '', bytes: statSync(database).size }
  } finally {
    rmSync(tables, { recursive: true, force: true })
  }
}

/** The version of every record in the first publication. */
const FIRST_VERSION = 1
