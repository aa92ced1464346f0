import type { Failure } from '../../src-shared/contract.ts'
import { err, ok } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import type { Connection } from './encrypted-database.ts'
import { failure } from './failures.ts'

/** One step from `version - 1` to `version`; published steps never change. */
export interface Migration {
  readonly version: number
  readonly sql: string
}

/**
 * Brings a database to the version of this program in one transaction. Error `database-newer`: it was written by a newer program
 * and stays untouched. Throws SQLite's errors; then nothing has changed.
 */
export function migrate(database: Connection, migrations: readonly Migration[], file: string): Result<null, Failure> {
  const known = migrations.at(-1)?.version ?? 0
  if (readVersion(database) === known) return ok(null)
  if (readVersion(database) > known) return err(newer(readVersion(database), known, file))
  database.exec('BEGIN IMMEDIATE')
  try {
    const version = readVersion(database)
    for (const migration of migrations) {
      if (migration.version <= version) continue
      database.exec(migration.sql)
      database.pragma(`user_version=${migration.version}`)
    }
    database.exec('COMMIT')
    return ok(null)
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** For files that are only read: `database-newer`, or null where the version is the program's own. */
export function refuseNewer(database: Connection, migrations: readonly Migration[], file: string): Failure | null {
  const known = migrations.at(-1)?.version ?? 0
  const version = readVersion(database)
  return version > known ? newer(version, known, file) : null
}

function readVersion(database: Connection): number {
  return Number(database.pragma('user_version', { simple: true }))
}

function newer(version: number, known: number, file: string): Failure {
  return failure('database-newer', `The database has version ${version}; this Polis Desk knows versions up to ${known}.`, {
    path: file,
    found: String(version),
    known: String(known),
  })
}
