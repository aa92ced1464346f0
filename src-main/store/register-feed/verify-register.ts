import { setImmediate as breathe } from 'node:timers/promises'
import { createStateDigest, differingShards } from '../../../src-shared/feed/state-digest.ts'
import type { StateDigest } from '../../../src-shared/feed/state-digest.ts'
import type { Verification, VerifyOptions, VerifyPlace } from '../../app/feed-port.ts'
import type { Connection } from '../encrypted-database.ts'
import { storageFailureOrThrow } from '../failures.ts'
import { readFolderFile } from '../folder-file.ts'
import { createCodeReader } from '../register/codes.ts'
import { generationFile, openRegisterFile } from '../register/generation.ts'
import { readSegments } from '../register/segments.ts'
import { lineHash, shardOfRecord } from './feed-lines.ts'
import { readFeedRow } from './feed-row.ts'
import type { FeedRow } from './feed-row.ts'
import { createHeldRecords } from './held-records.ts'
import type { HeldRecords } from './held-records.ts'

/** Person rows between two looks at the signal: a few milliseconds of work. */
const ROWS_AT_ONCE = 200

/**
 * Sums the digest anew from the tables, in one read transaction, and compares it shard by shard with the kept one. Looks at the
 * signal and lets others run every few milliseconds. What was stopped goes on from its place where the register is still the same.
 */
export async function verifyRegister(folder: string, key: Uint8Array, options: VerifyOptions): Promise<Verification> {
  const file = readFolderFile(folder)
  if (!file.ok) return { kind: 'failed', failure: file.error }
  const { generation } = file.value
  if (generation === null) return { kind: 'not-from-feed' }
  const opened = openRegisterFile(folder, generation, key)
  if (!opened.ok) return { kind: 'failed', failure: opened.error }
  const database = opened.value
  try {
    database.exec('BEGIN')
    const row = readFeedRow(database, 0)
    return row === null ? { kind: 'not-from-feed' } : await sum(database, row, generation.number, options)
  } catch (error) {
    return { kind: 'failed', failure: storageFailureOrThrow(error, generationFile(folder, generation.number)) }
  } finally {
    database.close()
  }
}

async function sum(
  database: Connection,
  feed: FeedRow,
  generation: number,
  { from, signal, onProgress }: VerifyOptions,
): Promise<Verification> {
  const { epoch, sequence } = feed.state
  const records = createHeldRecords(database, readSegments(database), createCodeReader(database))
  const total = (database.prepare<[], number | null>('SELECT max(id) FROM person').pluck().get() ?? -1) + 1
  const start = from !== undefined && isSame(from, generation, { epoch, sequence }) ? from : undefined
  const digest = createStateDigest(start?.digest)
  for (let row = start?.row ?? 0; row < total; row += ROWS_AT_ONCE) {
    if (signal?.aborted === true) {
      return { kind: 'stopped', place: { generation, position: { epoch, sequence }, row, digest: digest.bytes() } }
    }
    addAll(digest, records.people(row, row + ROWS_AT_ONCE))
    onProgress?.(Math.min(total, row + ROWS_AT_ONCE), total)
    await breathe()
  }
  addAll(digest, records.others())
  const shards = differingShards(digest.bytes(), feed.digest)
  // A delta that came and was undone in between leaves the same state in other rows: only a sum from the beginning accuses.
  if (shards.length > 0 && start !== undefined) {
    const again = { ...(signal === undefined ? {} : { signal }), ...(onProgress === undefined ? {} : { onProgress }) }
    return await sum(database, feed, generation, again)
  }
  return shards.length === 0 ? { kind: 'whole', records: digest.records() } : { kind: 'damaged', shards }
}

function addAll(digest: StateDigest, records: ReturnType<HeldRecords['people']>): void {
  for (const { entity, key, text } of records) digest.add(shardOfRecord(entity, key), lineHash(text))
}

function isSame(place: VerifyPlace, generation: number, { epoch, sequence }: VerifyPlace['position']): boolean {
  return place.generation === generation && place.position.epoch === epoch && place.position.sequence === sequence
}
