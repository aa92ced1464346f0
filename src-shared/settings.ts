import { z } from 'zod'
import { isTimeZone } from './calendar.ts'

const presentedRowSchema = z.strictObject({
  from: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable(),
  to: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable(),
  /** Null: every region. A row of the station's region stands before the federal ones. */
  regionCode: z
    .string()
    .regex(/^\d{2}$/)
    .nullable(),
  policyAlone: z.boolean(),
  documentAlone: z.boolean(),
  /** Shows the note `transition`. */
  transitionNote: z.boolean(),
})
export type PresentedRow = z.infer<typeof presentedRowSchema>

const localTimeSchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)

/** The workstation's settings file (`settings.json` in the data folder). Every key has a default; unknown keys are refused by name. */
export const settingsSchema = z.strictObject({
  clinicName: z.string().max(120).default(''),
  /** The clinic's own code (6 digits, F032); attachment notes need it. */
  clinicCode: z
    .string()
    .regex(/^\d{6}$/)
    .nullable()
    .default(null),
  /** «окно 3» */
  deskName: z.string().max(40).default(''),
  regionCode: z
    .string()
    .regex(/^\d{2}$/)
    .nullable()
    .default(null),
  timeZone: z.string().refine(isTimeZone, { error: 'unknown time zone' }).default('Europe/Moscow'),
  language: z.enum(['ru', 'en']).default('ru'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  sounds: z.boolean().default(true),
  /** Personal data leave the screen after so many seconds, 30–600. */
  hideAfterSeconds: z.int().min(30).max(600).default(120),
  dataAgeNoteHours: z.number().min(0).max(240).default(24),
  dataAgeLimitHours: z.number().min(1).max(240).default(96),
  emptyAnswerMeansNotInRegister: z.boolean().default(false),
  /** `refuse` or `warn` on a typed ENP with a wrong check digit. */
  enpCheckDigit: z.enum(['refuse', 'warn']).default('refuse'),
  /** СНИЛС up to 001-001-998 carry no check. */
  uncheckableSnils: z.enum(['accept', 'refuse']).default('accept'),
  /** Rows added before the built-in table of what may be presented (coverage rules §3). */
  presentedRows: z.array(presentedRowSchema).max(100).default([]),
  journalKeepDays: z.int().min(30).max(3660).default(1825),
  recheckKeepDays: z.int().min(1).max(14).default(14),
  /** Local times between which the register is updated by itself; the window passes midnight where it ends before it begins. */
  feedWindowFrom: localTimeSchema.default('02:00'),
  feedWindowTo: localTimeSchema.default('05:00'),
  /** Where the feed lies, in the order of trying; null: as the enrolment says. */
  feedSources: z.array(z.string().min(1).max(1000)).min(1).max(20).nullable().default(null),
  /** Keeps the fetched parts, so that the folder `feed/parts` can serve other desks. */
  feedMirror: z.boolean().default(false),
})
export type Settings = z.infer<typeof settingsSchema>
export type SettingName = keyof Settings
