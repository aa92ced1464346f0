import type { Command } from 'commander'
import { err } from '../../../src-shared/result.ts'
import type { Failure } from '../../../src-shared/contract.ts'
import type { RunEntry } from '../../../src-shared/feed/run-outcome.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { DeskUpdates } from '../updates/desk-updates.ts'
import { EXIT, WrongUsage } from './cli-console.ts'
import type { CliConsole } from './cli-console.ts'
import { withFolder } from './folder-options.ts'
import type { FolderOptions } from './folder-options.ts'
import { dataOption, keyFileOption, languageOption, verbCommand } from './options.ts'
import { syncWords } from './sync-words.ts'

interface Options extends FolderOptions {
  readonly accept?: string
  readonly again: boolean
}

/**
 * `sync`: one run of the follower, as the desk makes it in the night (register feed, Promises 9). Prints the entry of the journal of
 * runs; exit 0 where the register is what the publisher published last, 3 in any other case.
 */
export function command(io: CliConsole, exit: (code: number) => void): Command {
  return verbCommand('sync', 'Bring the register up to date from the feed that this station is enrolled for.')
    .option('--accept <reason>', 'let the state pass whose brakes hold since the last run')
    .option('--again', 'take the state again that an administrator went back from', false)
    .addOption(dataOption())
    .addOption(keyFileOption())
    .addOption(languageOption())
    .action((options: Options) => {
      const reason = options.accept?.trim()
      if (reason !== undefined && (reason.length < 3 || reason.length > 200)) throw new WrongUsage('A reason has 3 to 200 characters.')
      // What Ctrl+C leaves is what a cancelled run leaves: everything that was fetched, and the register as it was.
      let cancel: (() => void) | null = null
      const onSignal = (): void => cancel?.()
      for (const signal of SIGNALS) process.on(signal, onSignal)
      let code: number | null = null
      return withFolder(
        options,
        'writer',
        io,
        (given) => exit(code ?? given),
        async ({ updates, subscribe }) => {
          if (updates === null) return err({ code: 'not-permitted', message: 'Only who holds the folder follows a feed.', params: {} })
          cancel = () => updates.cancel()
          const unsubscribe = subscribe((event) => {
            if (event.name === 'updates' && event.payload.activity?.what === 'run') tellProgress(event.payload.activity.progress)
          })
          const done = reason === undefined ? await updates.runOnce({ again: options.again }) : await acceptAndRun(updates, reason)
          unsubscribe()
          if (process.stderr.isTTY) process.stderr.write('\r\u001B[K')
          if (!done.ok) return done
          io.words(syncWords(done.value, options.lang ?? 'en'))
          if (!GOOD.has(done.value.outcome.kind)) code = EXIT.failed
          return done
        },
      ).finally(() => {
        for (const signal of SIGNALS) process.off(signal, onSignal)
      })
    })
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const
const GOOD: ReadonlySet<RunEntry['outcome']['kind']> = new Set(['updated', 'unchanged', 'stays-returned'])

async function acceptAndRun(updates: DeskUpdates, reason: string): Promise<Result<RunEntry, Failure>> {
  const { waiting } = updates.state()
  if (waiting === null) return err({ code: 'brakes-changed', message: 'No brake holds anything.', params: {} })
  const accepted = updates.accept({ position: waiting.position, brakes: waiting.brakes.map(({ brake }) => brake), reason })
  // The run that accepting began is joined.
  return accepted.ok ? updates.runOnce({ again: false }) : accepted
}

interface Progress {
  readonly phase: string
  readonly bytes: { readonly done: number; readonly total: number }
  readonly rows: { readonly done: number; readonly total: number }
}

/** A line that rewrites itself, only where somebody is looking. */
function tellProgress(progress: Progress | null): void {
  if (!process.stderr.isTTY || progress === null) return
  const { phase, bytes, rows } = progress
  const megabytes = (bytes.done / 1_000_000).toFixed(1)
  const records = rows.total === 0 ? '' : `, ${rows.done.toLocaleString('en')} of ${rows.total.toLocaleString('en')} records`
  process.stderr.write(`\r${phase}: ${megabytes} of ${(bytes.total / 1_000_000).toFixed(1)} MB${records}\u001B[K`)
}
