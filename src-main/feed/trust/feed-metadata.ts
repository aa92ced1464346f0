import { Metadata, MetaFile, Snapshot, TargetFile, Targets, Timestamp } from '@tufjs/models'
import type { Instant } from '../../../src-shared/calendar.ts'
import { sha256Hex } from '../hash.ts'
import { SPEC_VERSION, instantAfter, metadataBytes } from './metadata-bytes.ts'
import type { OnlineSigners } from './root.ts'

/** Length and SHA-256 (hexadecimal) of a target as stored. */
export interface StoredTarget {
  readonly length: number
  readonly sha256: string
}

export function storedTarget(bytes: Uint8Array): StoredTarget {
  return { length: bytes.length, sha256: sha256Hex(bytes) }
}

/** Snapshot and targets metadata hold this long, so that only the small timestamp is signed on nights that bring nothing. */
const LISTING_HOURS = 35 * 24
/** A desk hears of a publisher that fell silent after three cadences, though never within two days. */
const TIMESTAMP_CADENCES = 3
const TIMESTAMP_HOURS = 48

/** One version of the feed's listing: what `<version>.targets.json` and `<version>.snapshot.json` hold. */
export interface Listing {
  readonly targets: Buffer
  readonly snapshot: Buffer
}

/** Names every target and signs the list; targets and snapshot have the same version. */
export function makeListing(
  version: number,
  now: Instant,
  targets: ReadonlyMap<string, StoredTarget>,
  signers: readonly Pick<OnlineSigners, 'targets' | 'snapshot'>[],
): Listing {
  const common = { version, specVersion: SPEC_VERSION, expires: instantAfter(now, LISTING_HOURS) }
  const list = new Targets({ ...common, targets: {} })
  for (const [path, { length, sha256 }] of targets) list.addTarget(new TargetFile({ path, length, hashes: { sha256 } }))
  const targetsMetadata = new Metadata(list)
  for (const { targets: key } of signers) targetsMetadata.sign((bytes) => key.sign(bytes))
  const targetsFile = metadataBytes(targetsMetadata)
  const snapshot = new Metadata(new Snapshot({ ...common, meta: { 'targets.json': metaFile(version, storedTarget(targetsFile)) } }))
  for (const { snapshot: key } of signers) snapshot.sign((bytes) => key.sign(bytes))
  return { targets: targetsFile, snapshot: metadataBytes(snapshot) }
}

/**
 * The bytes of `timestamp.json`: with it, and not before, a desk sees a listing. `version` grows with every signature; `snapshot` is the
 * listing's snapshot metadata.
 */
export function makeTimestamp(
  version: number,
  now: Instant,
  cadenceHours: number,
  snapshot: StoredTarget & { readonly version: number },
  signers: readonly Pick<OnlineSigners, 'timestamp'>[],
): Buffer {
  const expires = instantAfter(now, Math.max(TIMESTAMP_CADENCES * cadenceHours, TIMESTAMP_HOURS))
  const snapshotMeta = metaFile(snapshot.version, snapshot)
  const timestamp = new Metadata(new Timestamp({ version, specVersion: SPEC_VERSION, expires, snapshotMeta }))
  for (const { timestamp: key } of signers) timestamp.sign((bytes) => key.sign(bytes))
  return metadataBytes(timestamp)
}

/** Name of a target's file in the feed's folder: consistent snapshots put its hash before the last part of its path. */
export function storedName(path: string, { sha256 }: Pick<StoredTarget, 'sha256'>): string {
  const end = path.lastIndexOf('/') + 1
  return `${path.slice(0, end)}${sha256}.${path.slice(end)}`
}

function metaFile(version: number, { length, sha256 }: StoredTarget): MetaFile {
  return new MetaFile({ version, length, hashes: { sha256 } })
}
