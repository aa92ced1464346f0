import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import type { Failure } from '../../../src-shared/contract.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { plainKeysSchema } from './key-file.ts'
import type { PlainKeys, SealedKeys } from './key-file.ts'

/** New seals take about 128 MB and a fraction of a second. They are stored with the seal, so they may grow later. */
const NEW = { cost: 1 << 17, blockSize: 8, parallelization: 1 }
const METHOD = 'scrypt+aes-256-gcm'

/**
 * Seals keys under a passphrase, for machines whose key store protects nothing. Salt and nonce are random for every seal, so a
 * nonce never serves twice with one key.
 */
export function sealKeys(keys: PlainKeys, passphrase: string): SealedKeys {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(passphrase, salt, NEW), nonce)
  cipher.setAAD(Buffer.from(METHOD))
  const text = Buffer.concat([cipher.update(JSON.stringify(keys), 'utf8'), cipher.final()])
  return {
    sealed: {
      method: METHOD,
      ...NEW,
      salt: toBase64(salt),
      nonce: toBase64(nonce),
      text: toBase64(text),
      tag: toBase64(cipher.getAuthTag()),
    },
  }
}

/** Opens a seal. Error `key-wrong`: the passphrase is not the one, or the seal was changed. */
export function unsealKeys({ sealed }: SealedKeys, passphrase: string): Result<PlainKeys, Failure> {
  try {
    const key = sealingKey(passphrase, fromBase64(sealed.salt), sealed)
    const decipher = createDecipheriv('aes-256-gcm', key, fromBase64(sealed.nonce), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(METHOD))
    decipher.setAuthTag(fromBase64(sealed.tag))
    const text = Buffer.concat([decipher.update(fromBase64(sealed.text)), decipher.final()]).toString('utf8')
    return ok(plainKeysSchema.parse(JSON.parse(text)))
  } catch {
    return err({ code: 'key-wrong', message: 'The passphrase does not open the keys of this data folder.', params: {} })
  }
}

/** NFC, so that the same passphrase typed on another system gives the same key. */
function sealingKey(passphrase: string, salt: Buffer, parameters: typeof NEW): Buffer {
  const { cost, blockSize, parallelization } = parameters
  const maxmem = 256 * cost * blockSize
  return scryptSync(passphrase.normalize('NFC'), salt, 32, { N: cost, r: blockSize, p: parallelization, maxmem })
}

function toBase64(bytes: Buffer): string {
  return bytes.toString('base64')
}

function fromBase64(text: string): Buffer {
  return Buffer.from(text, 'base64')
}
