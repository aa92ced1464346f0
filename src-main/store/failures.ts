import { statfsSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import type { Failure, FailureCode } from '../../src-shared/contract.ts'

/** Below so many free bytes a failed write is reported as a full disk, whatever the system called it. */
const NEARLY_FULL = 1 << 20

/** A named failure; `params` and `message` never hold personal data. */
export function failure(code: FailureCode, message: string, params: Readonly<Record<string, string>> = {}): Failure {
  return { code, message, params }
}

/** Demo records for a real folder, or the reverse. */
export function kindDiffers(folder: string, kind: string, offered: string): Failure {
  return failure('folder-kind-differs', `A ${kind} folder takes no ${offered} records.`, { path: folder, kind })
}

/** True for an error that SQLite raised; anything else is a bug. */
export function isSqliteError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Database.SqliteError
}

/** What an error of SQLite or of the file system means for the file at `file`; null for an error that is neither. */
export function storageFailure(error: unknown, file: string): Failure | null {
  const code = errorCode(error)
  if (code === null) return null
  const params = { path: file, cause: code }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return failure('disk-full', 'The disk is full.', params)
  if (/^SQLITE_(NOTADB|CORRUPT|IOERR_(SHORT_READ|READ|DATA|CORRUPTFS))/.test(code)) {
    return failure('database-damaged', 'The database cannot be read: it is cut short or was changed from outside.', params)
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return failure('folder-in-use', 'Another program is working with the data folder.', params)
  if (diskIsNearlyFull(file)) return failure('disk-full', 'The disk is full.', params)
  return failure('journal-unwritable', 'The data folder cannot be written.', params)
}

/** As `storageFailure`, but throws what is neither SQLite's nor the file system's. */
export function storageFailureOrThrow(error: unknown, file: string): Failure {
  const found = storageFailure(error, file)
  if (found === null) throw error
  return found
}

function errorCode(error: unknown): string | null {
  if (isSqliteError(error)) return error.code
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

function diskIsNearlyFull(file: string): boolean {
  try {
    const system = statfsSync(path.dirname(file))
    return system.blocks > 0 && system.bavail * system.bsize < NEARLY_FULL
  } catch {
    return false
  }
}
