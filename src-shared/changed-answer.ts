import { z } from 'zod'
import { outcomeSchema } from './coverage/verdict.ts'
import { calendarDateSchema, instantSchema } from './schema-pieces.ts'

const answerThenSchema = z.strictObject({
  outcome: outcomeSchema,
  /** Why, in one clause. */
  text: z.string(),
  /** What data that were too old said; null where nothing. */
  underlying: z.string().nullable(),
  /** Up to when the data were complete; null where there were none. */
  asOf: instantSchema.nullable(),
})
export type AnswerThen = z.infer<typeof answerThenSchema>

/** An answer that a patient was told and that is another one on newer data; no more of the patient than a list on a desk may show. */
export const changedAnswerSchema = z.strictObject({
  /** Of the changed answer; another one once the answer changes again. */
  id: z.string(),
  /** When the patient was told. */
  askedAt: instantSchema,
  /** The day the question was for. */
  serviceDate: calendarDateSchema.nullable(),
  /** What was shown first, by kind and at most four characters of its end; null where this program cannot read the question. */
  shown: z.strictObject({ kind: z.string(), documentType: z.int().nullable(), ending: z.string().max(4).nullable() }).nullable(),
  /** Family name and initials as the register or the thing shown has them; null where neither names anybody. */
  name: z.string().nullable(),
  /** It was asked about a newborn: the name may be that of the representative. */
  isNewborn: z.boolean(),
  before: answerThenSchema,
  after: answerThenSchema,
  /** The answer is now about another person. */
  isOtherPerson: z.boolean(),
  /** False where the same question would be answered otherwise at this moment: then nothing but opening it tells. */
  isCurrent: z.boolean(),
  isOpened: z.boolean(),
})
export type ChangedAnswer = z.infer<typeof changedAnswerSchema>

/** So many changed answers are listed at once; the others follow when these are put aside. */
export const mostChangedAnswers = 50
