import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { DATASET_PATH, datasetSchema } from '../../../src-shared/feed/dataset.ts'
import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import { err, ok } from '../../../src-shared/result.ts'
import { writeDurably } from '../../app/files/durable-file.ts'
import { sha256Hex } from '../hash.ts'
import type { Carrier } from '../trust/carrier.ts'

export const TIMESTAMP_FILE = 'timestamp.json'
/** The TUF client reads no more of it. */
export const MAX_TIMESTAMP_BYTES = 16_384

/** What lies in the folder of trusted metadata from earlier runs. The TUF client keeps its own files there, too. */
export interface MetadataMemory {
  /** The bytes of the newest timestamp in trust; null where there is none. */
  timestamp(): Buffer | null
  /**
   * A carrier that asks the inner one only for what is not known: the timestamp was read already, and the listing lies here where it
   * is the signed one. With a timestamp that is already in trust nothing else can be newer, so roots are not asked for: an unchanged
   * night is one small request (register feed, Promises 8).
   */
  carrier(inner: Carrier, timestamp: Buffer): Carrier & { readonly roots: ReadonlyMap<string, Buffer>; listing(): Buffer | null }
  /** The listing of an earlier run; null where there is none. */
  listing(): Dataset | null
  /** Keeps the listing for the next run. Throws the file system's errors. */
  keepListing(bytes: Buffer): void
}

export function metadataMemory(folder: string): MetadataMemory {
  const read = (name: string): Buffer | null => {
    const file = path.join(folder, name)
    return existsSync(file) ? readFileSync(file) : null
  }
  return {
    timestamp: () => read(TIMESTAMP_FILE),
    listing: () => parsed(read(DATASET_PATH)),
    carrier(inner, timestamp) {
      const isKnown = (): boolean => read(TIMESTAMP_FILE)?.equals(timestamp) === true
      const roots = new Map<string, Buffer>()
      let listing: Buffer | null = null
      return {
        roots,
        listing: () => listing,
        async read(name, limit) {
          if (name === TIMESTAMP_FILE) return ok(timestamp)
          if (ROOT.test(name) && isKnown()) return err({ code: 'not-there', cause: 'not asked' })
          const signed = LISTING.exec(name)?.[1]
          const kept = signed === undefined ? null : read(DATASET_PATH)
          if (kept !== null && sha256Hex(kept) === signed && kept.length <= limit) {
            listing = kept
            return ok(kept)
          }
          const found = await inner.read(name, limit)
          if (found.ok && ROOT.test(name)) roots.set(name, found.value)
          if (found.ok && signed !== undefined) listing = found.value
          return found
        },
      }
    },
    keepListing: (bytes) => writeDurably(path.join(folder, DATASET_PATH), bytes),
  }
}

function parsed(bytes: Buffer | null): Dataset | null {
  try {
    return bytes === null ? null : datasetSchema.parse(JSON.parse(bytes.toString('utf8')))
  } catch {
    return null
  }
}

const ROOT = /^\d+\.root\.json$/
const LISTING = /^([\da-f]{64})\.dataset\.json$/
