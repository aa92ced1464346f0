import { z } from 'zod'
import { calendarDateSchema } from '../schema-pieces.ts'

/** One entry of a classifier that travels with the register (register feed, «Files»: classifiers), e.g. F011 code 14. */
export const classifierEntrySchema = z.strictObject({
  /** Name of the classifier: F008, F010, F011, F032, … */
  classifier: z.string().regex(/^[A-Z][A-Z0-9]{1,11}$/),
  code: z.string().regex(/^[\dA-Za-zА-ЯЁа-яё.-]{1,40}$/),
  name: z.string().min(1).max(1000),
  /** The days from and to which the entry holds, both included; null where the classifier gives none. */
  from: calendarDateSchema.nullable(),
  to: calendarDateSchema.nullable(),
})
export type ClassifierEntry = z.infer<typeof classifierEntrySchema>
