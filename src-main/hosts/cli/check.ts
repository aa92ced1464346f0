import { InvalidArgumentError, Option } from 'commander'
import type { Command } from 'commander'
import type { CheckReply, Failure } from '../../../src-shared/contract.ts'
import { isCalendarDate } from '../../../src-shared/calendar.ts'
import type { Language } from '../../../src-shared/coverage/verdict.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { failedVerdict } from '../../../src-shared/coverage/failed-verdict.ts'
import type { Composed } from '../compose.ts'
import { BadLine, answerLines } from './answer-lines.ts'
import { checkInput, questionOfLine, questionOfOptions } from './check-question.ts'
import type { CheckInput, QuestionOptions } from './check-question.ts'
import { EXIT, WrongUsage, cliLog } from './cli-console.ts'
import type { CliConsole } from './cli-console.ts'
import { openFolder } from './folder-options.ts'
import { systemClock } from '../system-clock.ts'
import type { FolderOptions } from './folder-options.ts'
import * as options from './options.ts'
import { parseRequestLine } from './request-line.ts'

type CheckOptions = FolderOptions & QuestionOptions & { readonly lines?: boolean; readonly now?: string; readonly tz?: string }

/** `check`: whether the patient is covered. Exit 0 covered, 10 not covered, 11 needs a look, 12 not checked. */
export function command(io: CliConsole, exit: (code: number) => void): Command {
  return options
    .verbCommand('check', 'Tell whether a patient is covered and print the Verdict.')
    .argument('[text]', 'what the patient shows: typed, pasted or scanned text')
    .option('--hex <hex>', 'bytes of a barcode in hexadecimal')
    .option('--image <file>', 'a picture of a barcode (PNG, JPEG, BMP or GIF)')
    .option('--lines', 'one JSON request a line on stdin, one Verdict a line on stdout')
    .addOption(alsoOption())
    .addOption(options.asOption())
    .addOption(options.onOption())
    .addOption(options.nowOption())
    .addOption(options.zoneOption())
    .addOption(options.languageOption())
    .addOption(options.dataOption())
    .addOption(options.keyFileOption())
    .addOption(new Option('--newborn <date>', 'ask for a newborn: the birth date').argParser(options.date))
    .addOption(new Option('--registered <date|none>', 'the day the birth was registered, or none').argParser(registration))
    .option('--representative <text>', 'what the representative of the newborn shows')
    .action(async (text: string | undefined, given: CheckOptions) => {
      if (given.lines !== true) return checkOnce(await checkInput(questionOfOptions(text, given)), given, io, exit)
      const misplaced = [text, given.hex, given.image, given.newborn, given.registered, given.representative, given.also[0]]
      if (misplaced.some((value) => value !== undefined)) throw new WrongUsage('With --lines everything to check comes on stdin.')
      return checkLines(given, io)
    })
}

/** A Verdict of coverage rules §1 with the id of its journal entry, the instant and what was recognised. */
type Answer = CheckReply['verdict'] & Omit<CheckReply, 'verdict'>

interface Moment {
  readonly now: string | undefined
  readonly timeZone: string | undefined
  readonly language: Language | undefined
}

async function checkOnce(question: CheckInput, given: CheckOptions, io: CliConsole, exit: (code: number) => void): Promise<void> {
  for (const failure of question.failures) io.failure(failure, given.lang)
  const opened = openForChecks(given)
  if (!opened.ok) io.failure(opened.error, given.lang)
  try {
    const answer = await answerOf(opened, question, { now: given.now, timeZone: given.tz, language: given.lang })
    if (answer.ok) await io.answer(answer.value)
    else if (opened.ok) io.failure(answer.error, given.lang)
    exit(answer.ok ? EXIT[answer.value.outcome] : EXIT.failed)
  } finally {
    if (opened.ok) opened.value.close()
  }
}

async function checkLines(given: CheckOptions, io: CliConsole): Promise<void> {
  const opened = openForChecks(given)
  if (!opened.ok) io.failure(opened.error, given.lang)
  try {
    await answerLines(io, cliLog(given.verbose), given.lang ?? 'en', { outcome: 'not-checked' }, async (text) => {
      const line = parseRequestLine(text)
      if ('where' in line) throw new BadLine(line.where)
      const { request } = line
      const answer = await answerOf(opened, await checkInput(questionOfLine(request, given)), {
        now: request.now ?? given.now,
        timeZone: request.tz ?? given.tz,
        language: request.lang ?? given.lang,
      })
      if (!answer.ok) throw new BadLine(answer.error.message)
      return answer.value
    })
  } finally {
    if (opened.ok) opened.value.close()
  }
}

async function answerOf(opened: Result<Composed, Failure>, { input }: CheckInput, moment: Moment): Promise<Result<Answer, Failure>> {
  if (!opened.ok) return ok(answerWithoutFolder(moment))
  const { dispatch, station } = opened.value
  const reply = await dispatch(
    'check',
    { ...input, language: moment.language ?? station.settings().language },
    {
      ...(moment.now === undefined ? {} : { now: moment.now }),
      ...(moment.timeZone === undefined ? {} : { timeZone: moment.timeZone }),
    },
  )
  if (!reply.ok) return err(reply.error)
  const { verdict, ...rest } = reply.value
  return ok({ ...verdict, ...rest })
}

function openForChecks(given: CheckOptions): Result<Composed, Failure> {
  const opened = openFolder(given, 'reader')
  const fault = opened.ok ? opened.value.station.settingsFault() : null
  if (!opened.ok || fault === null) return opened
  opened.value.close()
  return err(fault)
}

/** A check is always an answer (coverage rules §2): where the folder cannot be opened or its settings cannot be relied on, one
 * without proof. */
function answerWithoutFolder(moment: Moment): Answer {
  const verdict = failedVerdict('proof-not-written', moment.language ?? 'ru')
  return { ...verdict, checkId: null, at: moment.now ?? systemClock.now(), items: [] }
}

function alsoOption(): Option {
  return new Option('--also <text>', 'another thing that the same patient shows; may be repeated')
    .argParser(options.collect(String))
    .default([])
}

function registration(text: string): string {
  if (text !== 'none' && !isCalendarDate(text)) throw new InvalidArgumentError('Give the date as YYYY-MM-DD, or none.')
  return text
}
