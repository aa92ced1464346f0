import type { Command } from 'commander'
import type { Language } from '../../../../src-shared/coverage/verdict.ts'
import { ok } from '../../../../src-shared/result.ts'
import { readQuarantine } from '../../../feed/quarantine-file.ts'
import { readKeys } from '../../../feed/trust/key-folder.ts'
import type { CliConsole } from '../cli-console.ts'
import { languageOption, verbCommand } from '../options.ts'
import { keysOption, runFeedVerb } from './feed-verb.ts'

/** `feed quarantine FILE`: the rows that a publication set aside, one JSON a line, as they came. They hold personal data. */
export function quarantineCommand(io: CliConsole, exit: (code: number) => void): Command {
  return verbCommand('quarantine', 'Show the rows that a publication set aside, with file, line and reason. They hold personal data.')
    .name('quarantine')
    .argument('<file>', 'sealed list, as "feed publish" named it')
    .addOption(keysOption())
    .addOption(languageOption())
    .action((file: string, options: { readonly keys: string; readonly lang?: Language }) =>
      runFeedVerb(io, exit, options.lang, async () => {
        const keys = readKeys(options.keys)
        if (!keys.ok) return keys
        const lines = readQuarantine(file, keys.value.stateKey)
        if (!lines.ok) return lines
        for (const line of lines.value.slice(0, -1)) await io.answer(JSON.parse(line))
        return ok(JSON.parse(lines.value.at(-1) ?? '{}'))
      }),
    )
}
