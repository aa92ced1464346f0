import type { Command } from 'commander'
import type { Language } from '../../../../src-shared/coverage/verdict.ts'
import { ok } from '../../../../src-shared/result.ts'
import type { CliConsole } from '../cli-console.ts'
import { languageOption, verbCommand, wholeNumber } from '../options.ts'
import { runFeedVerb } from './feed-verb.ts'
import { serveFolder } from './serve-folder.ts'

interface Options {
  readonly port: number
  readonly lang?: Language
}

/** `feed serve FOLDER`: a web server on this computer alone, for trials; any static server does for real. */
export function serveCommand(io: CliConsole, exit: (code: number) => void): Command {
  return verbCommand('serve', 'Serve a feed on 127.0.0.1 for trials, until it is stopped.')
    .name('serve')
    .argument('<folder>', 'folder of the feed')
    .option('--port <n>', 'port; 0 takes any that is free', wholeNumber(0, 65_535), 8380)
    .addOption(languageOption())
    .action((folder: string, options: Options) =>
      runFeedVerb(io, exit, options.lang, async () => {
        const server = await serveFolder(folder, options.port)
        if (!server.ok) return server
        await io.answer({ address: server.value.address })
        await new Promise<void>((resolve) => {
          for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
        })
        await server.value.close()
        return ok({ requests: server.value.requests() })
      }),
    )
}
