import path from 'node:path'
import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'
import type { Instant } from '../../../../src-shared/calendar.ts'
import type { Language } from '../../../../src-shared/coverage/verdict.ts'
import { brakeSchema } from '../../../../src-shared/feed/dataset.ts'
import type { Brake } from '../../../../src-shared/feed/dataset.ts'
import { failed } from '../../../feed/feed-failure.ts'
import type { PublishProgress } from '../../../feed/publish/order.ts'
import { publishFeed } from '../../../feed/publish/publish.ts'
import { readKeys } from '../../../feed/trust/key-folder.ts'
import { lockFolder } from '../../../store/folder-lock.ts'
import { makeFolder } from '../../../store/make-folder.ts'
import { refuseKeyPlace } from '../../keys/key-place.ts'
import { systemClock } from '../../system-clock.ts'
import { EXIT } from '../cli-console.ts'
import type { CliConsole } from '../cli-console.ts'
import { collect, languageOption, nowOption, verbCommand, wholeNumber } from '../options.ts'
import { keysOption, runFeedVerb } from './feed-verb.ts'
import { jsonLinesSource } from './json-lines-source.ts'

interface Options {
  readonly keys: string
  readonly from: string
  readonly to: string
  readonly state?: string
  readonly accept?: string
  readonly expect: readonly { readonly brake: Brake; readonly reason: string }[]
  readonly cadence: number
  readonly snapshot: boolean
  readonly now?: Instant
  readonly lang?: Language
}

/** `feed publish --from FILE --to FOLDER`: the first time a snapshot, then deltas against what was published last. */
export function publishCommand(io: CliConsole, exit: (code: number) => void): Command {
  return verbCommand('publish', 'Publish a register file as the next state of the feed.')
    .name('publish')
    .requiredOption('--from <file>', 'register file in JSON Lines, as "desk load" takes it')
    .requiredOption('--to <folder>', 'folder of static files that desks fetch')
    .addOption(keysOption())
    .option('--state <folder>', "the publisher's memory, encrypted; by default within the key folder")
    .option('--accept <reason>', "pass the publisher's brakes this once")
    .option('--expect <brake:reason>', `tell desks to expect a change: ${brakeSchema.options.join(', ')}`, collect(expectedChange), [])
    .option('--cadence <hours>', 'hours between publications', wholeNumber(1, 744), 24)
    .option('--snapshot', 'make a snapshot although none is due', false)
    .addOption(nowOption())
    .addOption(languageOption())
    .action((options: Options) => publish(options, io, exit))
}

async function publish(options: Options, io: CliConsole, exit: (code: number) => void): Promise<void> {
  const stateFolder = options.state ?? path.join(options.keys, 'state')
  for (const folder of [options.keys, stateFolder]) {
    if (refuseKeyPlace(folder, options.to) === null) continue
    return runFeedVerb(io, exit, options.lang, () => failed('keys-in-feed', { path: folder }))
  }
  const keys = readKeys(options.keys)
  if (!keys.ok) return runFeedVerb(io, exit, options.lang, () => keys)
  const source = jsonLinesSource(options.from)
  if (!source.ok) {
    io.failure(source.error, options.lang)
    exit(EXIT.failed)
    return
  }
  makeFolder(stateFolder, 0o700)
  const lock = lockFolder(stateFolder, 0)
  if (!lock.ok) {
    io.failure(lock.error, options.lang)
    exit(EXIT.failed)
    return
  }
  try {
    await runFeedVerb(io, exit, options.lang, () =>
      publishFeed({
        keys: keys.value,
        stateFolder,
        feedFolder: options.to,
        source: source.value,
        now: options.now ?? systemClock.now(),
        cadenceHours: options.cadence,
        accept: options.accept ?? null,
        expectedChanges: options.expect,
        snapshot: options.snapshot,
        onProgress: progress,
      }),
    )
  } finally {
    lock.value.release()
  }
}

const STEPS = { reading: 'Reading', matching: 'Matching', merging: 'Comparing', packing: 'Packing' } as const

/** A line that rewrites itself, only where somebody is looking. */
function progress({ step, done }: PublishProgress): void {
  if (!process.stderr.isTTY) return
  const how = step === 'reading' ? `${done.toLocaleString('en')} records` : `${Math.round((done / 256) * 100)} %`
  process.stderr.write(`\r${STEPS[step]}: ${how}\u001B[K`)
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
