import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cpSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSource } from '../../../../src-main/feed/follow/open-source.ts'
import { testPublisher, valueOf } from '../publisher.ts'
import type { TestPublisher } from '../publisher.ts'
import { people, testStation } from './station.ts'

type Answer = (request: IncomingMessage, response: ServerResponse, path: string) => void

let answer: Answer
let asked: { readonly path: string; readonly range: string | undefined }[]
let address: string
let closing: AbortController
const server = createServer((request, response) => {
  const name = decodeURIComponent((request.url ?? '').slice(1))
  asked.push({ path: name, range: request.headers.range })
  answer(request, response, name)
})

beforeAll(async () => {
  await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume))
  const { port } = server.address() as AddressInfo
  address = `http://127.0.0.1:${port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked = []
  closing = new AbortController()
})
afterEach(() => closing.abort())

const PATIENT = { span: 20_000, leastBytes: 1 }
const HASTY = { span: 300, leastBytes: 1000 }
const source = (patience = PATIENT, at = address) => openSource(at, closing.signal, patience)
const body = Buffer.from('0123456789'.repeat(100))

function openHastily(at: string, signal: AbortSignal) {
  return openSource(at, signal, HASTY)
}

/** Everything that `copy` hands on, by its place. */
async function copied(start: number, length: number, patience = PATIENT) {
  const file = Buffer.alloc(length, '.')
  const places: number[] = []
  const done = await source(patience).copy('part', { start, length }, (piece, at) => {
    places.push(at)
    file.set(piece, at)
  })
  return { done, text: file.toString(), first: places[0] ?? null }
}

describe('a web server', () => {
  test('gives small files whole, and no more than asked for', async () => {
    answer = (_request, response) => response.end(body)
    expect(await source().read('a b/timestamp.json', 1000)).toEqual({ ok: true, value: body })
    expect(asked[0]?.path).toBe('a b/timestamp.json')
    expect(await source().read('x', 999)).toMatchObject({ error: { code: 'too-long' } })
    answer = (_request, response) => {
      response.flushHeaders()
      const more = (): void => void (response.destroyed || (response.write(body), setImmediate(more)))
      more()
    }
    expect(await source().read('x', 5000)).toMatchObject({ error: { code: 'too-long' } })
    expect(await copied(0, 5000)).toMatchObject({ done: { error: { code: 'too-long' } } })
  })

  test('goes on in the middle of a file, or begins anew where it cannot', async () => {
    answer = (request, response) => {
      const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0])
      response.writeHead(206, { 'content-range': `bytes ${from}-999/1000` })
      response.end(body.subarray(from))
    }
    expect(await copied(300, 1000)).toMatchObject({ done: { ok: true }, first: 300, text: `${'.'.repeat(300)}${body.subarray(300)}` })
    answer = (_request, response) => response.end(body)
    expect(await copied(300, 1000)).toMatchObject({ done: { ok: true }, first: 0, text: body.toString() })
    answer = (request, response) => {
      response.statusCode = request.headers.range === undefined ? 200 : 416
      response.end(request.headers.range === undefined ? body : '')
    }
    expect(await copied(300, 1000)).toMatchObject({ done: { ok: true }, first: 0 })
    answer = (request, response) => {
      if (request.headers.range !== undefined) response.writeHead(206, { 'content-range': 'bytes 700-999/1000' })
      response.end(request.headers.range === undefined ? body : body.subarray(700))
    }
    expect(await copied(300, 1000)).toMatchObject({ done: { ok: true }, first: 0, text: body.toString() })
  })

  test('may break off in mid-part: what came is handed on', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write(body.subarray(0, 400), () => setTimeout(() => response.destroy(), 20))
    }
    const { done, text } = await copied(0, 1000)
    expect(done).toMatchObject({ error: { code: 'unreachable' } })
    expect(text.slice(0, 400)).toBe(body.subarray(0, 400).toString())
  })

  test('counts as silent when it only drips: slow retrieval', async () => {
    answer = (_request, response) => {
      const drip = setInterval(() => response.write('x'), 50)
      response.on('close', () => clearInterval(drip))
    }
    expect(await source(HASTY).read('timestamp.json', 5000)).toMatchObject({ error: { code: 'unreachable', cause: 'too-slow' } })
    expect(await copied(0, 5000, HASTY)).toMatchObject({ done: { error: { cause: 'too-slow' } } })
    answer = () => undefined
    expect(await source(HASTY).read('timestamp.json', 5000)).toMatchObject({ error: { cause: 'too-slow' } })
  })

  test('may redirect within its host and nowhere else', async () => {
    answer = (request, response) => {
      if (request.url === '/there') response.end('found')
      else response.writeHead(302, { location: '/there' }).end()
    }
    expect(await source().read('here', 100)).toMatchObject({ ok: true })
    for (const location of [`${address.replace('127.0.0.1', 'localhost')}/there`, 'http://127.0.0.1:9/there', 'file:///etc/passwd']) {
      answer = (_request, response) => response.writeHead(301, { location }).end()
      asked = []
      expect(await source().read('here', 100)).toMatchObject({
        error: { code: 'unreachable', cause: expect.stringContaining('redirected') },
      })
      expect(asked).toHaveLength(1)
    }
    answer = (_request, response) => response.writeHead(302, { location: '/here' }).end()
    expect(await source().read('here', 100)).toMatchObject({ error: { cause: 'redirected in a circle' } })
  })

  test('tells what is not there from what does not answer', async () => {
    for (const status of [403, 404, 410]) {
      answer = (_request, response) => response.writeHead(status).end()
      expect(await source().read('x', 10)).toMatchObject({ error: { code: 'not-there', cause: String(status) } })
    }
    answer = (_request, response) => response.writeHead(503).end()
    expect(await source().read('x', 10)).toMatchObject({ error: { code: 'unreachable', cause: '503' } })
    expect(await source(PATIENT, 'http://127.0.0.1:1').read('x', 10)).toMatchObject({ error: { code: 'unreachable' } })
    expect(await source(PATIENT, 'http://[').read('x', 10)).toMatchObject({ error: { code: 'unreachable' } })
    answer = (_request, response) => response.end('x')
    const one = source()
    expect(one.clock()).toBe(null)
    await one.read('x', 10)
    expect(Math.abs(Date.parse(one.clock() ?? '') - Date.now())).toBeLessThan(60_000)
    closing.abort()
    expect(await one.read('x', 10)).toMatchObject({ error: { cause: 'cancelled' } })
  })
})

describe('a run over a web server', () => {
  let publisher: TestPublisher
  let feed: string
  const served: Answer = (_request, response, name) => {
    try {
      response.end(readFileSync(path.join(feed, name)))
    } catch {
      response.writeHead(404).end()
    }
  }
  beforeAll(async () => {
    publisher = testPublisher()
    valueOf(await publisher.publish(0, people(60)))
    feed = path.join(publisher.folder, 'copy')
    cpSync(publisher.feedFolder, feed, { recursive: true })
  }, 60_000)
  afterAll(() => publisher.remove())

  test('brings the register, and an unchanged night is one small request', async () => {
    answer = served
    const station = testStation(publisher)
    expect(await station.run(0, { sources: [address] })).toMatchObject({ outcome: { kind: 'updated' } })
    expect(station.store.people()).toBe(60)
    asked = []
    const quiet = await station.run(0, { sources: [address] })
    expect(quiet.outcome).toEqual({ kind: 'unchanged' })
    expect(asked).toEqual([{ path: 'timestamp.json', range: undefined }])
    expect(quiet.bytes).toBeLessThan(2048)
  })

  test('goes on where the source vanished in mid-part', async () => {
    const station = testStation(publisher)
    let length = 0
    answer = (request, response, name) => {
      if (!name.includes('part-')) return served(request, response, name)
      const bytes = readFileSync(path.join(feed, name))
      length = bytes.length
      response.writeHead(200, { 'content-length': String(length) })
      response.write(bytes.subarray(0, 500), () => setTimeout(() => response.destroy(), 20))
    }
    expect(await station.run(0, { sources: [address] })).toMatchObject({ outcome: { kind: 'no-source' }, sources: [{ state: 'silent' }] })
    expect(station.store.begun).toEqual([])
    answer = (request, response, name) => {
      const from = Number(/\d+/.exec(request.headers.range ?? '0')?.[0])
      if (from === 0) return served(request, response, name)
      response.writeHead(206, { 'content-range': `bytes ${from}-${length - 1}/${length}` })
      response.end(readFileSync(path.join(feed, name)).subarray(from))
    }
    asked = []
    const again = await station.run(0, { sources: [address] })
    expect(again).toMatchObject({ outcome: { kind: 'updated' } })
    expect(asked.find(({ path: name }) => name.includes('part-'))?.range).toBe('bytes=500-')
  })

  test('that only drips is told as slow', async () => {
    answer = (_request, response) => {
      const drip = setInterval(() => response.write(' '), 50)
      response.on('close', () => clearInterval(drip))
    }
    const station = testStation(publisher)
    const entry = await station.run(0, { sources: [address], open: openHastily })
    expect(entry).toMatchObject({ outcome: { kind: 'no-source' }, sources: [{ state: 'slow', cause: 'too-slow' }] })
  })
})
