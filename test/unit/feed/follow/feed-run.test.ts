import { cpSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { err } from '../../../../src-shared/result.ts'
import { openSource } from '../../../../src-main/feed/follow/open-source.ts'
import { filesUnder, testPublisher, valueOf } from '../publisher.ts'
import type { TestPublisher } from '../publisher.ts'
import { failure } from './memory-store.ts'
import { people, testStation, twisted } from './station.ts'
import type { TestStation } from './station.ts'

/** Five nights; the last brings nothing but a newly signed timestamp. */
let publisher: TestPublisher
const nights: string[] = []
let station: TestStation

beforeAll(async () => {
  publisher = testPublisher()
  const records = [people(400), people(402), people(402, 7), people(403, 5)]
  for (const [night, list] of records.entries()) {
    valueOf(await publisher.publish(night, list))
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
const outcome = async (night: number, more = {}) => (await station.run(night, { ...at(night), ...more })).outcome

describe('a run', () => {
  test('takes the snapshot first and deltas after it, and journals what it did', async () => {
    const first = await station.run(0, { ...at(0), why: 'first' })
    expect(first).toMatchObject({
      outcome: { kind: 'updated', by: 'snapshot' },
      why: 'first',
      from: null,
      to: { epoch: 1, sequence: 1 },
      rows: { read: 400, added: 400, changed: 0, removed: 0, unreadable: 0 },
      rootVersion: 1,
      sources: [{ state: 'good' }],
    })
    expect(first.bytes).toBeGreaterThan(0)
    expect(await station.run(1, at(1))).toMatchObject({
      outcome: { kind: 'updated', by: 'deltas' },
      from: { sequence: 1 },
      to: { sequence: 2 },
      rows: { read: 2, added: 2, changed: 0 },
    })
    expect(station.store.lines().size).toBe(402)
    expect(station.entries).toHaveLength(2)
    expect(station.errors).toEqual([])
    expect(Object.keys(first.phases)).toEqual(
      expect.arrayContaining(['metadata', 'download', 'decode', 'insert', 'index', 'digest', 'switch']),
    )
  })

  test('makes up for missed nights and ends where every other station does', async () => {
    await station.run(0, at(0))
    await station.run(3, at(3))
    const other = testStation(publisher)
    await other.run(3, at(3))
    expect(station.store.lines()).toEqual(other.store.lines())
    expect(station.entries[1]).toMatchObject({ outcome: { kind: 'updated' }, from: { sequence: 1 }, to: { sequence: 4 } })
  })

  test('asks one small question where nothing is new', async () => {
    await station.run(2, at(2))
    const asked: string[] = []
    const entry = await station.run(2, {
      open: (address, signal) => {
        const inner = openSource(nights[2] ?? address, signal)
        return twisted(inner, {
          read: (name, limit) => {
            asked.push(name)
            return inner.read(name, limit)
          },
        })
      },
    })
    expect(entry).toMatchObject({ outcome: { kind: 'unchanged' }, to: { sequence: 3 } })
    expect(asked).toEqual(['timestamp.json'])
    expect(entry.bytes).toBeLessThan(2048)
  })

  test('tells progress by phases, parts, bytes and rows', async () => {
    await station.run(0, at(0))
    const phases = [...new Set(station.progress.map(({ phase }) => phase))]
    expect(phases).toEqual(expect.arrayContaining(['metadata', 'verify', 'download', 'index', 'digest', 'switch']))
    expect(station.progress.at(-1)).toMatchObject({ parts: { done: 1, total: 1 }, rows: { done: 400, total: 400 } })
    const { bytes } = station.progress.at(-1) ?? { bytes: { done: 0, total: 1 } }
    expect(bytes.done).toBe(bytes.total)
  })

  test('takes the snapshot where the deltas do not lead to the published digest', async () => {
    await station.run(0, at(0))
    station.store.damage()
    expect(await outcome(1)).toEqual({ kind: 'updated', by: 'snapshot' })
    expect(station.store.begun).toEqual(['snapshot', 'switched', 'deltas', 'aborted', 'snapshot', 'switched'])
    expect([...station.store.lines().values()].join('')).not.toContain('ПЕТРОВ')
  })

  test('can be cancelled, and goes on later with what it has', async () => {
    const cancel = new AbortController()
    const entry = await station.run(0, {
      ...at(0),
      signal: cancel.signal,
      onProgress: ({ phase }) => {
        if (phase === 'decode' || phase === 'insert') cancel.abort()
      },
    })
    expect(entry).toMatchObject({ outcome: { kind: 'cancelled' }, sources: [{ state: 'good' }] })
    expect(station.store.lines().size).toBe(0)
    const again = await station.run(0, { ...at(0), open: (_address, signal) => withoutParts(openSource(nights[0] ?? '', signal)) })
    expect(again.outcome).toEqual({ kind: 'updated', by: 'snapshot' })
    const before = new AbortController()
    before.abort()
    expect(await outcome(1, { signal: before.signal })).toEqual({ kind: 'cancelled' })
  })

  test('ends in a refusal, not in an exception, where the register fails', async () => {
    for (const step of ['begin', 'add', 'finish'] as const) {
      station.store.refuseNext(step, failure('disk-full'))
      expect(await outcome(0)).toEqual({ kind: 'disk-full', needed: null })
    }
    station.store.refuseNext('begin', failure('folder-kind-differs'))
    expect(await outcome(0)).toMatchObject({ kind: 'refused', because: 'demo-into-real' })
    station.store.refuseNext('add', failure('folder-in-use'))
    expect(await outcome(0)).toMatchObject({ kind: 'station-failed', code: 'folder-in-use' })
    station.store.refuseNext('finish', { kind: 'record-twice' })
    expect(await outcome(0)).toMatchObject({ kind: 'refused', because: 'part-unreadable', cause: 'record-twice' })
    expect(await outcome(0, { store: { ...station.store, standing: withBug } })).toMatchObject({ kind: 'station-failed', code: 'internal' })
    expect(station.store.begun.filter((what) => what === 'aborted')).toHaveLength(4)
    expect(station.entries).toHaveLength(7)
    expect(await outcome(0)).toMatchObject({ kind: 'updated' })
  })

  test('does not begin to fill a disk that has no room', async () => {
    expect(await outcome(0, { freeBytes: () => 1 << 20 })).toMatchObject({ kind: 'disk-full', needed: expect.any(Number) })
    expect(station.store.begun).toEqual([])
  })

  test('does without the register what needs no key, and takes nothing without the key', async () => {
    expect(await outcome(0, { contentKey: null })).toMatchObject({ kind: 'refused', because: 'key-missing' })
    expect(await outcome(0, { contentKey: Buffer.alloc(32, 1) })).toMatchObject({ kind: 'refused', because: 'key-missing' })
    expect(filesUnder(path.join(station.folder, 'parts')).filter((file) => file.includes('part-'))).toEqual([])
  })
})

function withBug(): never {
  throw new TypeError('a bug')
}

/** A source whose parts must not be needed. */
function withoutParts<Source extends ReturnType<typeof openSource>>(inner: Source) {
  return twisted(inner, { copy: async () => err({ code: 'unreachable', cause: 'must not be asked' }) })
}

describe('a brake', () => {
  test('holds the new state until an administrator accepts that very state', async () => {
    const falling = testPublisher()
    try {
      const own = testStation(falling)
      valueOf(await falling.publish(0, people(100)))
      await own.run(0)
      valueOf(await falling.publish(1, people(96)))
      valueOf(await falling.publish(2, people(92)))
      const held = await own.run(2)
      expect(held.outcome).toEqual({
        kind: 'held',
        brakes: [{ brake: 'people-fall', before: 100, after: 92, ofBefore: 100, ofAfter: 92, insurers: [] }],
      })
      expect(own.store.people()).toBe(100)
      const word = { brake: 'people-fall', epoch: 1, sequence: 2 } as const
      expect((await own.run(2, { accepted: [word] })).outcome.kind).toBe('held')
      const accepted = await own.run(2, {
        accepted: [{ ...word, sequence: 3 }],
        open: (address, signal) => withoutParts(openSource(address, signal)),
      })
      expect(accepted.outcome.kind).toBe('updated')
      expect(own.store.people()).toBe(92)
    } finally {
      falling.remove()
    }
  })

  test('is lifted by a signed expected change', async () => {
    const falling = testPublisher()
    try {
      const own = testStation(falling)
      valueOf(await falling.publish(0, people(100)))
      await own.run(0)
      const change = { brake: 'people-fall', from: 2, reason: 'merger' } as const
      valueOf(await falling.publish(1, people(96), { expectedChanges: [change] }))
      valueOf(await falling.publish(2, people(92)))
      const entry = await own.run(2)
      expect(falling.listed().dataset.expectedChanges).toEqual([change])
      expect(entry.outcome.kind).toBe('updated')
    } finally {
      falling.remove()
    }
  })
})

describe('a return to the previous generation', () => {
  test('stays, until something newer is published or an administrator wants the state back', async () => {
    await station.run(0, at(0))
    await station.run(1, at(1))
    station.store.returnTo(1)
    expect(await outcome(1)).toEqual({ kind: 'stays-returned', sequence: 2 })
    expect(station.store.lines().size).toBe(400)
    expect(await outcome(1, { takeReturned: true })).toMatchObject({ kind: 'updated' })
    station.store.returnTo(1)
    expect(await outcome(2)).toMatchObject({ kind: 'updated' })
    expect(station.store.lines().size).toBe(402)
  })
})

describe('the folder of parts', () => {
  test('keeps what is still listed and forgets the rest', async () => {
    await station.run(0, at(0))
    const parts = path.join(station.folder, 'parts')
    const snapshot = filesUnder(parts).filter((file) => file.includes(`${path.sep}snapshot${path.sep}`))
    expect(snapshot).toHaveLength(1)
    cpSync(snapshot[0] ?? '', path.join(parts, 'snapshot', '1', `${'0'.repeat(64)}.part-009`))
    cpSync(snapshot[0] ?? '', path.join(parts, 'partial', '0'.repeat(64)))
    await station.run(1, at(1))
    expect(filesUnder(parts).filter((file) => file.includes('0'.repeat(64)))).toEqual([])
    await station.run(2, { ...at(2), mirror: false })
    expect(filesUnder(parts).filter((file) => file.includes('part-'))).toEqual([])
  })

  test('is a mirror for other stations, which fetch elsewhere what it never needed', async () => {
    await station.run(0, at(0))
    const mirror = path.join(station.folder, 'parts')
    const second = testStation(publisher)
    expect(await second.run(0, { sources: [mirror] })).toMatchObject({ outcome: { kind: 'updated' } })
    expect(second.store.lines()).toEqual(station.store.lines())
    await station.run(1, at(1))
    await station.run(2, at(2))
    expect(await second.run(2, { sources: [mirror] })).toMatchObject({ outcome: { kind: 'updated' }, to: { sequence: 3 } })
    const third = testStation(publisher)
    rmSync(path.join(mirror, 'snapshot'), { recursive: true, force: true })
    expect(await third.run(2, { sources: [mirror] })).toMatchObject({ outcome: { kind: 'refused', because: 'part-missing' } })
    const entry = await third.run(2, { sources: [mirror, nights[2] ?? ''] })
    expect(entry).toMatchObject({ outcome: { kind: 'updated' }, sources: [{ state: 'good' }, { state: 'not-asked' }] })
  })
})

describe('sources in order', () => {
  const silent = path.join('/', 'nowhere', 'at-all')

  test('are tried until one answers', async () => {
    const entry = await station.run(0, { sources: [silent, nights[0] ?? ''] })
    expect(entry).toMatchObject({ outcome: { kind: 'updated' }, sources: [{ state: 'no-feed' }, { state: 'good' }] })
    expect(await outcome(0, { sources: [silent] })).toEqual({ kind: 'no-source' })
    expect(await outcome(0, { sources: [] })).toEqual({ kind: 'no-source' })
  })

  test('are asked further where the first is late, and the newest counts', async () => {
    await station.run(0, at(0))
    const entry = await station.run(2, { sources: [nights[0] ?? '', nights[2] ?? ''] })
    expect(entry).toMatchObject({
      outcome: { kind: 'updated' },
      to: { sequence: 3 },
      sources: [{ state: 'late' }, { state: 'good' }],
    })
    expect(await station.run(2, { sources: [nights[1] ?? '', nights[2] ?? ''] })).toMatchObject({
      outcome: { kind: 'unchanged' },
      sources: [{ state: 'refused', refusal: 'rollback' }, { state: 'good' }],
    })
  })

  test('may break off in mid-part: the rest comes from there or from another', async () => {
    const file = filesUnder(nights[0] ?? '').find((name) => name.includes('part-000')) ?? ''
    const { size } = statSync(file)
    const ranges: number[] = []
    const breaking = (address: string, signal: AbortSignal) => {
      const inner = openSource(address === 'breaks' ? (nights[0] ?? '') : address, signal)
      if (address !== 'breaks') return inner
      return twisted(inner, {
        address,
        copy: async (name, { start, length }, write) => {
          ranges.push(start)
          const whole = await inner.read(name, length)
          if (whole.ok) write(whole.value.subarray(start, start + 300), start)
          return err({ code: 'unreachable', cause: 'ECONNRESET' })
        },
      })
    }
    const alone = await station.run(0, { sources: ['breaks'], open: breaking })
    expect(alone).toMatchObject({ outcome: { kind: 'no-source' }, sources: [{ state: 'silent', cause: 'ECONNRESET' }] })
    expect(ranges).toEqual([0, 300])
    const both = await station.run(0, { sources: ['breaks', nights[0] ?? ''], open: breaking })
    expect(both).toMatchObject({ outcome: { kind: 'updated' }, sources: [{ state: 'silent' }, { state: 'not-asked' }] })
    expect(ranges).toEqual([0, 300, 600, 900])
    expect(both.bytes).toBeLessThan(size + 8000)
    expect(existsSync(path.join(station.folder, 'parts', 'partial'))).toBe(true)
    expect(readdirSync(path.join(station.folder, 'parts', 'partial'))).toEqual([])
  })
})
