import type { Command } from 'commander'
import type { Failure } from '../../../src-shared/contract.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { isSettingName, settingNames } from '../../app/settings.ts'
import type { Station } from '../../app/station.ts'
import { WrongUsage } from './cli-console.ts'
import type { CliConsole } from './cli-console.ts'
import { withFolder } from './folder-options.ts'
import type { FolderOptions } from './folder-options.ts'
import { dataOption, keyFileOption, languageOption, verbCommand } from './options.ts'

/** `settings get [NAME]` prints one or all; `settings set NAME VALUE` changes one and prints all that are now in force. */
export function command(io: CliConsole, exit: (code: number) => void): Command {
  const settings = verbCommand('settings', 'Read and change the settings of the workstation.')
    .argument('[verb]', 'get or set')
    .action((verb: string | undefined) => {
      const message = verb === undefined ? 'Say get or set.' : `There is no verb "settings ${verb}".`
      throw new WrongUsage(message, 'desk settings get [NAME] or desk settings set NAME VALUE')
    })
  const get = folderCommand('get', 'Print one setting, or all of them.')
    .argument('[name]', `one of ${settingNames().join(', ')}`)
    .action((name: string | undefined, options: FolderOptions) =>
      withFolder(options, 'reader', io, exit, async ({ station }) => {
        const all = station.settings()
        if (name === undefined) return ok(all)
        return isSettingName(name) ? ok(all[name]) : err(unknownSetting(name))
      }),
    )
  const set = folderCommand('set', 'Change one setting.')
    .argument('<name>', `one of ${settingNames().join(', ')}`)
    .argument('<value>', 'JSON, or plain text where the setting is a text')
    .action((name: string, value: string, options: FolderOptions) =>
      withFolder(options, 'writer', io, exit, async ({ station }) => setFromText(station, name, value)),
    )
  return settings.addCommand(get).addCommand(set)
}

function folderCommand(name: string, description: string): Command {
  return verbCommand(name, description).name(name).addOption(dataOption()).addOption(keyFileOption()).addOption(languageOption())
}

/** The value is taken as JSON where the setting takes that, else as plain text: `000001` and `null` mean what they say. */
function setFromText(station: Station, name: string, text: string): Result<unknown, Failure> {
  const asJson = parsed(text)
  const result = asJson === undefined ? station.setSetting(name, text) : station.setSetting(name, asJson)
  if (result.ok || result.error.code !== 'setting-invalid' || asJson === undefined) return result
  const asText = station.setSetting(name, text)
  return asText.ok ? asText : result
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unknownSetting(name: string): Failure {
  return { code: 'setting-unknown', message: `There is no setting "${name}".`, params: { name } }
}
