import { z } from 'zod'
import { instantSchema } from '../schema-pieces.ts'
import { registerHeaderSchema } from '../register/record.ts'
import { SHARD_COUNT } from './state-digest.ts'

/** The version of the feed's files; `dataset.json` of a newer one is refused by name. */
export const FEED_FORMAT = 1

/** A part as stored, encrypted: nothing longer is published or read. */
export const MAX_PART_BYTES = 4 << 20
/** A part's lines after decryption and decompression: nothing longer is published or read. */
export const MAX_PLAIN_PART_BYTES = 64 << 20
/** `dataset.json`: nothing longer is published or read. */
export const MAX_DATASET_BYTES = 4 << 20

const sha256Schema = z.string().regex(/^[\da-f]{64}$/)
const sequenceSchema = z.int().min(1)
const shardSchema = z
  .int()
  .min(0)
  .max(SHARD_COUNT - 1)

const partSchema = z.object({
  /** Length as stored. Equal to the target's length in the TUF metadata, where its SHA-256 stands. */
  bytes: z.int().min(1).max(MAX_PART_BYTES),
  /** Length after decompression: the cap while decompressing, and exact. */
  plainBytes: z.int().min(0).max(MAX_PLAIN_PART_BYTES),
  lines: z.int().min(0),
  /** Lines stand in the order of their shards; a shard may go on in the next part. */
  firstShard: shardSchema,
  lastShard: shardSchema,
})
export type FeedPart = z.infer<typeof partSchema>

const snapshotSchema = z.object({
  /** The state it holds. */
  sequence: sequenceSchema,
  issuedAt: instantSchema,
  /** All its parts together, as stored. */
  bytes: z.int().min(0),
  parts: z.array(partSchema).max(100_000),
})
export type FeedSnapshot = z.infer<typeof snapshotSchema>

const deltaSchema = z.object({
  /** Leads every state from this sequence on … */
  from: sequenceSchema,
  /** … to exactly this one. */
  to: sequenceSchema,
  issuedAt: instantSchema,
  /** All its parts together, as stored; 0 where nothing changed. */
  bytes: z.int().min(0),
  parts: z.array(partSchema).max(100_000),
})
export type FeedDelta = z.infer<typeof deltaSchema>

/** The desk's brakes before a switch (register feed, Promises 7). */
export const brakeSchema = z.enum(['people-fall', 'valid-policies-fall', 'insurer-vanished', 'quarantined'])
export type Brake = z.infer<typeof brakeSchema>

export const expectedChangeSchema = z.object({
  brake: brakeSchema,
  /** The sequence that brings the change: the brake is lifted for a desk that stands before it and goes to it or beyond. */
  from: sequenceSchema,
  reason: z.string().min(1).max(200),
})
export type ExpectedChange = z.infer<typeof expectedChangeSchema>

/**
 * `dataset.json`, the target that names everything else (register feed, «Files»). It is signed but not encrypted: it tells the
 * carrier how many people there are, never who. Unknown fields are passed over, so that a later publisher may add some.
 */
export const datasetSchema = z.object({
  format: z.literal(FEED_FORMAT),
  dataset: registerHeaderSchema.shape.dataset,
  scope: registerHeaderSchema.shape.scope,
  /** The source's own name of the version. */
  version: registerHeaderSchema.shape.version,
  recordSchemaVersion: z.int().min(1),
  /** Which content key opens the parts; its first 8 bytes of a derivation, in hex. Another epoch may have another key. */
  contentKeyId: z.string().regex(/^[\da-f]{16}$/),
  epoch: z.int().min(1),
  /** Grows with every publication and never falls, in a new epoch neither. */
  sequence: sequenceSchema,
  /** The data are complete up to this instant. */
  asOf: instantSchema,
  issuedAt: instantSchema,
  /** The publisher means to publish every so many hours. */
  cadenceHours: z.int().min(1).max(744),
  /** Records per entity. */
  counts: z.record(z.string().regex(/^[a-z][a-z-]{0,31}$/), z.int().min(0)),
  /** People among them whose record only says that they left this copy. */
  tombstones: z.int().min(0),
  /** SHA-256 of the digest's bytes (`state-digest.ts`), which lie encrypted in the target `state/<sequence>`. */
  stateDigest: sha256Schema,
  snapshot: snapshotSchema,
  deltas: z.array(deltaSchema).max(1000),
  expectedChanges: z.array(expectedChangeSchema).max(100),
})
export type Dataset = z.infer<typeof datasetSchema>

export const DATASET_PATH = 'dataset.json'

/** Target path of a part; parts count from 0. */
export function snapshotPartPath(sequence: number, part: number): string {
  return `snapshot/${sequence}/${partName(part)}`
}

export function deltaPartPath(from: number, to: number, part: number): string {
  return `delta/${from}-${to}/${partName(part)}`
}

/** Target path of the digest per shard, sealed like a part. */
export function statePath(sequence: number): string {
  return `state/${sequence}`
}

function partName(part: number): string {
  return `part-${String(part).padStart(3, '0')}`
}

/** The paths of all targets that `dataset.json` names, itself excluded. */
export function targetPaths({ sequence, snapshot, deltas }: Dataset): readonly string[] {
  return [
    statePath(sequence),
    ...snapshot.parts.map((_part, index) => snapshotPartPath(snapshot.sequence, index)),
    ...deltas.flatMap(({ from, to, parts }) => parts.map((_part, index) => deltaPartPath(from, to, index))),
  ]
}

/** The format of a text that may be a `dataset.json` of a newer program; null where it names none. */
export function datasetFormat(value: unknown): number | null {
  return typeof value === 'object' && value !== null && 'format' in value && typeof value.format === 'number' ? value.format : null
}
