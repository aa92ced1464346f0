/** What of a request decides whether it is served at all; header values as received. */
export interface RequestHead {
  readonly method: string
  readonly path: string
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
  readonly fetchMode: string | undefined
  readonly contentType: string | undefined
}

export interface Refusal {
  readonly status: 400 | 403 | 404 | 405 | 415 | 421
  readonly reason: string
}

/** The addresses that act; every other one is a file of the screens. */
export const doors = {
  '/session': { method: 'POST', token: false },
  '/call': { method: 'POST', token: true },
  '/events': { method: 'GET', token: true },
  '/csp-report': { method: 'POST', token: false },
  '/csp-reports': { method: 'GET', token: true },
} as const
export type Door = keyof typeof doors

/**
 * The refusal of a request from anywhere but our own page at `http://127.0.0.1:<port>`, or null where it may go on.
 * The exact Host stops names that were bound to this machine afterwards; Origin and Sec-Fetch-Site stop pages of others.
 */
export function refuse(head: RequestHead, port: number): Refusal | null {
  const host = `127.0.0.1:${port}`
  if (head.host !== host) return { status: 421, reason: `this server answers only as ${host}` }
  if (head.origin !== undefined && head.origin !== `http://${host}`) return { status: 403, reason: 'asked by another page' }
  return isDoor(head.path) ? refuseAtDoor(head, head.path) : refuseFile(head)
}

/** Whether the path is one of the doors. */
export function isDoor(path: string): path is Door {
  return Object.hasOwn(doors, path)
}

function refuseAtDoor(head: RequestHead, door: Door): Refusal | null {
  const { method } = doors[door]
  if (head.method !== method) return { status: 405, reason: `only ${method} here` }
  // Browsers send reports of violations outside the page: without a reliable origin and with a content type of their own.
  if (door === '/csp-report') return null
  if (head.fetchSite !== 'same-origin') return { status: 403, reason: 'asked from outside the page' }
  if (method === 'GET') return null
  if (head.origin === undefined) return { status: 403, reason: 'no origin' }
  return head.contentType?.split(';')[0]?.trim() === 'application/json' ? null : { status: 415, reason: 'only application/json here' }
}

/** The page itself may be opened from anywhere (an address typed, a link in a terminal); its parts are for the page only. */
function refuseFile(head: RequestHead): Refusal | null {
  if (head.method !== 'GET' && head.method !== 'HEAD') return { status: 405, reason: 'only GET here' }
  const opened = head.fetchSite === undefined || head.fetchSite === 'none' || head.fetchMode === 'navigate'
  return opened || head.fetchSite === 'same-origin' ? null : { status: 403, reason: 'asked by another page' }
}
