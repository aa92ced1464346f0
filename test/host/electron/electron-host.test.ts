import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { contentSecurityPolicy } from '../../../src-main/hosts/content-security-policy.ts'
import { build } from '../../../src-main/hosts/start/build.ts'
import { people } from '../../unit/feed/follow/station.ts'
import { testPublisher, valueOf } from '../../unit/feed/publisher.ts'
import { PASSPHRASE, enrolmentText } from '../feed/composed-desk.ts'
import { codePng, policyPayloads } from '../../unit/decoder/pictures.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const root = path.resolve(import.meta.dirname, '../../..')
const home = mkdtempSync(path.join(os.tmpdir(), 'polis-desk-electron-'))

beforeAll(async () => {
  const failed = await build(root)
  if (failed !== null) throw new Error(failed)
})

afterAll(() => rmSync(home, { recursive: true, force: true }))

interface Played {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Plays a scene with the built product in a process of its own. */
function play(scene: string, args: readonly string[], stage: object = {}): Played {
  const environment = { ...process.env, XDG_CONFIG_HOME: path.join(home, 'config'), STAND_IN_SCENE: JSON.stringify(stage) }
  const script = path.join(import.meta.dirname, 'scenes.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, scene, ...args], { env: environment, encoding: 'utf8' })
  return { status, stdout, stderr }
}

function resultOf({ stdout, stderr }: Played): Scene {
  try {
    return JSON.parse(stdout)
  } catch {
    throw new Error(`${stdout}\n${stderr}`)
  }
}

/** What a scene printed; its shape is asserted, not typed. */
type Scene = {
  readonly asked: readonly (readonly [string, ...unknown[]])[]
  readonly [name: string]: unknown
}

function first(asked: Scene['asked'], what: string): unknown {
  return asked.find(([name]) => name === what)?.[1]
}

describe('the built desktop program', () => {
  let played: Scene
  let answers: Readonly<Record<string, unknown>>
  beforeAll(() => {
    played = resultOf(play('desk', ['--data', path.join(home, 'desk')]))
    answers = played['answers'] as typeof answers
  })

  it('secures itself before the runtime is ready', () => {
    const names = played.asked.map(([name]) => name)
    const ready = names.indexOf('whenReady')
    for (const early of ['requestSingleInstanceLock', 'enableSandbox', 'registerSchemesAsPrivileged']) {
      expect(names.indexOf(early), early).toBeGreaterThanOrEqual(0)
      expect(names.indexOf(early), early).toBeLessThan(ready)
    }
    expect(names).not.toContain('crashReporter.start')
  })

  it('registers its scheme with exactly the rights it needs', () => {
    expect(first(played.asked, 'registerSchemesAsPrivileged')).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ])
    expect(first(played.asked, 'protocol.handle')).toBe('app')
  })

  it('opens one window without rights, with a preload that exists', () => {
    const options = first(played.asked, 'BrowserWindow') as { webPreferences: Record<string, unknown> }
    const { preload, ...preferences } = options.webPreferences
    expect(preferences).toEqual({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: false,
      spellcheck: false,
    })
    expect(existsSync(String(preload))).toBe(true)
    expect(first(played.asked, 'loadURL')).toBe('app://desk/')
    expect(played.asked.filter(([name]) => name === 'BrowserWindow')).toHaveLength(1)
  })

  it('serves the built screens under the policy, by GET, and nothing outside', () => {
    expect(answers['start']).toMatchObject({ status: 200, type: 'text/html; charset=utf-8', policy: contentSecurityPolicy })
    expect(answers['outside']).toMatchObject({ status: 404 })
    expect(answers['posted']).toMatchObject({ status: 405 })
  })

  it('answers the main frame of its own page only', () => {
    expect(answers['state']).toMatchObject({ ok: true, value: { host: 'electron' } })
    expect(answers['unknownMethod']).toMatchObject({ ok: false, error: { code: 'unknown-method' } })
    for (const stranger of ['fromFrame', 'fromElsewhere', 'fromNobody']) {
      expect(answers[stranger], stranger).toMatchObject({ ok: false, error: { code: 'not-permitted' } })
    }
  })

  it('gives the camera without sound and serial ports, and denies the rest', () => {
    expect(answers).toMatchObject({
      camera: true,
      microphone: false,
      position: false,
      cameraElsewhere: false,
      checkCamera: true,
      checkMicrophone: false,
      checkSerial: true,
      checkHid: false,
      serialDevice: true,
      usbDevice: false,
    })
  })

  it('lets the user choose the port, scanners on USB first, and nobody else', () => {
    expect(answers['ports']).toEqual({ chosen: 'p2', left: '', none: '', elsewhere: '' })
    const questions = played.asked.filter(([name]) => name === 'showMessageBox')
    expect(questions).toHaveLength(2)
    expect(questions[0]?.[1]).toMatchObject({ buttons: ['Scanner · COM5 (USB 3118:2913)', 'Communications Port · COM1', 'Отмена'] })
  })

  it('stays where it is: no navigation, redirect, embedded page, download, new window or request to a network', () => {
    const { prevented, windowOpen, cancelled } = answers as Record<string, object>
    expect(prevented).toEqual({
      'will-navigate': true,
      'will-frame-navigate': true,
      'will-redirect': true,
      'will-attach-webview': true,
      'will-download': true,
      'select-serial-port': true,
    })
    expect(windowOpen).toEqual({ action: 'deny' })
    expect(cancelled).toEqual([true, false])
  })

  it('comes to the front for a second start, clears the screen on lock and tells the state after sleep', () => {
    const names = played.asked.map(([name]) => name)
    expect(names).toEqual(expect.arrayContaining(['window.restore', 'window.show', 'window.focus', 'reload']))
    expect(played['sent']).toMatchObject(['desk:event', { name: 'state', payload: { host: 'electron' } }])
  })

  it('keeps its keys wrapped by the key store, outside the data folder', () => {
    const keys = readdirSync(path.join(home, 'config'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
    expect(keys).toHaveLength(1)
    expect(readFileSync(path.join(home, 'config', keys[0] ?? ''), 'utf8')).toContain('wrapped')
  })
})

describe('started in other ways', () => {
  it('leaves at once where the desk already runs', () => {
    const { asked } = resultOf(play('look', ['--data', path.join(home, 'second')], { lock: false }))
    expect(asked.map(([name]) => name)).toEqual(['requestSingleInstanceLock', 'quit'])
  })

  it('answers a verb without any window', () => {
    const { status, stdout } = play('cli', ['--cli', 'read', '0056410834000014'])
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'enp' })
    expect(status).toBe(0)
  })

  it('reads a picture by a verb, with its worker and WebAssembly from the bundle', async () => {
    const picture = path.join(home, 'policy.png')
    writeFileSync(picture, await codePng(policyPayloads.S1, { format: 'PDF417' }))
    const { stdout, stderr } = play('cli', ['--cli', 'read', '--image', picture])
    expect(JSON.parse(stdout || stderr)).toMatchObject({ kind: 'policy-barcode', enp: '0056410834000014' })
  })

  it('says wrong usage of a verb with exit code 2', () => {
    const { status, stderr } = play('cli', ['--cli', 'nonsense'])
    expect(status).toBe(2)
    expect(stderr).toContain('nonsense')
  })

  it('opens the keys of its desk for a verb', () => {
    const { stdout, stderr } = play('cli', ['--cli', 'settings', 'get', '--data', path.join(home, 'desk')])
    expect(stdout, stderr).toContain('timeZone')
  })

  it('says in words why it cannot start, and ends', () => {
    writeFileSync(path.join(home, 'file'), '')
    const { asked } = resultOf(play('look', ['--data', path.join(home, 'file', 'below')]))
    const names = asked.map(([name]) => name)
    expect(names).toEqual(expect.arrayContaining(['showErrorBox', 'exit']))
    expect(names).not.toContain('BrowserWindow')
  })

  it('asks for a passphrase where the key store protects nothing, and takes it from its own page only', () => {
    const { given, asked } = resultOf(play('passphrase', ['--data', path.join(home, 'sealed')], { backend: 'basic_text' }))
    expect(given).toEqual([false, false, false, true])
    expect(asked.filter(([name]) => name === 'loadURL')).toEqual([
      ['loadURL', 'app://desk/passphrase.html'],
      ['loadURL', 'app://desk/'],
    ])
  })
})

