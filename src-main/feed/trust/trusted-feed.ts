import { Updater } from 'tuf-js'
import type { Fetcher } from 'tuf-js'
import { DownloadHTTPError, DownloadLengthMismatchError } from 'tuf-js/dist/error.js'
import { TrustedMetadataStore } from 'tuf-js/dist/store.js'
import { epochMilliseconds } from '../../../src-shared/calendar.ts'
import type { Instant } from '../../../src-shared/calendar.ts'
import {
  DATASET_PATH,
  FEED_FORMAT,
  MAX_DATASET_BYTES,
  datasetFormat,
  datasetSchema,
  targetPaths,
} from '../../../src-shared/feed/dataset.ts'
import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { failed } from '../feed-failure.ts'
import type { FeedFailure } from '../feed-failure.ts'
import { sha256Hex } from '../hash.ts'
import type { Carrier, CarrierProblem } from './carrier.ts'
import { storedName } from './feed-metadata.ts'
import type { StoredTarget } from './feed-metadata.ts'
import { keepRootChain, plantRoot } from './kept-root.ts'

/** What the signatures say after the whole chain of metadata has been checked. */
export interface TrustedFeed {
  readonly dataset: Dataset
  /** Every target by its path; `storedName` tells its file. */
  readonly targets: ReadonlyMap<string, StoredTarget>
  readonly rootVersion: number
  readonly timestampVersion: number
  /** Until when the publisher vouches for this being the newest, and for its root. */
  readonly timestampExpires: Instant
  readonly rootExpires: Instant
}

export interface TrustOrder {
  /** Keeps the newest metadata seen, which guards against older ones; nothing personal. One folder for one feed. */
  readonly metadataFolder: string
  /** The first root, from the enrolment; it is used where the folder holds none to which it leads. */
  readonly firstRoot: Uint8Array
  readonly carrier: Carrier
  readonly now: Instant
}

/**
 * Follows the metadata from the root in trust to `dataset.json` (TUF, client workflow). Errors: `feed-missing` (params.outage is
 * `unreachable` where the carrier gave no answer), `metadata-expired` (the publisher fell silent, or somebody hides the newest),
 * `metadata-refused` (not signed by whom it must be, older than seen before, mixed, or changed), `target-missing`, `target-differs`,
 * `dataset-newer`, `dataset-unreadable`. The metadata in the folder are never worse for it.
 */
export async function openTrustedFeed({ metadataFolder, firstRoot, carrier, now }: TrustOrder): Promise<Result<TrustedFeed, FeedFailure>> {
  plantRoot(metadataFolder, firstRoot)
  const fetched = carrierFetcher(carrier)
  const updater = new Updater({ metadataDir: metadataFolder, metadataBaseUrl: BASE, fetcher: fetched.fetcher })
  const trusted = trustedSetAt(updater, now)
  try {
    await updater.refresh()
  } catch (error) {
    return refusal(error, fetched.problem())
  } finally {
    keepRootChain(metadataFolder, fetched.roots, trusted.root.signed.version)
  }
  const { root, timestamp, targets } = trusted
  if (timestamp === undefined || targets === undefined) throw new Error('refreshed metadata are whole')
  const stored = new Map<string, StoredTarget>()
  for (const [name, { length, hashes }] of Object.entries(targets.signed.targets)) {
    const { sha256 } = hashes
    // The hash becomes part of the names of files here: whoever has a stolen key must not name files with it.
    if (sha256 !== undefined && SHA256.test(sha256) && Number.isSafeInteger(length)) stored.set(name, { length, sha256 })
  }
  const dataset = await readDataset(carrier, stored)
  if (!dataset.ok) return dataset
  return ok({
    dataset: dataset.value,
    targets: stored,
    rootVersion: root.signed.version,
    timestampVersion: timestamp.signed.version,
    timestampExpires: timestamp.signed.expires,
    rootExpires: root.signed.expires,
  })
}

