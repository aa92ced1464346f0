import { spawn } from 'node:child_process'
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { machine } from '../run-desk.ts'
import type { Ended, Machine } from '../run-desk.ts'

vi.setConfig({ testTimeout: 60_000 })

/** `desk feed demo` in a process of its own, and what it printed. */
interface DemoFeed {
  readonly folder: string
  /** The answers on stdout so far. */
  answers(): readonly {
    readonly sequence: number
    readonly people: number
    readonly show: { readonly enp: string; readonly answer: string }
  }[]
  /** Publishes the next state, as Enter does. */
  publish(): Promise<void>
  words(): string
  end(): Promise<number | null>
}

let home: Machine
let feed: DemoFeed
beforeAll(async () => {
  home = machine()
  feed = await demoFeed(path.join(home.folder, 'feed demo'))
}, 60_000)
afterAll(async () => {
  expect(await feed.end()).toBe(0)
  home.remove()
}, 60_000)

async function demoFeed(folder: string): Promise<DemoFeed> {
  const main = path.resolve(import.meta.dirname, '../../../src-main/hosts/cli/main.ts')
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [main, 'feed', 'demo', folder, '--people', '300', '--port', '0'])
  const printed = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (printed.out += chunk.toString('utf8')))
  child.stderr.on('data', (chunk: Buffer) => (printed.err += chunk.toString('utf8')))
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  const answers: DemoFeed['answers'] = () =>
    printed.out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
  const come = async (count: number): Promise<void> =>
    void (await vi.waitFor(() => expect(answers()).toHaveLength(count), { timeout: 30_000, interval: 50 }))
  await come(1)
  return {
    folder,
    answers,
    words: () => printed.err,
    publish() {
      const before = answers().length
      child.stdin.write('\n')
      return come(before + 1)
    },
    async end() {
      child.kill('SIGINT')
      return ended
    },
  }
}

const outcomeOf = ({ stdout }: Ended): unknown => JSON.parse(stdout).outcome

describe('the demo of the README', () => {
  test('a desk enrols, syncs, and its answer is another one after the second publication', async () => {
    const { folder } = feed
    expect(feed.words()).toContain(`--enrol ${path.join(folder, 'enrolment.json')}`)
    const passphrase = ['--passphrase-file', path.join(folder, 'passphrase.txt')]
    expect(await home.withData(['enrol', path.join(folder, 'enrolment.json'), ...passphrase])).toMatchObject({ code: 0 })
    const first = await home.withData(['sync'])
    expect([first.code, outcomeOf(first)]).toEqual([0, { kind: 'updated', by: 'snapshot' }])
    const [shown] = feed.answers()
    const check = async () => JSON.parse((await home.withData(['check', shown?.show.enp ?? ''])).stdout).outcome
    expect(await check()).toBe('covered')
    await feed.publish()
    expect(feed.answers().at(-1)).toMatchObject({ sequence: 2, people: 305, show: { enp: shown?.show.enp, answer: 'not-covered' } })
    const second = await home.withData(['sync', '--lang', 'ru'])
    expect([second.code, outcomeOf(second)]).toEqual([0, expect.objectContaining({ kind: 'updated' })])
    expect(second.stderr).toContain('Регистр обновлён до № 2')
    expect(await check()).toBe('not-covered')
    const third = await home.withData(['sync'])
    expect([third.code, outcomeOf(third)]).toEqual([0, { kind: 'unchanged' }])
  })

  test('a run that fails says why, gives exit code 3, and leaves the answers as they were', async () => {
    const set = await home.desk(['settings', 'set', 'feedSources', '["http://127.0.0.1:1/"]', '--data', home.data])
    expect(set.code).toBe(0)
    const failed = await home.withData(['sync'])
    expect([failed.code, outcomeOf(failed)]).toEqual([3, { kind: 'no-source' }])
    expect(failed.stderr).toContain('No source answers.')
    expect(JSON.parse((await home.withData(['register'])).stdout)).toMatchObject({ state: 'ready' })
  })

  test('what is not enrolled does not sync, and what is no enrolment does not enrol', async () => {
    const other = machine()
    try {
      expect(await other.withData(['sync'])).toMatchObject({ code: 3, stderr: expect.stringContaining('[enrolment-missing]') })
      const file = path.join(other.folder, 'nothing.json')
      writeFileSync(file, '{}')
      expect(await other.withData(['enrol', file])).toMatchObject({ code: 3, stderr: expect.stringContaining('[enrolment-unreadable]') })
      expect(await other.withData(['enrol'])).toMatchObject({ code: 2 })
      expect(await other.withData(['sync', '--accept', 'сверено'])).toMatchObject({
        code: 3,
        stderr: expect.stringContaining('[brakes-changed]'),
      })
      const told = await other.withData(['enrol', '--show-key'])
      expect(Buffer.from(JSON.parse(told.stdout).publicKey, 'base64')).toHaveLength(32)
    } finally {
      other.remove()
    }
  })
})
