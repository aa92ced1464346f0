import { canonicalRecord, holdsBrokenText } from '../../../src-shared/feed/canonical-record.ts'
import type { FeedRecord } from '../../../src-shared/feed/canonical-record.ts'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { failed } from '../feed-failure.ts'
import type { FeedFailure } from '../feed-failure.ts'
import { shardOfKey } from '../hash.ts'
import type { Buckets } from './buckets.ts'
import type { PublishSource } from './source.ts'
import { stateName } from './state-line.ts'

/** What a source held, in numbers. */
export interface SourceTally {
  readonly records: number
  readonly people: number
  readonly rejected: number
  /** Rejected rows by the code of the reason. */
  readonly byReason: Readonly<Record<string, number>>
}

/** No desk reads a longer line; a record of one person takes a thousand bytes or so. */
const LONGEST_RECORD = 250_000
/** A few bad rows happen in small files too; above them one in a hundred is too many (register feed, Promises 7). */
const ALWAYS_ALLOWED = 10
const ALLOWED_SHARE = 0.01

/**
 * Reads a source to its end and sorts its records into buckets by shard. Nothing is published before the whole source was read. Error:
 * `source-refused`.
 */
export async function sortSource(
  { outcomes }: PublishSource,
  buckets: Buckets,
  onRecords: (records: number) => void,
): Promise<Result<SourceTally, FeedFailure>> {
  const byReason: Record<string, number> = {}
  let records = 0
  let people = 0
  let rejected = 0
  const reject = (reason: string): void => {
    rejected += 1
    byReason[reason] = (byReason[reason] ?? 0) + 1
  }
  for await (const outcome of outcomes) {
    if (outcome.kind === 'refused') return failed('source-refused', { reason: outcome.refusal.code, ...outcome.refusal.params })
    if (outcome.kind === 'rejected') reject(outcome.reason)
    if (outcome.kind !== 'record') continue
    const problem = sort(outcome.record, buckets)
    if (problem !== null) {
      reject(problem)
      continue
    }
    records += 1
    if ('person' in outcome.record) people += 1
    if (records % 10_000 === 0) onRecords(records)
  }
  return ok({ records, people, rejected, byReason })
}

/** True where so much is wrong with a source that it cannot be trusted as a whole. */
export function isTooMuchRejected({ records, rejected }: Pick<SourceTally, 'records' | 'rejected'>): boolean {
  return rejected > ALWAYS_ALLOWED && rejected > (records + rejected) * ALLOWED_SHARE
}

/** Puts a record into its bucket, or says why no desk could keep it. */
function sort(record: FeedRecord, buckets: Buckets): string | null {
  const { entity, key, json } = canonicalRecord(record)
  if (json.length > LONGEST_RECORD || key.length > 64) return 'record-too-long'
  if (holdsBrokenText(json) || holdsBrokenText(JSON.stringify(key))) return 'broken-text'
  buckets.add(shardOfKey(entity, key), `${stateName(entity, key)}\t${json}`)
  return null
}
