import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { sha256Hex } from '../hash.ts'
import { writeDurably } from '../../app/files/durable-file.ts'
import { TIMESTAMP_FILE } from './metadata-memory.ts'
import type { NewestListing } from './newest-listing.ts'

/**
 * Lays the metadata in trust beside the fetched parts, so that other desks may take the folder as a source (register feed, Promises 11):
 * their trust comes from the signatures. The timestamp is written last; parts that this desk never needed are not there, and others look for them
 * elsewhere. Throws the file system's errors.
 */
export function layMirror(partsFolder: string, metadataFolder: string, { listing }: Pick<NewestListing, 'listing'>): void {
  const fresh = new Map<string, Buffer>()
  for (const role of ['targets', 'snapshot'] as const) {
    const bytes = readFileSync(path.join(metadataFolder, `${role}.json`))
    fresh.set(`${versionOf(bytes)}.${role}.json`, bytes)
  }
  fresh.set(`${sha256Hex(listing)}.dataset.json`, listing)
  for (const [name, bytes] of fresh) put(path.join(partsFolder, name), bytes)
  put(path.join(partsFolder, TIMESTAMP_FILE), readFileSync(path.join(metadataFolder, TIMESTAMP_FILE)))
  for (const name of readdirSync(partsFolder)) {
    if (OUTDATED.test(name) && !fresh.has(name)) rmSync(path.join(partsFolder, name))
  }
}

/** Keeps roots for good: a desk that was enrolled long ago follows them one by one. Only those up to the root in trust are kept. */
export function keepRoots(partsFolder: string, { roots, trusted }: Pick<NewestListing, 'roots' | 'trusted'>): void {
  for (const [name, bytes] of roots) if (Number.parseInt(name, 10) <= trusted.rootVersion) put(path.join(partsFolder, name), bytes)
}

/** Metadata of listings; roots stay. */
const OUTDATED = /^\d+\.(?:targets|snapshot)\.json$|^[\da-f]{64}\.dataset\.json$/

const versionedSchema = z.object({ signed: z.object({ version: z.int() }) })

function versionOf(bytes: Buffer): number {
  return versionedSchema.parse(JSON.parse(bytes.toString('utf8'))).signed.version
}

function put(file: string, bytes: Buffer): void {
  if (existsSync(file) && readFileSync(file).equals(bytes)) return
  mkdirSync(path.dirname(file), { recursive: true })
  writeDurably(file, bytes)
}
