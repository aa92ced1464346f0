import { readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Instant } from '../../../src-shared/calendar.ts'
import type { Failure, RegisterState } from '../../../src-shared/contract.ts'
import { isDemoDataset } from '../../../src-shared/register/record.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { openEncrypted } from '../encrypted-database.ts'
import type { Connection } from '../encrypted-database.ts'
import { failure, storageFailureOrThrow } from '../failures.ts'
import { readFeedRow } from '../register-feed/feed-row.ts'
import type { FolderFile } from '../folder-file.ts'
import { refuseNewer } from '../migrate.ts'
import { registerMigrations } from '../migrations/register-migrations.ts'
import { createFinder } from './finder.ts'
import type { Finder } from './finder.ts'

/** One opened, finished register file. */
export interface Generation {
  readonly number: number
  /** As of now: deltas change it. Throws SQLite's errors. */
  state(): RegisterState
  /** From verified feed metadata; null for a register that was loaded from a file. As of now, too. */
  issuedAt(): Instant | null
  readonly finder: Finder
  close(): void
}

const CACHE_BYTES = 32 << 20

export function generationFile(folder: string, number: number): string {
  return path.join(folder, `register-${number}.db`)
}

type Pointer = NonNullable<FolderFile['generation']>

/** Opens a finished register for reading. Errors: `database-damaged`, `database-newer`, `key-wrong` shows earlier, by its proof. */
export function openGeneration(folder: string, pointer: Pointer, key: Uint8Array): Result<Generation, Failure> {
  const opened = openRegisterFile(folder, pointer, key)
  if (!opened.ok) return opened
  const database = opened.value
  try {
    const current = createStateReader(database)
    current()
    return ok({
      number: pointer.number,
      state: () => current().state,
      issuedAt: () => current().issuedAt,
      finder: createFinder(database),
      close: () => database.close(),
    })
  } catch (error) {
    database.close()
    return err(storageFailureOrThrow(error, generationFile(folder, pointer.number)))
  }
}

/** A connection that reads a finished register. Errors: as `openGeneration`. */
export function openRegisterFile(folder: string, pointer: Pointer, key: Uint8Array): Result<Connection, Failure> {
  const file = generationFile(folder, pointer.number)
  let database: Connection | null = null
  if (pointer.condemned === true)
    return err(failure('database-damaged', 'The register holds other records than were published.', { path: file }))
  try {
    const cut = cutShort(file, pointer)
    if (cut !== null) return err(cut)
    database = openEncrypted(file, key, { readonly: true, patience: 5000, cacheBytes: CACHE_BYTES })
    const refusal = refuseNewer(database, registerMigrations, file)
    if (refusal === null) return ok(database)
    database.close()
    return err(refusal)
  } catch (error) {
    database?.close()
    return err(storageFailureOrThrow(error, file))
  }
}

const PAGE_BYTES = 4096

/**
 * The failure of a file that is missing, shorter than its pointer says, or that ends within a page: SQLite itself sees the loss of
 * whole pages, but reads a page of which only a part is there without proving it.
 */
export function cutShort(file: string, { bytes }: Pointer): Failure | null {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size >= bytes && size % PAGE_BYTES === 0) return null
  return failure('database-damaged', 'The register file is missing or cut short.', { path: file })
}

/** A number that no register file of the folder has. */
export function nextGeneration(folder: string): number {
  return 1 + Math.max(0, ...generationNumbers(folder))
}

export function hasGenerations(folder: string): boolean {
  return generationNumbers(folder).length > 0
}

/** Removes register files that nothing points to: generations replaced, or never finished because of a crash. */
export function removeOtherGenerations(folder: string, { generation, previous }: Pick<FolderFile, 'generation' | 'previous'>): void {
  for (const number of generationNumbers(folder)) {
    if (number !== generation?.number && number !== previous?.number) removeGeneration(folder, number)
  }
}

export function removeGeneration(folder: string, number: number): void {
  try {
    const file = generationFile(folder, number)
    for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true })
  } catch {
    // Windows keeps a file that another process still reads; the next opening of the folder removes it.
  }
}

function generationNumbers(folder: string): readonly number[] {
  return readdirSync(folder).flatMap((name) => {
    const match = /^register-(\d+)\.db$/.exec(name)
    return match === null ? [] : [Number(match[1])]
  })
}

interface DatasetRow {
  readonly name: string
  readonly scope: string
  readonly version: string
  readonly asOf: string
  readonly people: number
}

interface Stated {
  readonly state: RegisterState
  readonly issuedAt: Instant | null
}

/** Reads what the register says of itself again whenever another connection has changed the file; asking costs a few microseconds. */
function createStateReader(database: Connection): () => Stated {
  const read = database.transaction((): Stated => readState(database))
  let version: unknown = null
  let stated: Stated | null = null
  return () => {
    const now = database.pragma('data_version', { simple: true })
    if (stated === null || now !== version) {
      stated = read()
      version = now
    }
    return stated
  }
}

function readState(database: Connection): Stated {
  const row = database.prepare<[], DatasetRow>('SELECT name, scope, version, as_of AS asOf, people FROM dataset').get()
  if (row === undefined) throw new Error('The register has no dataset row.')
  const feed = readFeedRow(database, 0)
  const source = feed === null ? 'loaded' : 'cache'
  return {
    state: {
      state: 'ready',
      source: isDemoDataset(row.name) ? 'demo' : source,
      dataset: row.name,
      scope: row.scope,
      version: row.version,
      asOf: row.asOf,
      people: row.people,
    },
    issuedAt: feed?.state.issuedAt ?? null,
  }
}
