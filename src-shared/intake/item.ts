import { z } from 'zod'
import { calendarDateSchema, enpSchema, sexSchema } from '../schema-pieces.ts'

/** Warnings never block: they are shown beside what was recognised. */
export const itemWarningSchema = z.enum([
  'enp-check-digit',
  'enp-coded-part-unreadable',
  'enp-coded-part-differs',
  'enp-test-region',
  'birth-date-may-be-missing',
  'birth-date-in-future',
  'expires-before-birth',
  'sex-unknown',
  'insurer-ogrn-unreadable',
  'okato-unreadable',
  'name-field-full',
  'mask-mismatch',
  'unknown-document-type',
  'roman-numeral-not-canonical',
  'snils-not-checkable',
  'name-may-be-cut',
  'name-has-digits',
  'double-name',
  'layout-repaired',
  'look-alikes-replaced',
])
export type ItemWarning = z.infer<typeof itemWarningSchema>

/** The codes of step 1 of the coverage rules: why nothing usable was read. */
export const inputProblemSchema = z.enum([
  'misread',
  'not-a-policy-code',
  'blank-number',
  'input-ambiguous',
  'input-incomplete',
  'input-empty',
])
export type InputProblem = z.infer<typeof inputProblemSchema>

const namePart = z.string().min(1).max(200).nullable()
const warnings = z.array(itemWarningSchema)

const policyBarcode = z.strictObject({
  kind: z.literal('policy-barcode'),
  type: z.union([z.literal(1), z.literal(2)]),
  enp: enpSchema,
  familyName: namePart,
  givenName: namePart,
  patronymic: namePart,
  sex: sexSchema.nullable(),
  birthDate: calendarDateSchema.nullable(),
  /** Null: without end date. */
  expires: calendarDateSchema.nullable(),
  /** Type 1 only; null on type 2 and where the field is empty or unreadable. */
  insurerOgrn: z
    .string()
    .regex(/^\d{13}$/)
    .nullable(),
  okato: z
    .string()
    .regex(/^\d{5}$/)
    .nullable(),
  /** The name field has no padding left, so its last part may be cut and is compared as a prefix. */
  nameFieldFull: z.boolean(),
  warnings,
})

const enpItem = z.strictObject({
  kind: z.literal('enp'),
  enp: enpSchema,
  /** True where the number stood inside other text: the receptionist confirms it before it is used. */
  confirm: z.boolean(),
  warnings,
})

const oldPolicy = z.strictObject({
  kind: z.literal('old-policy'),
  series: z.string().max(40).nullable(),
  number: z.string().min(1).max(40),
  warnings,
})

const temporaryCertificate = z.strictObject({ kind: z.literal('temporary-certificate'), number: z.string().regex(/^\d{9}$/), warnings })

const uekCard = z.strictObject({ kind: z.literal('uek-card'), number: z.string().regex(/^\d{14}$/), warnings })

const documentItem = z.strictObject({
  kind: z.literal('document'),
  /** F011 number. */
  type: z.int().min(1).max(99),
  /** As shown to people: `00 00`, `II-АБ`; null where the document has none. */
  series: z.string().max(40).nullable(),
  number: z.string().min(1).max(40),
  warnings,
})

const snilsItem = z.strictObject({ kind: z.literal('snils'), snils: z.string().regex(/^\d{11}$/), warnings })

const mrzItem = z.strictObject({
  kind: z.literal('mrz'),
  /** F011 number; the internal passport only. */
  type: z.literal(14),
  series: z.string().regex(/^\d{2} \d{2}$/),
  number: z.string().regex(/^\d{6}$/),
  familyName: namePart,
  givenName: namePart,
  patronymic: namePart,
  /** The name line is cut at place 44: the last parts are compared as prefixes. */
  nameMayBeCut: z.boolean(),
  sex: sexSchema.nullable(),
  birthDate: calendarDateSchema.nullable(),
  issuedOn: calendarDateSchema.nullable(),
  departmentCode: z
    .string()
    .regex(/^\d{3}-\d{3}$/)
    .nullable(),
  /** Confirmation is asked where names hold reading errors or more parts than a name usually has. */
  confirm: z.boolean(),
  warnings,
})

const nameAndBirthDate = z.strictObject({
  kind: z.literal('name-and-birth-date'),
  familyName: namePart,
  givenName: namePart,
  patronymic: namePart,
  birthDate: calendarDateSchema,
  warnings,
})

/** What a check can be asked with: exactly one recognised thing that a patient shows. */
export const usableItemSchema = z.discriminatedUnion('kind', [
  policyBarcode,
  enpItem,
  oldPolicy,
  temporaryCertificate,
  uekCard,
  documentItem,
  snilsItem,
  mrzItem,
  nameAndBirthDate,
])
export type UsableItem = z.infer<typeof usableItemSchema>

const severalCandidates = z.strictObject({ kind: z.literal('several-candidates'), candidates: z.array(usableItemSchema).min(2), warnings })

const unrecognised = z.strictObject({
  kind: z.literal('unrecognised'),
  reason: inputProblemSchema,
  /**
   * What exactly is wrong, for a text of its own: e.g. `length` {received, expected}, `reserved-code` {code, position, offset},
   * `check-digit`, `lost-zero`, `letters-for-digits`. The list stands in `intake/problem-detail.ts`.
   */
  detail: z.string().nullable(),
  params: z.record(z.string(), z.string()),
  warnings,
})

/** Any text or bytes give exactly one of these (issue of intake: parse, do not validate). */
export const itemSchema = z.discriminatedUnion('kind', [...usableItemSchema.options, severalCandidates, unrecognised])
export type Item = z.infer<typeof itemSchema>
export type Unrecognised = z.infer<typeof unrecognised>
export type ItemKind = Item['kind']

/** What the receptionist says when the shape does not tell: `document:24`, `old-policy`, `temporary-certificate`, `uek-card`. */
export const kindHintSchema = z.union([
  // A template alone does not hold its number to a range.
  z.templateLiteral(['document:', z.int()]).refine((hint) => /^document:[1-9]\d?$/.test(hint), { error: 'F011 numbers are 1–99' }),
  z.enum(['old-policy', 'temporary-certificate', 'uek-card']),
])
export type KindHint = z.infer<typeof kindHintSchema>
