import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Failure, FailureCode } from '../../src-shared/contract.ts'
import type { Person } from '../../src-shared/register/person.ts'
import type { RegisterHeader, RegisterRecord } from '../../src-shared/register/record.ts'
import type { Result } from '../../src-shared/result.ts'
import type { DataFolder } from '../../src-main/app/ports.ts'
import { keyFileVault } from '../../src-main/hosts/keys/key-file-vault.ts'
import { openDataFolder } from '../../src-main/store/data-folder.ts'
import type { FolderRole, OpenOptions } from '../../src-main/store/data-folder.ts'

/** A place of its own for one test: data folder and key file apart, as on a real computer. */
export interface StorePlace {
  readonly root: string
  readonly data: string
  readonly keyFile: string
  open(role?: FolderRole, more?: Partial<OpenOptions>): Result<DataFolder, Failure>
  /** Opens or fails the test; closed by `remove` at the latest. */
  opened(role?: FolderRole, more?: Partial<OpenOptions>): DataFolder
  remove(): void
}

export function storePlace(parent = tmpdir()): StorePlace {
  const root = mkdtempSync(path.join(parent, 'polis-desk-store-'))
  const data = path.join(root, 'data')
  const keyFile = path.join(root, 'keys', 'keys.json')
  const all: DataFolder[] = []
  const open: StorePlace['open'] = (role = 'desk', more = {}) => {
    const folder = openDataFolder({
      path: data,
      role,
      vault: (folderId, occasion) => keyFileVault({ file: keyFile, folderId, occasion, passphrase: null }),
      clock: { now: () => '2026-11-22T09:00:00.000Z' },
      log: { info: () => undefined, error: () => undefined },
      ...more,
    })
    if (folder.ok) all.push(folder.value)
    return folder
  }
  return {
    root,
    data,
    keyFile,
    open,
    opened: (role, more) => valueOf(open(role, more)),
    remove() {
      for (const folder of all) folder.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

export const header: RegisterHeader = {
  schemaVersion: 1,
  dataset: 'region-00',
  scope: 'region 00',
  version: '2026-11-22',
  asOf: '2026-11-22T00:10:00Z',
}

/** Makes a register of these records the current one. */
export function fill(folder: DataFolder, records: Iterable<RegisterRecord>, head: RegisterHeader = header): void {
  const builder = valueOf(folder.build(head))
  for (const record of records) builder.add(record)
  valueOf(builder.finish())
}

export function fillPeople(folder: DataFolder, people: readonly Person[]): void {
  fill(
    folder,
    people.map((person) => ({ person })),
  )
}

/** The value of a success; throws what went wrong otherwise. */
export function valueOf<Value>(result: Result<Value, Failure>): Value {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

export function codeOf(result: Result<unknown, Failure>): FailureCode | null {
  return result.ok ? null : result.error.code
}
