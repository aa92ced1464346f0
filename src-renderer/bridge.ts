import type { Bridge, EventName, MethodName } from '../src-shared/contract.ts'

/** `lost`: the program on this computer does not answer; `no-session`: this tab has no right to ask. */
export type Connection = 'connecting' | 'connected' | 'lost' | 'no-session'

/** The bridge of the contract, and word of whether anybody is at its other end. */
export interface ScreenBridge extends Bridge {
  watchConnection(listener: (connection: Connection) => void): () => void
}

declare global {
  interface Window {
    /** Set by the preload of the desktop program; absent in a browser. */
    readonly bridge?: Bridge
  }
}

/** Connects the screen with its host: the preload's bridge where there is one, else HTTP to the address the page came from. */
export function connectBridge(): ScreenBridge {
  if (window.bridge === undefined) return httpBridge(takeOneTimeCode())
  return { ...window.bridge, watchConnection: watchAlwaysConnected }
}

function watchAlwaysConnected(listener: (connection: Connection) => void): () => void {
  listener('connected')
  return () => undefined
}

const tokenKey = 'polis-desk-token'
const retryAfterMilliseconds = 1_500

/** Takes the one-time code out of the address before anything else can see or keep it. */
function takeOneTimeCode(): string | null {
  const code = new URLSearchParams(window.location.hash.slice(1)).get('code')
  if (code !== null) window.history.replaceState(null, '', window.location.pathname)
  return code
}

type Listener = Parameters<Bridge['subscribe']>[0]

/** `POST /session` once, then `POST /call` and a stream of newline-delimited JSON from `GET /events`, each with the token. */
function httpBridge(code: string | null): ScreenBridge {
  const listeners = new Set<Listener>()
  const watchers = new Set<(connection: Connection) => void>()
  let connection: Connection = 'connecting'
  let session: Promise<string | null> | null = null
  let streaming = false
  const delivered = new Map<EventName, number>()

  function report(next: Connection): void {
    if (next === connection) return
    connection = next
    for (const watcher of watchers) watcher(next)
  }

  async function token(): Promise<string | null> {
    session ??= code === null ? Promise.resolve(sessionStorage.getItem(tokenKey)) : exchange(code)
    try {
      return await session
    } catch (error) {
      session = null
      throw error
    }
  }

  async function request(path: string, init: RequestInit): Promise<Response | null> {
    const bearer = await token()
    if (bearer === null) {
      report('no-session')
      return null
    }
    const response = await fetch(path, { ...init, headers: { ...init.headers, Authorization: `Bearer ${bearer}` } })
    if (response.status !== 401) return response
    sessionStorage.removeItem(tokenKey)
    session = Promise.resolve(null)
    report('no-session')
    return null
  }

  async function call(method: string, input: unknown): Promise<unknown> {
    try {
      const response = await request('/call', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ method, input }),
      })
      if (response === null) return null
      const reply: unknown = await response.json()
      report('connected')
      return reply
    } catch {
      report('lost')
      return null
    }
  }

  async function stream(): Promise<void> {
    for (;;) {
      try {
        const response = await request('/events', { method: 'GET' })
        if (response === null) return
        if (!response.ok || response.body === null) throw new Error('No event stream')
        report('connected')
        void tellAnew('state', 'state')
        void tellAnew('updates.state', 'updates')
        for await (const line of linesOf(response.body)) deliver(line)
        report('lost')
      } catch {
        report('lost')
      }
      await pause(retryAfterMilliseconds)
    }
  }

  /** Whatever changed before the stream was open is in no event of it. */
  async function tellAnew(method: MethodName, name: EventName): Promise<void> {
    const before = delivered.get(name)
    const reply = await call(method, {})
    // The reply comes on a connection of its own: an event that overtook it is newer.
    if (delivered.get(name) !== before || !isRecord(reply) || reply['ok'] !== true) return
    for (const listener of listeners) listener({ name, payload: reply['value'] })
  }

  function deliver(line: string): void {
    const event = parseEvent(line)
    if (event === null) return
    delivered.set(event.name, (delivered.get(event.name) ?? 0) + 1)
    for (const listener of listeners) listener(event)
  }

  return {
    call,
    subscribe(listener) {
      listeners.add(listener)
      if (!streaming) {
        streaming = true
        void stream()
      }
      return () => listeners.delete(listener)
    },
    watchConnection(watcher) {
      watchers.add(watcher)
      watcher(connection)
      return () => watchers.delete(watcher)
    },
  }
}

/** Exchanges the one-time code for a token; null where the code is used up. A token of this tab stays good after a reload. */
async function exchange(code: string): Promise<string | null> {
  const response = await fetch('/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code }),
  })
  if (!response.ok) return sessionStorage.getItem(tokenKey)
  const body: unknown = await response.json()
  if (!isRecord(body) || typeof body['token'] !== 'string') return null
  sessionStorage.setItem(tokenKey, body['token'])
  return body['token']
}

async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    yield* lines.filter((line) => line.trim() !== '')
  }
}

function parseEvent(line: string): { readonly name: EventName; readonly payload: unknown } | null {
  const event: unknown = JSON.parse(line)
  if (!isRecord(event)) return null
  const { name, payload } = event
  return name === 'state' || name === 'updates' ? { name, payload } : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
