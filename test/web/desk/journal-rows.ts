import path from 'node:path'
import { keyFileVault } from '../../../src-main/hosts/keys/key-file-vault.ts'
import { openEncrypted } from '../../../src-main/store/encrypted-database.ts'
import type { JournalRow } from './orders.ts'

/** All entries of the journal in a data folder, read beside the desk that writes it. */
export function readJournal(folder: string, keyFile: string, folderId: string): JournalRow[] {
  const key = keyFileVault({ file: keyFile, folderId, occasion: 'open', passphrase: null }).key('journal')
  if (!key.ok) throw new Error(key.error.message)
  const database = openEncrypted(path.join(folder, 'journal.db'), key.value, { readonly: true, patience: 1_000, cacheBytes: 65_536 })
  try {
    return database
      .prepare<[], JournalRow>('SELECT id, asked, outcome, reasons, underlying, confirmation, withdraws, rechecks FROM entry ORDER BY id')
      .all()
  } finally {
    database.close()
  }
}
