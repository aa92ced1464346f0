import { safeStorage } from 'electron'
import type { KeyVault } from '../../app/ports.ts'
import type { VaultOf } from '../../store/data-folder.ts'
import { defaultKeyFile, keyFileVault } from '../keys/key-file-vault.ts'
import { protectsKeys, safeStorageVault } from '../keys/safe-storage-vault.ts'
import { configFolder } from '../paths.ts'

/** Keys wrapped by the key store of the operating system; keys of other hosts open too. Usable once the runtime is ready. */
export const safeVault: VaultOf = (folderId, occasion) =>
  safeStorageVault({
    file: defaultKeyFile(configFolder(), folderId),
    folderId,
    occasion,
    passphrase: null,
    storage: safeStorage,
    platform: process.platform,
  })

/** Keys sealed under a passphrase, for computers whose key store protects nothing. Opening a seal takes a moment, so it is done once. */
export function passphraseVault(passphrase: string): VaultOf {
  const opened = new Map<string, KeyVault>()
  return (folderId, occasion) => {
    const file = defaultKeyFile(configFolder(), folderId)
    const vault = opened.get(folderId) ?? keyFileVault({ file, folderId, occasion, passphrase })
    opened.set(folderId, vault)
    return vault
  }
}

/** False where the key store of this computer is a fixed password (`basic_text`) or absent: then a passphrase is asked for. */
export function keyStoreProtects(): boolean {
  return protectsKeys(safeStorage, process.platform)
}
