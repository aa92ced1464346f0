import { z } from 'zod'
import { calendarDateSchema, enpSchema, instantSchema, sexSchema } from '../schema-pieces.ts'
import { attachmentSchema, insurerSchema } from '../register/person.ts'
import { lookupKeySchema } from './facts.ts'

export const outcomeSchema = z.enum(['covered', 'not-covered', 'needs-a-look', 'not-checked'])
/** The closed set of four answers (coverage rules §1). The default is `not-checked`. */
export type Outcome = z.infer<typeof outcomeSchema>

export const toneSchema = z.enum(['ok', 'stop', 'look', 'unknown', 'note'])
export type Tone = z.infer<typeof toneSchema>

export const languageSchema = z.enum(['ru', 'en'])
export type Language = z.infer<typeof languageSchema>

/** Values for the placeholders of a text, e.g. {insurer}, {hotLine}, {date}; dates stay ISO and are formatted per language. */
export const textParamsSchema = z.record(z.string(), z.string())

export const reasonSchema = z.strictObject({
  /** A code of `resources/rules/reasons.json`. */
  code: z.string(),
  tone: toneSchema,
  /** The step of the evaluation order and the rule inside it, e.g. `7/digital-policy`. */
  rule: z.string(),
  legalBasis: z.string(),
  params: textParamsSchema,
  /** The sentence for the screen, in the verdict's language. */
  text: z.string(),
  /** What to do about it and what to say; every note has its own, of the deciding reason they stand in the verdict too. */
  nextStep: z.string(),
  say: z.string(),
})
export type Reason = z.infer<typeof reasonSchema>

export const verdictPersonSchema = z.strictObject({
  id: z.string(),
  enp: enpSchema.nullable(),
  familyName: z.string().nullable(),
  givenName: z.string().nullable(),
  patronymic: z.string().nullable(),
  /** As the register holds it; `00` for unknown parts. */
  birthDate: z.string(),
  /** Full years on the service date; null where the birth date is not fully known. */
  age: z.int().nullable(),
  sex: sexSchema.nullable(),
  representatives: z.array(z.string()),
})
export type VerdictPerson = z.infer<typeof verdictPersonSchema>

export const differenceSchema = z.strictObject({
  field: z.enum(['familyName', 'givenName', 'patronymic', 'birthDate']),
  presented: z.string().nullable(),
  register: z.string().nullable(),
  /** `equal` and `partly` fields are listed too, so that the screen can lay them side by side. */
  result: z.enum(['equal', 'partly', 'different', 'not-given']),
})
export type Difference = z.infer<typeof differenceSchema>

export const verdictSchema = z.strictObject({
  outcome: outcomeSchema,
  /** What steps 5–7 said when another step decides; in words only, never green. */
  underlying: z.strictObject({ outcome: outcomeSchema, code: z.string(), text: z.string() }).nullable(),
  /** In step order, notes last. */
  reasons: z.array(reasonSchema).min(1),
  /** The word on the screen: «Застрахован», «Полис приостановлен», … */
  title: z.string(),
  /** The sentence under it, always with the age of the data. */
  summary: z.string(),
  nextStep: z.string(),
  say: z.string(),
  person: verdictPersonSchema.nullable(),
  candidates: z.array(verdictPersonSchema),
  match: z
    .strictObject({
      key: lookupKeySchema,
      compared: z.array(z.enum(['familyName', 'givenName', 'patronymic', 'birthDate'])),
      differences: z.array(differenceSchema),
    })
    .nullable(),
  /** True where «тот же человек» may be confirmed (§4). */
  confirmable: z.boolean(),
  policy: z
    .strictObject({
      type: z.string(),
      status: z.string(),
      enp: enpSchema.nullable(),
      series: z.string().nullable(),
      number: z.string().nullable(),
      from: calendarDateSchema,
      to: calendarDateSchema.nullable(),
    })
    .nullable(),
  /** The factual insurer; the name is the code where the directory does not know it. */
  insurer: insurerSchema.nullable(),
  attachment: attachmentSchema.nullable(),
  serviceDate: calendarDateSchema.nullable(),
  asOf: instantSchema.nullable(),
  /** Whole hours from `asOf` to the clock; null where either is unknown. */
  dataAgeHours: z.number().nullable(),
  registerVersion: z.string().nullable(),
  source: z.enum(['cache', 'online', 'demo', 'loaded']).nullable(),
  /** With `register-too-old`: the last known answer, in words. */
  lastKnown: z.strictObject({ outcome: outcomeSchema, code: z.string(), text: z.string(), asOf: instantSchema }).nullable(),
  /** The emergency line; null only for `covered`. */
  emergency: z.string().nullable(),
  /** Offered by `not-in-local-register` for a birth date within 60 days. */
  newbornOffered: z.boolean(),
  language: languageSchema,
})
export type Verdict = z.infer<typeof verdictSchema>
