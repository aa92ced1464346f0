import Database from 'better-sqlite3'

export type Connection = Database.Database

/**
 * Opens an encrypted database; the connection reads nothing yet, so a damaged file shows at the first statement.
 *
 * AEGIS-256 with a random nonce and an authentication tag per page, bound to the page's number: a changed or moved page is an
 * error, never a wrong answer. It uses the processor's AES instructions and costs almost nothing; ChaCha20-Poly1305 of the same
 * library makes a load half as slow again. The key is 32 random bytes used as they are, so opening costs no key derivation. Temporary data stay in memory, because SQLite would write
 * them in clear. `patience`: milliseconds to wait for another process's write.
 */
export function openEncrypted(
  file: string,
  key: Uint8Array,
  options: { readonly readonly: boolean; readonly patience: number; readonly cacheBytes: number },
): Connection {
  if (key.length !== 32) throw new RangeError('A database key is 32 bytes.')
  const database = new Database(file, { readonly: options.readonly, fileMustExist: options.readonly, timeout: options.patience })
  try {
    database.pragma(`cipher='aegis'`)
    database.pragma(`key='raw:${Buffer.from(key).toString('hex')}'`)
    database.pragma('temp_store=MEMORY')
    database.pragma(`cache_size=${-Math.ceil(options.cacheBytes / 1024)}`)
    database.pragma('trusted_schema=OFF')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
