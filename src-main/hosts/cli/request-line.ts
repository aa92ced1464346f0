import { z } from 'zod'
import { isInstant, isTimeZone } from '../../../src-shared/calendar.ts'
import { kindHintSchema } from '../../../src-shared/intake/item.ts'
import { calendarDateSchema } from '../../../src-shared/schema-pieces.ts'

const thing = { text: z.string().optional(), hex: z.string().optional(), image: z.string().optional() }
const shownThing = z.union([z.string(), z.strictObject({ ...thing, as: kindHintSchema.optional() })])

/** One line of `read --lines` and `check --lines`. Keys that it does not know are refused, so that no wish is silently left out. */
export const requestLineSchema = z.strictObject({
  ...thing,
  as: kindHintSchema.nullish(),
  /** More things of the same patient; an object where the kind must be said. */
  also: z.array(shownThing).max(7).nullish(),
  on: calendarDateSchema.nullish(),
  now: z.string().refine(isInstant, { error: 'no instant' }).nullish(),
  tz: z.string().refine(isTimeZone, { error: 'unknown time zone' }).nullish(),
  lang: z.enum(['ru', 'en']).nullish(),
  newborn: z
    .strictObject({
      born: calendarDateSchema,
      /** A date, `none` or `not-yet` for "not registered yet"; absent or null: not known. */
      registered: z.union([calendarDateSchema, z.enum(['none', 'not-yet', 'unknown'])]).nullish(),
      representative: shownThing,
    })
    .nullish(),
})
export type RequestLine = z.infer<typeof requestLineSchema>

/** A line as a request, or in words why it is none. Never repeats what the line held. */
export function parseRequestLine(text: string): { readonly request: RequestLine } | { readonly where: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { where: 'the line is not JSON' }
  }
  const parsed = requestLineSchema.safeParse(value)
  if (parsed.success) return { request: parsed.data }
  const [issue] = parsed.error.issues
  const place = issue === undefined || issue.path.length === 0 ? 'the line' : issue.path.join('.')
  return { where: issue?.code === 'unrecognized_keys' ? `${place} has keys that are not known` : `${place} has a value that does not fit` }
}
