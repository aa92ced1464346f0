import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { loadJsonLines } from '../../store/load.ts'
import { WrongUsage } from './cli-console.ts'
import type { CliConsole } from './cli-console.ts'
import { withFolder } from './folder-options.ts'
import type { FolderOptions } from './folder-options.ts'
import { dataOption, keyFileOption, languageOption, verbCommand } from './options.ts'

/** `load`: loads a register from JSON Lines (resources/schemas/register-record.schema.json) beside the present one, then switches. */
export function command(io: CliConsole, exit: (code: number) => void): Command {
  return verbCommand('load', 'Load a register from a file of JSON Lines.')
    .argument('<file>', 'line 1: the header, every further line a record')
    .addOption(dataOption())
    .addOption(keyFileOption())
    .addOption(languageOption())
    .action((file: string, options: FolderOptions) => {
      if (!existsSync(file)) throw new WrongUsage(`There is no file "${file}".`, 'Check the path of the register file.')
      return withFolder(options, 'writer', io, exit, async ({ folder }) => loadJsonLines({ file, folder, onProgress: () => undefined }))
    })
}
