import { hash } from 'node:crypto'
import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import type { FeedState, RegisterTotals } from '../../app/feed-port.ts'
import type { Connection } from '../encrypted-database.ts'
import { readTotals, totalsText } from './totals.ts'

/** Where the tables stand in their feed, with the digest of what they hold. */
export interface FeedRow {
  readonly state: FeedState
  /** The bytes of the state digest. */
  readonly digest: Uint8Array
}

/** 0: what the tables hold; 1: what they held before the last delta. */
export type FeedPlace = 0 | 1

interface Row {
  dataset: string
  scope: string
  version: string
  epoch: number
  sequence: number
  as_of: string
  issued_at: string
  digest: Buffer
  totals: string
}

/** Null where there is none: a register that was loaded from a file, or an older program's. */
export function readFeedRow(database: Connection, place: FeedPlace): FeedRow | null {
  if (Number(database.pragma('user_version', { simple: true })) < FIRST_VERSION) return null
  const row = database
    .prepare<[number], Row>('SELECT dataset, scope, version, epoch, sequence, as_of, issued_at, digest, totals FROM feed WHERE place = ?')
    .get(place)
  if (row === undefined) return null
  const { as_of: asOf, issued_at: issuedAt, digest, totals, ...rest } = row
  return { state: { ...rest, asOf, issuedAt, totals: readTotals(totals) }, digest }
}

/** The version of the tables that first has a feed. */
const FIRST_VERSION = 2

/** Writes both the feed's row and what look-ups tell of the register. */
export function writeFeedRow(database: Connection, { state, digest }: FeedRow): void {
  insert(database, 0, { state, digest })
  database
    .prepare<[string, string, string, string, number]>('UPDATE dataset SET name = ?, scope = ?, version = ?, as_of = ?, people = ?')
    .run(state.dataset, state.scope, state.version, state.asOf, state.totals.people)
}

/** Keeps the state of the tables as the one to go back to, and forgets the way to the one before it. */
export function startUndo(database: Connection, former: FeedRow): void {
  forgetUndo(database)
  insert(database, 1, former)
}

export function forgetUndo(database: Connection): void {
  database.exec('DELETE FROM undo')
  database.exec('DELETE FROM feed WHERE place = 1')
}

export function stateOf(dataset: Dataset, totals: RegisterTotals): FeedState {
  const { dataset: name, scope, version, epoch, sequence, asOf, issuedAt } = dataset
  return { dataset: name, scope, version, epoch, sequence, asOf, issuedAt, totals }
}

/** The digest of a whole state as `dataset.json` gives it: in hexadecimal, of the bytes of the digest per shard. */
export function digestText(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex')
}

function insert(database: Connection, place: FeedPlace, { state, digest }: FeedRow): void {
  const { dataset, scope, version, epoch, sequence, asOf, issuedAt, totals } = state
  database
    .prepare<[number, string, string, string, number, number, string, string, Uint8Array, string]>(
      'INSERT OR REPLACE INTO feed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(place, dataset, scope, version, epoch, sequence, asOf, issuedAt, digest, totalsText(totals))
}
