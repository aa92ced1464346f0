import { endHeldProcess } from '../updates/left-threads.ts'
import { EXIT } from './cli-console.ts'
import { runCli } from './run-cli.ts'

// An answer that reached nobody is no answer: its exit code must not be the 0 of «covered». A reader of the pipe that went away
// (`desk … | head`) needs no words.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE')
    process.stderr.write(`desk: The answer could not be written (${code ?? 'unknown'}).\nCheck where it goes and try again.\n`)
  process.exit(EXIT.failed)
})
// Words that nobody reads do not keep an answer back.
process.stderr.on('error', () => undefined)

process.exitCode = await runCli(process.argv.slice(2))
await endHeldProcess()
