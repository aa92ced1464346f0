import type { IpcMainInvokeEvent, SerialPort, Session, WebContents } from 'electron'

/** The scheme and the origin of our screens. */
export const scheme = 'app'
export const origin = `${scheme}://desk`
export const startAddress = `${origin}/`

/** Rights of the scheme: a secure origin with fetch and code cache, under the page's policy. */
export const privilegedScheme = {
  scheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
} as const

/** Whether an address belongs to our screens; whatever cannot be parsed does not. */
export function isOwnAddress(address: string | undefined): boolean {
  const url = URL.parse(address ?? '')
  return url !== null && url.protocol === `${scheme}:` && url.host === 'desk' && url.username === '' && url.password === ''
}

/** What a permission is asked for, as both of Electron's handlers tell it. */
export interface PermissionQuestion {
  readonly permission: string
  /** The page that asks; absent where it is no page. */
  readonly address: string | undefined
  readonly isMainFrame: boolean
  /** What of the media is wanted. */
  readonly media: readonly string[]
}

/** The camera without sound, and serial ports for scanners: for our own page's main frame. Everything else is denied. */
export function allowsPermission({ permission, address, isMainFrame, media }: PermissionQuestion): boolean {
  if (!isMainFrame || !isOwnAddress(address)) return false
  if (permission === 'media') return media.length > 0 && media.every((kind) => kind === 'video')
  return permission === 'serial'
}

/** What of a frame decides whether it may call. */
export interface Frame {
  readonly url: string
  readonly parent: unknown
}

/** A call counts only from the main frame of our own page; a frame that is gone does not. */
export function isTrustedFrame(frame: Frame | null): boolean {
  return frame !== null && frame.parent === null && isOwnAddress(frame.url)
}

/** The port for a page that asks for one: the only one there is, else none (an empty id). */
export function choosePort(ports: readonly Pick<SerialPort, 'portId'>[]): string {
  return ports.length === 1 ? (ports[0]?.portId ?? '') : ''
}

/** Addresses that a request may go to: our own files and what the page itself made. Nothing leaves this computer. */
export function isLocalRequest(address: string): boolean {
  const protocol = URL.parse(address)?.protocol
  return isOwnAddress(address) || protocol === 'data:' || (protocol === 'blob:' && isOwnAddress(address.slice('blob:'.length)))
}

/** A call whose sender is checked with `isTrustedFrame`. */
export function isTrustedCall(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  return isTrustedFrame(event.senderFrame)
}

/**
 * Denies every page of the session what it does not need. `askForCamera` asks the system's owner, where the system
 * wants it asked (macOS); elsewhere it answers true. `devTools` lets the inspector's own requests through.
 */
export function protectSession(session: Session, askForCamera: () => Promise<boolean>, devTools: boolean): void {
  session.setPermissionRequestHandler((_, permission, callback, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    const allowed = allowsPermission({ permission, address: details.requestingUrl, isMainFrame: details.isMainFrame, media })
    if (!allowed || permission !== 'media') return callback(allowed)
    askForCamera().then(callback, () => callback(false))
  })
  session.setPermissionCheckHandler((_, permission, requestingOrigin, details) =>
    allowsPermission({
      permission,
      address: details.requestingUrl ?? requestingOrigin,
      isMainFrame: details.isMainFrame,
      media: details.mediaType === undefined ? [] : [details.mediaType],
    }),
  )
  session.setDevicePermissionHandler(({ deviceType, origin: asking }) => deviceType === 'serial' && isOwnAddress(asking))
  session.setDisplayMediaRequestHandler((_, callback) => callback(null))
  session.on('select-serial-port', (event, ports, contents, callback) => {
    event.preventDefault()
    callback(isOwnAddress(contents.getURL()) ? choosePort(ports) : '')
  })
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    callback({ cancel: !isLocalRequest(url) && !(devTools && url.startsWith('devtools:')) })
  })
}

/** Keeps a page where it is: no navigation, redirect, new window or embedded page. */
export function protectContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
