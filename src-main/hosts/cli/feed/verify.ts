import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import type { Instant } from '../../../../src-shared/calendar.ts'
import type { Language } from '../../../../src-shared/coverage/verdict.ts'
import { ok } from '../../../../src-shared/result.ts'
import type { Result } from '../../../../src-shared/result.ts'
import { failed } from '../../../feed/feed-failure.ts'
import type { FeedFailure } from '../../../feed/feed-failure.ts'
import { openContentKey, readEnrolment } from '../../../feed/trust/enrolment.ts'
import { folderCarrier } from '../../../feed/trust/folder-carrier.ts'
import { readKeys, rootInForce } from '../../../feed/trust/key-folder.ts'
import { verifyFeed } from '../../../feed/verify/verify-feed.ts'
import { systemClock } from '../../system-clock.ts'
import type { CliConsole } from '../cli-console.ts'
import { languageOption, nowOption, verbCommand } from '../options.ts'
import { passphraseOption, readPassphrase, runFeedVerb } from './feed-verb.ts'

interface Options {
  readonly keys?: string
  readonly enrolment?: string
  readonly passphraseFile?: string
  readonly now?: Instant
  readonly lang?: Language
}

/** Whom the check believes. */
interface Belief {
  readonly trustedBy: 'keys' | 'enrolment' | 'itself'
  readonly firstRoot: Uint8Array
  readonly contentKey: Uint8Array | null
}

/** `feed verify FOLDER`: all that a desk checks, and every listed file besides. */
export function verifyCommand(io: CliConsole, exit: (code: number) => void): Command {
  return verbCommand('verify', 'Check a published feed as a desk does, and every file of it besides.')
    .name('verify')
    .argument('<folder>', 'folder of the feed')
    .option('--keys <folder>', 'key folder of the publisher: decrypts and sums the state digest anew')
    .option('--enrolment <file>', 'enrolment file of a station')
    .addOption(passphraseOption('opens the content key of the enrolment, for the same'))
    .addOption(nowOption())
    .addOption(languageOption())
    .action((folder: string, options: Options) =>
      runFeedVerb(io, exit, options.lang, async () => {
        const belief = beliefOf(folder, options)
        if (!belief.ok) return belief
        const { trustedBy, firstRoot, contentKey } = belief.value
        if (trustedBy === 'itself') {
          io.words('Nobody vouches for the root of this feed; give --keys or --enrolment to check whose it is.')
        }
        const now = options.now ?? systemClock.now()
        const verified = await verifyFeed({ carrier: folderCarrier(folder), firstRoot, contentKey, now, onProgress: progress })
        return verified.ok ? ok({ trustedBy, ...verified.value }) : verified
      }),
    )
}

function beliefOf(folder: string, options: Options): Result<Belief, FeedFailure> {
  if (options.keys !== undefined) {
    const keys = readKeys(options.keys)
    if (!keys.ok) return keys
    const [firstRoot = rootInForce(keys.value)] = keys.value.roots.values()
    return ok({ trustedBy: 'keys', firstRoot, contentKey: keys.value.contentKey })
  }
  if (options.enrolment !== undefined) {
    const enrolment = readEnrolment(readFileSync(options.enrolment, 'utf8'))
    if (!enrolment.ok) return enrolment
    const firstRoot = Buffer.from(enrolment.value.root, 'base64')
    const passphrase = readPassphrase(options.passphraseFile)
    if (passphrase === null) return ok({ trustedBy: 'enrolment', firstRoot, contentKey: null })
    const contentKey = openContentKey(enrolment.value, { passphrase })
    return contentKey.ok ? ok({ trustedBy: 'enrolment', firstRoot, contentKey: contentKey.value }) : contentKey
  }
  const root = path.join(folder, '1.root.json')
  if (!existsSync(root)) return failed('feed-missing', { path: folder })
  return ok({ trustedBy: 'itself', firstRoot: readFileSync(root), contentKey: null })
}

/** A line that rewrites itself, only where somebody is looking. */
function progress(done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done.toLocaleString('en')} of ${total.toLocaleString('en')} bytes \u001B[K`)
}
