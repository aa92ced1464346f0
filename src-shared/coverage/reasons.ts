import { z } from 'zod'
import reasonsFile from '../../resources/rules/reasons.json' with { type: 'json' }
import { reasonCodes } from './reason-codes.ts'
import type { ReasonCode } from './reason-codes.ts'
import { outcomeSchema, toneSchema } from './verdict.ts'
import type { Outcome, Tone } from './verdict.ts'

const bilingual = z.strictObject({ ru: z.string().min(1), en: z.string().min(1) })
export type Bilingual = z.infer<typeof bilingual>

/** Texts that depend on more than the code, e.g. `not-a-policy-code` for a bank card; they stand before those of the entry. */
const variant = z.strictObject({ title: bilingual, summary: bilingual, text: bilingual, nextStep: bilingual, say: bilingual }).partial()

/** One entry of the closed list. Texts hold placeholders, see `template.ts`. */
export const reasonEntrySchema = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]+$/),
  /** The step of the evaluation order (coverage rules §2); 0: notes of §4 and failures of the program itself. */
  step: z.int().min(0).max(9),
  tone: toneSchema,
  /** Null for notes, which never change the outcome. */
  outcome: outcomeSchema.nullable(),
  /** Outcomes that the same code may have besides. */
  otherOutcomes: z.array(outcomeSchema).optional(),
  /** The word on the screen; of a note: its short name. */
  title: bilingual,
  /** The sentence under the word, where it is not the text itself. */
  summary: bilingual.optional(),
  text: bilingual,
  nextStep: bilingual,
  say: bilingual,
  legalBasis: bilingual,
  variants: z.record(z.string(), variant).optional(),
})
export type ReasonEntry = Readonly<z.infer<typeof reasonEntrySchema>>

/** Texts of an entry that can be rendered. */
export type ReasonText = 'title' | 'summary' | 'text' | 'nextStep' | 'say'

interface KnownOutcome {
  readonly outcome: Outcome | null
  readonly tone: Tone
}

const entries = new Map<string, ReasonEntry>(reasonsFile.map((entry) => [entry.code, entry as ReasonEntry]))
const order = new Map<ReasonCode, number>(reasonCodes.map((code, index) => [code, index]))

/** The entry of a code of the closed list. */
export function reasonEntry(code: ReasonCode): ReasonEntry {
  const entry = entries.get(code)
  if (entry === undefined) throw new Error(`reasons.json has no ${code}`)
  return entry
}

/** Place of a code in the closed list; notes are shown in this order (coverage rules §4). */
export function reasonOrder(code: ReasonCode): number {
  return order.get(code) ?? order.size
}

/** What a code says by itself. */
export function knownOutcome(code: ReasonCode): KnownOutcome {
  return reasonEntry(code)
}
