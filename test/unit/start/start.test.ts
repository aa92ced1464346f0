import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildReason } from '../../../src-main/hosts/start/build.ts'
import { chooseHost } from '../../../src-main/hosts/start/choose-host.ts'
import type { Machine } from '../../../src-main/hosts/start/choose-host.ts'
import { electronExecutable } from '../../../src-main/hosts/start/electron-runtime.ts'
import { readStartOptions } from '../../../src-main/hosts/start/options.ts'

const desktop: Machine = { platform: 'linux', environment: { DISPLAY: ':0' }, userId: 1000, runtime: true }

describe('chooseHost', () => {
  it('opens the window on a desktop with the runtime', () => {
    expect(chooseHost(null, desktop)).toEqual({ host: 'electron' })
    expect(chooseHost(null, { ...desktop, environment: { WAYLAND_DISPLAY: 'wayland-0' } })).toEqual({ host: 'electron' })
    expect(chooseHost(null, { platform: 'win32', environment: {}, userId: null, runtime: true })).toEqual({ host: 'electron' })
  })

  it('downloads the runtime only where a window could be shown', () => {
    expect(chooseHost(null, { ...desktop, runtime: false })).toEqual({ host: 'electron-after-download' })
    expect(chooseHost(null, { ...desktop, runtime: false, environment: {} })).toEqual({ host: 'web', why: 'there is no display here' })
  })

  it('serves the browser without a display, as root, or when told so', () => {
    expect(chooseHost(null, { ...desktop, environment: { DISPLAY: '' } }).host).toBe('web')
    expect(chooseHost(null, { ...desktop, userId: 0 })).toEqual({ host: 'web', why: expect.stringContaining('root') })
    expect(chooseHost('web', desktop)).toEqual({ host: 'web', why: null })
  })
})

describe('readStartOptions', () => {
  it('has defaults for everything', () => {
    const defaults = { host: null, data: null, keyFile: null, port: 0, people: 20_000, enrol: null, passphraseFile: null, open: true }
    expect(readStartOptions([])).toEqual({ ok: true, value: defaults })
  })

  it('takes every option', () => {
    const args = [
      '--web',
      '--data',
      'd',
      '--key-file',
      'k',
      '--port',
      '8080',
      '--people=5',
      '--enrol',
      'e',
      '--passphrase-file=p',
      '--no-open',
    ]
    const value = { host: 'web', data: 'd', keyFile: 'k', port: 8080, people: 5, enrol: 'e', passphraseFile: 'p', open: false }
    expect(readStartOptions(args)).toEqual({ ok: true, value })
  })

  it.each([
    [['--unknown'], "Unknown option '--unknown'"],
    [['word'], "Unexpected argument 'word'"],
    [['--port', '65536'], '--port wants a number from 1 to 65535, not "65536".'],
    [['--port', '-1'], "'--port' argument is ambiguous"],
    [['--port', '8o'], '--port wants a number from 1 to 65535, not "8o".'],
    [['--people', '0'], '--people wants a number from 1 to 2000000, not "0".'],
    [['--web', '--electron'], 'Choose one of --web and --electron.'],
  ])('refuses %j with a sentence', (args, sentence) => {
    const read = readStartOptions(args)
    expect(!read.ok && read.error).toContain(sentence)
  })
})

describe('a project folder', () => {
  let root = ''
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'polis-desk-start-'))
  })
  afterEach(() => rmSync(root, { recursive: true }))

  function file(name: string, secondsAgo: number): void {
    const place = path.join(root, name)
    mkdirSync(path.dirname(place), { recursive: true })
    writeFileSync(place, '')
    const time = Date.now() / 1000 - secondsAgo
    for (let at = place; at !== root; at = path.dirname(at)) utimesSync(at, time, time)
  }

  it('is built once and again after a change', () => {
    file('src-shared/policy/enp.ts', 100)
    expect(buildReason(root)).toBe('missing')
    for (const output of ['out/main/electron.js', 'out/preload/preload.cjs', 'out/renderer/index.html']) file(output, 50)
    expect(buildReason(root)).toBeNull()
    file('src-renderer/desk/screen.tsx', 10)
    expect(buildReason(root)).toBe('older than the sources')
  })

  it('has the runtime only where its executable really lies', () => {
    expect(electronExecutable(root)).toBeNull()
    mkdirSync(path.join(root, 'node_modules/electron/dist'), { recursive: true })
    writeFileSync(path.join(root, 'node_modules/electron/path.txt'), 'electron')
    expect(electronExecutable(root)).toBeNull()
    writeFileSync(path.join(root, 'node_modules/electron/dist/electron'), '')
    expect(electronExecutable(root)).toBe(path.join(root, 'node_modules/electron/dist/electron'))
  })
})
