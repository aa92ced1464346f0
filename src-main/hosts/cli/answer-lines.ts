import { stdin } from 'node:process'
import type { Language } from '../../../src-shared/coverage/verdict.ts'
import type { Log } from '../../app/ports.ts'
import { errorFields } from '../../app/error-fields.ts'
import { WrongUsage, failureAnswer } from './cli-console.ts'
import type { CliConsole } from './cli-console.ts'
import { splitLines } from './stdin-lines.ts'

/** Added to the answer of a line that could not be asked, so that a reader looking for an outcome finds an honest one. */
export type BadLineExtras = Readonly<Record<string, string>>

/** A line that cannot be asked; `where` says in words what is wrong, without what the line held. */
export class BadLine extends Error {
  readonly where: string

  constructor(where: string) {
    super(where)
    this.name = 'BadLine'
    this.where = where
  }
}

/**
 * Answers every line of stdin with one line on stdout, in order. Whatever happens to one line (a BadLine or WrongUsage thrown by
 * `answer`, or a bug) is its answer and never stops the rest.
 */
export async function answerLines(
  io: CliConsole,
  log: Log,
  language: Language,
  extras: BadLineExtras,
  answer: (text: string) => Promise<unknown>,
): Promise<void> {
  let line = 0
  const refuse = (where: string): unknown => ({
    ...failureAnswer({ code: 'bad-input', params: { where: `line ${line}: ${where.replace(/\.$/, '')}` } }, language),
    ...extras,
  })
  for await (const input of splitLines(stdin)) {
    line += 1
    if ('problem' in input) {
      await io.answer(refuse(input.problem === 'too-long' ? 'the line is longer than 1 MiB' : 'the line is not UTF-8'))
      continue
    }
    await io.answer(await answered(input.text))
  }

  async function answered(text: string): Promise<unknown> {
    try {
      return await answer(text)
    } catch (error) {
      if (error instanceof BadLine) return refuse(error.where)
      if (error instanceof WrongUsage) return refuse(error.message)
      log.error('line.failed', { line, ...errorFields(error) })
      return { ...failureAnswer({ code: 'internal', params: {} }, language), ...extras }
    }
  }
}
