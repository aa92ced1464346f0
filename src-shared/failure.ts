import { z } from 'zod'

/** Error codes of the door. Each has a text with a next step in both languages in the renderer and the cli. */
export const failureCodeSchema = z.enum([
  'unknown-method',
  'bad-input',
  'not-permitted',
  'register-missing',
  'journal-unwritable',
  'disk-full',
  'folder-in-use',
  'folder-kind-differs',
  'key-missing',
  'key-wrong',
  'key-unwritable',
  'key-in-data-folder',
  'database-damaged',
  'database-newer',
  'register-damaged',
  'file-unreadable',
  'file-newer',
  'file-refused',
  'file-empty',
  'setting-unknown',
  'setting-invalid',
  'settings-damaged',
  'image-unreadable',
  'image-without-code',
  'enrolment-missing',
  'enrolment-unreadable',
  'enrolment-other',
  'passphrase-needed',
  'passphrase-wrong',
  'station-key-wrong',
  'update-running',
  'nothing-to-return',
  'brakes-changed',
  'internal',
])
export type FailureCode = z.infer<typeof failureCodeSchema>

export const failureSchema = z.strictObject({
  code: failureCodeSchema,
  /** Plain words for logs and the cli, without personal data. */
  message: z.string(),
  /** Named values for the text, e.g. {path}, {line}. Never personal data. */
  params: z.record(z.string(), z.string()),
})
export type Failure = z.infer<typeof failureSchema>
