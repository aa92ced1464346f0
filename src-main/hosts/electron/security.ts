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

/** A serial port as a person can tell it from others. */
export interface NamedPort {
  readonly id: string
  readonly title: string
}

/** No more ports than a person can look through. */
const mostPorts = 12

/**
 * The ports to offer to a person, ports on USB first, where scanners are. Their ids come from the runtime and go back to
 * it; a port without an id cannot be chosen.
 */
export function portsToOffer(
  ports: readonly Pick<SerialPort, 'portId' | 'portName' | 'displayName' | 'vendorId' | 'productId'>[],
): readonly NamedPort[] {
  const usable = ports.filter(({ portId }) => portId !== '')
  const isUsb = (port: (typeof usable)[number]): boolean => (port.vendorId ?? '') !== ''
  return [...usable.filter(isUsb), ...usable.filter((port) => !isUsb(port))].slice(0, mostPorts).map((port) => {
    const ids = isUsb(port) ? ` (USB ${port.vendorId}:${port.productId ?? ''})` : ''
    const name = [port.displayName ?? '', port.portName].filter((part, place, parts) => part !== '' && parts.indexOf(part) === place)
    return { id: port.portId, title: `${name.join(' · ')}${ids}` }
  })
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

/** What only a person can say. */
export interface SessionQuestions {
  /** Asks the system's owner, where the system wants it asked (macOS); elsewhere it answers true. */
  camera(): Promise<boolean>
  /** Lets the user choose one of several ports; null where none was chosen. */
  port(ports: readonly NamedPort[]): Promise<string | null>
}

/** Denies every page of the session what it does not need. `devTools` lets the inspector's own requests through. */
export function protectSession(session: Session, ask: SessionQuestions, devTools: boolean): void {
  session.setPermissionRequestHandler((_, permission, callback, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    const allowed = allowsPermission({ permission, address: details.requestingUrl, isMainFrame: details.isMainFrame, media })
    if (!allowed || permission !== 'media') return callback(allowed)
    ask.camera().then(callback, () => callback(false))
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
    // An empty id tells the page that nothing was chosen.
    if (!isOwnAddress(contents.getURL())) return callback('')
    const offered = portsToOffer(ports)
    if (offered.length === 0) return callback('')
    ask.port(offered).then(
      (id) => callback(offered.some((port) => port.id === id) ? (id ?? '') : ''),
      () => callback(''),
    )
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
