import type { Failure } from '../../../src-shared/contract.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { KeyVault } from '../../app/ports.ts'
import { addKeyEntry, plainKeysSchema, readKeyEntry, wrappedKeysSchema } from './key-file.ts'
import type { PlainKeys } from './key-file.ts'
import { keyBytes, keyFileVault, newKeys } from './key-file-vault.ts'
import type { KeyFileOptions } from './key-file-vault.ts'

/** The part of Electron's `safeStorage` that is used; injected, so that only the Electron host imports Electron. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean
  encryptString(text: string): Buffer
  decryptString(encrypted: Buffer): string
  /** Linux only: which key store is used. */
  getSelectedStorageBackend?(): string
}

/** True where the operating system really protects what is given to it: on Linux `basic_text` is a fixed password, no protection. */
export function protectsKeys(storage: SafeStorage, platform: NodeJS.Platform): boolean {
  if (!storage.isEncryptionAvailable()) return false
  if (platform !== 'linux') return true
  const backend = storage.getSelectedStorageBackend?.() ?? 'unknown'
  return backend !== 'basic_text' && backend !== 'unknown'
}

/**
 * A vault whose keys the operating system's key store encrypts; the encrypted text lies in the key file. Keys that lie in the file
 * plain or sealed (made by another host) open too. Where the key store protects nothing, new keys are refused (`key-missing`):
 * the host asks for a passphrase and uses `keyFileVault` instead.
 */
export function safeStorageVault(
  options: KeyFileOptions & { readonly storage: SafeStorage; readonly platform: NodeJS.Platform },
): KeyVault {
  let keys: Result<PlainKeys, Failure> | null = null
  const fromFile = keyFileVault({ ...options, occasion: 'open' })
  return {
    key(purpose) {
      if (options.occasion === 'create') keys ??= createWrapped(options)
      else keys ??= openWrapped(options)
      if (keys === null) return fromFile.key(purpose)
      return keys.ok ? ok(keyBytes(keys.value[purpose])) : keys
    },
  }
}

type WrappingOptions = Parameters<typeof safeStorageVault>[0]

function createWrapped({ file, folderId, storage, platform }: WrappingOptions): Result<PlainKeys, Failure> {
  if (!protectsKeys(storage, platform)) {
    const message = "This computer's key store does not protect keys. Choose a passphrase instead."
    return err({ code: 'key-missing', message, params: { path: file, folder: folderId } })
  }
  const keys = newKeys()
  const added = addKeyEntry(file, folderId, { wrapped: storage.encryptString(JSON.stringify(keys)).toString('base64') })
  return added.ok ? ok(keys) : added
}

/** Null where the file's keys are not wrapped. */
function openWrapped({ file, folderId, storage }: WrappingOptions): Result<PlainKeys, Failure> | null {
  const entry = readKeyEntry(file, folderId)
  if (!entry.ok) return entry
  const wrapped = wrappedKeysSchema.safeParse(entry.value)
  if (!wrapped.success) return null
  try {
    return ok(plainKeysSchema.parse(JSON.parse(storage.decryptString(Buffer.from(wrapped.data.wrapped, 'base64')))))
  } catch {
    const message = "This computer's key store does not open the keys of this data folder; they were made by another account or computer."
    return err({ code: 'key-wrong', message, params: { path: file, folder: folderId } })
  }
}
