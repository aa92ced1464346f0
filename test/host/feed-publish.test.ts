import { spawn } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeInsurer, fakePerson } from '../fakes/people.ts'
import { deskHere } from './desk-here.ts'
import { answerOf, machine } from './run-desk.ts'
import type { Ended } from './run-desk.ts'

const MAIN = path.resolve(import.meta.dirname, '../../src-main/hosts/cli/main.ts')
const station = machine()
afterAll(() => station.remove())

const at = (name: string): string => path.join(station.folder, name)
const [keys, feed] = [at('keys'), at('feed')]
const passphrase = at('passphrase.txt')

/** A register of so many people on a day of November 2025. */
function register(day: number, people: number): string {
  const asOf = `2025-11-${String(day).padStart(2, '0')}T00:00:00Z`
  const header = { schemaVersion: 1, dataset: 'demo-clinic', scope: 'attached', version: String(day), asOf }
  const records = Array.from({ length: people }, (_none, index) => ({ person: fakePerson({ id: String(index + 1) }) }))
  const file = at(`register-${day}.jsonl`)
  writeFileSync(file, [header, { insurer: fakeInsurer }, ...records].map((line) => `${JSON.stringify(line)}\n`).join(''))
  return file
}

const now = (day: number): string => `2025-11-${String(day).padStart(2, '0')}T03:00:00Z`

function publish(day: number, people: number, ...more: string[]): Promise<Ended> {
  return station.desk(['feed', 'publish', '--keys', keys, '--from', register(day, people), '--to', feed, '--now', now(day), ...more])
}

beforeAll(async () => {
  writeFileSync(passphrase, 'совсем тайная фраза\n')
  const made = await station.desk(['feed', 'keys', 'create', '--keys', keys, '--dataset', 'demo-clinic', '--now', now(1)])
  expect(made).toMatchObject({ code: 0 })
  expect(answerOf(made)).toMatchObject({ dataset: 'demo-clinic', epoch: 1, rootVersion: 1 })
})

