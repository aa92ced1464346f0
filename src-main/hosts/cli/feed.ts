import type { Command } from 'commander'
import { WrongUsage } from './cli-console.ts'
import type { CliConsole } from './cli-console.ts'
import { demoCommand } from './feed/demo.ts'
import { keysCommand } from './feed/keys.ts'
import { publishCommand } from './feed/publish.ts'
import { quarantineCommand } from './feed/quarantine.ts'
import { serveCommand } from './feed/serve.ts'
import { verifyCommand } from './feed/verify.ts'
import { verbCommand } from './options.ts'

/** `feed keys | publish | quarantine | verify | serve | demo`: the publisher's side of the register feed. */
export function command(io: CliConsole, exit: (code: number) => void): Command {
  return verbCommand('feed', 'Publish a register as a signed feed of static files.')
    .argument('[verb]', 'keys, publish, quarantine, verify, serve or demo')
    .action((verb: string | undefined) => {
      const message = verb === undefined ? 'Say keys, publish, quarantine, verify, serve or demo.' : `There is no verb "feed ${verb}".`
      throw new WrongUsage(message, '"desk feed --help" tells more.')
    })
    .addCommand(keysCommand(io, exit))
    .addCommand(publishCommand(io, exit))
    .addCommand(quarantineCommand(io, exit))
    .addCommand(verifyCommand(io, exit))
    .addCommand(serveCommand(io, exit))
    .addCommand(demoCommand(io, exit))
}
