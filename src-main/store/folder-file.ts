import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Failure } from '../../src-shared/contract.ts'
import { err, ok } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import type { KeyPurpose, KeyVault } from '../app/ports.ts'
import { writeDurably } from '../app/files/durable-file.ts'
import { removeDrafts } from '../app/files/remove-drafts.ts'
import { failure, storageFailureOrThrow } from './failures.ts'

/**
 * The version of the folder's layout; a folder of a newer one is refused by name. One that never knew a feed stays at the first, one that
 * took a single dataset at the second.
 */
const FOLDER_FORMAT = 3
const FEED_FORMAT = 2
const PLAIN_FORMAT = 1
const FOLDER_FILE = 'folder.json'
const PURPOSES: readonly KeyPurpose[] = ['register', 'journal', 'question-hash']

const generationSchema = z.strictObject({
  number: z.int().min(1),
  /**
   * Length of the register's file in bytes, at least: a file cut short is seen at once, not at the first unlucky look-up. Deltas make
   * it longer; a loss of what they added is seen by SQLite, which keeps the length in the first page.
   */
  bytes: z.int().min(1),
  /** «Проверить базу» found other records than were published: nothing is answered from this file any more. */
  condemned: z.literal(true).optional(),
})

/** The highest place in a feed that the folder ever had (register feed, Promises 5). */
const floorSchema = z.strictObject({
  dataset: z.string(),
  epoch: z.int().min(1),
  sequence: z.int().min(1),
  /** An administrator went back from it. */
  returned: z.boolean(),
})

const folderSchema = z.strictObject({
  format: z.union([z.literal(PLAIN_FORMAT), z.literal(FEED_FORMAT), z.literal(FOLDER_FORMAT)]),
  id: z.string().regex(/^[0-9a-f-]{36}$/),
  kind: z.enum(['empty', 'demo', 'real']),
  generation: generationSchema.nullable(),
  /** The generation before the last snapshot of a feed, kept to go back to. */
  previous: generationSchema.nullable().default(null),
  /** Of the dataset that was taken last. */
  feed: floorSchema.nullable().default(null),
  /** Of the datasets before it, each once: who follows one of them again takes nothing below. */
  formerFeeds: z.array(floorSchema).default([]),
  /** Proofs of the keys (HMAC-SHA-256 over a fixed text): tell a wrong key from a damaged database, and reveal neither. */
  keyProofs: z.record(z.enum(['register', 'journal', 'question-hash']), z.string().regex(/^[0-9a-f]{64}$/)),
})

/** `folder.json`: the pointer to the current generation. Nothing personal. */
export type FolderFile = z.infer<typeof folderSchema>
export type FolderKeys = Readonly<Record<KeyPurpose, Uint8Array>>

export function folderFileExists(folder: string): boolean {
  return existsSync(path.join(folder, FOLDER_FILE))
}

/** Reads the pointer. Errors: `database-newer`, `database-damaged`, or what the file system says. */
export function readFolderFile(folder: string): Result<FolderFile, Failure> {
  const file = path.join(folder, FOLDER_FILE)
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return err(error instanceof SyntaxError ? damaged(file) : storageFailureOrThrow(error, file))
  }
  const { data } = z.looseObject({ format: z.number() }).safeParse(value)
  if (data !== undefined && data.format > FOLDER_FORMAT) {
    return err(failure('database-newer', 'The data folder was made by a newer Polis Desk.', { path: folder, found: String(data.format) }))
  }
  const parsed = folderSchema.safeParse(value)
  return parsed.success ? ok(parsed.data) : err(damaged(file))
}

/** Replaces the pointer durably: this is the moment at which a new generation becomes current. Throws the file system's errors. */
export function writeFolderFile(folder: string, content: FolderFile): void {
  const { previous, feed, formerFeeds, ...plain } = content
  const isPlain = previous === null && feed === null
  const single = isPlain ? { ...plain, format: PLAIN_FORMAT } : { ...plain, previous, feed, format: FEED_FORMAT }
  const text = formerFeeds.length === 0 ? single : { ...content, format: FOLDER_FORMAT }
  writeDurably(path.join(folder, FOLDER_FILE), `${JSON.stringify(text, null, 2)}\n`)
}

/** The same folder with another floor in its dataset; those of all other datasets stay. */
export function withFloor(file: FolderFile, floor: NonNullable<FolderFile['feed']>): FolderFile {
  const all = [...file.formerFeeds, ...(file.feed === null ? [] : [file.feed])]
  return { ...file, feed: floor, formerFeeds: all.filter(({ dataset }) => dataset !== floor.dataset) }
}

/** What a crash left of a pointer that was being written. The caller holds the folder's lock. */
export function removeFolderDrafts(folder: string): void {
  removeDrafts(folder, FOLDER_FILE)
}

/** A new folder's identity: random, so that it tells nothing about the clinic. */
export function newFolderId(): string {
  return randomUUID()
}

export function newFolderFile(id: string, keys: FolderKeys): FolderFile {
  const keyProofs = Object.fromEntries(PURPOSES.map((purpose) => [purpose, keyProof(id, keys[purpose])]))
  return folderSchema.parse({ format: PLAIN_FORMAT, id, kind: 'empty', generation: null, keyProofs })
}

/** All keys of a folder from its vault. Errors: the vault's own. */
export function readKeys(vault: KeyVault): Result<FolderKeys, Failure> {
  const keys: Partial<Record<KeyPurpose, Uint8Array>> = {}
  for (const purpose of PURPOSES) {
    const key = vault.key(purpose)
    if (!key.ok) return key
    keys[purpose] = key.value
  }
  const { register, journal, 'question-hash': questionHash } = keys
  if (register === undefined || journal === undefined || questionHash === undefined) throw new Error('A vault gave no key.')
  return ok({ register, journal, 'question-hash': questionHash })
}

/** Error `key-wrong`: a key is not the one with which the folder was made. */
export function checkKeys(folder: FolderFile, keys: FolderKeys): Result<null, Failure> {
  for (const purpose of PURPOSES) {
    const expected = Buffer.from(folder.keyProofs[purpose], 'hex')
    if (!timingSafeEqual(expected, Buffer.from(keyProof(folder.id, keys[purpose]), 'hex'))) {
      return err(failure('key-wrong', 'The key does not fit this data folder.', { purpose, folder: folder.id }))
    }
  }
  return ok(null)
}

function keyProof(id: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`polis-desk key of folder ${id}`).digest('hex')
}

/** The failure of a folder that has databases but no pointer. */
export function lostPointer(folder: string): Failure {
  return damaged(path.join(folder, FOLDER_FILE))
}

function damaged(file: string): Failure {
  return failure('database-damaged', 'The file that names the current register cannot be read.', { path: file })
}
