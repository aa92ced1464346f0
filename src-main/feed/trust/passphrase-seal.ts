import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { z } from 'zod'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'

/** A secret under a passphrase: scrypt makes the key, AES-256-GCM seals. Byte values in base64; the parameters are stored. */
export const passphraseSealSchema = z.strictObject({
  method: z.literal('scrypt+aes-256-gcm'),
  cost: z
    .int()
    .min(1 << 14)
    .max(1 << 20)
    .refine((cost) => (cost & (cost - 1)) === 0, { error: 'no power of two' }),
  blockSize: z.int().min(1).max(16),
  parallelization: z.int().min(1).max(4),
  salt: z.base64(),
  nonce: z.base64(),
  text: z.base64(),
  tag: z.base64(),
})
export type PassphraseSeal = z.infer<typeof passphraseSealSchema>

/** What a seal costs whoever opens it: new ones take about 128 MB and a fraction of a second. */
export interface SealCost {
  readonly cost: number
  readonly blockSize: number
  readonly parallelization: number
}

export const SEAL_COST: SealCost = { cost: 1 << 17, blockSize: 8, parallelization: 1 }

/**
 * Seals a secret. `bound` is authenticated with it: a seal opens only beside what it was made for. Salt and nonce are random for every
 * seal, so that a nonce never serves twice with one key.
 */
export function sealSecret(secret: Uint8Array, passphrase: string, bound: string, cost: SealCost = SEAL_COST): PassphraseSeal {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(passphrase, salt, cost), nonce, { authTagLength: 16 })
  cipher.setAAD(associated(bound))
  const text = Buffer.concat([cipher.update(secret), cipher.final()])
  const tag = cipher.getAuthTag()
  return { method: METHOD, ...cost, salt: base64(salt), nonce: base64(nonce), text: base64(text), tag: base64(tag) }
}

/** Opens a seal. Error `passphrase-wrong`: another passphrase, or the seal or what it is bound to was changed. */
export function openSecret(seal: PassphraseSeal, passphrase: string, bound: string): Result<Buffer, 'passphrase-wrong'> {
  try {
    const key = sealingKey(passphrase, bytesOf(seal.salt), seal)
    const decipher = createDecipheriv('aes-256-gcm', key, bytesOf(seal.nonce), { authTagLength: 16 })
    decipher.setAAD(associated(bound))
    decipher.setAuthTag(bytesOf(seal.tag))
    return ok(Buffer.concat([decipher.update(bytesOf(seal.text)), decipher.final()]))
  } catch {
    return err('passphrase-wrong')
  }
}

const METHOD = 'scrypt+aes-256-gcm'

function associated(bound: string): Buffer {
  return Buffer.from(`${METHOD}\n${bound}`)
}

/** NFC, so that the same passphrase typed on another system gives the same key. */
function sealingKey(passphrase: string, salt: Uint8Array, { cost, blockSize, parallelization }: SealCost): Buffer {
  const maxmem = 256 * cost * blockSize
  return scryptSync(passphrase.normalize('NFC'), salt, 32, { N: cost, r: blockSize, p: parallelization, maxmem })
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64')
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'base64')
}
