import { describeFailure } from '../../src-shared/failure-texts.ts'
import type { CliConsole } from '../../src-main/hosts/cli/cli-console.ts'
import { runCli } from '../../src-main/hosts/cli/run-cli.ts'
import type { Ended } from './run-desk.ts'

/** Runs a verb in this process, for tests of what it does; `run-desk.ts` runs the real one. */
export async function deskHere(args: readonly string[]): Promise<Ended> {
  const ended = { stdout: '', stderr: '' }
  const io: CliConsole = {
    answer(value) {
      ended.stdout += `${JSON.stringify(value)}\n`
      return Promise.resolve()
    },
    failure(failure, language = 'en') {
      const { message, nextStep } = describeFailure(failure, language)
      ended.stderr += `desk: ${message} [${failure.code}]\n${nextStep}\n`
    },
    words(text) {
      ended.stderr += `${text}\n`
    },
  }
  const code = await runCli(args, io)
  return { code, ...ended }
}
