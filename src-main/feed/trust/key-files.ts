import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { registerHeaderSchema } from '../../../src-shared/register/record.ts'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { writeDurably } from '../../app/files/durable-file.ts'
import { failed } from '../feed-failure.ts'
import type { FeedFailure } from '../feed-failure.ts'
import { openSecret, passphraseSealSchema, sealSecret } from './passphrase-seal.ts'
import type { SealCost } from './passphrase-seal.ts'
import type { OnlineSigners } from './root.ts'
import { newPrivateKey, signingKey } from './signing-key.ts'
import type { SigningKey } from './signing-key.ts'

const privateKeySchema = z.base64().min(40).max(200)
const keySchema = z.base64().length(44)

/** Private keys: PKCS #8 in base64; secret keys: 32 bytes in base64. */
const onlineKeysSchema = z.strictObject({
  format: z.literal(1),
  dataset: registerHeaderSchema.shape.dataset,
  epoch: z.int().min(1),
  timestamp: privateKeySchema,
  snapshot: privateKeySchema,
  targets: privateKeySchema,
  contentKey: keySchema,
  stateKey: keySchema,
})
export type OnlineKeys = z.infer<typeof onlineKeysSchema>

const rootKeySchema = z.union([
  z.strictObject({ format: z.literal(1), sealed: passphraseSealSchema }),
  z.strictObject({ format: z.literal(1), private: privateKeySchema }),
])

/** File names in the key folder; `version` is that of the root which first names the keys. */
export function onlineFile(version: number): string {
  return `online-${version}.json`
}

export function rootKeyFile(number: number, version: number): string {
  return `root-key-${number}-of-root-${version}.json`
}

/** New on-line keys of epoch 1. */
export function newOnlineKeys(dataset: string): OnlineKeys {
  return {
    format: 1,
    dataset,
    epoch: 1,
    timestamp: newPrivateKey(),
    snapshot: newPrivateKey(),
    targets: newPrivateKey(),
    contentKey: newSecret(),
    stateKey: newSecret(),
  }
}

export function signersOf({ timestamp, snapshot, targets }: OnlineKeys): OnlineSigners {
  return { timestamp: signingKey(timestamp), snapshot: signingKey(snapshot), targets: signingKey(targets) }
}

/** Errors: `keys-missing`, `keys-unreadable`. */
export function readOnlineKeys(file: string): Result<OnlineKeys, FeedFailure> {
  const value = readJson(file)
  if (!value.ok) return value
  const parsed = onlineKeysSchema.safeParse(value.value)
  return parsed.success ? ok(parsed.data) : failed('keys-unreadable', { path: file })
}

/** Readable by its owner only: publishing at night asks nobody for a passphrase. */
export function writeOnlineKeys(file: string, keys: OnlineKeys): void {
  writeDurably(file, `${JSON.stringify(keys, null, 2)}\n`, 0o600)
}

/** Errors: `keys-missing`, `keys-unreadable`, `passphrase-needed`, `passphrase-wrong`. */
export function readRootKey(file: string, passphrase: string | null): Result<SigningKey, FeedFailure> {
  const value = readJson(file)
  if (!value.ok) return value
  const parsed = rootKeySchema.safeParse(value.value)
  if (!parsed.success) return failed('keys-unreadable', { path: file })
  if ('private' in parsed.data) return keyFrom(parsed.data.private, file)
  if (passphrase === null) return failed('passphrase-needed', { path: file })
  const opened = openSecret(parsed.data.sealed, passphrase, ROOT_KEY)
  return opened.ok ? keyFrom(opened.value.toString('utf8'), file) : failed(opened.error, { path: file })
}

export function writeRootKey(file: string, privateKey: string, passphrase: string | null, cost?: SealCost): void {
  const entry =
    passphrase === null
      ? { format: 1, private: privateKey }
      : { format: 1, sealed: sealSecret(Buffer.from(privateKey), passphrase, ROOT_KEY, cost) }
  writeDurably(file, `${JSON.stringify(entry, null, 2)}\n`, 0o600)
}

const ROOT_KEY = 'root key'

function newSecret(): string {
  return randomBytes(32).toString('base64')
}

function keyFrom(privateKey: string, file: string): Result<SigningKey, FeedFailure> {
  try {
    return ok(signingKey(privateKey))
  } catch {
    return failed('keys-unreadable', { path: file })
  }
}

function readJson(file: string): Result<unknown, FeedFailure> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return failed('keys-missing', { path: file })
    throw error
  }
  try {
    return ok(JSON.parse(text))
  } catch {
    return failed('keys-unreadable', { path: file })
  }
}
