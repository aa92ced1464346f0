import type { Failure } from '../../../src-shared/contract.ts'
import type { Language } from '../../../src-shared/coverage/verdict.ts'
import type { Result } from '../../../src-shared/result.ts'
import { compose } from '../compose.ts'
import type { Composed } from '../compose.ts'
import { defaultDataFolder } from '../paths.ts'
import { systemClock } from '../system-clock.ts'
import { EXIT, cliLog } from './cli-console.ts'
import type { CliConsole } from './cli-console.ts'
import { hostVault } from './host-vault.ts'

/** Options of every verb that opens a data folder. */
export interface FolderOptions {
  readonly data?: string
  readonly keyFile?: string
  readonly lang?: Language
  readonly verbose: boolean
}

/** Opens the data folder: `reader` beside a running desk, `writer` alone. */
export function openFolder(options: FolderOptions, role: 'reader' | 'writer'): Result<Composed, Failure> {
  const vault = options.keyFile === undefined ? hostVault() : null
  return compose({
    ...(vault === null ? {} : { vault }),
    dataFolder: options.data ?? defaultDataFolder(),
    keyFile: options.keyFile ?? null,
    role,
    host: 'cli',
    clock: systemClock,
    log: cliLog(options.verbose),
  })
}

/**
 * Opens the folder, works and closes it whatever happens. A failure is told in words and gives exit code 3; `work` returns
 * what to print.
 */
export async function withFolder(
  options: FolderOptions,
  role: 'reader' | 'writer',
  io: CliConsole,
  exit: (code: number) => void,
  work: (composed: Composed) => Promise<Result<unknown, Failure>>,
): Promise<void> {
  const opened = openFolder(options, role)
  if (!opened.ok) {
    io.failure(opened.error, options.lang)
    exit(EXIT.failed)
    return
  }
  try {
    const done = await work(opened.value)
    if (done.ok) await io.answer(done.value)
    else io.failure(done.error, options.lang)
    exit(done.ok ? EXIT.done : EXIT.failed)
  } finally {
    await opened.value.close()
  }
}
