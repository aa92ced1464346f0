import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'

/** What kinds of files one key may seal: each kind derives keys of its own, so no file passes for one of another kind. */
export type SealedKind = 'feed part' | 'publisher state' | 'quarantine'

/** Bytes that a seal adds. */
export const SEAL_BYTES = 8 + 32 + 16

/**
 * Seals bytes with AES-256-GCM. The file: 8 bytes `POLISF1\n`, a random salt of 32 bytes, the encrypted bytes, the tag of 16 bytes.
 *
 * Nonce rule: the key of every file is HKDF-SHA-256 of the content key with the file's own random salt, so it encrypts one message and
 * never another; the nonce is therefore fixed, twelve zero bytes. Nothing may seal with a content key in any other way.
 *
 * `name` is authenticated with the bytes: a sealed file opens under its own name only, so a carrier cannot pass one part for another.
 */
export function sealBytes(plain: Uint8Array, contentKey: Uint8Array, kind: SealedKind, name: string): Buffer {
  const salt = randomBytes(SALT)
  const cipher = createCipheriv('aes-256-gcm', fileKey(contentKey, salt, kind), NONCE, { authTagLength: TAG })
  cipher.setAAD(Buffer.from(name))
  return Buffer.concat([MAGIC, salt, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Opens what `sealBytes` made. Error `sealed-wrong`: cut short, changed, of another name, kind or key. */
export function openSealed(sealed: Uint8Array, contentKey: Uint8Array, kind: SealedKind, name: string): Result<Buffer, 'sealed-wrong'> {
  if (sealed.length < SEAL_BYTES || MAGIC.compare(sealed, 0, MAGIC.length) !== 0) return err('sealed-wrong')
  const salt = sealed.subarray(MAGIC.length, MAGIC.length + SALT)
  try {
    const decipher = createDecipheriv('aes-256-gcm', fileKey(contentKey, salt, kind), NONCE, { authTagLength: TAG })
    decipher.setAAD(Buffer.from(name))
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
    return ok(Buffer.concat([decipher.update(sealed.subarray(MAGIC.length + SALT, sealed.length - TAG)), decipher.final()]))
  } catch {
    return err('sealed-wrong')
  }
}

/** Which content key it is, without telling it: 8 bytes in hex. */
export function contentKeyId(contentKey: Uint8Array): string {
  return Buffer.from(hkdfSync('sha256', contentKey, new Uint8Array(0), 'polis-desk content key id 1', 8)).toString('hex')
}

const MAGIC = Buffer.from('POLISF1\n')
const SALT = 32
const TAG = 16
const NONCE = Buffer.alloc(12)

function fileKey(contentKey: Uint8Array, salt: Uint8Array, kind: SealedKind): Buffer {
  return Buffer.from(hkdfSync('sha256', contentKey, salt, `polis-desk ${kind} 1`, 32))
}
