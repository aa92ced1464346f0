import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Instant } from '../../../src-shared/calendar.ts'
import { MAX_DATASET_BYTES, MAX_PART_BYTES, statePath, targetPaths } from '../../../src-shared/feed/dataset.ts'
import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { failed } from '../feed-failure.ts'
import type { FeedFailure } from '../feed-failure.ts'
import { sha256Hex } from '../hash.ts'
import { partName } from '../parts/part-file.ts'
import { contentKeyId, openSealed } from '../parts/sealed-bytes.ts'
import type { Carrier } from '../trust/carrier.ts'
import { openTrustedFeed, readTarget } from '../trust/trusted-feed.ts'
import type { TrustedFeed } from '../trust/trusted-feed.ts'
import { checkState } from './check-state.ts'

export interface VerifyOrder {
  readonly carrier: Carrier
  /** A root in trust: of the enrolment, of the key folder, or of the feed itself where nothing else is known. */
  readonly firstRoot: Uint8Array
  /** Null: nothing is decrypted. */
  readonly contentKey: Uint8Array | null
  readonly now: Instant
  /** Hears the bytes of targets checked, of how many. */
  readonly onProgress: (done: number, total: number) => void
}

export interface VerifyReport extends Pick<Dataset, 'dataset' | 'epoch' | 'sequence' | 'asOf' | 'issuedAt' | 'counts' | 'stateDigest'> {
  readonly rootVersion: number
  readonly rootExpires: Instant
  readonly timestampVersion: number
  readonly timestampExpires: Instant
  readonly targets: number
  readonly bytes: number
  /** Records whose digest was summed anew and is the published one; null where no key was given. */
  readonly recordsProven: number | null
}

/**
 * Checks all that a desk would, and every listed file besides (register feed, «Publisher»: verify). Errors: those of `openTrustedFeed`,
 * `target-missing`, `target-differs`, `target-unlisted`, and with a key `content-key-other`, `part-unreadable`, `digest-differs`.
 */
export async function verifyFeed(order: VerifyOrder): Promise<Result<VerifyReport, FeedFailure>> {
  const metadataFolder = mkdtempSync(path.join(tmpdir(), 'polis-desk-verify-'))
  try {
    const trusted = await openTrustedFeed({ ...order, metadataFolder })
    return trusted.ok ? await verify(order, trusted.value) : trusted
  } finally {
    rmSync(metadataFolder, { recursive: true, force: true })
  }
}

async function verify({ carrier, contentKey, onProgress }: VerifyOrder, trusted: TrustedFeed): Promise<Result<VerifyReport, FeedFailure>> {
  const { dataset, targets } = trusted
  const total = [...targets.values()].reduce((sum, { length }) => sum + length, 0)
  const unnamed = unlisted(trusted)
  if (unnamed !== null) return failed('target-unlisted', { path: unnamed })
  let bytes = 0
  for (const [name, { length }] of targets) {
    const read = await readTarget(carrier, targets, name, Math.max(MAX_PART_BYTES, MAX_DATASET_BYTES))
    if (!read.ok) return read
    bytes += length
    onProgress(bytes, total)
  }
  const proven = contentKey === null ? ok(null) : await prove(carrier, trusted, contentKey)
  if (!proven.ok) return proven
  const { dataset: name, epoch, sequence, asOf, issuedAt, counts, stateDigest } = dataset
  const { rootVersion, rootExpires, timestampVersion, timestampExpires } = trusted
  const state = { dataset: name, epoch, sequence, asOf, issuedAt, counts, stateDigest }
  const metadata = { rootVersion, rootExpires, timestampVersion, timestampExpires }
  return ok({ ...state, ...metadata, targets: targets.size, bytes, recordsProven: proven.value })
}

/** A target that `dataset.json` does not name has no business in the listing. */
function unlisted({ dataset, targets }: TrustedFeed): string | null {
  const named = new Set(['dataset.json', ...targetPaths(dataset)])
  return [...targets.keys()].find((name) => !named.has(name)) ?? null
}

async function prove(carrier: Carrier, trusted: TrustedFeed, contentKey: Uint8Array): Promise<Result<number, FeedFailure>> {
  const { dataset, targets } = trusted
  if (contentKeyId(contentKey) !== dataset.contentKeyId) return failed('content-key-other', { epoch: String(dataset.epoch) })
  const name = statePath(dataset.sequence)
  const sealed = await readTarget(carrier, targets, name, MAX_PART_BYTES)
  if (!sealed.ok) return sealed
  const digest = openSealed(sealed.value, contentKey, 'feed part', partName({ ...dataset, path: name }))
  if (!digest.ok) return failed('part-unreadable', { path: name, cause: digest.error })
  if (sha256Hex(digest.value) !== dataset.stateDigest) return failed('digest-differs', { shards: 'all' })
  return checkState(carrier, trusted, contentKey, digest.value)
}
