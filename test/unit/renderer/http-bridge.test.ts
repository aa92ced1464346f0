import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectBridge, type Connection, type ScreenBridge } from '../../../src-renderer/bridge.ts'

interface Asked {
  readonly path: string
  readonly headers: Headers
  readonly body: string
}

/** The page and its host, as far as the bridge sees them. */
function openPage(hash: string, answer: (asked: Asked) => Response, stored: Readonly<Record<string, string>> = {}) {
  const asked: Asked[] = []
  const kept = new Map(Object.entries(stored))
  const replaceState = vi.fn()
  vi.stubGlobal('window', { location: { hash, pathname: '/' }, history: { replaceState } })
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
    const request = { path, headers: new Headers(init.headers), body: String(init.body ?? '') }
    asked.push(request)
    return Promise.resolve().then(() => answer(request))
  })
  return { asked, kept, replaceState }
}

function connections(bridge: ScreenBridge): readonly Connection[] {
  const seen: Connection[] = []
  bridge.watchConnection((connection) => seen.push(connection))
  return seen
}

const welcoming = ({ path }: Asked): Response =>
  path === '/session' ? Response.json({ token: 'token-1' }) : Response.json({ ok: true, value: path })

const refusingCodes = (request: Asked): Response => (request.path === '/session' ? new Response(null, { status: 403 }) : welcoming(request))

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the bridge to the web host', () => {
  it('takes the one-time code out of the address, exchanges it once and sends the token from then on', async () => {
    const page = openPage('#code=once', welcoming)
    const bridge = connectBridge()
    expect(page.replaceState).toHaveBeenCalledWith(null, '', '/')
    expect(await bridge.call('state', {})).toEqual({ ok: true, value: '/call' })
    await bridge.call('state', {})
    expect(page.asked.map(({ path }) => path)).toEqual(['/session', '/call', '/call'])
    expect(page.asked[0]?.body).toBe('{"code":"once"}')
    expect(page.asked[1]?.headers.get('authorization')).toBe('Bearer token-1')
    expect(page.asked[1]?.body).toBe('{"method":"state","input":{}}')
  })

  it('goes on with the token of this tab after a reload, also when the code is used up', async () => {
    const page = openPage('#code=used', refusingCodes, { 'polis-desk-token': 'token-0' })
    await connectBridge().call('state', {})
    expect(page.asked[1]?.headers.get('authorization')).toBe('Bearer token-0')
  })

  it('asks nothing without a code and a token, and says so', async () => {
    const page = openPage('', welcoming)
    const bridge = connectBridge()
    const seen = connections(bridge)
    expect(await bridge.call('state', {})).toBeNull()
    expect(page.asked).toEqual([])
    expect(seen).toEqual(['connecting', 'no-session'])
  })

  it('forgets a token that is no longer taken', async () => {
    const page = openPage('', () => new Response(null, { status: 401 }), { 'polis-desk-token': 'old' })
    const bridge = connectBridge()
    const seen = connections(bridge)
    expect(await bridge.call('state', {})).toBeNull()
    expect(page.kept.size).toBe(0)
    expect(seen.at(-1)).toBe('no-session')
  })

  it('tells when nobody answers, and when somebody does again', async () => {
    let isThere = false
    openPage(
      '',
      (request) => {
        if (!isThere) throw new TypeError('refused')
        return welcoming(request)
      },
      { 'polis-desk-token': 'token-1' },
    )
    const bridge = connectBridge()
    const seen = connections(bridge)
    expect(await bridge.call('state', {})).toBeNull()
    isThere = true
    await bridge.call('state', {})
    expect(seen).toEqual(['connecting', 'lost', 'connected'])
  })

  it('delivers events line by line, however they are cut, and connects again when the stream ends', async () => {
    openPage(
      '',
      ({ path }) => {
        if (path === '/call') return Response.json({ ok: true, value: 'state' })
        const pieces = ['{"name":"state","pay', 'load":1}\n\n{"name":"other","payload":2}\n{"name":"sta', 'te","payload":3}\n']
        const encoder = new TextEncoder()
        return new Response(
          new ReadableStream({
            start(controller) {
              for (const piece of pieces) controller.enqueue(encoder.encode(piece))
              controller.close()
            },
          }),
        )
      },
      { 'polis-desk-token': 'token-1' },
    )
    const payloads: unknown[] = []
    connectBridge().subscribe(({ payload }) => payloads.push(payload))
    const events = () => payloads.filter((payload) => typeof payload === 'number').slice(0, 4)
    await vi.waitFor(() => expect(events()).toEqual([1, 3, 1, 3]), { timeout: 5_000 })
    expect(payloads).toContain('state')
  })

  it('hears of updates, and asks for what changed while nobody listened', async () => {
    openPage(
      '',
      ({ path, body }) => {
        if (path === '/call') return Response.json({ ok: true, value: `told: ${JSON.parse(body).method}` })
        return new Response('{"name":"updates","payload":"run"}\n')
      },
      { 'polis-desk-token': 'token-1' },
    )
    const heard: unknown[] = []
    connectBridge().subscribe((event) => heard.push(event))
    await vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(2), { timeout: 5_000 })
    expect(heard).toContainEqual({ name: 'updates', payload: 'run' })
    expect(heard).toContainEqual({ name: 'state', payload: 'told: state' })
  })
})

it('the bridge of the desktop program is used where there is one', async () => {
  const call = vi.fn(() => Promise.resolve({ ok: true, value: 1 }))
  vi.stubGlobal('window', { bridge: { call, subscribe: () => () => undefined } })
  const bridge = connectBridge()
  expect(connections(bridge)).toEqual(['connected'])
  await bridge.call('state', {})
  expect(call).toHaveBeenCalledWith('state', {})
})
