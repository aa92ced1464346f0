import { z } from 'zod'
import { calendarDateSchema, instantSchema } from '../schema-pieces.ts'
import { inputProblemSchema, usableItemSchema } from '../intake/item.ts'
import { insurerSchema, personSchema } from '../register/person.ts'

/**
 * Everything the coverage rules may look at. All keys are required: what may rightly be absent is null. A missing key or an
 * unparsable value is *unknown* and never ends in `covered`; the sections are parsed one by one, so that an unreadable
 * section speaks at its own step.
 */
export const registerFactsSchema = z.strictObject({
  state: z.enum(['ready', 'missing', 'damaged']),
  source: z.enum(['cache', 'online', 'demo', 'loaded']),
  version: z.string(),
  /** Data complete up to this instant; only meaningful when `ready`. */
  asOf: instantSchema,
  /** From verified feed metadata; null where there is none. */
  issuedAt: instantSchema.nullable(),
})

export const stationFactsSchema = z.strictObject({
  timeZone: z.string(),
  /** The clinic's own code, against which therapeutic attachment is judged; null: not set, no attachment note. */
  clinicCode: z.string().nullable(),
  /** Two digits; chooses regional rows of the dated tables; null: federal rows only. */
  regionCode: z
    .string()
    .regex(/^\d{2}$/)
    .nullable(),
  /** Hours after which the note `data-age` appears. */
  noteAfterHours: z.number().min(0).max(240),
  /** Hours after which answers from the copy become `not-checked`; 96 by default, at most 240. */
  tooOldAfterHours: z.number().min(1).max(240),
  /** An empty on-line answer counts as "not in the register". */
  emptyAnswerMeansNotInRegister: z.boolean(),
})
export type StationFacts = z.infer<typeof stationFactsSchema>

export const lookupKeySchema = z.enum(['enp', 'policy-number', 'document', 'snils', 'name-and-birth-date'])
export type LookupKey = z.infer<typeof lookupKeySchema>

/** What the register found for one presented item. `people` are ids of records in `people`, before redirects are followed. */
export const lookupSchema = z.strictObject({
  /** Index into `presented`. */
  item: z.int().min(0),
  key: lookupKeySchema,
  people: z.array(z.string()),
})
export type Lookup = z.infer<typeof lookupSchema>

export const confirmationSchema = z.strictObject({
  /** The differing field the receptionist judged to be the same person. */
  field: z.enum(['familyName', 'givenName', 'patronymic', 'birthDate']),
  reason: z.enum(['name-changed', 'spelling', 'typing-error-in-register', 'other-document-seen']),
})
export type Confirmation = z.infer<typeof confirmationSchema>

/** What somebody showed and what the register found for it. */
export const evidenceSchema = z.strictObject({
  /** Why nothing usable was read; then `presented` is empty. */
  problem: inputProblemSchema.nullable(),
  presented: z.array(usableItemSchema),
  /**
   * Where the register is ready and there is no problem: at least one look-up per presented item, with empty `people` where it
   * found nobody. A presented item without any look-up is an unknown fact.
   */
  lookups: z.array(lookupSchema),
})
export type Evidence = z.infer<typeof evidenceSchema>

export const newbornFactsSchema = z.strictObject({
  birthDate: calendarDateSchema,
  /** The day the birth was registered, `not-yet`, or `unknown`. */
  registered: z.union([calendarDateSchema, z.enum(['not-yet', 'unknown'])]),
  representative: evidenceSchema,
})

export const factsSchema = z.strictObject({
  serviceDate: calendarDateSchema,
  /** The workstation's clock at the moment of the check. */
  clock: instantSchema,
  station: stationFactsSchema,
  register: registerFactsSchema,
  /** For the newborn's question: what was shown for the child itself; may be empty. */
  evidence: evidenceSchema,
  /** Every record that a lookup hit, and every record reachable from those by redirects. */
  people: z.array(personSchema),
  insurers: z.array(insurerSchema),
  /** What an on-line register said when it found nobody; null off line or when it found somebody. */
  onlineAnswer: z.enum(['not-in-register', 'empty']).nullable(),
  confirmation: confirmationSchema.nullable(),
  /** What differs from the last check of this person here. */
  changedSinceLastVisit: z.array(z.enum(['insurer', 'attachment', 'surname', 'document'])),
  /** The newborn's question; null for the ordinary one. */
  newborn: newbornFactsSchema.nullable(),
})
export type Facts = z.infer<typeof factsSchema>
