import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { Failure } from '../../../src-shared/contract.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { KeyVault } from '../../app/ports.ts'
import { addKeyEntry, plainKeysSchema, readKeyEntry, sealedKeysSchema } from './key-file.ts'
import type { PlainKeys } from './key-file.ts'
import { sealKeys, unsealKeys } from './passphrase.ts'

export interface KeyFileOptions {
  /** The key file; several folders may share one. It never lies in the data folder. */
  readonly file: string
  readonly folderId: string
  /** `create` makes the keys of a new folder; `open` only reads them. */
  readonly occasion: 'create' | 'open'
  /** Seals new keys and opens sealed ones; null: keys lie in the file as they are, protected by the account's access rights. */
  readonly passphrase: string | null
}

/** Where a folder's keys lie by default: under the user's configuration folder, named by the folder's id. */
export function defaultKeyFile(configFolder: string, folderId: string): string {
  return path.join(configFolder, 'keys', `${folderId}.json`)
}

/** A vault over a key file. Errors: `key-missing`, `key-wrong` (also a wrong passphrase), `disk-full`. */
export function keyFileVault(options: KeyFileOptions): KeyVault {
  let keys: Result<PlainKeys, Failure> | null = null
  return {
    key(purpose) {
      keys ??= options.occasion === 'create' ? createKeys(options) : openKeys(options)
      return keys.ok ? ok(keyBytes(keys.value[purpose])) : keys
    },
  }
}

/** New keys, each 32 random bytes. */
export function newKeys(): PlainKeys {
  return { register: newKey(), journal: newKey(), 'question-hash': newKey() }
}

export function keyBytes(base64: string): Uint8Array {
  return Buffer.from(base64, 'base64')
}

function createKeys({ file, folderId, passphrase }: KeyFileOptions): Result<PlainKeys, Failure> {
  const keys = newKeys()
  const added = addKeyEntry(file, folderId, passphrase === null ? keys : sealKeys(keys, passphrase))
  return added.ok ? ok(keys) : added
}

function openKeys({ file, folderId, passphrase }: KeyFileOptions): Result<PlainKeys, Failure> {
  const entry = readKeyEntry(file, folderId)
  if (!entry.ok) return entry
  const plain = plainKeysSchema.safeParse(entry.value)
  if (plain.success) return ok(plain.data)
  const sealed = sealedKeysSchema.safeParse(entry.value)
  if (sealed.success && passphrase !== null) return unsealKeys(sealed.data, passphrase)
  const message = sealed.success
    ? 'The keys are sealed under a passphrase, and none was given.'
    : "The keys are wrapped by this computer's key store and open only in the desktop program."
  return err({ code: 'key-missing', message, params: { path: file, folder: folderId } })
}

function newKey(): string {
  return randomBytes(32).toString('base64')
}
