import path from 'node:path'
import { createInterface } from 'node:readline'
import { describeFailure } from '../../../src-shared/failure-texts.ts'
import type { Failure } from '../../../src-shared/contract.ts'
import { compose } from '../compose.ts'
import { defaultDataFolder } from '../paths.ts'
import { quietLog } from '../quiet-log.ts'
import { systemClock } from '../system-clock.ts'
import { readEnrolmentFiles } from '../updates/enrolment-files.ts'
import { endHeldProcess } from '../updates/left-threads.ts'
import { serveWeb } from '../web/serve.ts'
import type { WebHost } from '../web/serve.ts'
import { openPage } from './open-page.ts'
import type { StartOptions } from './options.ts'
import { progressPrinter } from './progress.ts'

/** Serves the desk until the process is told to end. Returns the exit code. */
export async function runWebDesk(options: StartOptions, root: string, mayOpen: boolean): Promise<number> {
  const enrolment = readEnrolmentFiles(options)
  if (!enrolment.ok) return refused(enrolment.error)
  const composed = compose({
    enrolment: enrolment.value,
    dataFolder: options.data ?? defaultDataFolder(),
    keyFile: options.keyFile,
    role: 'desk',
    host: 'web',
    clock: systemClock,
    log: quietLog,
    demoPeople: options.people,
  })
  if (!composed.ok) return refused(composed.error)
  const desk = composed.value
  // A small register is made before the server listens: whoever subscribes later hears nothing of it.
  const showProgress = progressPrinter(process.stdout)
  showProgress(desk.station.state().busy)
  desk.subscribe((event) => {
    if (event.name === 'state') showProgress(event.payload.busy)
  })
  const served = await serveWeb({ service: desk, screens: path.join(root, 'out/renderer'), port: options.port, log: quietLog })
  if (!served.ok) {
    await desk.close()
    return failed(`${served.error.message}\nChoose another port with --port, or leave the option out.`)
  }
  const forgetPage = present(served.value, mayOpen && options.open)
  await toldToEnd()
  forgetPage()
  await served.value.close()
  await desk.close()
  await endHeldProcess()
  return 0
}

/** Prints the address, opens it where wanted, and gives a fresh one whenever Enter is pressed: a closed tab is no dead end. */
function present(web: WebHost, open: boolean): () => void {
  const address = web.newAddress()
  console.log(`\n  Polis Desk: ${address}\n\n  The address opens once. Press Enter for a new one, Ctrl+C to stop.\n`)
  const lines = createInterface({ input: process.stdin })
  lines.on('line', () => console.log(`  Polis Desk: ${web.newAddress()}`))
  const removePage = open ? openPage(address) : (): void => undefined
  return () => {
    lines.close()
    removePage()
  }
}

/** A terminal sends Ctrl+C to the launcher and to this process, so the signal may come twice. */
function toldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}

function refused(failure: Failure): number {
  const { message, nextStep } = describeFailure(failure, 'en')
  return failed(`${message}\n${nextStep}`)
}

function failed(words: string): number {
  console.error(`Polis Desk did not start. ${words}`)
  return 1
}
