import type { Command } from 'commander'
import { err, ok } from '../../../src-shared/result.ts'
import type { CliConsole } from './cli-console.ts'
import { withFolder } from './folder-options.ts'
import type { FolderOptions } from './folder-options.ts'
import { dataOption, keyFileOption, languageOption, verbCommand } from './options.ts'

/** `register`: what the local copy holds, its version and the instant up to which it is complete. */
export function command(io: CliConsole, exit: (code: number) => void): Command {
  return verbCommand('register', 'Tell what the local register holds.')
    .addOption(dataOption())
    .addOption(keyFileOption())
    .addOption(languageOption())
    .action((options: FolderOptions) =>
      withFolder(options, 'reader', io, exit, async ({ folder, station }) => {
        const { register, demo } = station.state()
        if (register.state === 'ready') return ok({ ...register, demo })
        const code = register.state === 'missing' ? 'register-missing' : 'register-damaged'
        return err({ code, message: `The register is ${register.state}.`, params: { path: folder.path } })
      }),
    )
}
