import { app, dialog, ipcMain, powerMonitor, protocol, session, systemPreferences } from 'electron'
import type { BrowserWindow } from 'electron'
import path from 'node:path'
import type { Failure, StationEvent } from '../../../src-shared/contract.ts'
import { describeFailure } from '../../../src-shared/failure-texts.ts'
import type { Result } from '../../../src-shared/result.ts'
import { compose } from '../compose.ts'
import type { ComposeOptions, Composed } from '../compose.ts'
import { quietLog } from '../quiet-log.ts'
import { defaultDataFolder } from '../paths.ts'
import { readEnrolmentFiles } from '../updates/enrolment-files.ts'
import { threadsAreAlive } from '../updates/left-threads.ts'
import { systemClock } from '../system-clock.ts'
import type { StartOrder } from './arguments.ts'
import { channels } from './channels.ts'
import { askPassphrase } from './ask-passphrase.ts'
import { keyStoreProtects, passphraseVault, safeVault } from './key-vaults.ts'
import { screenProtocol } from './screen-protocol.ts'
import { askForPort } from './ask-port.ts'
import { isTrustedCall, privilegedScheme, protectContents, protectSession, scheme } from './security.ts'
import { installMenu, openWindow } from './window.ts'

type DeskOrder = Extract<StartOrder, { readonly kind: 'desk' }>

/** Starts the desk of this account, or brings the running one to the front. Must be called before the runtime is ready. */
export function startDesk(order: DeskOrder): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app.setAppUserModelId('ru.polis-desk.desk')
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([privilegedScheme])
  app.on('web-contents-created', (_, contents) => protectContents(contents))
  // Replaces the runtime's own end after the last window: the window that asks for a passphrase closes before the desk's opens.
  app.on('window-all-closed', () => undefined)
  app
    .whenReady()
    .then(() => openDesk(order))
    // A program that runs without a window and says nothing cannot even be started again.
    .catch(() => refuseToStart({ code: 'internal', message: 'The desk did not start.', params: {} }))
}

async function openDesk(order: DeskOrder): Promise<void> {
  protectSession(session.defaultSession, { camera: askForCamera, port: askForPort }, !app.isPackaged)
  protocol.handle(scheme, screenProtocol(path.join(import.meta.dirname, '../renderer')))
  installMenu()
  const composed = await composeDesk(order)
  if (composed === null) return app.quit()
  if (!composed.ok) return refuseToStart(composed.error)
  const window = openWindow()
  window.on('closed', () => app.quit())
  connect(composed.value, window)
}

/** Null where a passphrase was asked for and not given. */
async function composeDesk(order: DeskOrder): Promise<Result<Composed, Failure> | null> {
  if (order.keyFile !== null) return composeWith(order, {})
  const first = composeWith(order, { vault: safeVault })
  if (first.ok || first.error.code !== 'key-missing' || keyStoreProtects()) return first
  for (let again = false; ; again = true) {
    const passphrase = await askPassphrase(again)
    if (passphrase === null) return null
    const composed = composeWith(order, { vault: passphraseVault(passphrase) })
    if (composed.ok || composed.error.code !== 'key-wrong') return composed
  }
}

function composeWith(order: DeskOrder, keys: Pick<ComposeOptions, 'vault'>): Result<Composed, Failure> {
  const enrolment = readEnrolmentFiles(order)
  if (!enrolment.ok) return enrolment
  return compose({
    enrolment: enrolment.value,
    dataFolder: order.data ?? defaultDataFolder(),
    keyFile: order.keyFile,
    ...keys,
    role: 'desk',
    host: 'electron',
    clock: systemClock,
    log: quietLog,
    ...(order.people === null ? {} : { demoPeople: order.people }),
  })
}

/** One call channel in, one event channel out. */
function connect(desk: Composed, window: BrowserWindow): void {
  const refused: Failure = { code: 'not-permitted', message: 'Called from outside the screen.', params: {} }
  ipcMain.handle(channels.call, (event, method: unknown, input: unknown) =>
    isTrustedCall(event) ? desk.dispatch(typeof method === 'string' ? method : '', input) : { ok: false, error: refused },
  )
  const send = (event: StationEvent): void => {
    if (!window.isDestroyed()) window.webContents.send(channels.event, event)
  }
  desk.subscribe(send)
  app.on('second-instance', () => bringToFront(window))
  // After sleep the age of the data is another one, and a night's synchronisation may have been missed.
  powerMonitor.on('resume', () => {
    desk.updates?.wake()
    void desk.dispatch('state', {}).then((reply) => reply.ok && send({ name: 'state', payload: reply.value }))
  })
  // Who locks the computer leaves the desk; nobody's data stay on it.
  powerMonitor.on('lock-screen', () => window.webContents.reload())
  app.on('will-quit', () => {
    void desk.close()
    // The runtime waits for threads, and one that hangs in a share never ends. The register survives the death of any of them.
    if (threadsAreAlive()) process.kill(process.pid, 'SIGKILL')
  })
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** Without its folder or keys there is no desk: says why and what to do, in the language of the clinics. */
function refuseToStart(failure: Failure): void {
  const { message, nextStep } = describeFailure(failure, 'ru')
  dialog.showErrorBox('Полис·Стойка', `${message}\n\n${nextStep}`)
  app.exit(1)
}

/** macOS asks its owner itself, once; elsewhere there is nobody to ask. */
function askForCamera(): Promise<boolean> {
  return process.platform === 'darwin' ? systemPreferences.askForMediaAccess('camera') : Promise.resolve(true)
}
