import { readFileSync } from 'node:fs'
import { Option } from 'commander'
import type { Language } from '../../../../src-shared/coverage/verdict.ts'
import type { Result } from '../../../../src-shared/result.ts'
import { fileFailure } from '../../../feed/feed-failure.ts'
import type { FeedFailure } from '../../../feed/feed-failure.ts'
import { EXIT, WrongUsage } from '../cli-console.ts'
import type { CliConsole } from '../cli-console.ts'
import { describeFeedFailure } from './failure-texts.ts'

export const keysOption = (): Option =>
  new Option('--keys <folder>', 'key folder of the publisher; never within the feed').makeOptionMandatory()
export const passphraseOption = (what: string): Option => new Option('--passphrase-file <file>', `its first line ${what}`)

/** Does a verb's work, answers with its value, or tells the failure with a next step and gives exit code 3. */
export async function runFeedVerb(
  io: CliConsole,
  exit: (code: number) => void,
  language: Language | undefined,
  work: () => Promise<Result<unknown, FeedFailure>> | Result<unknown, FeedFailure>,
): Promise<void> {
  const done = await attempted(work)
  if (done.ok) await io.answer(done.value)
  else tellFeedFailure(io, done.error, language)
  exit(done.ok ? EXIT.done : EXIT.failed)
}

export function tellFeedFailure(io: CliConsole, failure: FeedFailure, language: Language = 'en'): void {
  const { message, nextStep } = describeFeedFailure(failure, language)
  io.words(`desk: ${message} [${failure.code}]\n${nextStep}`)
}

/** The passphrase in a file: its first line. Throws WrongUsage where there is none. */
export function readPassphrase(file: string | undefined): string | null {
  if (file === undefined) return null
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new WrongUsage(`There is no passphrase file "${file}".`, 'Check the path.')
  }
  const [line = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  if (line.length < 8)
    throw new WrongUsage('The passphrase has fewer than 8 characters.', 'Write a longer one into the first line of the file.')
  return line
}

async function attempted(
  work: () => Promise<Result<unknown, FeedFailure>> | Result<unknown, FeedFailure>,
): Promise<Result<unknown, FeedFailure>> {
  try {
    return await work()
  } catch (error) {
    const failure = fileFailure(error)
    if (failure === null) throw error
    return { ok: false, error: failure }
  }
}
