import type { Metadata, Root, Snapshot, Targets, Timestamp } from '@tufjs/models'
import { epochMilliseconds } from '../../../src-shared/calendar.ts'
import type { Instant } from '../../../src-shared/calendar.ts'

/** The version of the TUF specification that the metadata follow. */
export const SPEC_VERSION = '1.0.31'

/** Metadata as the bytes of its file. */
export function metadataBytes(metadata: Metadata<Root | Timestamp | Snapshot | Targets>): Buffer {
  return Buffer.from(JSON.stringify(metadata.toJSON()))
}

/** The instant so many hours after another, to the second, as TUF writes expiry. */
export function instantAfter(instant: Instant, hours: number): Instant {
  return new Date(epochMilliseconds(instant) + hours * 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z')
}
