import { hash } from 'node:crypto'
import { shardOf, shardText } from '../../src-shared/feed/state-digest.ts'

/** SHA-256, 32 bytes; a text is hashed in UTF-8. */
export function sha256(data: string | Uint8Array): Buffer {
  // A buffer of the hash's own, with memory outside the heap, would take twice the time of hashing a record.
  return Buffer.from(hash('sha256', data, 'binary'), 'latin1')
}

/** SHA-256 in hexadecimal. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex')
}

/** The shard of a record, 0–255. */
export function shardOfKey(entity: string, key: string): number {
  return shardOf(sha256(shardText(entity, key)))
}
