import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'
import type { Instant } from '../../../../src-shared/calendar.ts'
import type { Language } from '../../../../src-shared/coverage/verdict.ts'
import { registerHeaderSchema } from '../../../../src-shared/register/record.ts'
import { ok } from '../../../../src-shared/result.ts'
import type { Result } from '../../../../src-shared/result.ts'
import { writeDurably } from '../../../app/files/durable-file.ts'
import { failed } from '../../../feed/feed-failure.ts'
import type { FeedFailure } from '../../../feed/feed-failure.ts'
import { contentKeyId } from '../../../feed/parts/sealed-bytes.ts'
import { makeEnrolment, rootFingerprint } from '../../../feed/trust/enrolment.ts'
import type { EnrolmentSecret } from '../../../feed/trust/enrolment.ts'
import {
  createKeys,
  readKeys,
  rootExpiry,
  rootInForce,
  rootVersionOf,
  rotateContentKey,
  rotateRoot,
} from '../../../feed/trust/key-folder.ts'
import type { PublisherKeys } from '../../../feed/trust/key-folder.ts'
import { systemClock } from '../../system-clock.ts'
import { WrongUsage } from '../cli-console.ts'
import type { CliConsole } from '../cli-console.ts'
import { collect, languageOption, nowOption, verbCommand, wholeNumber } from '../options.ts'
import { keysOption, passphraseOption, readPassphrase, runFeedVerb } from './feed-verb.ts'

interface Common {
  readonly keys: string
  readonly lang?: Language
  readonly passphraseFile?: string
  readonly now?: Instant
}

/** `feed keys create | show | rotate | content | enrol`. */
export function keysCommand(io: CliConsole, exit: (code: number) => void): Command {
  return verbCommand('keys', 'Make and renew the keys of a feed, and enrol stations.')
    .name('keys')
    .argument('[verb]', 'create, show, rotate, content or enrol')
    .action((verb: string | undefined) => {
      const message = verb === undefined ? 'Say create, show, rotate, content or enrol.' : `There is no verb "feed keys ${verb}".`
      throw new WrongUsage(message, '"desk feed keys --help" tells more.')
    })
    .addCommand(createCommand(io, exit))
    .addCommand(showCommand(io, exit))
    .addCommand(rotateCommand(io, exit))
    .addCommand(contentCommand(io, exit))
    .addCommand(enrolCommand(io, exit))
}

function createCommand(io: CliConsole, exit: (code: number) => void): Command {
  return subcommand('create', 'Make the keys of a new feed: three root keys of which two sign, on-line keys, a content key.')
    .requiredOption('--dataset <name>', 'name of the dataset; names that begin with demo are synthetic', datasetName)
    .addOption(passphraseOption('seals the root keys'))
    .addOption(nowOption())
    .action((options: Common & { readonly dataset: string }) =>
      runFeedVerb(io, exit, options.lang, () => {
        const { keys: folder, dataset } = options
        const made = createKeys({ folder, dataset, now: instantOf(options), passphrase: readPassphrase(options.passphraseFile) })
        if (made.ok) io.words('Carry the three root keys to three other places now. Publishing needs none of them, a new root two.')
        return told(made)
      }),
    )
}

function showCommand(io: CliConsole, exit: (code: number) => void): Command {
  return subcommand('show', 'Tell what the key folder holds.').action((options: Common) =>
    runFeedVerb(io, exit, options.lang, () => told(readKeys(options.keys))),
  )
}

