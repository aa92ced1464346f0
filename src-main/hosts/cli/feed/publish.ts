import path from 'node:path'
import { InvalidArgumentError, Option } from 'commander'
import type { Command } from 'commander'
import type { CalendarDate, Instant } from '../../../../src-shared/calendar.ts'
import type { Language } from '../../../../src-shared/coverage/verdict.ts'
import { brakeSchema } from '../../../../src-shared/feed/dataset.ts'
import type { Brake } from '../../../../src-shared/feed/dataset.ts'
import { failed } from '../../../feed/feed-failure.ts'
import { fileName } from '../../../feed/publish/acceptance.ts'
import type { Lifted } from '../../../feed/publish/acceptance.ts'
import { readKeys } from '../../../feed/trust/key-folder.ts'
import { liftableRefusals } from '../../../import/outcome.ts'
import { encodingNames } from '../../../import/encoding.ts'
import type { EncodingName } from '../../../import/encoding.ts'
import { lockFolder } from '../../../store/folder-lock.ts'
import { makeFolder } from '../../../app/files/make-folder.ts'
import { refuseKeyPlace } from '../../keys/key-place.ts'
import { EXIT, WrongUsage } from '../cli-console.ts'
import type { CliConsole } from '../cli-console.ts'
import { collect, date, instant, languageOption, nowOption, verbCommand, wholeNumber, zoneOption } from '../options.ts'
import { keysOption, runFeedVerb } from './feed-verb.ts'
import { publishFiles } from './publish-files.ts'
import { runPublication } from './run-publication.ts'

/** What the administrator ordered. */
export interface PublishOptions {
  readonly keys: string
  readonly from: readonly string[]
  readonly profile: readonly string[]
  readonly classifier: readonly string[]
  readonly to: string
  readonly state?: string
  readonly scope?: string
  readonly day?: CalendarDate
  readonly encoding?: EncodingName
  readonly whole: boolean
  readonly asOf?: Instant
  readonly dryRun: boolean
  readonly accept: readonly Lifted[]
  readonly reason?: string
  readonly expect: readonly { readonly brake: Brake; readonly reason: string }[]
  readonly cadence: number
  readonly snapshot: boolean
  readonly now?: Instant
  readonly tz?: string
  readonly lang?: Language
}

/** `feed publish --from FILE --to FOLDER`: the first time a snapshot, then deltas against what was published last. */
export function publishCommand(io: CliConsole, exit: (code: number) => void): Command {
  return verbCommand('publish', 'Publish register files as the next state of the feed.')
    .name('publish')
    .option(
      '--from <file>',
      'a register in JSON Lines, as "desk load" takes it, or a list; several may be laid on one register',
      collect(String),
      [],
    )
    .option(
      '--profile <name>',
      'how to read lists: mo1, mo2, prks, wq2 or FILE.json; by default by the name of the file',
      collect(String),
      [],
    )
    .option('--classifier <file>', 'F002, F008, F010, F011 or F032 as published, plain or in a zip', collect(String), [])
    .requiredOption('--to <folder>', 'folder of static files that desks fetch')
    .addOption(keysOption())
    .option('--dry-run', 'tell what would be published, and publish nothing', false)
    .option('--accept <[file=]code>', 'let a brake or a refusal pass this once, of one file or of any; needs --reason', collect(lifted), [])
    .option('--reason <text>', 'why it passes; kept with the publication')
    .option('--scope <text>', 'what this copy holds; of lists the first time, later as before')
    .option('--day <date>', 'day of the data, for lists that do not tell it', date)
    .addOption(new Option('--encoding <name>', 'encoding of lists whose names leave it in doubt').choices(encodingNames))
    .option('--whole', 'the lists with statuses are together the whole register: who is absent has left', false)
    .option('--as-of <instant>', 'statuses are complete up to this instant: all lists of changes until then were published', instant)
    .option('--state <folder>', "the publisher's memory, encrypted; by default within the key folder")
    .option('--expect <brake:reason>', `tell desks to expect a change: ${brakeSchema.options.join(', ')}`, collect(expectedChange), [])
    .option('--cadence <hours>', 'hours between publications', wholeNumber(1, 744), 24)
    .option('--snapshot', 'make a snapshot although none is due', false)
    .addOption(nowOption())
    .addOption(zoneOption())
    .addOption(languageOption())
    .action((options: PublishOptions) => publish(options, io, exit))
}

