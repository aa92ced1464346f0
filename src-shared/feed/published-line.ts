import { z } from 'zod'
import { registerRecordSchema } from '../register/record.ts'
import { classifierEntrySchema } from './classifier.ts'
import type { FeedRecord } from './canonical-record.ts'

/**
 * One line of a part. A record: `["person","000000000001",17,{…}]` with entity, key, version and the canonical record. A removal, in
 * deltas only: `["person","000000000001",18,null,"kept-long-enough"]`. The version is the sequence that last changed the record, so it
 * only grows, and every line may be applied any number of times: a line counts unless the desk holds a newer version of that record.
 * The bytes of a record's line in UTF-8, without its line feed, are its canonical bytes in the state digest, whatever they hold.
 */
export interface PublishedLine {
  readonly entity: string
  readonly key: string
  readonly version: number
  /** Anything a publisher of this or a later version says; `undefined` for a removal. */
  readonly record: unknown
  /** Why a record was removed; null for a record. */
  readonly removal: string | null
}

/** What a line says without its record: enough for the digest and for merging, at a fraction of the cost. */
export interface LineHead {
  readonly entity: string
  readonly key: string
  readonly version: number
  readonly isRemoval: boolean
}

export function recordLine(entity: string, key: string, version: number, json: string): string {
  return `["${entity}",${JSON.stringify(key)},${version},${json}]`
}

export function removalLine(entity: string, key: string, version: number, reason: string): string {
  return `["${entity}",${JSON.stringify(key)},${version},null,${JSON.stringify(reason)}]`
}

/** The head of a line, or null for a text that is no line of a feed. Does not look into the record. */
export function lineHead(line: string): LineHead | null {
  const found = HEAD.exec(line)
  if (found === null || !line.endsWith(']')) return null
  const [head, entity = '', quotedKey = '', version = ''] = found
  const key = textOf(quotedKey)
  if (key === null || key.length > LONGEST_KEY) return null
  return { entity, key, version: Number(version), isRemoval: line.startsWith('null,', head.length) }
}

/** A whole line, or null for a text that is no line of a feed. A record of an unknown shape is a good line. */
export function readPublishedLine(line: string): PublishedLine | null {
  if (lineHead(line) === null) return null
  try {
    const parsed = lineSchema.safeParse(JSON.parse(line))
    if (!parsed.success) return null
    const [entity, key, version, record, reason] = parsed.data
    if (reason === undefined) return record === null ? null : { entity, key, version, record, removal: null }
    return record === null ? { entity, key, version, record: undefined, removal: reason } : null
  } catch {
    return null
  }
}

/**
 * The record of a line, where this program knows its shape and its key is the line's. Null: the line is stored as bytes, counts in the
 * digest, finds nobody, and its person answers `record-unreadable` (register feed, «Files»).
 */
export function knownRecord({ entity, key, record }: PublishedLine): FeedRecord | null {
  const parsed = feedRecordSchema.safeParse({ [entity]: record })
  if (!parsed.success) return null
  const { data } = parsed
  if ('person' in data) return data.person.id === key ? data : null
  if ('insurer' in data) return data.insurer.code === key ? data : null
  return `${data.classifier.classifier}/${data.classifier.code}` === key ? data : null
}

const LONGEST_KEY = 64
const HEAD = /^\["([a-z][a-z-]{0,31})",("(?:[^"\\]|\\.){1,400}"),([1-9]\d{0,14}),/
const lineSchema = z.tuple([z.string(), z.string(), z.number(), z.unknown(), z.string().min(1).max(40).optional()])
const feedRecordSchema = z.union([registerRecordSchema, z.strictObject({ classifier: classifierEntrySchema })])

function textOf(quoted: string): string | null {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return z.string().parse(JSON.parse(quoted))
  } catch {
    return null
  }
}
