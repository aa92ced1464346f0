import { hash } from 'node:crypto'
import { canonicalRecord } from '../../../src-shared/feed/canonical-record.ts'
import type { FeedRecord } from '../../../src-shared/feed/canonical-record.ts'
import { classifierEntrySchema } from '../../../src-shared/feed/classifier.ts'
import { lineHead, recordLine } from '../../../src-shared/feed/published-line.ts'
import { shardOf, shardText } from '../../../src-shared/feed/state-digest.ts'
import type { FeedLine } from '../../app/feed-port.ts'
import { personFault, readRecord } from '../load/read-record.ts'
import { scanPerson } from './scan-person.ts'

/**
 * The record of a line that is no removal, where the tables can hold it so that the very same line can be made of it again. Null: the
 * line is kept as bytes. Agrees with `knownRecord`, which is slower, but for what the tables refuse too: a wrong ENP check digit,
 * texts that a database cannot keep, more rows than a person may have.
 */
export function interpreted(line: FeedLine): FeedRecord | null {
  return scanned(line) ?? parsed(line)
}

/** The same for most people, in a third of the time; null says nothing. */
export function scanned({ head, text }: FeedLine): FeedRecord | null {
  const { entity, key, version } = head
  const prefix = recordLine(entity, key, version, '').slice(0, -1)
  if (entity !== 'person' || !text.startsWith(prefix) || !text.endsWith(']')) return null
  const person = scanPerson(text.slice(prefix.length, -1))
  return person !== null && person.id === key && personFault(person) === null ? { person } : null
}

/** The same for any line: it is parsed, judged, written anew and compared. */
export function parsed({ head, text }: FeedLine): FeedRecord | null {
  const { entity, key, version } = head
  const prefix = recordLine(entity, key, version, '').slice(0, -1)
  if (!text.startsWith(prefix)) return null
  const json = text.slice(prefix.length, -1)
  const record = entity === 'classifier' ? readClassifier(json) : readRegisterRecord(entity, json)
  return record !== null && lineOf(record, version) === text && keyOf(record) === key ? record : null
}

/** The line of a record, byte for byte as it was published. */
export function lineOf(record: FeedRecord, version: number): string {
  const { entity, key, json } = canonicalRecord(record)
  return recordLine(entity, key, version, json)
}

/** SHA-256 of a line, given as text or in UTF-8: what it brings to the state digest. */
export function lineHash(line: string | Uint8Array): Uint8Array {
  // A buffer of the hash's own, with memory outside the heap, would take twice the time of hashing a record.
  return Buffer.from(hash('sha256', line, 'binary'), 'latin1')
}

/** The shard, 0–255, of a record. */
export function shardOfRecord(entity: string, key: string): number {
  return shardOf(hash('sha256', shardText(entity, key), 'buffer'))
}

/** A line that this program itself kept. Throws where it is none. */
export function keptLine(text: string): FeedLine {
  const head = lineHead(text)
  if (head === null) throw new Error('A kept line of the feed has no head.')
  return { head, text, shard: shardOfRecord(head.entity, head.key) }
}

function keyOf(record: FeedRecord): string {
  if ('person' in record) return record.person.id
  return 'insurer' in record ? record.insurer.code : `${record.classifier.classifier}/${record.classifier.code}`
}

function readRegisterRecord(entity: string, json: string): FeedRecord | null {
  if (entity !== 'person' && entity !== 'insurer') return null
  const read = readRecord({ text: `{"${entity}":${json}}` })
  return read.ok ? read.value : null
}

function readClassifier(json: string): FeedRecord | null {
  try {
    const { data } = classifierEntrySchema.safeParse(JSON.parse(json))
    return data === undefined || /\0/.test(data.name) || !data.name.isWellFormed() ? null : { classifier: data }
  } catch {
    return null
  }
}
