import path from 'node:path'
import Database from 'better-sqlite3'
import type { Failure } from '../../src-shared/contract.ts'
import { err, ok } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import { failure, isSqliteError, storageFailureOrThrow } from './failures.ts'

/** The right to write to a data folder. */
export interface FolderLock {
  release(): void
}

const LOCK_FILE = 'lock'

/**
 * Takes the folder's lock: a lock of the operating system on an empty file, held through SQLite, so that it works alike on every
 * system and ends with the process, however that ends. Waits up to `patience` milliseconds. Error: `folder-in-use`.
 */
export function lockFolder(folder: string, patience: number): Result<FolderLock, Failure> {
  const file = path.join(folder, LOCK_FILE)
  let database: Database.Database | null = null
  try {
    database = new Database(file, { timeout: patience })
    database.pragma('journal_mode=MEMORY')
    database.exec('BEGIN EXCLUSIVE')
    const held = database
    return ok({ release: () => held.close() })
  } catch (error) {
    database?.close()
    if (isSqliteError(error) && error.code.startsWith('SQLITE_BUSY')) {
      return err(
        failure('folder-in-use', 'Another Polis Desk uses this data folder. Close it, or choose another folder.', { path: folder }),
      )
    }
    return err(storageFailureOrThrow(error, file))
  }
}
