import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { evaluate } from '../../../src-shared/coverage/evaluate.ts'
import type { Language } from '../../../src-shared/coverage/verdict.ts'
import { BadLine, answerLines } from './answer-lines.ts'
import { EXIT, WrongUsage, cliLog } from './cli-console.ts'
import type { CliConsole } from './cli-console.ts'
import { languageOption, verbCommand } from './options.ts'

interface VerdictOptions {
  readonly facts?: string
  readonly lines?: boolean
  readonly lang?: Language
  readonly verbose: boolean
}

/** `verdict`: the pure coverage rules on given facts (resources/schemas/facts.schema.json). Exit codes as for `check`. */
export function command(io: CliConsole, exit: (code: number) => void): Command {
  return verbCommand('verdict', 'Apply the coverage rules to given facts and print the Verdict.')
    .option('--facts <file>', 'JSON file with the facts, or a test vector that holds them; - for stdin')
    .option('--lines', 'one facts object a line on stdin, one Verdict a line on stdout')
    .addOption(languageOption())
    .action(async (options: VerdictOptions) => {
      const language = options.lang ?? 'ru'
      if ((options.facts === undefined) === (options.lines !== true)) {
        throw new WrongUsage('Give either --facts FILE.json or --lines.')
      }
      if (options.facts === undefined) {
        await answerLines(io, cliLog(options.verbose), options.lang ?? 'en', { outcome: 'not-checked' }, async (line) =>
          evaluate(factsIn(parsed(line)), { language }),
        )
        exit(EXIT.done)
        return
      }
      const verdict = evaluate(factsIn(factsFile(options.facts)), { language })
      await io.answer(verdict)
      exit(EXIT[verdict.outcome])
    })
}

function factsFile(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch {
    throw new WrongUsage(`The file "${file}" cannot be read.`, 'Check the path and the permissions.')
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new WrongUsage(`The file "${file}" is not JSON.`, 'The format stands in resources/schemas/facts.schema.json.')
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new BadLine('the line is not JSON')
  }
}

/** A test vector carries its facts under `facts`; a facts object has no such key. */
function factsIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'facts' in value ? value.facts : value
}
