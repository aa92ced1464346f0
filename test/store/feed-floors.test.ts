import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DataFolder } from '../../src-main/app/ports.ts'
import { fakePerson } from '../fakes/people.ts'
import { fakeFeed, kindOf, take, takeSnapshot } from './fake-feed.ts'
import type { FakeFeed } from './fake-feed.ts'
import { storePlace, valueOf } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

/** Register feed, Promises 5, over several datasets: who follows another one and then the first again takes nothing below its floor. */
let place: StorePlace
let folder: DataFolder
let first: FakeFeed
let other: FakeFeed
beforeEach(() => {
  place = storePlace()
  folder = place.opened()
  first = fakeFeed()
  other = fakeFeed({ dataset: 'region-00-other' })
})
afterEach(() => place.remove())

const lift = { accepted: ['people-fall', 'valid-policies-fall', 'insurer-vanished', 'quarantined'] } as const
const file = () => path.join(place.data, 'folder.json')
const pointer = () => JSON.parse(readFileSync(file(), 'utf8'))

function publish(source: FakeFeed, id: string) {
  return source.publish({ put: [{ person: fakePerson({ id }) }] })
}

test('another dataset in between does not open the way back', () => {
  publish(first, 'a')
  const old = { dataset: first.dataset(), lines: first.snapshot() }
  publish(first, 'b')
  expect(kindOf(takeSnapshot(folder.feed, first, lift))).toBe('switched')
  publish(other, 'c')
  expect(kindOf(takeSnapshot(folder.feed, other, lift))).toBe('switched')
  expect(pointer()).toMatchObject({
    format: 3,
    feed: { dataset: 'region-00-other', sequence: 1 },
    formerFeeds: [{ dataset: 'region-00', epoch: 1, sequence: 2, returned: false }],
  })
  folder.close()
  folder = place.opened()
  expect(take(folder.feed, 'snapshot', old.dataset, old.lines, lift)).toEqual({
    ok: false,
    error: { kind: 'older', floor: { epoch: 1, sequence: 2 } },
  })
  expect(folder.register.byId('c').people).toHaveLength(1)
  // The register is of another dataset, so the newest state itself is taken again.
  expect(kindOf(takeSnapshot(folder.feed, first, lift))).toBe('switched')
  expect(pointer()).toMatchObject({
    feed: { dataset: 'region-00', sequence: 2 },
    formerFeeds: [{ dataset: 'region-00-other', sequence: 1 }],
  })
  const next = publish(first, 'd')
  expect(kindOf(take(folder.feed, 'delta', next.dataset, next.delta, lift))).toBe('switched')
  expect(pointer()).toMatchObject({ feed: { sequence: 3 }, formerFeeds: [{ dataset: 'region-00-other' }] })
})

test('a dataset that was left by a return is not taken again by itself, although the register is of another one now', () => {
  publish(first, 'a')
  takeSnapshot(folder.feed, first, lift)
  publish(other, 'c')
  takeSnapshot(folder.feed, other, lift)
  expect(folder.feed.returnToPrevious()).toMatchObject({ ok: true, value: { kind: 'generation' } })
  expect(valueOf(folder.feed.standing())).toMatchObject({
    state: { dataset: 'region-00' },
    floor: { dataset: 'region-00', sequence: 1 },
    returned: false,
    behind: false,
    otherFloors: [{ dataset: 'region-00-other', sequence: 1, returned: true }],
  })
  expect(kindOf(takeSnapshot(folder.feed, other, lift))).toBe('returned-from')
  expect(kindOf(takeSnapshot(folder.feed, other, { ...lift, again: true }))).toBe('switched')
})

describe('a pointer of the form before', () => {
  test('is read, keeps its floor, and stays in that form while the folder takes one dataset', () => {
    publish(first, 'a')
    publish(first, 'b')
    takeSnapshot(folder.feed, first, lift)
    const known = pointer()
    expect(known.format).toBe(2)
    expect(known).not.toHaveProperty('formerFeeds')
    folder.close()
    writeFileSync(file(), JSON.stringify({ ...known, feed: { ...known.feed, sequence: 7 } }))
    folder = place.opened()
    expect(kindOf(takeSnapshot(folder.feed, first, lift))).toBe('older')
    publish(other, 'c')
    expect(kindOf(takeSnapshot(folder.feed, other, lift))).toBe('switched')
    expect(kindOf(takeSnapshot(folder.feed, first, lift))).toBe('older')
    expect(pointer().formerFeeds).toEqual([{ dataset: 'region-00', epoch: 1, sequence: 7, returned: false }])
  })
})
