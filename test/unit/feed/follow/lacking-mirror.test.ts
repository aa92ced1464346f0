import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { filesUnder, testPublisher, valueOf } from '../publisher.ts'
import type { TestPublisher } from '../publisher.ts'
import { people, testStation } from './station.ts'
import type { TestStation } from './station.ts'

/** Register feed, Promises 11, where a mirror is all that a desk has: four nights, and a folder of each. */
let publisher: TestPublisher
const nights: string[] = []
let station: TestStation

beforeAll(async () => {
  publisher = testPublisher()
  const records = [people(400), people(402), people(402, 3), people(403, 3)]
  for (const [night, list] of records.entries()) {
    // The last night brings both ways: a new snapshot, and the change of one person.
    valueOf(await publisher.publish(night, list, { snapshot: night === 3 }))
    const copy = path.join(publisher.folder, `night-${night}`)
    cpSync(publisher.feedFolder, copy, { recursive: true })
    nights.push(copy)
  }
}, 60_000)
afterAll(() => publisher.remove())
beforeEach(() => {
  station = testStation(publisher)
})

const at = (night: number) => ({ sources: [nights[night] ?? ''] })

/** What is left of the fourth night's folder. */
function mirrorWithout(what: RegExp): string {
  const mirror = mkdtempSync(path.join(publisher.folder, 'mirror-'))
  cpSync(nights[3] ?? '', mirror, { recursive: true })
  for (const file of filesUnder(mirror).filter((name) => what.test(name))) rmSync(file)
  return mirror
}

describe('a mirror that is the only source and lacks a part', () => {
  test('of the cheapest chain: the next way leads to the same state', async () => {
    await station.run(2, at(2))
    const sources = [mirrorWithout(/delta.3-4/)]
    // The part may still be on its way; hours later it is not.
    expect(await station.run(3, { sources })).toMatchObject({ outcome: { kind: 'refused', because: 'part-missing' } })
    const entry = await station.run(3.1, { sources })
    expect(entry).toMatchObject({ outcome: { kind: 'updated', by: 'snapshot' }, to: { sequence: 4 }, sources: [{ state: 'good' }] })
    const other = testStation(publisher)
    await other.run(3, at(3))
    expect(station.store.lines()).toEqual(other.store.lines())
  })

  test('of the snapshot: deltas do, however long', async () => {
    await station.run(0, at(0))
    const entry = await station.run(3, { sources: [mirrorWithout(/snapshot.*part-/)] })
    expect(entry).toMatchObject({ outcome: { kind: 'updated', by: 'deltas' }, to: { sequence: 4 } })
    expect(entry.rows.read).toBeGreaterThan(100)
  })

  test('of every way: the run says so, and takes nothing', async () => {
    await station.run(0, at(0))
    const mirror = mirrorWithout(/part-/)
    expect(await station.run(3, { sources: [mirror] })).toMatchObject({ outcome: { kind: 'refused', because: 'part-missing' } })
    expect(station.store.lines().size).toBe(400)
    expect(await station.run(3, { sources: [mirror, nights[3] ?? ''] })).toMatchObject({ outcome: { kind: 'updated' } })
  })
})
