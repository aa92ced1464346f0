import { z } from 'zod'
import { runEntrySchema } from '../../../src-shared/feed/run-outcome.ts'

/** Milliseconds. */
const delaysSchema = z.object({ count: z.int(), p50: z.number(), p99: z.number(), p999: z.number(), max: z.number() })

/** What the bench's desk measured while its worker followed the feed once. */
export const deskFiguresSchema = z.object({
  entry: runEntrySchema,
  /** Whole checks, as the screen asks for them: reading, look-up, rules, committed journal entry. */
  checks: delaysSchema,
  /** Look-ups alone. */
  lookUps: delaysSchema,
  /** Checks by their outcome; a desk that finds nobody measures nothing. */
  outcomes: z.record(z.string(), z.int()),
  /** Until the desk answered from what the worker had switched to. */
  refresh: z.number(),
})
export type DeskFigures = z.infer<typeof deskFiguresSchema>
