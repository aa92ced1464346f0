import { registerHooks } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

// Runs in a process of its own: loads a built file with the stand-in for `electron`, plays a scene and prints what came of it.
const standIn = pathToFileURL(path.join(import.meta.dirname, 'stand-in.ts')).href
registerHooks({
  resolve: (specifier, context, next) => (specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context)),
})
const electron: typeof import('./stand-in.ts') = await import(standIn)
const root = path.resolve(import.meta.dirname, '../../..')
const [scene = '', ...args] = process.argv.slice(2)
process.argv = ['/opt/Polis Desk/PolisDesk', ...args]

if (scene === 'preload') {
  await import(path.join(root, 'out/preload/preload.cjs'))
  print(await playPreload())
} else {
  const ended = new Promise<number>((resolve) => electron.handlers.set('test:exit', (code: number) => resolve(code)))
  await import(path.join(root, 'out/main/electron.js'))
  if (scene === 'cli') process.exit(await ended)
  if (scene === 'desk') print(await playDesk())
  if (scene === 'passphrase') print(await playPassphrase())
  if (scene === 'follow') print(await playFollow())
  if (scene === 'look') {
    await settled()
    print({ asked: electron.asked })
  }
}

/** What a page and a frame of another site are given, one after the other. */
async function playDesk(): Promise<unknown> {
  await waitFor('ipc:desk:call')
  const { handlers, asked, session, app, powerMonitor, windows } = electron
  const call = (name: string, ...values: readonly unknown[]): unknown => handlers.get(name)?.(...(values as never[]))
  const own = { url: 'app://desk/', parent: null }
  const page = { requestingUrl: 'app://desk/', isMainFrame: true }
  const permission = (name: string, details: object): Promise<boolean> =>
    new Promise((resolve) => {
      call('permissionRequest', null, name, resolve, details)
    })
  const screen = async (url: string, method = 'GET'): Promise<unknown> => {
    const response = (await call('protocol:app', { url, method })) as Response
    const { status, headers } = response
    return {
      status,
      type: headers.get('content-type'),
      policy: headers.get('content-security-policy'),
      length: (await response.text()).length,
    }
  }
  const cancelled = (url: string): Promise<boolean> =>
    new Promise((resolve) => {
      call('onBeforeRequest', { url }, ({ cancel }: { readonly cancel: boolean }) => resolve(cancel))
    })
  const contents = windows[0]?.webContents
  const builtIn = { portId: 'p1', portName: 'COM1', displayName: 'Communications Port' }
  const onUsb = { portId: 'p2', portName: 'COM5', displayName: 'Scanner', vendorId: '3118', productId: '2913' }
  const choosePort = (url: string, ports: readonly object[], button = 'first'): Promise<string> =>
    new Promise((resolve) => {
      handlers.set('test:button', () => button)
      session.defaultSession.emit('select-serial-port', { preventDefault: () => undefined }, ports, { getURL: () => url }, resolve)
    })
  const answers = {
    state: await call('ipc:desk:call', { senderFrame: own }, 'state', {}),
    unknownMethod: await call('ipc:desk:call', { senderFrame: own }, 7, {}),
    fromFrame: await call('ipc:desk:call', { senderFrame: { url: 'app://desk/', parent: {} } }, 'state', {}),
    fromElsewhere: await call('ipc:desk:call', { senderFrame: { url: 'https://evil.example/', parent: null } }, 'state', {}),
    fromNobody: await call('ipc:desk:call', { senderFrame: null }, 'state', {}),
    camera: await permission('media', { ...page, mediaTypes: ['video'] }),
    microphone: await permission('media', { ...page, mediaTypes: ['video', 'audio'] }),
    position: await permission('geolocation', page),
    cameraElsewhere: await permission('media', { requestingUrl: 'https://evil.example/', isMainFrame: true, mediaTypes: ['video'] }),
    checkCamera: call('permissionCheck', null, 'media', 'app://desk', { ...page, mediaType: 'video' }),
    checkMicrophone: call('permissionCheck', null, 'media', 'app://desk', { ...page, mediaType: 'audio' }),
    checkSerial: call('permissionCheck', null, 'serial', 'app://desk', page),
    checkHid: call('permissionCheck', null, 'hid', 'app://desk', page),
    serialDevice: call('devicePermission', { deviceType: 'serial', origin: 'app://desk' }),
    usbDevice: call('devicePermission', { deviceType: 'usb', origin: 'app://desk' }),
    start: await screen('app://desk/'),
    outside: await screen('app://desk/../main/electron.js'),
    posted: await screen('app://desk/', 'POST'),
    prevented: {
      'will-navigate': prevented(contents, 'will-navigate'),
      'will-frame-navigate': prevented(contents, 'will-frame-navigate'),
      'will-redirect': prevented(contents, 'will-redirect'),
      'will-attach-webview': prevented(contents, 'will-attach-webview'),
      'will-download': prevented(session.defaultSession, 'will-download'),
      'select-serial-port': prevented(session.defaultSession, 'select-serial-port', [], { getURL: () => 'app://desk/' }, () => undefined),
    },
    ports: {
      chosen: await choosePort('app://desk/', [builtIn, onUsb]),
      left: await choosePort('app://desk/', [builtIn, onUsb], 'leave'),
      none: await choosePort('app://desk/', []),
      elsewhere: await choosePort('https://evil.example/', [onUsb]),
    },
    windowOpen: call('windowOpen', { url: 'https://evil.example/' }),
    cancelled: [await cancelled('https://evil.example/'), await cancelled('app://desk/main.js')],
  }
  app.emit('second-instance')
  powerMonitor.emit('lock-screen')
  powerMonitor.emit('resume')
  await new Promise((resolve) => {
    setTimeout(resolve, 100)
  })
  const sent = contents?.sent.at(-1)
  app.emit('will-quit')
  return { asked, answers, sent }
}

