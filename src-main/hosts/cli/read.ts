import type { Command } from 'commander'
import { localDateTime } from '../../../src-shared/calendar.ts'
import type { Item, KindHint } from '../../../src-shared/intake/item.ts'
import type { Language } from '../../../src-shared/coverage/verdict.ts'
import { BadLine, answerLines } from './answer-lines.ts'
import { EXIT, WrongUsage, cliLog } from './cli-console.ts'
import type { CliConsole } from './cli-console.ts'
import { asOption, languageOption, nowOption, verbCommand, zoneOption } from './options.ts'
import { parseRequestLine } from './request-line.ts'
import { itemOf, shownInput } from './shown-input.ts'
import type { PictureReport, ShownInput } from './shown-input.ts'

interface ReadOptions {
  readonly hex?: string
  readonly image?: string
  readonly lines?: boolean
  readonly as: readonly KindHint[]
  readonly now?: string
  readonly tz?: string
  readonly lang?: Language
  readonly verbose: boolean
}

const DEFAULT_ZONE = 'Europe/Moscow'

/** `read`: the Item that intake recognises. Exit 0 whenever it answers; what cannot be read is an answer. */
export function command(io: CliConsole, exit: (code: number) => void): Command {
  return verbCommand('read', 'Recognise what a patient shows and print the Item.')
    .argument('[text]', 'typed, pasted or scanned text')
    .option('--hex <hex>', 'bytes of a barcode in hexadecimal')
    .option('--image <file>', 'a picture of a barcode (PNG, JPEG, BMP or GIF)')
    .option('--lines', 'one JSON request a line on stdin, one Item a line on stdout')
    .addOption(asOption())
    .addOption(nowOption())
    .addOption(zoneOption())
    .addOption(languageOption())
    .action(async (text: string | undefined, options: ReadOptions) => {
      if (options.lines === true) await readLines(text, options, io)
      else await readOnce(text, options, io)
      exit(EXIT.done)
    })
}

async function readOnce(text: string | undefined, options: ReadOptions, io: CliConsole): Promise<void> {
  if (options.as.length > 1) throw new WrongUsage('read takes one thing, so --as only once.')
  const input = await shownInput({ text, hex: options.hex, image: options.image, as: options.as[0] })
  await io.answer(answerOf(input, today(options)))
  const { failure } = input
  if (failure !== null) io.failure(failure, options.lang)
}

async function readLines(text: string | undefined, options: ReadOptions, io: CliConsole): Promise<void> {
  if (text !== undefined || options.hex !== undefined || options.image !== undefined) {
    throw new WrongUsage('With --lines everything to read comes on stdin.')
  }
  await answerLines(io, cliLog(options.verbose), options.lang ?? 'en', {}, async (line) => {
    const parsed = parseRequestLine(line)
    if ('where' in parsed) throw new BadLine(parsed.where)
    const { request } = parsed
    const given = { text: request.text, hex: request.hex, image: request.image, as: request.as ?? options.as[0] }
    return answerOf(await shownInput(given), today({ now: request.now ?? options.now, tz: request.tz ?? options.tz }))
  })
}

/** The item; of a picture also where its codes stand and what was done to read them. */
function answerOf({ shown, picture }: ShownInput, date: string): Item & { readonly picture?: PictureReport } {
  const item = itemOf(shown, date)
  return picture === null ? item : { ...item, picture }
}

function today({ now, tz }: { readonly now?: string | undefined; readonly tz?: string | undefined }): string {
  return localDateTime(now ?? new Date().toISOString(), tz ?? DEFAULT_ZONE).date
}
