import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { z } from 'zod'

/** A small secret that lies in the data folder and opens with a key of the vault only. Byte values in base64. */
export const keptSecretSchema = z.strictObject({
  method: z.literal('hkdf-sha-256+aes-256-gcm'),
  nonce: z.base64().length(16),
  text: z.base64(),
  tag: z.base64(),
})
export type KeptSecret = z.infer<typeof keptSecretSchema>

const METHOD = 'hkdf-sha-256+aes-256-gcm'

/**
 * Seals a secret under a key of the vault, so that every kind of vault keeps it: the folder alone opens nothing. The sealing key is
 * derived by the purpose in `bound`, which is authenticated too; the nonce is random for every seal.
 */
export function keepSecret(secret: Uint8Array, vaultKey: Uint8Array, bound: string): KeptSecret {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', derivedKey(vaultKey, bound), nonce, { authTagLength: 16 })
  cipher.setAAD(Buffer.from(bound))
  const text = Buffer.concat([cipher.update(secret), cipher.final()])
  return {
    method: METHOD,
    nonce: nonce.toString('base64'),
    text: text.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  }
}

/** Null: another key or another purpose, or the seal was changed. */
export function openKeptSecret({ nonce, text, tag }: KeptSecret, vaultKey: Uint8Array, bound: string): Uint8Array | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', derivedKey(vaultKey, bound), Buffer.from(nonce, 'base64'), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(bound))
    decipher.setAuthTag(Buffer.from(tag, 'base64'))
    return Buffer.concat([decipher.update(Buffer.from(text, 'base64')), decipher.final()])
  } catch {
    return null
  }
}

/** Seals the lines of a log (`entry-log.ts`) under a key of the vault: HMAC-SHA-256 over the former seal and the text. */
export function lineSeal(vaultKey: Uint8Array, bound: string): (former: string, text: string) => string {
  const key = derivedKey(vaultKey, bound)
  return (former, text) => createHmac('sha256', key).update(`${former}\n${text}`, 'utf8').digest('base64')
}

function derivedKey(vaultKey: Uint8Array, bound: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', vaultKey, Buffer.alloc(0), `polis-desk kept secret\n${bound}`, 32))
}
