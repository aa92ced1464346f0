import { CommanderError } from 'commander'
import { EXIT, WrongUsage, cliLog, processConsole } from './cli-console.ts'
import type { CliConsole } from './cli-console.ts'
import { errorFields } from '../../app/error-fields.ts'
import { verbs } from './verbs.ts'

/**
 * Runs `desk VERB …`: answers on stdout, words on stderr. Returns the exit code: 0 done or covered, 10 not covered, 11 needs a
 * look, 12 not checked, 2 wrong usage, 3 any other failure.
 */
export async function runCli(args: readonly string[], io: CliConsole = processConsole): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined) return usage(io, 'Name a verb.')
  if (name === 'help' || name === '--help' || name === '-h') return help(rest[0], io)
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (verb === undefined) return usage(io, `There is no verb "${name}".`)
  let code: number = EXIT.done
  try {
    const { command } = await verb.load()
    const ready = command(io, (given) => (code = given))
    await ready.parseAsync(rest, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof WrongUsage) return usage(io, error.message, error.nextStep)
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : usage(io, usageMessage(error), nextStepFor(name))
    io.failure({ code: 'internal', params: {} })
    cliLog(args.includes('--verbose')).error('cli.failed', errorFields(error))
    return EXIT.failed
  }
}

function usage(
  io: CliConsole,
  message: string,
  nextStep = `The verbs are: ${Object.keys(verbs).join(', ')}. "desk help" tells more.`,
): number {
  io.words(`desk: ${message}\n${nextStep}`)
  return EXIT['wrong-usage']
}

/** Arguments too many are not repeated: unquoted, they are the patient's name. */
function usageMessage({ code, message }: CommanderError): string {
  if (code === 'commander.excessArguments') return 'There are too many arguments; a text with spaces goes in quotes.'
  return message.replace(/^error: /, '')
}

function nextStepFor(verb: string): string {
  return `"desk ${verb} --help" tells its options. A text that begins with a dash goes after "--".`
}

async function help(verb: string | undefined, io: CliConsole): Promise<number> {
  if (verb !== undefined && verb !== 'help') return runCli([verb, '--help'], io)
  const rows = Object.entries(verbs).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  process.stdout.write(
    [
      'Usage: desk VERB [options]',
      '',
      'Answers come as JSON on stdout, everything else in words on stderr.',
      '',
      ...rows,
      '  help      this list, or "desk help VERB"',
      '',
      'Exit codes: 0 done or covered, 10 not covered, 11 needs a look, 12 not checked, 2 wrong usage, 3 any other failure.',
      '',
    ].join('\n'),
  )
  return EXIT.done
}
