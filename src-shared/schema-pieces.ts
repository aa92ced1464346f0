import { z } from 'zod'
import { isCalendarDate, isInstant } from './calendar.ts'

/** An existing calendar day, `YYYY-MM-DD`. */
export const calendarDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isCalendarDate, { error: 'no such calendar date' })

/**
 * A birth date as registers hold it, `YYYY-MM-DD`; `00` stands for an unknown day or month (DOST 4 and 5), and with DOST 6
 * the date may be absent from the calendar. Parts are compared one by one, so the text is kept as received.
 */
export const registerBirthDateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** An ISO 8601 instant with `Z` or an offset. */
export const instantSchema = z.string().refine(isInstant, { error: 'no instant' })

/** Sixteen digits; the check digit is judged by `policy/enp.ts`, not here, because registers carry wrong ones too. */
export const enpSchema = z.string().regex(/^\d{16}$/)

/** Sex as printed in documents; null where unknown. */
export const sexSchema = z.enum(['male', 'female'])
export type Sex = z.infer<typeof sexSchema>

/** A code of the F002 insurer directory, 5 digits. */
export const insurerCodeSchema = z.string().regex(/^\d{5}$/)
