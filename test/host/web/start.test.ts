import { spawn } from 'node:child_process'
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { build } from '../../../src-main/hosts/start/build.ts'

vi.setConfig({ testTimeout: 120_000 })

const root = path.resolve(import.meta.dirname, '../../..')
const home = mkdtempSync(path.join(os.tmpdir(), 'polis-desk-start-'))
const running = new Set<ChildProcessWithoutNullStreams>()

beforeAll(async () => {
  const failed = await build(root)
  if (failed !== null) throw new Error(failed)
}, 120_000)

afterEach(() => {
  for (const child of running) killGroup(child)
  running.clear()
})

afterAll(() => rmSync(home, { recursive: true, force: true }))

/** The launcher cannot hand a SIGKILL on to the desk that it started, so the whole group is told. */
function killGroup({ pid }: ChildProcessWithoutNullStreams): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}

interface Started {
  readonly child: ChildProcessWithoutNullStreams
  /** Everything printed so far, on both streams. */
  printed(): string
  /** The exit code. */
  readonly ended: Promise<number | null>
}

/** Starts the desk as `npm start` does. */
function start(...args: readonly string[]): Started {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...environment } = process.env
  const keys = ['--key-file', path.join(home, 'keys.json'), '--people', '200', '--no-open']
  const child = spawn(process.execPath, [path.join(root, 'src-main/hosts/launch.mjs'), 'start', ...keys, ...args], {
    env: environment,
    detached: true,
  })
  running.add(child)
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')))
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')))
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  return { child, printed: () => printed, ended }
}

async function address(started: Started, count = 1): Promise<URL> {
  const found = (): string[] => started.printed().match(/http:\/\/127\.0\.0\.1:\d+\/#code=\S+/g) ?? []
  await expect.poll(() => found().length, { timeout: 60_000 }).toBe(count)
  return new URL(found().at(-1) ?? '')
}

function post({ origin }: URL, door: string, body: object, token?: string): Promise<Response> {
  const headers = { Origin: origin, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }
  return fetch(`${origin}${door}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

async function session(at: URL): Promise<string> {
  const answer: { readonly token: string } = JSON.parse(await (await post(at, '/session', { code: at.hash.slice('#code='.length) })).text())
  return answer.token
}

describe('npm start without a display', () => {
  it('says why there is no window, makes the demo register, serves the desk and ends cleanly', async () => {
    const desk = start('--data', path.join(home, 'first'))
    const at = await address(desk)
    expect(desk.printed()).toContain('No desktop window: there is no display here. Serving the desk to a browser instead.')
    const token = await session(at)
    await expect.poll(desk.printed, { timeout: 60_000 }).toContain('The demo register is ready.')
    const state = await (await post(at, '/call', { method: 'state', input: {} }, token)).text()
    expect(JSON.parse(state)).toMatchObject({
      ok: true,
      value: { host: 'web', demo: true, register: { state: 'ready', people: expect.any(Number) } },
    })
    const page = await (await fetch(at.origin)).text()
    expect(page).toContain('Полис·Стойка')
    desk.child.kill('SIGINT')
    expect(await desk.ended).toBe(0)
    expect(desk.printed()).not.toContain(token)
  })

  it('prints a new address when Enter is pressed', async () => {
    const desk = start('--web', '--data', path.join(home, 'first'))
    const first = await address(desk)
    desk.child.stdin.write('\n')
    const second = await address(desk, 2)
    expect(second.origin).toBe(first.origin)
    expect((await post(first, '/session', { code: first.hash.slice('#code='.length) })).status).toBe(401)
    expect(await session(second)).toMatch(/^[\w-]{43}$/)
    desk.child.kill('SIGTERM')
    expect(await desk.ended).toBe(0)
  })

  it('refuses a second desk on the same folder, and a port in use, with a next step', async () => {
    const desk = start('--web', '--data', path.join(home, 'first'))
    const { port } = await address(desk)
    const second = start('--web', '--data', path.join(home, 'first'))
    expect(await second.ended).toBe(1)
    expect(second.printed()).toContain('Polis Desk did not start.')
    const third = start('--web', '--data', path.join(home, 'other'), '--port', port)
    expect(await third.ended).toBe(1)
    expect(third.printed()).toContain(`Port ${port} is in use by another program.`)
    expect(third.printed()).toContain('Choose another port with --port')
  })

  it('says wrong usage with the list of options', async () => {
    const desk = start('--nonsense')
    expect(await desk.ended).toBe(2)
    expect(desk.printed()).toContain('--nonsense')
    expect(desk.printed()).toContain('Usage: npm start')
  })

  it('says why it cannot open the window that was asked for', async () => {
    const desk = start('--electron')
    expect(await desk.ended).toBe(1)
    expect(desk.printed()).toContain('Polis Desk cannot open its window: there is no display here.')
  })
})
