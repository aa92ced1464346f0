import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'

/** A secret for one station: X25519 with a key of its own for every seal, HKDF-SHA-256, AES-256-GCM. Byte values in base64. */
export const stationSealSchema = z.strictObject({
  method: z.literal('x25519+hkdf-sha-256+aes-256-gcm'),
  /** The public half of the seal's own key, 32 bytes. */
  ephemeral: z.base64().length(44),
  text: z.base64(),
  tag: z.base64(),
})
export type StationSeal = z.infer<typeof stationSealSchema>

/** A station's pair: the public half (32 bytes in base64) goes to the publisher, the private one (PKCS #8 in base64) into its vault. */
export interface StationKeys {
  readonly publicKey: string
  readonly privateKey: string
}

export function newStationKeys(): StationKeys {
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  return { publicKey: rawPublic(publicKey).toString('base64'), privateKey: privateKey.export(PKCS8).toString('base64') }
}

/**
 * Seals a secret for the station with this public key. The key of every seal comes from a fresh X25519 key, so it encrypts one message
 * and the nonce may be fixed. `bound` is authenticated. Error `station-key-wrong`: no X25519 public key.
 */
export function sealForStation(secret: Uint8Array, publicKey: string, bound: string): Result<StationSeal, 'station-key-wrong'> {
  try {
    const own = generateKeyPairSync('x25519')
    const ephemeral = rawPublic(own.publicKey)
    const station = Buffer.from(publicKey, 'base64')
    const shared = diffieHellman({ privateKey: own.privateKey, publicKey: publicFrom(station) })
    const cipher = createCipheriv('aes-256-gcm', wrappingKey(shared, ephemeral, station), NONCE, { authTagLength: 16 })
    cipher.setAAD(associated(bound))
    const text = Buffer.concat([cipher.update(secret), cipher.final()])
    const tag = cipher.getAuthTag().toString('base64')
    return ok({ method: METHOD, ephemeral: ephemeral.toString('base64'), text: text.toString('base64'), tag })
  } catch {
    return err('station-key-wrong')
  }
}

/** Opens a seal with the station's private key. Error `station-key-wrong`: made for another station, or changed. */
export function openAtStation(seal: StationSeal, privateKey: string, bound: string): Result<Buffer, 'station-key-wrong'> {
  try {
    const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), ...PKCS8 })
    const ephemeral = Buffer.from(seal.ephemeral, 'base64')
    const shared = diffieHellman({ privateKey: key, publicKey: publicFrom(ephemeral) })
    const decipher = createDecipheriv('aes-256-gcm', wrappingKey(shared, ephemeral, rawPublic(createPublicKey(key))), NONCE, {
      authTagLength: 16,
    })
    decipher.setAAD(associated(bound))
    decipher.setAuthTag(Buffer.from(seal.tag, 'base64'))
    return ok(Buffer.concat([decipher.update(Buffer.from(seal.text, 'base64')), decipher.final()]))
  } catch {
    return err('station-key-wrong')
  }
}

const METHOD = 'x25519+hkdf-sha-256+aes-256-gcm'
const PKCS8 = { type: 'pkcs8', format: 'der' } as const
const NONCE = Buffer.alloc(12)
/** What precedes the 32 bytes of an X25519 public key in its DER form. */
const SPKI_HEAD = Buffer.from('302a300506032b656e032100', 'hex')

function associated(bound: string): Buffer {
  return Buffer.from(`${METHOD}\n${bound}`)
}

function rawPublic(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(SPKI_HEAD.length)
}

function publicFrom(raw: Buffer): KeyObject {
  if (raw.length !== 32) throw new RangeError('an X25519 public key has 32 bytes')
  return createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), type: 'spki', format: 'der' })
}

function wrappingKey(shared: Buffer, ephemeral: Buffer, station: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', shared, Buffer.concat([ephemeral, station]), 'polis-desk station seal 1', 32))
}