function rotateCommand(io: CliConsole, exit: (code: number) => void): Command {
  return subcommand('rotate', 'Make the next root, valid anew, with new keys as ordered; the next publication carries it.')
    .requiredOption('--root-key <file>', 'a root key that signs; two are needed', collect(String))
    .addOption(passphraseOption('opens and seals the root keys'))
    .option('--online', 'make new on-line keys', false)
    .option('--replace-root-key <number>', 'make a new root key in the place of this one', wholeNumber(1, 3))
    .addOption(nowOption())
    .action((options: Common & { readonly rootKey: readonly string[]; readonly online: boolean; readonly replaceRootKey?: number }) =>
      runFeedVerb(io, exit, options.lang, () =>
        told(
          rotateRoot({
            folder: options.keys,
            now: instantOf(options),
            rootKeyFiles: options.rootKey,
            passphrase: readPassphrase(options.passphraseFile),
            online: options.online,
            replaceRootKey: options.replaceRootKey ?? null,
          }),
        ),
      ),
    )
}

function contentCommand(io: CliConsole, exit: (code: number) => void): Command {
  return subcommand('content', 'Make a new content key and begin a new epoch; every station needs a new enrolment.').action(
    (options: Common) => runFeedVerb(io, exit, options.lang, () => told(rotateContentKey(options.keys))),
  )
}

function enrolCommand(io: CliConsole, exit: (code: number) => void): Command {
  return subcommand('enrol', 'Write an enrolment file, which holds all that a station needs to follow the feed.')
    .requiredOption('--source <address>', 'where the feed lies: an http(s) address or a folder; in the order of trying', collect(String))
    .requiredOption('--out <file>', 'the enrolment file')
    .addOption(passphraseOption('opens the content key at the station; without it a passphrase is made and told'))
    .option('--station-key <base64>', 'public key of one station, in the place of a passphrase')
    .action((options: Common & { readonly source: readonly string[]; readonly out: string; readonly stationKey?: string }) =>
      runFeedVerb(io, exit, options.lang, () => enrol(options, io)),
    )
}

function enrol(
  options: Common & { readonly source: readonly string[]; readonly out: string; readonly stationKey?: string },
  io: CliConsole,
): Result<unknown, FeedFailure> {
  const keys = readKeys(options.keys)
  if (!keys.ok) return keys
  if (existsSync(options.out)) return failed('file-exists', { path: options.out })
  const given = readPassphrase(options.passphraseFile)
  const made = given === null && options.stationKey === undefined ? newPassphrase() : null
  const secret: EnrolmentSecret =
    options.stationKey === undefined ? { passphrase: given ?? made ?? '' } : { stationKey: options.stationKey }
  const { dataset, contentKey } = keys.value
  const root = rootInForce(keys.value)
  const enrolment = makeEnrolment({ dataset, root, sources: options.source, contentKey, secret })
  if (!enrolment.ok) return enrolment
  writeDurably(options.out, `${JSON.stringify(enrolment.value, null, 2)}\n`)
  if (made !== null) io.words(`Passphrase: ${made}\nTell it by another way than the file; it is stored nowhere.`)
  return ok({ enrolment: options.out, dataset, sources: options.source, rootFingerprint: rootFingerprint(root) })
}

function subcommand(name: string, description: string): Command {
  return verbCommand(name, description).name(name).addOption(keysOption()).addOption(languageOption())
}

function instantOf({ now }: Common): Instant {
  return now ?? systemClock.now()
}

function told(keys: Result<PublisherKeys, FeedFailure>): Result<unknown, FeedFailure> {
  if (!keys.ok) return keys
  const { dataset, epoch, contentKey } = keys.value
  return ok({
    dataset,
    epoch,
    contentKeyId: contentKeyId(contentKey),
    rootVersion: rootVersionOf(keys.value),
    rootExpires: rootExpiry(keys.value),
    rootFingerprint: rootFingerprint(rootInForce(keys.value)),
  })
}

function datasetName(text: string): string {
  if (!registerHeaderSchema.shape.dataset.safeParse(text).success) {
    throw new InvalidArgumentError('Give Latin letters, digits, dots and dashes, 64 characters at most.')
  }
  return text
}

/** Twenty letters and digits that nobody confuses: some 98 bits. */
function newPassphrase(): string {
  return Array.from({ length: 4 }, newGroup).join('-')
}

function newGroup(): string {
  return Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'
