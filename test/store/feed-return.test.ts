import { readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FeedRecord } from '../../src-shared/feed/canonical-record.ts'
import type { DataFolder } from '../../src-main/app/ports.ts'
import { fakePerson } from '../fakes/people.ts'
import { fakeFeed, kindOf, take, takeSnapshot } from './fake-feed.ts'
import type { FakeFeed } from './fake-feed.ts'
import { fillPeople, storePlace, valueOf } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

let place: StorePlace
let folder: DataFolder
let source: FakeFeed
beforeEach(() => {
  place = storePlace()
  folder = place.opened()
  source = fakeFeed()
})
afterEach(() => place.remove())

const person = (id: string): FeedRecord => ({ person: fakePerson({ id }) })
const standing = () => valueOf(folder.feed.standing())
const version = () => folder.register.state().version
const registers = () => readdirSync(place.data).filter((name) => /^register-\d+\.db$/.test(name))

describe('one call goes back', () => {
  test('to the generation before a snapshot, even one loaded from a file, at once and after a restart', () => {
    fillPeople(folder, [fakePerson({ id: 'loaded' })])
    source.publish({ put: [person('a')] })
    takeSnapshot(folder.feed, source)
    expect(valueOf(folder.feed.previous())).toEqual({
      kind: 'generation',
      version: '2026-11-22',
      asOf: '2026-11-22T00:10:00Z',
      position: null,
    })
    expect(folder.feed.returnToPrevious()).toMatchObject({ ok: true, value: { kind: 'generation', version: '2026-11-22' } })
    expect(folder.register.byId('loaded').people).toHaveLength(1)
    expect(folder.register.state().source).toBe('loaded')
    expect(standing()).toMatchObject({ state: null, floor: { dataset: 'region-00', epoch: 1, sequence: 1 }, returned: true, behind: false })
    expect(registers()).toEqual(['register-1.db'])
    expect(valueOf(folder.feed.previous())).toBeNull()
    expect(folder.feed.returnToPrevious()).toEqual({ ok: true, value: null })
    folder.close()
    folder = place.opened()
    expect(folder.register.byId('loaded').people).toHaveLength(1)
    expect(kindOf(takeSnapshot(folder.feed, source))).toBe('returned-from')
  })

  test('before the last delta, then to the generation before', async () => {
    source.publish({ put: [person('a')] })
    takeSnapshot(folder.feed, source)
    source.publish({ put: [person('b')] })
    takeSnapshot(folder.feed, source)
    const night = source.publish({ put: [person('c')], remove: [['person', 'a']] })
    take(folder.feed, 'delta', night.dataset, night.delta, { accepted: ['people-fall'] })
    expect(valueOf(folder.feed.previous())).toEqual({
      kind: 'delta',
      version: 'night-2',
      asOf: '2026-11-02T00:10:00Z',
      position: { epoch: 1, sequence: 2 },
    })
    const reader = place.opened('reader')
    expect(kindOf(reader.feed.returnToPrevious())).toBe('failed')
    expect(folder.feed.returnToPrevious().ok).toBe(true)
    for (const desk of [folder, reader]) {
      expect(desk.register.facts()).toMatchObject({ version: 'night-2', issuedAt: '2026-11-02T01:00:00Z' })
      expect(desk.register.byId('a').people).toHaveLength(1)
      expect(desk.register.byId('c').people).toHaveLength(0)
    }
    expect(standing()).toMatchObject({
      state: { sequence: 2, totals: { people: 2 } },
      floor: { sequence: 3 },
      returned: true,
      behind: false,
    })
    expect(await folder.feed.verify()).toEqual({ kind: 'whole', records: 2 })
    expect(valueOf(folder.feed.previous())).toMatchObject({ kind: 'generation', position: { epoch: 1, sequence: 1 } })
    expect(folder.feed.returnToPrevious().ok).toBe(true)
    expect(version()).toBe('night-1')
    expect(standing()).toMatchObject({ state: { sequence: 1 }, floor: { sequence: 3 }, returned: true })
  })

  test('and what was left is not taken again by itself; a newer state is, and so is the same one if an administrator says so', () => {
    source.publish({ put: [person('a')] })
    takeSnapshot(folder.feed, source)
    const bad = source.publish({ put: [person('b')] })
    take(folder.feed, 'delta', bad.dataset, bad.delta)
    folder.feed.returnToPrevious()
    folder.close()
    folder = place.opened()
    expect(version()).toBe('night-1')
    for (const kind of ['delta', 'snapshot'] as const) {
      const lines = kind === 'delta' ? bad.delta : source.snapshot()
      expect(take(folder.feed, kind, bad.dataset, lines)).toEqual({
        ok: false,
        error: { kind: 'returned-from', floor: { epoch: 1, sequence: 2 } },
      })
    }
    expect(kindOf(take(folder.feed, 'delta', bad.dataset, bad.delta, { again: true }))).toBe('switched')
    expect(standing()).toMatchObject({ state: { sequence: 2 }, returned: false })
    folder.feed.returnToPrevious()
    const good = source.publish({ remove: [['person', 'b']] })
    expect(kindOf(take(folder.feed, 'delta', good.dataset, [...bad.delta, ...good.delta]))).toBe('switched')
    expect(standing()).toMatchObject({ state: { sequence: 3 }, floor: { sequence: 3 }, returned: false })
  })

  test('from a damaged register to the generation before', () => {
    source.publish({ put: [person('a')] })
    takeSnapshot(folder.feed, source)
    source.publish({ put: [person('b')] })
    takeSnapshot(folder.feed, source)
    folder.close()
    truncateSync(path.join(place.data, 'register-2.db'), 8192)
    folder = place.opened()
    expect(folder.register.state().state).toBe('damaged')
    expect(folder.feed.returnToPrevious()).toMatchObject({ ok: true, value: { kind: 'generation' } })
    expect(folder.register.state()).toMatchObject({ state: 'ready', version: 'night-1' })
  })

  test('nowhere from a register without a former one', () => {
    expect(folder.feed.returnToPrevious()).toEqual({ ok: true, value: null })
    source.publish({ put: [person('a')] })
    takeSnapshot(folder.feed, source)
    expect(folder.feed.returnToPrevious()).toEqual({ ok: true, value: null })
    expect(version()).toBe('night-1')
    expect(standing().returned).toBe(false)
  })

  test('a note of a return that a crash left beside the register as it was says nothing', () => {
    source.publish({ put: [person('a')] })
    takeSnapshot(folder.feed, source)
    const pointer = path.join(place.data, 'folder.json')
    writeFileSync(pointer, readFileSync(pointer, 'utf8').replace('"returned": false', '"returned": true'))
    expect(standing()).toMatchObject({ state: { sequence: 1 }, returned: false, behind: false })
  })
})

describe('a switch that a worker made', () => {
  test('is answered from after a refresh, also where the desk knew of no register', () => {
    source.publish({ put: [person('a')] })
    const worker = place.opened('reader')
    takeSnapshot(folder.feed, source)
    expect(worker.register.state().state).toBe('missing')
    expect(valueOf(worker.refresh())).toMatchObject({ state: 'ready', version: 'night-1' })
    expect(worker.register.byId('a').people).toHaveLength(1)
    expect(worker.kind()).toBe('real')
    source.publish({ put: [person('b')] })
    takeSnapshot(folder.feed, source)
    expect(worker.register.state().version).toBe('night-1')
    expect(valueOf(worker.refresh()).version).toBe('night-2')
    expect(valueOf(worker.refresh()).version).toBe('night-2')
  })

  test('is said to be damaged where the file is gone', () => {
    source.publish({ put: [person('a')] })
    takeSnapshot(folder.feed, source)
    folder.close()
    rmSync(path.join(place.data, 'register-1.db'))
    folder = place.opened()
    expect(valueOf(folder.refresh()).state).toBe('damaged')
    expect(kindOf(takeSnapshot(folder.feed, source))).toBe('switched')
  })
})