describe('desk feed', () => {
  it('publishes, verifies and tells both as JSON', async () => {
    const first = await publish(1, 30)
    expect(first.stderr).toBe('')
    expect(answerOf(first)).toMatchObject({ outcome: 'published', sequence: 1, counts: { person: 30, insurer: 1 } })
    const second = await publish(2, 31)
    expect(answerOf(second)).toMatchObject({ sequence: 2, changes: { added: 1 }, delta: { from: 1, to: 2 } })
    const verified = await station.desk(['feed', 'verify', feed, '--keys', keys, '--now', now(2)])
    expect(answerOf(verified)).toMatchObject({ trustedBy: 'keys', sequence: 2, recordsProven: 32 })
    const believed = await station.desk(['feed', 'verify', feed, '--now', now(2)])
    expect(believed).toMatchObject({ code: 0, stderr: expect.stringContaining('Nobody vouches') })
    expect(answerOf(believed)).toMatchObject({ trustedBy: 'itself', recordsProven: null })
  })

  it('enrols with a passphrase that it makes and tells aside, and the enrolment opens the feed', async () => {
    const out = at('enrolment.json')
    const enrolled = await deskHere([
      'feed',
      'keys',
      'enrol',
      '--keys',
      keys,
      '--source',
      'https://feed.example/',
      '--source',
      feed,
      '--out',
      out,
    ])
    expect(answerOf(enrolled)).toMatchObject({ enrolment: out, dataset: 'demo-clinic', sources: ['https://feed.example/', feed] })
    const told = /Passphrase: (\S+)/.exec(enrolled.stderr)?.[1] ?? ''
    expect(told).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/)
    expect(enrolled.stdout).not.toContain(told)
    expect(readFileSync(out, 'utf8')).not.toContain(told)
    writeFileSync(at('told.txt'), told)
    const verify = ['feed', 'verify', feed, '--enrolment', out, '--now', now(2), '--passphrase-file']
    expect(answerOf(await deskHere([...verify, at('told.txt')]))).toMatchObject({ trustedBy: 'enrolment', recordsProven: 32 })
    const wrong = await deskHere([...verify, passphrase])
    expect(wrong).toMatchObject({ code: 3, stderr: expect.stringContaining('[passphrase-wrong]') })
    const again = await deskHere(['feed', 'keys', 'enrol', '--keys', keys, '--source', feed, '--out', out])
    expect(again).toMatchObject({ code: 3, stderr: expect.stringContaining('[file-exists]') })
  })

  it('makes the next root with two of its keys', async () => {
    const rootKeys = [1, 3].flatMap((number) => ['--root-key', path.join(keys, `root-key-${number}-of-root-1.json`)])
    const rotate = ['feed', 'keys', 'rotate', '--keys', keys, '--online', '--now', now(3)]
    const few = await station.desk([...rotate, ...rootKeys.slice(0, 2)])
    expect(few).toMatchObject({ code: 3, stderr: expect.stringContaining('[root-keys-too-few]') })
    const rotated = await station.desk([...rotate, ...rootKeys])
    expect(answerOf(rotated)).toMatchObject({ rootVersion: 2 })
    expect(answerOf(await publish(3, 31))).toMatchObject({ sequence: 3 })
    const verified = await station.desk(['feed', 'verify', feed, '--keys', keys, '--now', now(3)])
    expect(answerOf(verified)).toMatchObject({ rootVersion: 2, sequence: 3, recordsProven: 32 })
  })

  it('says in words what is wrong, with a next step, and leaves the feed', async () => {
    const cases: readonly (readonly [readonly string[], number, string])[] = [
      [['feed'], 2, 'Say keys, publish'],
      [['feed', 'nonsense'], 2, 'There is no verb "feed nonsense"'],
      [['feed', 'publish', '--keys', keys, '--to', feed], 2, '--from'],
      [['feed', 'publish', '--keys', keys, '--from', at('nowhere.jsonl'), '--to', feed], 3, '[file-unreadable]'],
      [['feed', 'publish', '--keys', path.join(feed, 'keys'), '--from', register(7, 31), '--to', feed], 3, '[keys-in-feed]'],
      [['feed', 'publish', '--keys', keys, '--from', register(4, 0), '--to', feed, '--now', now(4)], 3, '[source-empty]'],
      [['feed', 'publish', '--keys', keys, '--from', register(5, 20), '--to', feed, '--now', now(5)], 3, '[people-fall]'],
      [['feed', 'publish', '--keys', keys, '--from', register(6, 31), '--to', feed, '--expect', 'x'], 2, 'insurer-vanished'],
      [['feed', 'keys', 'create', '--keys', keys, '--dataset', 'demo-clinic'], 3, '[keys-exist]'],
      [['feed', 'verify', at('nowhere')], 3, '[feed-missing]'],
      [['feed', 'verify', feed, '--keys', keys, '--now', '2026-03-01T00:00:00Z'], 3, '[metadata-expired]'],
    ]
    for (const [args, code, words] of cases) {
      const ended = await deskHere(args)
      expect(ended.stderr, args.join(' ')).toContain(words)
      expect(ended, args.join(' ')).toMatchObject({ code, stdout: '' })
      expect(ended.stderr.trimEnd().split('\n').length, args.join(' ')).toBeGreaterThanOrEqual(2)
    }
    expect(await station.desk(['feed', 'verify', feed, '--keys', keys, '--now', now(3)])).toMatchObject({ code: 0 })
  })

  it('serves the feed on this computer, unchanged files with 304, and nothing else', async () => {
    const child = spawn(process.execPath, [MAIN, 'feed', 'serve', feed, '--port', '0'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    try {
      const { address } = JSON.parse(await new Promise<string>((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk)))))
      expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
      const timestamp = await fetch(`${address}timestamp.json`)
      expect(await timestamp.text()).toBe(readFileSync(path.join(feed, 'timestamp.json'), 'utf8'))
      const tag = timestamp.headers.get('etag') ?? ''
      const unchanged = await fetch(`${address}timestamp.json`, { headers: { 'If-None-Match': tag } })
      expect([unchanged.status, await unchanged.text()]).toEqual([304, ''])
      const [part = ''] = readdirSync(path.join(feed, 'snapshot', '1'))
      expect((await fetch(`${address}snapshot/1/${part}`, { method: 'HEAD' })).headers.get('content-length')).toMatch(/^\d+$/)
      writeFileSync(path.join(feed, '.hidden'), 'x')
      for (const wrong of [
        '.hidden',
        '',
        'snapshot',
        'nothing.json',
        '..%2Fkeys%2Fonline-1.json',
        '%2e%2e/keys/online-1.json',
        '.hidden/x',
      ]) {
        expect((await fetch(`${address}${wrong}`)).status, wrong).toBe(404)
      }
      expect((await fetch(`${address}timestamp.json`, { method: 'POST' })).status).toBe(405)
    } finally {
      child.kill('SIGTERM')
    }
    const code = await new Promise((resolve) => child.once('exit', resolve))
    expect(code).toBe(0)
  })

  it('leaves a valid feed whenever it is killed, and goes on from there', async () => {
    const killed = { before: 0, after: 0 }
    for (let round = 0; round < 5; round += 1) {
      const file = register(10 + round, 40 + round)
      const args = ['feed', 'publish', '--keys', keys, '--from', file, '--to', feed, '--now', now(10 + round)]
      const child = spawn(process.execPath, [MAIN, ...args], { stdio: 'ignore' })
      const over = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
      const timer = setTimeout(() => child.kill('SIGKILL'), 200 + round * 80 + Math.random() * 80)
      if ((await over) === null) killed.before += 1
      else killed.after += 1
      clearTimeout(timer)
      const verified = await station.desk(['feed', 'verify', feed, '--keys', keys, '--now', now(3)])
      expect(verified, `round ${round}`).toMatchObject({ code: 0 })
    }
    const last = await publish(20, 50)
    expect(last).toMatchObject({ code: 0 })
    expect(answerOf(await station.desk(['feed', 'verify', feed, '--keys', keys, '--now', now(20)]))).toMatchObject({ recordsProven: 51 })
    expect(killed.before).toBeGreaterThan(0)
  }, 120_000)
})
