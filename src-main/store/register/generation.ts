import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Failure, RegisterState } from '../../../src-shared/contract.ts'
import { isDemoDataset } from '../../../src-shared/register/record.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { openEncrypted } from '../encrypted-database.ts'
import type { Connection } from '../encrypted-database.ts'
import { failure, storageFailureOrThrow } from '../failures.ts'
import type { FolderFile } from '../folder-file.ts'
import { refuseNewer } from '../migrate.ts'
import { registerMigrations } from '../migrations/register-001-tables.ts'
import { createFinder } from './finder.ts'
import type { Finder } from './finder.ts'

/** One opened, finished register file. */
export interface Generation {
  readonly state: RegisterState
  readonly finder: Finder
  close(): void
}

const CACHE_BYTES = 32 << 20

export function generationFile(folder: string, number: number): string {
  return path.join(folder, `register-${number}.db`)
}

/** Opens a finished register for reading. Errors: `database-damaged`, `database-newer`, `key-wrong` shows earlier, by its proof. */
export function openGeneration(
  folder: string,
  pointer: NonNullable<FolderFile['generation']>,
  key: Uint8Array,
): Result<Generation, Failure> {
  const file = generationFile(folder, pointer.number)
  let database: Connection | null = null
  try {
    if (!existsSync(file) || statSync(file).size !== pointer.bytes) {
      return err(failure('database-damaged', 'The register file is missing or cut short.', { path: file }))
    }
    database = openEncrypted(file, key, { readonly: true, patience: 5000, cacheBytes: CACHE_BYTES })
    const refusal = refuseNewer(database, registerMigrations, file)
    if (refusal !== null) {
      database.close()
      return err(refusal)
    }
    const opened = database
    return ok({ state: readState(opened), finder: createFinder(opened), close: () => opened.close() })
  } catch (error) {
    database?.close()
    return err(storageFailureOrThrow(error, file))
  }
}

/** A number that no register file of the folder has. */
export function nextGeneration(folder: string): number {
  return 1 + Math.max(0, ...generationNumbers(folder))
}

export function hasGenerations(folder: string): boolean {
  return generationNumbers(folder).length > 0
}

/** Removes register files that nothing points to: generations replaced, or never finished because of a crash. */
export function removeOtherGenerations(folder: string, current: number | null): void {
  for (const number of generationNumbers(folder)) {
    if (number !== current) removeGeneration(folder, number)
  }
}

export function removeGeneration(folder: string, number: number): void {
  try {
    rmSync(generationFile(folder, number), { force: true })
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

function readState(database: Connection): RegisterState {
  const row = database.prepare<[], DatasetRow>('SELECT name, scope, version, as_of AS asOf, people FROM dataset').get()
  if (row === undefined) throw new Error('The register has no dataset row.')
  return {
    state: 'ready',
    source: isDemoDataset(row.name) ? 'demo' : 'loaded',
    dataset: row.name,
    scope: row.scope,
    version: row.version,
    asOf: row.asOf,
    people: row.people,
  }
}
