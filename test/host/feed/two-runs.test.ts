import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { openSource } from '../../../src-main/feed/follow/open-source.ts'
import { people, twisted } from '../../unit/feed/follow/station.ts'
import { filesUnder, testPublisher, valueOf } from '../../unit/feed/publisher.ts'
import type { TestPublisher } from '../../unit/feed/publisher.ts'
import { joinedStation } from './joined-station.ts'
import type { JoinedStation } from './joined-station.ts'

let publisher: TestPublisher
let station: JoinedStation
beforeAll(async () => {
  publisher = testPublisher()
  valueOf(await publisher.publish(0, people(60)))
  station = joinedStation(publisher)
})
afterAll(() => {
  station.remove()
  publisher.remove()
})

const busy = { kind: 'station-failed', code: 'update-running' }

test('while a run fetches, another is refused before it touches anything, and the first goes on', async () => {
  let second: Promise<unknown> | null = null
  const open = (address: string, signal: AbortSignal) => {
    const inner = openSource(address, signal)
    return twisted(inner, {
      copy: async (name, range, write) => {
        if (second !== null) throw new Error('the second run fetches, too')
        const before = filesUnder(station.feedFolder)
        second = station.run(0, { open })
        expect(await second).toMatchObject({ outcome: busy, bytes: 0, sources: [{ state: 'not-asked' }] })
        expect(filesUnder(station.feedFolder)).toEqual(before)
        return inner.copy(name, range, write)
      },
    })
  }
  expect((await station.run(0, { open })).outcome).toEqual({ kind: 'updated', by: 'snapshot' })
  expect(second).not.toBeNull()
  expect((await station.run(0)).outcome).toEqual({ kind: 'unchanged' })
})

/** A process that holds the turn until it is killed. */
const HOLDER = `
  const { lockFolder } = await import(process.argv[1])
  const lock = lockFolder(process.argv[2], 0, 'feed')
  console.log(lock.ok ? 'held' : lock.error.code)
  // What nobody refers to is collected, and closed.
  setInterval(() => lock.ok, 1000)`

test('the turn of a process that was killed is free again', async () => {
  const lock = new URL('../../../src-main/store/folder-lock.ts', import.meta.url).href
  const child = spawn(process.execPath, ['--input-type=module', '-e', HOLDER, lock, station.feedFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  expect(await lines.next()).toMatchObject({ value: 'held' })
  expect((await station.run(0)).outcome).toMatchObject(busy)
  child.kill('SIGKILL')
  await ended
  expect((await station.run(0)).outcome).toEqual({ kind: 'unchanged' })
})

test('who may not change the register fetches nothing', async () => {
  const reader = station.place.opened('reader')
  const entry = await station.run(0, { store: reader.feed })
  expect(entry).toMatchObject({ outcome: { kind: 'station-failed', code: 'not-permitted' }, bytes: 0 })
})

test('drafts that a crash left in the folder go with the next run', async () => {
  const drafts = ['metadata/dataset.json.4711.draft', 'parts/timestamp.json.4711.draft'].map((name) => path.join(station.feedFolder, name))
  for (const draft of drafts) writeFileSync(draft, '{')
  expect((await station.run(0)).outcome).toEqual({ kind: 'unchanged' })
  expect(drafts.filter((draft) => existsSync(draft))).toEqual([])
})
