import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { Key, Signature } from '@tufjs/models'
import { sha256Hex } from '../hash.ts'

/** An Ed25519 key that signs metadata. */
export interface SigningKey {
  /** The public half as TUF names it; its id is the SHA-256 of its canonical JSON. */
  readonly publicKey: Key
  sign(bytes: Uint8Array): Signature
}

/** A new private key: PKCS #8 in base64. */
export function newPrivateKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
}

/** The signing key of a private key made by `newPrivateKey`. Throws on anything else. */
export function signingKey(privateKey: string): SigningKey {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), type: 'pkcs8', format: 'der' })
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const publicKey = tufKey(spki.subarray(spki.length - 32).toString('hex'))
  return {
    publicKey,
    sign: (bytes) => new Signature({ keyID: publicKey.keyID, sig: sign(null, bytes, key).toString('hex') }),
  }
}

/** Keys in alphabetical order and no white space: the canonical JSON of TUF. */
function tufKey(hex: string): Key {
  const canonical = JSON.stringify({ keytype: 'ed25519', keyval: { public: hex }, scheme: 'ed25519' })
  return new Key({ keyID: sha256Hex(canonical), keyType: 'ed25519', scheme: 'ed25519', keyVal: { public: hex } })
}
