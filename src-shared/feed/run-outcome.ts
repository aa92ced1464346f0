import { z } from 'zod'
import { failureCodeSchema } from '../failure.ts'
import { instantSchema } from '../schema-pieces.ts'
import { brakeSchema } from './dataset.ts'
import type { RunEnd } from './follow-schedule.ts'

/**
 * Why data were not taken although a source gave some (register feed, «Trust»). The first group names attacks as The Update Framework
 * does; a broken copy, a lagging mirror or a faulty publisher may look the same.
 */
export const refusalSchema = z.enum([
  // signatures and metadata
  'arbitrary-installation',
  'key-compromise',
  'rollback',
  'mix-and-match',
  'endless-data',
  'wrong-file',
  'metadata-refused',
  // what answers is no feed: a page of a router or a proxy, another site
  'not-a-feed',
  // the listing
  'wrong-dataset',
  'sequence-fell',
  'sequence-reused',
  'dataset-unreadable',
  'dataset-newer',
  'key-missing',
  'demo-into-real',
  // the parts
  'part-missing',
  'part-too-short',
  'part-unreadable',
  'nobody',
  'digest-differs',
])
export type Refusal = z.infer<typeof refusalSchema>

/** A brake that holds (register feed, Promises 7): what was counted before and would be counted after. */
export const heldBrakeSchema = z.strictObject({
  brake: brakeSchema,
  before: z.number(),
  after: z.number(),
  /** Of which so many: all people for shares of them, all records for unreadable ones. */
  ofBefore: z.number(),
  ofAfter: z.number(),
  /** Codes of the insurers that vanished. */
  insurers: z.array(z.string()),
})
export type HeldBrake = z.infer<typeof heldBrakeSchema>

/** How a run ended: a closed list, each with words of its own on the screen. */
export const runOutcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('updated'), by: z.enum(['deltas', 'snapshot']) }),
  /** The desk has what the publisher published last. */
  z.strictObject({ kind: z.literal('unchanged') }),
  /** An administrator went back from this state; it is not taken again by itself. */
  z.strictObject({ kind: z.literal('stays-returned'), sequence: z.int() }),
  /** «Издатель не обновлял»: a source answers, but nobody vouches for its data any more, or they are older than the cadence allows. */
  z.strictObject({ kind: z.literal('publisher-frozen'), asOf: instantSchema.nullable(), cause: z.enum(['expired', 'late']) }),
  /** «Нет связи с источником»: none of the sources answered, or they broke off. What was fetched is kept. */
  z.strictObject({ kind: z.literal('no-source') }),
  z.strictObject({ kind: z.literal('held'), brakes: z.array(heldBrakeSchema).min(1) }),
  /** `cause`: for a log, no personal data. */
  z.strictObject({ kind: z.literal('refused'), because: refusalSchema, cause: z.string().max(300) }),
  /** `needed`: bytes that are wanted beyond the free ones; null where it was a write that failed. */
  z.strictObject({ kind: z.literal('disk-full'), needed: z.number().nullable() }),
  z.strictObject({ kind: z.literal('cancelled') }),
  z.strictObject({ kind: z.literal('clock-wrong'), clock: instantSchema, trustedTime: instantSchema }),
  /** This computer's own trouble: the data folder, the register, a program error. */
  z.strictObject({ kind: z.literal('station-failed'), code: failureCodeSchema, cause: z.string().max(300) }),
])
export type RunOutcome = z.infer<typeof runOutcomeSchema>

/** What a source did in a run. */
export const sourceStateSchema = z.strictObject({
  /** As written in the enrolment. */
  address: z.string(),
  state: z.enum(['not-asked', 'good', 'late', 'expired', 'silent', 'slow', 'no-feed', 'refused']),
  refusal: refusalSchema.nullable(),
  /** The system's own word, e.g. ECONNREFUSED or 503; empty where all went well. */
  cause: z.string().max(300),
})
export type SourceState = z.infer<typeof sourceStateSchema>

export const runPhaseSchema = z.enum(['metadata', 'download', 'verify', 'decode', 'insert', 'index', 'digest', 'switch'])
/** The phases of a run in their order; decoding and inserting take turns. */
export type RunPhase = z.infer<typeof runPhaseSchema>

export const runProgressSchema = z.strictObject({
  phase: runPhaseSchema,
  /** Of the parts that this run needs; those kept from before count as done. */
  parts: z.strictObject({ done: z.int(), total: z.int() }),
  bytes: z.strictObject({ done: z.number(), total: z.number() }),
  rows: z.strictObject({ done: z.int(), total: z.int() }),
  /** Seconds that this phase will still take; null while nobody can tell. */
  etaSeconds: z.int().nullable(),
})
export type RunProgress = z.infer<typeof runProgressSchema>

/** A published state: the epoch grows with content keys, the sequence with every publication. */
export const positionSchema = z.strictObject({ epoch: z.int(), sequence: z.int() })

/** One run in the journal of runs (register feed, Promises 9). */
export const runEntrySchema = z.strictObject({
  startedAt: instantSchema,
  endedAt: instantSchema,
  why: z.enum(['first', 'nightly', 'missed', 'retry', 'manual']),
  outcome: runOutcomeSchema,
  dataset: z.string(),
  /** Where the desk stood; null: it had none of this feed. */
  from: positionSchema.nullable(),
  /** What the newest good listing publishes; null where there was none. The desk stands there after `updated` and `unchanged` only. */
  to: positionSchema.nullable(),
  /** That listing's own words about its age. */
  asOf: instantSchema.nullable(),
  cadenceHours: z.int().nullable(),
  /** Until when the publisher vouches for it, and for its root; for the station's screen. */
  timestampExpires: instantSchema.nullable(),
  rootVersion: z.int().nullable(),
  rootExpires: instantSchema.nullable(),
  /** Bytes received in this run. */
  bytes: z.number(),
  /** Lines read; records that are new, differ or went; records in the register that this program cannot interpret. */
  rows: z.strictObject({ read: z.int(), added: z.int(), changed: z.int(), removed: z.int(), unreadable: z.int() }),
  milliseconds: z.number(),
  phases: z.partialRecord(runPhaseSchema, z.number()),
  sources: z.array(sourceStateSchema),
})
export type RunEntry = z.infer<typeof runEntrySchema>

/** What an outcome means for the next run. */
export function runEnd({ kind }: RunOutcome): RunEnd {
  if (kind === 'updated' || kind === 'unchanged' || kind === 'stays-returned') return 'done'
  if (kind === 'held') return 'held'
  return kind === 'cancelled' ? 'cancelled' : 'failed'
}
