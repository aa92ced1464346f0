import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
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

const holder = new URL('./turn-holder.ts', import.meta.url)

test('the turn of a process that was killed is free again', async () => {
  const child = spawn(process.execPath, [fileURLToPath(holder), station.feedFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  expect(await lines.next()).toMatchObject({ value: 'held' })
  expect((await station.run(0)).outcome).toMatchObject(busy)
  child.kill('SIGKILL')
  await ended
  expect((await station.run(0)).outcome).toEqual({ kind: 'unchanged' })
})

test('the turn of a thread that was ended is free again', async () => {
  const thread = new Worker(holder, { argv: [station.feedFolder] })
  expect(await once(thread, 'message')).toEqual(['held'])
  expect((await station.run(0)).outcome).toMatchObject(busy)
  await thread.terminate()
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
