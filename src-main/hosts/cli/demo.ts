import type { Command } from 'commander'
import { ok } from '../../../src-shared/result.ts'
import { makeDemo } from '../../app/make-demo.ts'
import type { CliConsole } from './cli-console.ts'
import { systemClock } from '../system-clock.ts'
import { withFolder } from './folder-options.ts'
import type { FolderOptions } from './folder-options.ts'
import { dataOption, instant, keyFileOption, languageOption, verbCommand, wholeNumber } from './options.ts'

type DemoOptions = FolderOptions & { readonly people: number; readonly seed: number; readonly asOf?: string }

/** `demo`: makes the register of an invented region; the same people, seed and instant give the same records. */
export function command(io: CliConsole, exit: (code: number) => void): Command {
  return verbCommand('demo', 'Make the register of an invented region in an empty or demo folder.')
    .option('--people <n>', 'how many people', wholeNumber(1, 2_000_000), 20_000)
    .option('--seed <n>', 'another seed gives other people', wholeNumber(0, 4_294_967_295), 1)
    .option('--as-of <instant>', 'the data are complete up to this instant; now by default', instant)
    .addOption(dataOption())
    .addOption(keyFileOption())
    .addOption(languageOption())
    .action((options: DemoOptions) =>
      withFolder(options, 'writer', io, exit, async ({ folder }) => {
        const order = { people: options.people, seed: options.seed, asOf: options.asOf ?? systemClock.now() }
        const made = await makeDemo(folder, order, (done, total) => progress(done, total))
        return made.ok ? ok({ ...made.value, seed: options.seed, demo: true }) : made
      }),
    )
}

/** A line that rewrites itself, only where somebody is looking. */
function progress(done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done.toLocaleString('en')} of ${total.toLocaleString('en')} people \u001B[K`)
}
