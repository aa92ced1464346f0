import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Failure } from '../../../src-shared/contract.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { writeDurably } from '../../app/files/durable-file.ts'
import { makeFolder } from '../../app/files/make-folder.ts'

const keySchema = z.base64().length(44)

export const plainKeysSchema = z.strictObject({ register: keySchema, journal: keySchema, 'question-hash': keySchema })
/** The keys of one data folder by purpose, each 32 bytes in base64. */
export type PlainKeys = z.infer<typeof plainKeysSchema>

/** Keys under a passphrase: scrypt makes the key, AES-256-GCM seals. All byte values in base64; the parameters are stored. */
export const sealedKeysSchema = z.strictObject({
  sealed: z.strictObject({
    method: z.literal('scrypt+aes-256-gcm'),
    cost: z
      .int()
      .min(1 << 14)
      .max(1 << 22),
    blockSize: z.int().min(1).max(64),
    parallelization: z.int().min(1).max(16),
    salt: z.base64(),
    nonce: z.base64(),
    text: z.base64(),
    tag: z.base64(),
  }),
})
export type SealedKeys = z.infer<typeof sealedKeysSchema>

/** Keys that the operating system's key store encrypted; the text is its own, in base64. */
export const wrappedKeysSchema = z.strictObject({ wrapped: z.base64() })

const entrySchema = z.union([plainKeysSchema, sealedKeysSchema, wrappedKeysSchema])
export type KeyEntry = z.infer<typeof entrySchema>

const fileSchema = z.strictObject({ format: z.literal(1), folders: z.record(z.string(), entrySchema) })

/** What the file holds for a folder. Errors: `key-missing` where there is none, `key-wrong` where the file cannot be read as keys. */
export function readKeyEntry(file: string, folderId: string): Result<KeyEntry, Failure> {
  const all = readAll(file)
  if (!all.ok) return all
  const entry = all.value[folderId]
  return entry === undefined ? err(missing(file, folderId)) : ok(entry)
}

/**
 * Adds the keys of a folder; keys of other folders stay. The file is readable by its owner only (0600) and durable when this
 * returns. Refuses (`key-wrong`) to touch a file that holds something else, or keys of this folder already.
 */
export function addKeyEntry(file: string, folderId: string, entry: KeyEntry): Result<null, Failure> {
  const all = existsSync(file) ? readAll(file) : ok({})
  if (!all.ok) return all
  if (folderId in all.value) return err(unusable(file))
  try {
    makeFolder(path.dirname(file), 0o700)
    writeDurably(file, `${JSON.stringify({ format: 1, folders: { ...all.value, [folderId]: entry } }, null, 2)}\n`, 0o600)
    return ok(null)
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    const code = error.code === 'ENOSPC' ? 'disk-full' : 'key-unwritable'
    return err({ code, message: 'The key file cannot be written.', params: { path: file, cause: String(error.code) } })
  }
}

function readAll(file: string): Result<Readonly<Record<string, KeyEntry>>, Failure> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error) return err(missing(file, null))
    throw error
  }
  try {
    const parsed = fileSchema.safeParse(JSON.parse(text))
    return parsed.success ? ok(parsed.data.folders) : err(unusable(file))
  } catch {
    return err(unusable(file))
  }
}

function missing(file: string, folderId: string | null): Failure {
  const params = folderId === null ? { path: file } : { path: file, folder: folderId }
  return { code: 'key-missing', message: 'There is no key for this data folder on this computer and account.', params }
}

function unusable(file: string): Failure {
  return { code: 'key-wrong', message: 'The key file holds no usable keys for this data folder.', params: { path: file } }
}
