import { z } from 'zod'
import { instantSchema } from '../schema-pieces.ts'
import { brakeSchema } from './dataset.ts'
import { heldBrakeSchema, positionSchema, runEntrySchema, runProgressSchema } from './run-outcome.ts'

/** Why an administrator did something, in words of their own: 3–200 characters. */
export const decisionReasonSchema = z.string().trim().min(3).max(200)

/** What an administrator decided about the register; kept for good, without personal data. */
export const decisionSchema = z.strictObject({
  at: instantSchema,
  operator: z.string(),
  /** `returning` is written before a return begins, one of the others after it: `returned` or `not-returned`. */
  what: z.enum(['accepted', 'returning', 'returned', 'not-returned', 'taken-again']),
  /** What the station followed: sequences of another dataset are other states. Null: nothing. */
  dataset: z.string().nullish(),
  /** The state that was let through, left or taken again; null where the register that was left came from no feed. */
  position: positionSchema.nullable(),
  brakes: z.array(brakeSchema),
  reason: z.string(),
})
export type Decision = z.infer<typeof decisionSchema>

const activitySchema = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('run'),
    why: runEntrySchema.shape.why,
    /** Null until there is something to tell. */
    progress: runProgressSchema.nullable(),
    cancelling: z.boolean(),
  }),
  /** «Проверить базу»: person rows summed, of how many. */
  z.strictObject({ what: z.literal('verify'), done: z.int(), total: z.int(), cancelling: z.boolean() }),
  z.strictObject({ what: z.literal('return') }),
])

/** What the station screen shows of the register and its feed (register feed, Promises 7–11). */
export const updatesStateSchema = z.strictObject({
  /** Null: the station follows no feed. */
  enrolment: z
    .strictObject({
      dataset: z.string(),
      enrolledAt: instantSchema,
      /** In groups of four, to compare by eye with the publisher's. */
      rootFingerprint: z.string(),
      contentKeyId: z.string(),
      /** In the order of trying. */
      sources: z.array(z.string()),
      /** Whose order it is: that of the enrolment file, or one of this station's settings (`feedSources`). */
      sourcesOf: z.enum(['enrolment', 'settings']),
    })
    .nullable(),
  /** Where the register stands in the feed; null where it was not filled from one. */
  standing: z
    .strictObject({
      position: positionSchema,
      issuedAt: instantSchema,
      /** Records by entity, those who left among them. */
      entities: z.record(z.string(), z.int()),
      people: z.int(),
      /** Of them with a policy of a valid status. */
      insured: z.int(),
      /** Insured people by insurer code. */
      insurers: z.record(z.string(), z.int()),
      unreadable: z.int(),
      /** An administrator went back from a newer state, which is not taken again by itself. */
      returned: z.boolean(),
      /** Older than what this folder once had, although nobody went back: a backup was laid in its place. */
      behind: z.boolean(),
    })
    .nullable(),
  /** What «вернуть прежнюю» goes back to; null where there is nothing. */
  previous: z
    .strictObject({
      /** `delta`: the last changes are undone; `generation`: the file before the last snapshot answers again. */
      kind: z.enum(['delta', 'generation']),
      version: z.string(),
      asOf: instantSchema,
      position: positionSchema.nullable(),
    })
    .nullable(),
  /** The next run by itself; null where the station follows no feed. It may lie behind the clock for a moment. */
  next: z.strictObject({ at: instantSchema, why: z.enum(['first', 'nightly', 'missed', 'retry']) }).nullable(),
  activity: activitySchema.nullable(),
  /** The last runs, newest first, 30 at most. */
  runs: z.array(runEntrySchema),
  /** A published state that a brake holds back until an administrator accepts it with a reason. */
  waiting: z.strictObject({ position: positionSchema, since: instantSchema, brakes: z.array(heldBrakeSchema).min(1) }).nullable(),
  /** The last ones, newest first, 10 at most. */
  decisions: z.array(decisionSchema),
  /** False: their journal holds a line that this station did not write, or lacks one; such words let nothing pass. */
  decisionsWhole: z.boolean(),
  /** The last «проверить базу» since the start of the program. */
  verification: z
    .strictObject({
      at: instantSchema,
      result: z.enum(['whole', 'damaged', 'stopped', 'not-from-feed', 'failed']),
      records: z.int().nullable(),
    })
    .nullable(),
  /** Bytes; `free` is null where the file system does not tell. */
  disk: z.strictObject({ free: z.number().nullable(), register: z.number(), journal: z.number(), feed: z.number() }),
})
export type UpdatesState = z.infer<typeof updatesStateSchema>
export type Activity = z.infer<typeof activitySchema>