/** Whether the program stops what the runtime announces by an event. */
function prevented(emitter: NodeJS.EventEmitter | undefined, name: string, ...rest: readonly unknown[]): boolean {
  let stopped = false
  emitter?.emit(name, { preventDefault: () => (stopped = true) }, ...rest)
  return stopped
}

/** What the station screen is told once the first run of the feed is over. */
async function playFollow(): Promise<unknown> {
  await waitFor('ipc:desk:call')
  const ask = electron.handlers.get('ipc:desk:call')
  const own = { senderFrame: { url: 'app://desk/', parent: null } }
  const stateNow = async (): Promise<{ readonly value?: { readonly runs: readonly unknown[]; readonly activity: unknown } }> =>
    JSON.parse(JSON.stringify((await ask?.(...([own, 'updates.state', {}] as never[]))) ?? {}))
  let state = await stateNow()
  for (let turn = 0; turn < 1000 && (state.value?.runs.length !== 1 || state.value.activity !== null); turn++) {
    await settledOnce()
    state = await stateNow()
  }
  const sent = electron.windows[0]?.webContents.sent.some((event) => JSON.stringify(event).includes('"updates"'))
  // The thread of the run needs a moment to end; who quits before ends the process by force.
  await settled()
  electron.app.emit('will-quit')
  return { asked: electron.asked, state, sent }
}

/** A computer whose key store is a fixed password: first an empty answer, then a passphrase. */
async function playPassphrase(): Promise<unknown> {
  await waitFor('ipc:desk:call')
  const ask = electron.handlers.get('ipc:desk:call')
  const own = { senderFrame: { url: 'app://desk/passphrase.html', parent: null } }
  const give = (event: object, method: string, input: unknown): unknown => ask?.(...([event, method, input] as never[]))
  const given = [
    give(own, 'state', {}),
    give(own, 'passphrase', ''),
    give({ senderFrame: null }, 'passphrase', 'a long passphrase'),
    give(own, 'passphrase', 'a long passphrase'),
  ]
  await settled()
  const { asked } = electron
  electron.app.emit('will-quit')
  return { given, asked }
}

/** The bridge as the page sees it. */
async function playPreload(): Promise<unknown> {
  const bridge = electron.handlers.get('bridge') as unknown as {
    call(method: string, input: unknown): Promise<unknown>
    subscribe(listener: (event: unknown) => void): () => void
  }
  const received: unknown[] = []
  const answer = await bridge.call('state', {})
  const end = bridge.subscribe((event) => received.push(event))
  electron.ipcRenderer.emit('desk:event', { sender: 'secret' }, { name: 'state', payload: 1 })
  end()
  electron.ipcRenderer.emit('desk:event', {}, { name: 'state', payload: 2 })
  return { asked: electron.asked, names: Object.keys(bridge), answer, received }
}

async function waitFor(handler: string): Promise<void> {
  for (let turn = 0; turn < 500 && !electron.handlers.has(handler); turn++) await settledOnce()
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) await settledOnce()
}

function settledOnce(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 10)
  })
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`, () => process.exit(0))
}