async function publish(options: PublishOptions, io: CliConsole, exit: (code: number) => void): Promise<void> {
  if (options.from.length + options.classifier.length === 0)
    throw new WrongUsage('Say what to publish.', 'Give --from FILE, several times for several lists.')
  checkAcceptance(options)
  const stateFolder = options.state ?? path.join(options.keys, 'state')
  for (const folder of [options.keys, stateFolder]) {
    if (refuseKeyPlace(folder, options.to) === null) continue
    return runFeedVerb(io, exit, options.lang, () => failed('keys-in-feed', { path: folder }))
  }
  for (const file of [...options.from, ...options.classifier]) {
    if (refuseKeyPlace(file, options.to) !== null)
      throw new WrongUsage(`The file "${file}" lies in the folder of the feed, which others read.`, 'Put it somewhere else.')
  }
  const keys = readKeys(options.keys)
  if (!keys.ok) return runFeedVerb(io, exit, options.lang, () => keys)
  const files = await publishFiles(options.from, options.profile)
  if (!files.ok && 'feed' in files.error) {
    const { feed } = files.error
    return runFeedVerb(io, exit, options.lang, () => ({ ok: false, error: feed }))
  }
  if (!files.ok) {
    if ('file' in files.error) io.failure(files.error.file, options.lang)
    exit(EXIT.failed)
    return
  }
  if (files.value.base !== null && (options.whole || options.asOf !== undefined)) {
    throw new WrongUsage('A register file says by itself that it is whole, and of when.', 'Leave --whole and --as-of out.')
  }
  makeFolder(stateFolder, 0o700)
  const lock = lockFolder(stateFolder, 0)
  if (!lock.ok) {
    io.failure(lock.error, options.lang)
    exit(EXIT.failed)
    return
  }
  try {
    await runFeedVerb(io, exit, options.lang, () => runPublication({ options, stateFolder, keys: keys.value, files: files.value, io }))
  } finally {
    lock.value.release()
  }
}

/** Brakes of a publication; those of a file stand with the refusals of files. */
const BRAKES = ['source-older', 'source-rejected', 'people-fall'] as const
const ACCEPTABLE: readonly string[] = [...BRAKES, 'list-rejected', ...liftableRefusals]

function lifted(text: string): Lifted {
  const equals = text.lastIndexOf('=')
  const code = text.slice(equals + 1)
  if (!ACCEPTABLE.includes(code)) throw new InvalidArgumentError(`Give one of ${ACCEPTABLE.join(', ')}, with FILE= before it for one file.`)
  const file = equals < 1 ? null : fileName(text.slice(0, equals))
  if (file !== null && BRAKES.some((one) => one === code)) throw new InvalidArgumentError(`${code} is of no file: leave FILE= out.`)
  return { code, file }
}

function checkAcceptance({ accept, reason = '', from, classifier }: PublishOptions): void {
  if (accept.length > 0 && reason.trim() === '') throw new WrongUsage('Say why it is to pass.', 'Give --reason TEXT beside --accept.')
  if (reason.length > 500) throw new WrongUsage('The reason is too long.', 'Give 500 characters at most.')
  if (accept.length === 0 && reason !== '')
    throw new WrongUsage('Say what is to pass.', `Give --accept CODE or --accept FILE=CODE beside --reason: ${ACCEPTABLE.join(', ')}.`)
  const files = new Set([...from, ...classifier].map((file) => path.basename(file)))
  const stranger = accept.find(({ file }) => file !== null && !files.has(file))
  if (stranger !== undefined) throw new WrongUsage(`The file "${stranger.file}" is none of those to publish.`, 'Name it as --from does.')
}

function expectedChange(text: string): { readonly brake: Brake; readonly reason: string } {
  const colon = text.indexOf(':')
  const brake = brakeSchema.safeParse(text.slice(0, colon))
  const reason = text.slice(colon + 1).trim()
  if (colon < 0 || !brake.success || reason === '' || reason.length > 200) {
    throw new InvalidArgumentError(`Give one of ${brakeSchema.options.join(', ')}, a colon and the reason.`)
  }
  return { brake: brake.data, reason }
}
