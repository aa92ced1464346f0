import path from 'node:path'
import Database from 'better-sqlite3'
import type { Failure } from '../../src-shared/contract.ts'
import { err, ok } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import { failure, isSqliteError, storageFailureOrThrow } from './failures.ts'

/** The right to write to a folder, or to the register in it. */
export interface FolderLock {
  /** Does nothing the second time. */
  release(): void
}

/**
 * `folder`: one desk or writer. `register`: one change of the register at a time, by whichever thread of that process. `feed`: one
 * run that fetches into a feed's folder.
 */
export type LockKind = 'folder' | 'register' | 'feed'

const LOCK_FILES: Readonly<Record<LockKind, string>> = { folder: 'lock', register: 'register.lock', feed: 'feed.lock' }
const REFUSALS = {
  folder: ['folder-in-use', 'Another Polis Desk uses this data folder. Close it, or choose another folder.'],
  register: ['folder-in-use', 'A register is being built already.'],
  feed: ['update-running', 'Another run fetches into this folder of the feed already.'],
} as const

/**
 * Takes a lock of the folder: a lock of the operating system on an empty file, held through SQLite, so that it works alike on every
 * system and ends with the process, however that ends. Waits up to `patience` milliseconds. Errors: `folder-in-use`, for a
 * feed `update-running`, and those of the file system.
 */
export function lockFolder(folder: string, patience: number, kind: LockKind = 'folder'): Result<FolderLock, Failure> {
  const file = path.join(folder, LOCK_FILES[kind])
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
      const [code, words] = REFUSALS[kind]
      return err(failure(code, words, { path: folder }))
    }
    return err(storageFailureOrThrow(error, file))
  }
}
