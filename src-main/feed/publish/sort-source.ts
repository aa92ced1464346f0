import type { CalendarDate } from '../../../src-shared/calendar.ts'
import { canonicalRecord, holdsBrokenText } from '../../../src-shared/feed/canonical-record.ts'
import type { FeedRecord } from '../../../src-shared/feed/canonical-record.ts'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { failed } from '../feed-failure.ts'
import type { FeedFailure } from '../feed-failure.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import { endOf } from '../../import/doubt.ts'
import { shardOfKey } from '../hash.ts'
import type { Buckets } from './buckets.ts'
import { doubtText, givenText } from './combine-records.ts'
import type { Strength } from './combine-records.ts'
import type { Unmatched } from './match-known.ts'
import type { Origin, PublishSource } from './source.ts'
import { stateName } from './state-line.ts'

/** What a source held, in numbers. */
export interface SourceTally {
  readonly records: number
  readonly people: number
  readonly rejected: number
  /** Rejected rows by the code of the reason. */
  readonly byReason: Readonly<Record<string, number>>
  /** The lists among it, each with its own share of what is wrong: a large register must not hide a bad list. */
  readonly files: readonly FileTally[]
}

export interface FileTally {
  readonly file: string
  readonly profile: string | null
  /** The day of its data, where it is of another than the source. */
  readonly day: CalendarDate | null
  readonly rows: number
  readonly records: number
  readonly rejected: number
}

/** More than any list has: the rank of a record is that of its list times this, and its number in it. */
export const ROWS_OF_A_LIST = 2 ** 32
/** No desk reads a longer line; a record of one person takes a thousand bytes or so. */
const LONGEST_RECORD = 250_000
/** A few bad rows happen in small files too; above them one in a hundred is too many (register feed, Promises 7). */
const ALWAYS_ALLOWED = 10
const ALLOWED_SHARE = 0.01

/** Where records go, and the sums so far. */
export interface Sorting {
  readonly tally: SourceTally
  /** Puts a record under its key, or sets it aside where no desk could keep it. */
  put(record: FeedRecord, strength: Strength, origin: Origin | null): void
  reject(reason: string, origin: Origin | null, record: FeedRecord): void
  /** Says that a row withdraws something from nobody knows whom, and may mean this person. It counts after all rows of its list. */
  doubt(personId: string, origin: Origin | null, row: Person): void
}

/**
 * Reads a source to its end and sorts its records into buckets by shard; people whose id is not the register's wait in `unmatched`.
 * Nothing is published before the whole source was read. Error: `source-refused`.
 */
export async function sortSource(
  source: PublishSource,
  buckets: Buckets,
  unmatched: Unmatched,
  onRecords: (records: number) => void,
): Promise<Result<Sorting, FeedFailure>> {
  const byReason: Record<string, number> = {}
  const files: (FileTally & { records: number; rejected: number })[] = []
  const sums = { records: 0, people: 0, rejected: 0 }
  const fileOf = (origin: Origin | null) => (origin === null ? undefined : files.find(({ file }) => file === origin.file))
  const count = (reason: string, rows: number, file: (typeof files)[number] | undefined): void => {
    sums.rejected += rows
    byReason[reason] = (byReason[reason] ?? 0) + rows
    if (file !== undefined) file.rejected += rows
  }
  /** By list, then by row: who is meant is found out in another order. */
  const rankOf = (origin: Origin | null): number =>
    origin === null ? 0 : (files.findIndex(({ file }) => file === origin.file) + 1) * ROWS_OF_A_LIST + origin.record
  const sorting: Sorting = {
    get tally() {
      return { ...sums, byReason, files }
    },
    put(record, strength, origin) {
      const problem = sort(record, strength, rankOf(origin), buckets)
      if (problem !== null) return sorting.reject(problem, origin, record)
      sums.records += 1
      if ('person' in record) sums.people += 1
      const file = fileOf(origin)
      if (file !== undefined) file.records += 1
      if (sums.records % 10_000 === 0) onRecords(sums.records)
    },
    reject(reason, origin, record) {
      count(reason, 1, fileOf(origin))
      source.onRejected?.(origin, reason, record)
    },
    doubt(personId, origin, row) {
      const rank = rankOf(origin === null ? null : { ...origin, record: ROWS_OF_A_LIST - 1 })
      buckets.add(shardOfKey('person', personId), `${stateName('person', personId)}\t${doubtText(rank, endOf(row))}`)
    },
  }
  for await (const outcome of source.outcomes) {
    if (outcome.kind === 'refused') return failed('source-refused', { reason: outcome.refusal.code, ...outcome.refusal.params })
    if (outcome.kind === 'source') {
      const { file, profile = null, asOf = null, counts } = outcome.source
      files.push({ file, profile, day: asOf, rows: counts.rows, records: 0, rejected: 0 })
    }
    if (outcome.kind === 'rejected') count(outcome.reason, outcome.rows ?? 1, files.at(-1))
    if (outcome.kind !== 'record') continue
    const { record, strength = 'whole', origin = null } = outcome
    const isCompared = outcome.known === 'by-identity' || (outcome.known === 'by-id' && strength === 'weaker')
    if (isCompared && 'person' in record) unmatched.add(record.person, strength, origin, outcome.known === 'by-id')
    else sorting.put(record, strength, origin)
  }
  return ok(sorting)
}

/** True where so much is wrong with a source that it cannot be trusted as a whole. */
export function isTooMuchRejected({ records, rejected }: Pick<SourceTally, 'records' | 'rejected'>): boolean {
  return rejected > ALWAYS_ALLOWED && rejected > (records + rejected) * ALLOWED_SHARE
}

/** Puts a record into its bucket, or says why no desk could keep it. */
function sort(record: FeedRecord, strength: Strength, rank: number, buckets: Buckets): string | null {
  const { entity, key, json } = canonicalRecord(record)
  if (json.length > LONGEST_RECORD || key.length > 64) return 'record-too-long'
  if (holdsBrokenText(json) || holdsBrokenText(JSON.stringify(key))) return 'broken-text'
  buckets.add(shardOfKey(entity, key), `${stateName(entity, key)}\t${givenText(json, strength, rank)}`)
  return null
}
