import type { Failure } from '../../../src-shared/contract.ts'
import type { Language } from '../../../src-shared/coverage/verdict.ts'
import { describeFailure } from '../../../src-shared/failure-texts.ts'
import type { Log } from '../../app/ports.ts'

/** Exit codes of the cli (README, «cli»): the four outcomes, wrong usage, and anything that kept a verb from its work. */
export const EXIT = { done: 0, covered: 0, 'wrong-usage': 2, failed: 3, 'not-covered': 10, 'needs-a-look': 11, 'not-checked': 12 } as const

/** A verb called in a way it does not know: told on stderr with a next step, exit 2. */
export class WrongUsage extends Error {
  readonly nextStep: string

  constructor(message: string, nextStep = 'See "desk help" for the verbs and "desk VERB --help" for the options of one.') {
    super(message)
    this.name = 'WrongUsage'
    this.nextStep = nextStep
  }
}

/** Where a verb speaks: answers as JSON on stdout, everything else in words on stderr. */
export interface CliConsole {
  /** One answer, alone on its line; waits while the reader of the pipe is slow. */
  answer(value: unknown): Promise<void>
  /** Tells a failure and its next step; does not end the verb. */
  failure(failure: Pick<Failure, 'code' | 'params'>, language?: Language): void
  words(text: string): void
}

export const processConsole: CliConsole = {
  answer: (value) => writeOut(`${JSON.stringify(value)}\n`),
  failure(failure, language = 'en') {
    const { message, nextStep } = describeFailure(failure, language)
    process.stderr.write(`desk: ${message} [${failure.code}]\n${nextStep}\n`)
  },
  words: (text) => void process.stderr.write(`${text}\n`),
}

/** A failure as an answer among the lines of `--lines`. */
export function failureAnswer(
  failure: Pick<Failure, 'code' | 'params'>,
  language: Language,
): { readonly error: { readonly code: string; readonly message: string; readonly nextStep: string } } {
  return { error: { code: failure.code, ...describeFailure(failure, language) } }
}

/** Log lines as JSON on stderr, with `--verbose`; otherwise none. */
export function cliLog(verbose: boolean): Log {
  if (!verbose) return { info: () => undefined, error: () => undefined }
  return { info: logLines('info'), error: logLines('error') }
}

function logLines(level: string): Log['info'] {
  return (event, fields = {}) => void process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`)
}

function writeOut(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error === null || error === undefined ? resolve() : reject(error)))
  })
}
