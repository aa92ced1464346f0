import { createStateDigest } from '../../../src-shared/feed/state-digest.ts'
import type { FeedChanges, FeedLine, FeedRefusal, RegisterTotals } from '../../app/feed-port.ts'
import type { Connection } from '../encrypted-database.ts'
import { createCodeReader } from '../register/codes.ts'
import { readSegments } from '../register/segments.ts'
import { interpreted, keptLine, lineHash } from './feed-lines.ts'
import { createHeldRecords } from './held-records.ts'
import type { HeldRecord } from './held-records.ts'
import { createRecordWriter } from './record-writer.ts'
import { createTotals } from './totals.ts'

/**
 * Applies lines of deltas to a finished register, within the caller's transaction and with the work of the changes alone: the digest
 * and the totals lose what the former record brought and gain what the new one brings.
 */
export interface LineApplier {
  /** A refusal leaves the transaction in the middle: it must be rolled back. Throws SQLite's errors. */
  apply(line: FeedLine): FeedRefusal | null
  /** Takes back all that `apply` did when the lines were kept for it. */
  undo(): FeedRefusal | null
  digest(): Uint8Array
  totals(): RegisterTotals
  changes(): FeedChanges
}

/** `keepUndo`: every record's former line is kept in the table `undo`, which the caller has emptied. */
export function createLineApplier(
  database: Connection,
  from: { readonly digest: Uint8Array; readonly totals: RegisterTotals },
  keepUndo: boolean,
): LineApplier {
  const segments = readSegments(database)
  const records = createHeldRecords(database, segments, createCodeReader(database))
  const writer = createRecordWriter(database, segments, records)
  const digest = createStateDigest(from.digest)
  const totals = createTotals(from.totals)
  const remember = database.prepare<[string, string, Uint8Array | null]>('INSERT OR IGNORE INTO undo VALUES (?, ?, ?)')
  const changes = { added: 0, changed: 0, removed: 0 }

  const takeOut = ({ entity, record, text }: HeldRecord, shard: number): void => {
    digest.remove(shard, lineHash(text))
    totals.remove(entity, record)
  }
  const put = (line: FeedLine, former: HeldRecord | null): FeedRefusal | null => {
    if (former !== null) takeOut(former, line.shard)
    const record = interpreted(line)
    if (!writer.put(line, record)) return { kind: 'no-room' }
    digest.add(line.shard, lineHash(line.bytes ?? line.text))
    totals.add(line.head.entity, record)
    return null
  }

  return {
    apply(line) {
      const { entity, key, version, isRemoval } = line.head
      const former = records.find(entity, key)
      // A line counts unless a newer version is held, so that the same delta may come any number of times.
      if (former === null ? isRemoval : former.version > version || former.text === line.text) return null
      if (keepUndo) remember.run(entity, key, former === null ? null : Buffer.from(former.text, 'utf8'))
      if (isRemoval && former !== null) {
        takeOut(former, line.shard)
        writer.remove(entity, key)
        changes.removed += 1
        return null
      }
      if (former === null) changes.added += 1
      else changes.changed += 1
      return put(line, former)
    },
    undo() {
      const kept = database.prepare<[], { entity: string; key: string; line: Buffer | null }>('SELECT entity, key, line FROM undo').all()
      for (const { entity, key, line } of kept) {
        const former = records.find(entity, key)
        if (line !== null) {
          const refusal = put(keptLine(line.toString('utf8')), former)
          if (refusal !== null) return refusal
        } else if (former !== null) {
          takeOut(former, keptLine(former.text).shard)
          writer.remove(entity, key)
        }
      }
      return null
    },
    digest: () => digest.bytes(),
    totals: () => totals.value(),
    changes: () => ({ ...changes }),
  }
}
