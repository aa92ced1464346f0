import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { err, ok } from '../../../src-shared/result.ts'
import { WrongUsage } from './cli-console.ts'
import type { CliConsole } from './cli-console.ts'
import { readPassphrase } from './feed/feed-verb.ts'
import { withFolder } from './folder-options.ts'
import type { FolderOptions } from './folder-options.ts'
import { dataOption, keyFileOption, languageOption, verbCommand } from './options.ts'

interface Options extends FolderOptions {
  readonly passphraseFile?: string
  readonly replace: boolean
  readonly showKey: boolean
}

/** `enrol FILE`: the station follows the feed of this enrolment file from now on. `--show-key`: the station's public key for the publisher. */
export function command(io: CliConsole, exit: (code: number) => void): Command {
  return verbCommand('enrol', 'Enrol this station for a register feed.')
    .argument('[file]', 'the enrolment file, as "desk feed keys enrol" writes it')
    .option('--passphrase-file <file>', 'its first line opens the content key; it travels apart from the enrolment file')
    .option('--replace', 'leave the feed that the station follows now', false)
    .option('--show-key', "tell the station's public key, for an enrolment that needs no passphrase", false)
    .addOption(dataOption())
    .addOption(keyFileOption())
    .addOption(languageOption())
    .action((file: string | undefined, options: Options) => {
      if ((file === undefined) !== options.showKey) throw new WrongUsage('Name an enrolment file, or say --show-key.')
      const enrolment = file === undefined ? '' : enrolmentAt(file)
      const passphrase = readPassphrase(options.passphraseFile)
      return withFolder(options, 'writer', io, exit, async ({ updates }) => {
        if (updates === null) return err({ code: 'not-permitted', message: 'Only who holds the folder follows a feed.', params: {} })
        if (options.showKey) return updates.stationKey()
        const enrolled = updates.enrol({ enrolment, passphrase, replace: options.replace })
        return enrolled.ok ? ok(enrolled.value.enrolment) : enrolled
      })
    })
}

function enrolmentAt(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new WrongUsage(`There is no file "${file}".`, 'Check the path of the enrolment file.')
  }
}
