import { mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DataFolder } from '../../src-main/app/ports.ts'
import { fakePerson } from '../fakes/people.ts'
import { mayMount, mountSmallDisk, unmountSmallDisk } from '../fakes/small-disk.ts'
import { fakeFeed, kindOf, take, takeSnapshot } from './fake-feed.ts'
import { storePlace } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

describe.skipIf(!mayMount())('a full disk (needs the right to mount a disk of 1.5 MiB)', () => {
  const source = fakeFeed()
  let place: StorePlace
  let disk: string
  let folder: DataFolder

  beforeAll(() => {
    const outside = storePlace()
    disk = path.join(outside.root, 'disk')
    mkdirSync(disk)
    mountSmallDisk(disk, 1536)
    place = storePlace(disk)
    folder = place.opened()
    source.publish({ put: people('a', 1200) })
    takeSnapshot(folder.feed, source)
  })
  afterAll(() => {
    place.remove()
    unmountSmallDisk(disk)
    rmSync(path.dirname(disk), { recursive: true, force: true })
  })
  const registers = () => readdirSync(place.data).filter((name) => /^register-\d+\.db$/.test(name))

  test('in the middle of a snapshot or a delta: refused by name, the former register answers on, and the space is given back', async () => {
    const other = fakeFeed()
    other.publish({ put: people('a', 1200) })
    const { dataset, delta } = other.publish({ put: people('b', 6000) })
    for (const [kind, lines] of [
      ['snapshot', other.snapshot()],
      ['delta', delta],
    ] as const) {
      expect(take(folder.feed, kind, dataset, lines)).toMatchObject({ error: { kind: 'failed', failure: { code: 'disk-full' } } })
      expect(folder.register.state()).toMatchObject({ state: 'ready', version: 'night-1' })
      expect(folder.register.byId('a7').people).toHaveLength(1)
      expect(registers()).toEqual(['register-1.db'])
      expect((await folder.feed.verify()).kind).toBe('whole')
      // The journal needs room for the proof of the next check.
      const { bavail, bsize } = statfsSync(disk)
      expect(bavail * bsize).toBeGreaterThan(512 << 10)
    }
    const next = source.publish({ put: people('c', 20) })
    expect(kindOf(take(folder.feed, 'delta', next.dataset, next.delta))).toBe('switched')
    expect(folder.register.byId('c7').people).toHaveLength(1)
  })

  test('lets the previous generation go to make room for the next', () => {
    for (const count of [30, 40, 50, 60]) {
      source.publish({ put: people('c', count) })
      expect(kindOf(takeSnapshot(folder.feed, source))).toBe('switched')
      expect(folder.register.byId(`c${count - 1}`).people).toHaveLength(1)
      expect(registers().length).toBeLessThanOrEqual(2)
    }
  })
})

function people(prefix: string, count: number) {
  return Array.from({ length: count }, (_, index) => ({ person: fakePerson({ id: `${prefix}${index}` }) }))
}