describe('the built preload', () => {
  it('is one CommonJS file that needs nothing but electron', () => {
    expect(readdirSync(path.join(root, 'out/preload'))).toEqual(['preload.cjs'])
    const required = readFileSync(path.join(root, 'out/preload/preload.cjs'), 'utf8').matchAll(/require\(["'`]([^"'`]+)/g)
    expect([...required].map(([, name]) => name)).toEqual(['electron'])
  })

  it('exposes the bridge and nothing else; the page never sees the event of the runtime', () => {
    const played = resultOf(play('preload', []))
    expect(played).toEqual({
      asked: [
        ['exposeInMainWorld', 'bridge'],
        ['invoke', 'desk:call', 'state', {}],
      ],
      names: ['call', 'subscribe'],
      answer: 'answer',
      received: [{ name: 'state', payload: 1 }],
    })
  })
})

describe('the built desktop program that is enrolled at its start', () => {
  it('follows the feed in a thread of its own and tells its screen', async () => {
    const publisher = testPublisher()
    try {
      valueOf(await publisher.publish(0, people(40), { now: new Date().toISOString() }))
      const [enrolment, passphrase] = [path.join(home, 'enrolment.json'), path.join(home, 'passphrase.txt')]
      writeFileSync(enrolment, enrolmentText(publisher))
      writeFileSync(passphrase, PASSPHRASE)
      const args = ['--data', path.join(home, 'following'), '--enrol', enrolment, '--passphrase-file', passphrase]
      expect(resultOf(play('follow', args))).toMatchObject({
        state: { ok: true, value: { runs: [{ why: 'first', outcome: { kind: 'updated', by: 'snapshot' } }], standing: { people: 40 } } },
        sent: true,
      })
    } finally {
      publisher.remove()
    }
  })
})
