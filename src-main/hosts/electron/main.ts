import { app } from 'electron'
import { readArguments } from './arguments.ts'
import { startDesk } from './desk.ts'
import { useVault } from '../cli/host-vault.ts'
import { safeVault } from './key-vaults.ts'

const order = readArguments(process.argv, app.isPackaged)
if (order.kind === 'desk') startDesk(order)
else void runVerb(order.verb)

/** The administrator's verbs answer on the standard streams, before any window and beside a running desk. */
async function runVerb(verb: readonly string[]): Promise<void> {
  app.dock?.hide()
  // The key store opens keys only when the runtime is ready.
  await app.whenReady()
  useVault(safeVault)
  const { runCli } = await import('../cli/run-cli.ts')
  const code = await runCli(verb)
  // What was written to a pipe is still on its way; the exit does not wait for it.
  await new Promise((resolve) => process.stdout.write('', resolve))
  app.exit(code)
}
