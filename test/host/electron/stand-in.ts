import { EventEmitter } from 'node:events'

// Stands in for the module `electron` where its runtime is not installed: it keeps what the program registers, so that a
// test can look at it and play the runtime's part.

/** Settings of the scene, given by the environment. */
const scene: { readonly lock?: boolean; readonly backend?: string; readonly packaged?: boolean } = JSON.parse(
  process.env['STAND_IN_SCENE'] ?? '{}',
)

type Handler = (...args: never[]) => unknown

/** Everything that was asked of the runtime, in order: what, and with which plain arguments. */
export const asked: (readonly [string, ...unknown[]])[] = []
/** Handlers by name. */
export const handlers = new Map<string, Handler>()

function note(what: string, ...details: readonly unknown[]): void {
  asked.push([what, ...details])
}

class App extends EventEmitter {
  readonly isPackaged = scene.packaged ?? true
  requestSingleInstanceLock(): boolean {
    note('requestSingleInstanceLock')
    return scene.lock ?? true
  }
  setAppUserModelId(id: string): void {
    note('setAppUserModelId', id)
  }
  enableSandbox(): void {
    note('enableSandbox')
  }
  whenReady(): Promise<void> {
    note('whenReady')
    return new Promise((resolve) => {
      setImmediate(resolve)
    })
  }
  quit(): void {
    note('quit')
  }
  exit(code: number): void {
    note('exit', code)
    handlers.get('test:exit')?.(code as never)
  }
}
export const app = new App()

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown) => note('registerSchemesAsPrivileged', schemes),
  handle(scheme: string, handler: Handler) {
    note('protocol.handle', scheme)
    handlers.set(`protocol:${scheme}`, handler)
  },
}

class Session extends EventEmitter {
  readonly webRequest = { onBeforeRequest: (handler: Handler) => handlers.set('onBeforeRequest', handler) }
  setPermissionRequestHandler(handler: Handler): void {
    handlers.set('permissionRequest', handler)
  }
  setPermissionCheckHandler(handler: Handler): void {
    handlers.set('permissionCheck', handler)
  }
  setDevicePermissionHandler(handler: Handler): void {
    handlers.set('devicePermission', handler)
  }
  setDisplayMediaRequestHandler(handler: Handler): void {
    handlers.set('displayMedia', handler)
  }
}
export const session = { defaultSession: new Session() }

class WebContents extends EventEmitter {
  readonly sent: unknown[] = []
  setWindowOpenHandler(handler: Handler): void {
    handlers.set('windowOpen', handler)
  }
  send(channel: string, message: unknown): void {
    this.sent.push([channel, message])
  }
  reload(): void {
    note('reload')
  }
}

export class BrowserWindow extends EventEmitter {
  static getFocusedWindow(): BrowserWindow | null {
    return windows[0] ?? null
  }
  readonly webContents = new WebContents()
  #destroyed = false
  constructor(options: unknown) {
    super()
    note('BrowserWindow', options)
    windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL(address: string): Promise<void> {
    note('loadURL', address)
    return Promise.resolve()
  }
  setMenuBarVisibility(visible: boolean): void {
    note('setMenuBarVisibility', visible)
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }
  destroy(): void {
    this.#destroyed = true
    this.emit('closed')
  }
  isMinimized(): boolean {
    return true
  }
  restore(): void {
    note('window.restore')
  }
  show(): void {
    note('window.show')
  }
  focus(): void {
    note('window.focus')
  }
}
export const windows: BrowserWindow[] = []

export const ipcMain = {
  handle: (channel: string, handler: Handler) => handlers.set(`ipc:${channel}`, handler),
  removeHandler: (channel: string) => handlers.delete(`ipc:${channel}`),
}
export const powerMonitor = new EventEmitter()
export const dialog = {
  showErrorBox: (title: string, text: string) => note('showErrorBox', title, text),
  /** Presses the button of the scene: the first, or the one that leaves. */
  showMessageBox(...given: readonly unknown[]): Promise<{ readonly response: number }> {
    const question = given.at(-1) as { readonly buttons: readonly string[]; readonly cancelId: number }
    note('showMessageBox', question)
    return Promise.resolve({ response: handlers.get('test:button')?.() === 'leave' ? question.cancelId : 0 })
  },
}
export const Menu = { buildFromTemplate: (template: unknown) => template, setApplicationMenu: (menu: unknown) => note('menu', menu) }
export const systemPreferences = { askForMediaAccess: () => Promise.resolve(true) }
export const crashReporter = { start: () => note('crashReporter.start') }
export const safeStorage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => scene.backend ?? 'gnome_libsecret',
  encryptString: (text: string) => Buffer.from(Buffer.from(text).map((byte) => byte ^ 255)),
  decryptString: (encrypted: Buffer) => Buffer.from(encrypted.map((byte) => byte ^ 255)).toString(),
}
export const contextBridge = {
  exposeInMainWorld: (name: string, api: Handler) => {
    note('exposeInMainWorld', name)
    handlers.set('bridge', api)
  },
}
class IpcRenderer extends EventEmitter {
  invoke(...args: readonly unknown[]): Promise<unknown> {
    note('invoke', ...args)
    return Promise.resolve('answer')
  }
}
export const ipcRenderer = new IpcRenderer()
