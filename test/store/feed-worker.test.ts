import { once } from 'node:events'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keyFileVault } from '../../src-main/hosts/keys/key-file-vault.ts'
import { fakePerson } from '../fakes/people.ts'
import { fakeFeed } from './fake-feed.ts'
import { writeNight } from './night-file.ts'
import { storePlace, valueOf } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

let place: StorePlace
beforeEach(() => {
  place = storePlace()
})
afterEach(() => place.remove())

test('a worker takes nights while the desk answers, and the desk keeps its folder', { timeout: 60_000 }, async () => {
  const desk = place.opened()
  const source = fakeFeed()
  const files = [1, 2].map((night) => {
    const count = night === 1 ? 600 : 100
    const { dataset, delta } = source.publish({
      put: Array.from({ length: count }, (_, index) => ({ person: fakePerson({ id: `${night}-${index}`, enp: null, policies: [] }) })),
    })
    const file = path.join(place.root, `night-${night}.json`)
    writeNight(file, { dataset, delta, snapshot: source.snapshot() })
    return file
  })
  const vault = keyFileVault({ file: place.keyFile, folderId: desk.id, occasion: 'open', passphrase: null })
  const worker = new Worker(new URL('./feed-thread.ts', import.meta.url), {
    workerData: {
      path: place.data,
      key: valueOf(vault.key('register')),
      nights: [
        ['snapshot', files[0]],
        ['delta', files[1]],
      ],
    },
  })
  const said: unknown[] = []
  worker.on('message', (message: unknown) => {
    said.push(message)
    valueOf(desk.refresh())
  })
  const seen = new Set<string | null>()
  const timer = setInterval(() => {
    const { version } = desk.register.state()
    const last = version === null ? 0 : desk.register.byId(version === 'night-1' ? '1-599' : '2-99').people.length
    expect(last).toBe(version === null ? 0 : 1)
    seen.add(version)
  }, 2)
  await once(worker, 'exit')
  clearInterval(timer)
  expect(said).toEqual(['switched', 'switched'])
  expect(valueOf(desk.refresh())).toMatchObject({ version: 'night-2', people: 700 })
  expect(desk.kind()).toBe('real')
  expect(seen.has(null)).toBe(true)
  expect(place.open().ok).toBe(false)
})
