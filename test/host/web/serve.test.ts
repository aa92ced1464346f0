import { readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveWeb } from '../../../src-main/hosts/web/serve.ts'
import type { WebHost } from '../../../src-main/hosts/web/serve.ts'
import type { DeskEvent, DeskService } from '../../../src-main/hosts/desk-service.ts'
import { makeScreens } from './screens.ts'

const screens = makeScreens()
const asked: unknown[] = []
const logged: string[] = []
const listeners = new Set<(event: DeskEvent) => void>()
const service: DeskService = {
  dispatch: (method, input) => {
    asked.push({ method, input })
    return Promise.resolve({ ok: true, value: { method } })
  },
  subscribe: (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
const log = { info: () => undefined, error: (...line: readonly unknown[]) => void logged.push(JSON.stringify(line)) }
let host: WebHost
let origin: string

beforeAll(async () => {
  const started = await serveWeb({ service, screens, port: 0, log })
  if (!started.ok) throw new Error(started.error.message)
  host = started.value
  origin = `http://127.0.0.1:${host.port}`
})

afterAll(async () => {
  await host.close()
  rmSync(path.dirname(screens), { recursive: true })
})

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

interface Question {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A request with exactly these headers; the address is not tidied as `fetch` would. */
function ask(address: string, { method = 'GET', headers = {}, body }: Question = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: host.port, path: address, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

function fromPage(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { Origin: origin, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json', ...extra }
}

function codeOf(address: string): string {
  return new URLSearchParams(new URL(address).hash.slice(1)).get('code') ?? ''
}

function exchange(code: string): Promise<Answer> {
  return ask('/session', { method: 'POST', headers: fromPage(), body: JSON.stringify({ code }) })
}

async function session(): Promise<string> {
  const { token } = JSON.parse((await exchange(codeOf(host.newAddress()))).body)
  return token
}

describe('the address with its one-time code', () => {
  it('has the code in the fragment, which no browser sends or logs', () => {
    expect(host.newAddress()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#code=[\w-]{43}$/)
  })

  it('gives a token once', async () => {
    const code = codeOf(host.newAddress())
    const first = await exchange(code)
    expect(first.status).toBe(200)
    expect(JSON.parse(first.body)).toEqual({ token: expect.stringMatching(/^[\w-]{43}$/) })
    expect((await exchange(code)).status).toBe(401)
  })

  it('ends an earlier unused one', async () => {
    const earlier = codeOf(host.newAddress())
    const later = codeOf(host.newAddress())
    expect((await exchange(earlier)).status).toBe(401)
    expect((await exchange(later)).status).toBe(200)
  })

  it.each(['', 'wrong', null, 5, {}])('refuses the code %j', async (code) => {
    const answer = await ask('/session', { method: 'POST', headers: fromPage(), body: JSON.stringify({ code }) })
    expect(answer.status).toBe(401)
  })
})

describe('a call', () => {
  it('reaches the door with a token, and its answer comes back', async () => {
    const headers = fromPage({ Authorization: `Bearer ${await session()}` })
    const answer = await ask('/call', { method: 'POST', headers, body: JSON.stringify({ method: 'state', input: {} }) })
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: { method: 'state' } })
    expect(asked.at(-1)).toEqual({ method: 'state', input: {} })
  })

  it('keeps earlier tabs working when a new address was opened', async () => {
    const first = await session()
    await session()
    const headers = fromPage({ Authorization: `Bearer ${first}` })
    expect((await ask('/call', { method: 'POST', headers, body: '{"method":"state","input":{}}' })).status).toBe(200)
  })

  it.each([
    ['no token', {}, 401],
    ['a wrong token', { Authorization: `Bearer ${'a'.repeat(43)}` }, 401],
    ['the token under another scheme', { Authorization: `Basic ${'a'.repeat(43)}` }, 401],
    ['the token in a cookie', { Cookie: `token=${'a'.repeat(43)}` }, 401],
  ])('with %s is refused', async (_, extra, status) => {
    const before = asked.length
    const answer = await ask('/call', { method: 'POST', headers: fromPage(extra), body: '{"method":"state","input":{}}' })
    expect(answer.status).toBe(status)
    expect(asked.length).toBe(before)
  })

  it.each([
    ['another Host', { Host: 'evil.example' }, 421],
    ['the name localhost', { Host: 'localhost' }, 421],
    ['another port', { Host: '127.0.0.1:1' }, 421],
    ['another origin', { Origin: 'http://evil.example' }, 403],
    ['the origin null', { Origin: 'null' }, 403],
    ['https in the origin', { Origin: 'https://127.0.0.1' }, 403],
    ['a cross-site request', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['another port of this machine', { 'Sec-Fetch-Site': 'same-site' }, 403],
    ['a form', { 'Content-Type': 'text/plain' }, 415],
  ])('from %s is refused even with a token', async (_, extra, status) => {
    const before = asked.length
    const headers = fromPage({ Authorization: `Bearer ${await session()}`, ...extra })
    expect((await ask('/call', { method: 'POST', headers, body: '{"method":"state","input":{}}' })).status).toBe(status)
    expect(asked.length).toBe(before)
  })

  it.each(['Origin', 'Sec-Fetch-Site', 'Content-Type'])('without %s is refused', async (missing) => {
    const all = fromPage({ Authorization: `Bearer ${await session()}` })
    const headers = Object.fromEntries(Object.entries(all).filter(([name]) => name !== missing))
    expect((await ask('/call', { method: 'POST', headers, body: '{"method":"state","input":{}}' })).status).toBeGreaterThanOrEqual(403)
  })

  it.each(['', 'no json', '[]', 'null', '{"input":{}}', '{"method":5}'])('with the body «%s» is answered with 400', async (body) => {
    const headers = fromPage({ Authorization: `Bearer ${await session()}` })
    expect((await ask('/call', { method: 'POST', headers, body })).status).toBe(400)
  })

  it('of 1 MiB is taken, and of one byte more refused', async () => {
    const headers = fromPage({ Authorization: `Bearer ${await session()}` })
    const rest = 1024 * 1024 - '{"method":"x","input":""}'.length
    const body = (extra: number): string => `{"method":"x","input":"${'a'.repeat(rest + extra)}"}`
    expect((await ask('/call', { method: 'POST', headers, body: body(0) })).status).toBe(200)
    expect((await ask('/call', { method: 'POST', headers, body: body(1) })).status).toBe(413)
    const chunked = { ...headers, 'Transfer-Encoding': 'chunked' }
    expect((await ask('/call', { method: 'POST', headers: chunked, body: body(1) })).status).toBe(413)
  })

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('by %s is refused', async (method) => {
    const headers = fromPage({ Authorization: `Bearer ${await session()}` })
    expect((await ask('/call', { method, headers })).status).toBe(405)
  })
})

describe('the stream of events', () => {
  it('sends one JSON object a line and ends its subscription with the connection', async () => {
    const headers = { 'Sec-Fetch-Site': 'same-origin', Authorization: `Bearer ${await session()}` }
    const before = listeners.size
    const response = await new Promise<IncomingMessage>((resolve) => {
      request({ host: '127.0.0.1', port: host.port, path: '/events', headers }, resolve).end()
    })
    expect(response.headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
    let text = ''
    response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    for (const listener of listeners) listener({ name: 'state', payload: { line: 'a\nb' } })
    await expect.poll(() => text.split('\n').filter((line) => line !== '')).toEqual(['{"name":"state","payload":{"line":"a\\nb"}}'])
    response.destroy()
    await expect.poll(() => listeners.size).toBe(before)
  })

  it('is refused without a token, and with one in the address', async () => {
    const headers = { 'Sec-Fetch-Site': 'same-origin' }
    expect((await ask('/events', { headers })).status).toBe(401)
    expect((await ask(`/events?token=${await session()}`, { headers })).status).toBe(401)
  })
})

describe('the screens', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/main.js', 'text/javascript; charset=utf-8'],
    ['/assets/main.css', 'text/css; charset=utf-8'],
    ['/assets/reader.wasm', 'application/wasm'],
    ['/assets/letters.woff2', 'font/woff2'],
  ])('%s comes as %s with every protecting header', async (address, contentType) => {
    const { status, headers } = await ask(address)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe(contentType)
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; worker-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; report-uri /csp-report",
    )
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/..\\..\\secret.txt',
    '//secret.txt',
    '/link.txt',
    '/assets/main.js.map',
    '/assets',
    '/assets/',
    '/%00',
    '/toString',
    '/constructor',
  ])('have nothing at %s', async (address) => {
    const { status, body } = await ask(address)
    expect(status).toBe(404)
    expect(body).not.toContain('secret')
  })

  it('are not given to a page of another site', async () => {
    expect((await ask('/assets/main.js', { headers: { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' } })).status).toBe(403)
    expect((await ask('/', { headers: { Host: 'evil.example' } })).status).toBe(421)
    expect((await ask('/', { method: 'POST' })).status).toBe(405)
  })
})

describe('reports of violations of the policy', () => {
  it('are kept for those with a token, and logged without the page’s data', async () => {
    const body = JSON.stringify({
      'csp-report': { 'effective-directive': 'style-src-elem', 'blocked-uri': 'inline', 'source-file': '/x.js' },
    })
    const headers = { 'Content-Type': 'application/csp-report', Origin: origin }
    expect((await ask('/csp-report', { method: 'POST', headers, body })).status).toBe(204)
    expect((await ask('/csp-reports', { headers: { 'Sec-Fetch-Site': 'same-origin' } })).status).toBe(401)
    const authorised = { 'Sec-Fetch-Site': 'same-origin', Authorization: `Bearer ${await session()}` }
    const reports = await ask('/csp-reports', { headers: authorised })
    expect(JSON.parse(reports.body)).toEqual([{ directive: 'style-src-elem', blocked: 'inline', source: '/x.js' }])
    expect(logged.at(-1)).toBe('["csp-violation",{"directive":"style-src-elem","blocked":"inline"}]')
  })
})

describe('the server', () => {
  it('listens on the loopback address only', async () => {
    const others = Object.values(os.networkInterfaces()).flatMap((list) => list ?? [])
    const outside = others.filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address)
    for (const address of [...outside, '::1']) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = net.connect({ host: address, port: host.port, timeout: 500 })
        socket
          .on('connect', () => resolve(true))
          .on('error', () => resolve(false))
          .on('timeout', () => resolve(false))
      })
      expect(reached).toBe(false)
    }
  })

  it('says that a port is in use', async () => {
    const second = await serveWeb({ service, screens, port: host.port, log })
    expect(!second.ok && second.error.code).toBe('port-in-use')
  })

  it('says that the screens are not built', async () => {
    const other = await serveWeb({ service, screens: path.join(screens, 'assets'), port: 0, log })
    expect(!other.ok && other.error.code).toBe('screens-missing')
  })

  it('never logs a code or a token', async () => {
    const code = codeOf(host.newAddress())
    const token = JSON.parse((await exchange(code)).body).token
    await ask('/call', { method: 'POST', headers: fromPage({ Authorization: `Bearer ${token}` }), body: 'x' })
    expect(logged.join()).not.toContain(code)
    expect(logged.join()).not.toContain(token)
  })
})

it.skipIf(process.platform !== 'linux')('a reader that goes away half-way leaves no file open', async () => {
  const large = path.join(screens, 'assets/large.wasm')
  writeFileSync(large, Buffer.alloc(16 << 20))
  const other = await serveWeb({ service, screens, port: 0, log })
  if (!other.ok) throw new Error(other.error.message)
  const { port } = other.value
  const readers = Array.from({ length: 5 }, () => {
    return new Promise<void>((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => {
        socket.write(`GET /assets/large.wasm HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)
      })
      socket.once('data', () => socket.destroy())
      socket.on('close', () => resolve())
    })
  })
  await Promise.all(readers)
  await expect.poll(() => openFiles().filter((file) => file === large)).toEqual([])
  await other.value.close()
})

function openFiles(): readonly string[] {
  return readdirSync('/proc/self/fd').flatMap((handle) => {
    try {
      return [readlinkSync(`/proc/self/fd/${handle}`)]
    } catch {
      return []
    }
  })
}
