import { statSync } from 'node:fs'
import type { Failure } from '../../../src-shared/contract.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { openEncrypted } from '../encrypted-database.ts'
import type { Connection } from '../encrypted-database.ts'
import { storageFailure, storageFailureOrThrow } from '../failures.ts'
import type { FolderFile } from '../folder-file.ts'
import { refuseNewer } from '../migrate.ts'
import { registerMigrations } from '../migrations/register-migrations.ts'
import { cutShort, generationFile } from '../register/generation.ts'

/** The one connection that changes the current generation. */
export interface WritingConnection {
  readonly database: Connection
  /** After a commit: moves the log into the file and empties it, as far as readers allow; what stays moves with the next one. */
  settle(): void
}

const CACHE_BYTES = 32 << 20
/** Milliseconds to wait for a reader that is in the way. Look-ups take a few. */
const PATIENCE = 5000
const SETTLING_PATIENCE = 200

/** Opens a generation for changes, each commit of which reaches the disk before it returns. Errors: `database-damaged`, `database-newer`. */
export function openForWriting(
  folder: string,
  pointer: NonNullable<FolderFile['generation']>,
  key: Uint8Array,
): Result<WritingConnection, Failure> {
  const file = generationFile(folder, pointer.number)
  let database: Connection | null = null
  try {
    const cut = cutShort(file, pointer)
    if (cut !== null) return err(cut)
    database = openEncrypted(file, key, { readonly: false, patience: PATIENCE, cacheBytes: CACHE_BYTES })
    const refusal = refuseNewer(database, registerMigrations, file)
    if (refusal !== null) {
      database.close()
      return err(refusal)
    }
    database.pragma('journal_mode=WAL')
    database.pragma('synchronous=FULL')
    // The tables of codes and rows are written by the program that numbered them.
    database.pragma('foreign_keys=OFF')
    const opened = database
    return ok({ database: opened, settle: () => settle(opened, file) })
  } catch (error) {
    database?.close()
    return err(storageFailureOrThrow(error, file))
  }
}

/** Gives back the room of changes that a crash left unfinished. What cannot be done now is done by the next delta. */
export function settleLog(folder: string, pointer: FolderFile['generation'], key: Uint8Array): void {
  if (pointer === null) return
  const log = `${generationFile(folder, pointer.number)}-wal`
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) === 0) return
  const writing = openForWriting(folder, pointer, key)
  if (!writing.ok) return
  writing.value.settle()
  writing.value.database.close()
}

function settle(database: Connection, file: string): void {
  try {
    database.pragma(`busy_timeout=${SETTLING_PATIENCE}`)
    database.pragma('wal_checkpoint(TRUNCATE)')
  } catch (error) {
    if (storageFailure(error, file) === null) throw error
  }
}
