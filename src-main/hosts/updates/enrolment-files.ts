import { readFileSync } from 'node:fs'
import type { Failure } from '../../../src-shared/contract.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'

/** The text of an enrolment file and what opens it. */
export interface EnrolmentText {
  readonly enrolment: string
  readonly passphrase: string | null
}

/** Reads the files that a start names; null where it names none. Error `enrolment-unreadable`. */
export function readEnrolmentFiles({
  enrol,
  passphraseFile,
}: {
  readonly enrol: string | null
  readonly passphraseFile: string | null
}): Result<EnrolmentText | null, Failure> {
  if (enrol === null) return ok(null)
  try {
    const [passphrase = ''] =
      passphraseFile === null
        ? []
        : readFileSync(passphraseFile, 'utf8')
            .replace(/^\uFEFF/, '')
            .split(/\r?\n/)
    return ok({ enrolment: readFileSync(enrol, 'utf8'), passphrase: passphrase === '' ? null : passphrase })
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    const params = { cause: String(error.code) }
    return err({ code: 'enrolment-unreadable', message: 'The enrolment file or its passphrase cannot be read.', params })
  }
}