/** Reads one small target whole. Errors: `target-missing`, `target-differs`. */
export async function readTarget(
  carrier: Carrier,
  targets: TrustedFeed['targets'],
  name: string,
  limit: number,
): Promise<Result<Buffer, FeedFailure>> {
  const target = targets.get(name)
  if (target === undefined) return failed('target-missing', { path: name })
  if (target.length > limit) return failed('target-differs', { path: name })
  const bytes = await carrier.read(storedName(name, target), target.length)
  if (!bytes.ok) {
    const code = bytes.error.code === 'too-long' ? 'target-differs' : 'target-missing'
    return failed(code, { path: name, outage: bytes.error.code, cause: bytes.error.cause })
  }
  const isWhole = bytes.value.length === target.length && sha256Hex(bytes.value) === target.sha256
  return isWhole ? ok(bytes.value) : failed('target-differs', { path: name })
}

/** An address that nobody looks up: the carrier only needs the names below it. */
const BASE = 'http://feed.invalid/'
const SHA256 = /^[\da-f]{64}$/

/** The client reads the machine's clock; here the time is an argument as everywhere, so it is set where the client keeps it. */
function trustedSetAt(updater: Updater, now: Instant): TrustedMetadataStore {
  const trusted: unknown = Reflect.get(updater, 'trustedSet')
  if (!(trusted instanceof TrustedMetadataStore) || !(Reflect.get(trusted, 'referenceTime') instanceof Date)) {
    throw new Error('the TUF client keeps its time elsewhere')
  }
  Reflect.set(trusted, 'referenceTime', new Date(epochMilliseconds(now)))
  return trusted
}

/** Hands the client metadata from the carrier, in memory and no more than allowed. */
function carrierFetcher(carrier: Carrier): {
  readonly fetcher: Fetcher
  /** Bytes of roots by their versions, whether they are to be trusted or not. */
  readonly roots: ReadonlyMap<number, Uint8Array>
  problem(): CarrierProblem | null
} {
  let last: CarrierProblem | null = null
  const roots = new Map<number, Uint8Array>()
  const fetcher: Fetcher = {
    async downloadBytes(url, maxLength) {
      const name = decodeURIComponent(url.slice(BASE.length))
      const version = /^(\d+)\.root\.json$/.exec(name)?.[1]
      const found = await carrier.read(name, maxLength)
      if (found.ok && version !== undefined) roots.set(Number(version), found.value)
      if (found.ok) return found.value
      // A root that is not there ends the chain of roots; that is no problem.
      if (found.error.code === 'not-there') {
        if (version === undefined) last = found.error
        throw new DownloadHTTPError('not there', 404)
      }
      last = found.error
      if (found.error.code === 'too-long') throw new DownloadLengthMismatchError('too long')
      throw new DownloadHTTPError(found.error.cause, 503)
    },
    downloadFile: () => Promise.reject(new Error('targets are read by the feed itself')),
  }
  return { fetcher, roots, problem: () => last }
}

function refusal(error: unknown, problem: CarrierProblem | null): { readonly ok: false; readonly error: FeedFailure } {
  if (problem !== null && problem.code !== 'too-long') return failed('feed-missing', { outage: problem.code, cause: problem.cause })
  const message = error instanceof Error ? error.message : String(error)
  return failed(message.endsWith('is expired') ? 'metadata-expired' : 'metadata-refused', { cause: message })
}

async function readDataset(carrier: Carrier, targets: TrustedFeed['targets']): Promise<Result<Dataset, FeedFailure>> {
  const bytes = await readTarget(carrier, targets, DATASET_PATH, MAX_DATASET_BYTES)
  if (!bytes.ok) return bytes
  let value: unknown
  try {
    value = JSON.parse(bytes.value.toString('utf8'))
  } catch {
    return failed('dataset-unreadable', { cause: 'not JSON' })
  }
  const format = datasetFormat(value)
  if (format !== null && format > FEED_FORMAT) return failed('dataset-newer', { found: String(format), known: String(FEED_FORMAT) })
  const parsed = datasetSchema.safeParse(value)
  if (!parsed.success) return failed('dataset-unreadable', { cause: parsed.error.issues[0]?.path.join('.') ?? 'shape' })
  const unnamed = targetPaths(parsed.data).find((name) => !targets.has(name))
  return unnamed === undefined ? ok(parsed.data) : failed('target-missing', { path: unnamed })
}
