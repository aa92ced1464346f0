import { copyFileSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FeedRecord } from '../../src-shared/feed/canonical-record.ts'
import type { UsableItem } from '../../src-shared/intake/item.ts'
import type { DataFolder } from '../../src-main/app/ports.ts'
import { fakeInsurer, fakePerson } from '../fakes/people.ts'
import { arbitraryPerson } from './arbitrary-record.ts'
import { fakeFeed, kindOf, take, takeSnapshot } from './fake-feed.ts'
import type { FakeFeed, Night } from './fake-feed.ts'
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

const byEnp: UsableItem = { kind: 'enp', enp: '0056410834000014', confirm: false, warnings: [] }
const person = (id: string, changes: Parameters<typeof fakePerson>[0] = {}): FeedRecord => ({ person: fakePerson({ id, ...changes }) })
const people = (count: number) => Array.from({ length: count }, (_, index) => person(`p${index}`))
const ids = () => folder.register.find([byEnp]).people.map((one) => one.id)
const standing = () => valueOf(folder.feed.standing())
const lift = { accepted: ['people-fall', 'valid-policies-fall', 'insurer-vanished', 'quarantined'] } as const
const pointer = () => path.join(place.data, 'folder.json')
const registers = () => readdirSync(place.data).filter((name) => /^register-\d+\.db$/.test(name))
const registerFile = () => path.join(place.data, registers()[0] ?? '')

function begin(night: Night): void {
  source.publish(night)
  takeSnapshot(folder.feed, source, lift)
}

describe('a delta', () => {
  test('adds, changes and removes records of every kind, and all their keys with them', async () => {
    const classifier = { classifier: 'F011', code: '14', name: 'Паспорт', from: null, to: null }
    begin({
      put: [...people(3), { insurer: fakeInsurer }, { classifier }],
      strange: [
        ['clinic', '1', '{}'],
        ['clinic', '2', '{}'],
      ],
    })
    const changed = person('p1', { familyName: 'ПЕТРОВ', documents: [], formerEnps: ['0067940818000017'], status: 'НОВОЕ' })
    const { dataset, delta } = source.publish({
      put: [
        changed,
        person('new'),
        { insurer: { ...fakeInsurer, name: 'Другое имя' } },
        { classifier: { ...classifier, to: '2030-01-01' } },
      ],
      strange: [['clinic', '2', '{"more":1}']],
      remove: [
        ['person', 'p0'],
        ['clinic', '1'],
      ],
    })
    const taken = take(folder.feed, 'delta', dataset, delta, lift)
    expect(taken).toMatchObject({ ok: true, value: { changes: { added: 1, changed: 4, removed: 2 }, state: { sequence: 2 } } })
    expect(ids().toSorted()).toEqual(['new', 'p1', 'p2'])
    expect([{ person: folder.register.byId('p1').people[0] }]).toEqual([changed])
    expect(folder.register.find([{ ...byEnp, enp: '0067940818000017' }]).people).toHaveLength(1)
    expect(folder.register.find([{ kind: 'document', type: 14, series: '0000', number: '000001', warnings: [] }]).people).toHaveLength(2)
    expect(folder.register.byId('p2').insurers).toEqual([{ ...fakeInsurer, name: 'Другое имя' }])
    expect(folder.register.state()).toMatchObject({ version: 'night-2', asOf: '2026-11-02T00:10:00Z', people: 3 })
    expect(folder.register.facts().issuedAt).toBe('2026-11-02T01:00:00Z')
    expect(standing()).toMatchObject({
      state: { sequence: 2, totals: { entities: { person: 3, clinic: 1, insurer: 1, classifier: 1 }, unreadable: 1 } },
      floor: { sequence: 2 },
    })
    expect(await folder.feed.verify()).toEqual({ kind: 'whole', records: 6 })
    expect(registers()).toHaveLength(1)
  })

  test('is taken by other connections at once, and never in part', () => {
    begin({ put: people(3) })
    const reader = place.opened('reader')
    expect(reader.register.facts().version).toBe('night-1')
    const { dataset, delta } = source.publish({ put: [person('p0', { familyName: 'НОВЫЙ' })], remove: [['person', 'p1']] })
    const update = folder.feed.beginDelta(dataset, lift)
    if (!update.ok) throw new Error(update.error.kind)
    update.value.add(delta)
    for (const desk of [reader, folder]) {
      expect(desk.register.facts().version).toBe('night-1')
      expect(desk.register.find([byEnp]).people.map((one) => one.familyName)).toEqual(['ИВАНОВ', 'ИВАНОВ', 'ИВАНОВ'])
    }
    update.value.finish()
    for (const desk of [reader, folder]) {
      expect(
        desk.register
          .find([byEnp])
          .people.map((one) => one.familyName)
          .toSorted(),
      ).toEqual(['ИВАНОВ', 'НОВЫЙ'])
      expect(desk.register.facts()).toMatchObject({ version: 'night-2', issuedAt: '2026-11-02T01:00:00Z' })
    }
  })

  test('again changes nothing, and nothing is taken for it', async () => {
    begin({ put: people(3) })
    const { dataset, delta } = source.publish({ put: [person('p0', { status: 'НПП' })], remove: [['person', 'p1']] })
    expect(kindOf(take(folder.feed, 'delta', dataset, delta, lift))).toBe('switched')
    const before = readFileSync(pointer())
    expect(kindOf(take(folder.feed, 'delta', dataset, delta, lift))).toBe('up-to-date')
    expect(readFileSync(pointer()).equals(before)).toBe(true)
    // As part of a longer chain it comes again.
    const next = source.publish({ put: [person('p5')] })
    expect(kindOf(take(folder.feed, 'delta', next.dataset, [...delta, ...delta, ...next.delta], lift))).toBe('switched')
    expect(ids().toSorted()).toEqual(['p0', 'p2', 'p5'])
    expect((await folder.feed.verify()).kind).toBe('whole')
  })

  test('in a chain that begins before the register changes nothing that is newer there', async () => {
    begin({ put: people(3) })
    const second = source.publish({ put: [person('p0', { status: 'НПП' }), person('p5')] })
    const third = source.publish({ put: [person('p0', { status: 'ДНП' })], remove: [['person', 'p5']] })
    expect(kindOf(take(folder.feed, 'delta', third.dataset, [...second.delta, ...third.delta], lift))).toBe('switched')
    const fourth = source.publish({ put: [person('p6')] })
    const chain = [...second.delta, ...third.delta, ...fourth.delta]
    expect(kindOf(take(folder.feed, 'delta', fourth.dataset, chain, lift))).toBe('switched')
    expect(folder.register.byId('p0').people[0]?.status).toBe('ДНП')
    expect((await folder.feed.verify()).kind).toBe('whole')
    const late = source.publish({ put: [person('p7')] })
    expect(
      kindOf(
        take(
          folder.feed,
          'delta',
          late.dataset,
          [...third.delta, ...second.delta.filter(({ head }) => head.key === 'p0'), ...late.delta],
          lift,
        ),
      ),
    ).toBe('switched')
    expect(folder.register.byId('p0').people[0]?.status).toBe('ДНП')
  })

  test('that leads elsewhere than published leaves everything as it was', async () => {
    begin({ put: people(3) })
    const { dataset, delta } = source.publish({ put: [person('p0', { status: 'НПП' }), person('p7')] })
    expect(kindOf(take(folder.feed, 'delta', dataset, delta.slice(1), lift))).toBe('digest-differs')
    expect(standing().state?.sequence).toBe(1)
    expect(ids().toSorted()).toEqual(['p0', 'p1', 'p2'])
    expect((await folder.feed.verify()).kind).toBe('whole')
    expect(kindOf(take(folder.feed, 'delta', dataset, delta, lift))).toBe('switched')
  })

  test('needs a register of the same dataset and epoch', () => {
    const { dataset, delta } = source.publish({ put: people(2) })
    expect(kindOf(take(folder.feed, 'delta', dataset, delta))).toBe('no-base')
    fillPeople(folder, [fakePerson()])
    expect(kindOf(take(folder.feed, 'delta', dataset, delta))).toBe('no-base')
    takeSnapshot(folder.feed, source)
    const next = source.publish({ put: [person('p9')] })
    expect(kindOf(take(folder.feed, 'delta', { ...next.dataset, epoch: 2 }, next.delta))).toBe('no-base')
    expect(kindOf(take(folder.feed, 'delta', { ...next.dataset, dataset: 'region-01' }, next.delta))).toBe('no-base')
    expect(kindOf(take(folder.feed, 'delta', next.dataset, next.delta))).toBe('switched')
  })

  test('older than the register is refused', () => {
    begin({ put: people(2) })
    const { dataset, delta } = source.publish({ put: [person('p9')] })
    begin({ put: [person('p8')] })
    expect(kindOf(take(folder.feed, 'delta', dataset, delta))).toBe('older')
  })

  test('goes on until the indexes of a large register have no room; then only a snapshot does', async () => {
    folder.close()
    folder = place.opened('desk', { segmentPeople: 8 })
    begin({ put: people(20) })
    const grow = (from: number, to: number) => {
      const night = source.publish({ put: Array.from({ length: to - from }, (_, index) => person(`n${from + index}`)) })
      return kindOf(take(folder.feed, 'delta', night.dataset, night.delta, lift))
    }
    expect(grow(0, 12)).toBe('switched')
    expect(folder.register.byId('n11').people).toHaveLength(1)
    expect(grow(12, 13)).toBe('no-room')
    expect(folder.register.byId('n12').people).toHaveLength(0)
    expect(kindOf(takeSnapshot(folder.feed, source, lift))).toBe('switched')
    expect(grow(13, 14)).toBe('switched')
    expect(ids()).toHaveLength(34)
    expect((await folder.feed.verify()).kind).toBe('whole')
  })

  test('after random nights leads to the register of the last snapshot, undone and taken again or not', async () => {
    const night = fc.record({
      put: fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), arbitraryPerson), { maxLength: 5 }),
      strange: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 1 }),
      remove: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 2 }),
      undo: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(night, { minLength: 1, maxLength: 6 }), async (nights) => {
        const own = storePlace()
        try {
          const desk = own.opened()
          const published = fakeFeed()
          published.publish({ put: people(5) })
          takeSnapshot(desk.feed, published, lift)
          for (const { put, strange, remove, undo } of nights) {
            const taken = new Set<string>(['p4'])
            const once = (id: string) => !taken.has(id) && taken.add(id) !== undefined
            const { dataset, delta } = published.publish({
              put: put
                .map(([id, record]): FeedRecord => ({ person: { ...record, id: `p${id}` } }))
                .filter((one) => 'person' in one && once(one.person.id)),
              strange: strange.map((id) => [`person`, `p${id}`, '{}'] as const).filter(([, id]) => once(id)),
              remove: remove.map((id) => ['person', `p${id}`] as const).filter(([, id]) => once(id)),
            })
            expect(kindOf(take(desk.feed, 'delta', dataset, delta, lift))).toBe('switched')
            if (undo) {
              expect(desk.feed.returnToPrevious()).toMatchObject({ ok: true, value: { kind: 'delta' } })
              expect((await desk.feed.verify()).kind).toBe('whole')
              expect(kindOf(take(desk.feed, 'delta', dataset, delta, { ...lift, again: true }))).toBe('switched')
            }
          }
          expect(await desk.feed.verify()).toEqual({ kind: 'whole', records: published.snapshot().length })
          const totals = valueOf(desk.feed.standing()).state?.totals
          const fresh = storePlace()
          try {
            const second = fresh.opened()
            expect(kindOf(takeSnapshot(second.feed, published, lift))).toBe('switched')
            expect(valueOf(second.feed.standing()).state?.totals).toEqual(totals)
          } finally {
            fresh.remove()
          }
        } finally {
          own.remove()
        }
      }),
      { numRuns: 6, seed: 3 },
    )
  })
})

describe('a record that a later delta makes unreadable', () => {
  test('is found by its former keys and says so; one that was never readable finds nobody', async () => {
    begin({ put: [...people(2), person('p2', { redirect: 'p1' })] })
    const { dataset, delta } = source.publish({
      strange: [
        ['person', 'p0', '{"new":1}'],
        ['person', 'p2', '{"new":1}'],
        ['person', 'p7', '{"new":1}'],
      ],
    })
    expect(kindOf(take(folder.feed, 'delta', dataset, delta, lift))).toBe('switched')
    const [found] = folder.register.byId('p0').people
    expect(found).toEqual(fakePerson({ id: 'p0', removed: { reason: 'record-unreadable', on: null } }))
    expect(folder.register.byId('p2').people).toEqual([fakePerson({ id: 'p2', removed: { reason: 'record-unreadable', on: null } })])
    expect(folder.register.byId('p7').people).toEqual([])
    expect(ids().toSorted()).toEqual(['p0', 'p1', 'p2'])
    expect(await folder.feed.verify()).toEqual({ kind: 'whole', records: 4 })
    const again = source.publish({
      put: [person('p0')],
      remove: [
        ['person', 'p2'],
        ['person', 'p7'],
      ],
    })
    expect(kindOf(take(folder.feed, 'delta', again.dataset, again.delta, lift))).toBe('switched')
    expect(folder.register.byId('p0').people).toEqual([fakePerson({ id: 'p0' })])
    expect(folder.register.byId('p2').people).toEqual([])
    expect(await folder.feed.verify()).toEqual({ kind: 'whole', records: 2 })
  })
})

describe('the two places that know where the register stands', () => {
  test('the higher one counts, whichever it is, and the register says when it is behind', () => {
    begin({ put: people(2) })
    const copy = path.join(place.root, 'copy.db')
    const text = readFileSync(pointer(), 'utf8')
    folder.close()
    copyFileSync(registerFile(), copy)
    folder = place.opened()
    const { dataset, delta } = source.publish({ put: [person('p9')] })
    expect(kindOf(take(folder.feed, 'delta', dataset, delta))).toBe('switched')
    folder.close()
    // The pointer of yesterday beside the register of today: a crash between commit and pointer.
    const pointerNow = JSON.parse(readFileSync(pointer(), 'utf8'))
    writeFileSync(pointer(), text)
    folder = place.opened()
    expect(standing()).toMatchObject({ state: { sequence: 2 }, floor: { sequence: 2 }, behind: false })
    expect(kindOf(take(folder.feed, 'delta', dataset, delta))).toBe('up-to-date')
    folder.close()
    // The register of yesterday beside the pointer of today: a backup was put back.
    for (const end of ['-wal', '-shm']) rmSync(`${registerFile()}${end}`, { force: true })
    copyFileSync(copy, registerFile())
    writeFileSync(pointer(), JSON.stringify({ ...pointerNow, generation: { number: 1, bytes: statSync(copy).size } }))
    folder = place.opened()
    expect(standing()).toMatchObject({ state: { sequence: 1 }, floor: { sequence: 2 }, returned: false, behind: true })
    expect(kindOf(takeSnapshot(folder.feed, source))).toBe('switched')
    expect(standing()).toMatchObject({ state: { sequence: 2 }, behind: false })
  })
})

describe('damage', () => {
  test('a register that a delta made longer and that was cut short since is damaged, not shorter', () => {
    begin({ put: people(20) })
    const first = statSync(registerFile()).size
    const { dataset, delta } = source.publish({ put: Array.from({ length: 300 }, (_, index) => person(`n${index}`)) })
    expect(kindOf(take(folder.feed, 'delta', dataset, delta, lift))).toBe('switched')
    folder.close()
    const whole = readFileSync(registerFile())
    expect(whole.length).toBeGreaterThan(first)
    // The length that the pointer knows is that before the delta, as after a crash between commit and pointer.
    const known = JSON.parse(readFileSync(pointer(), 'utf8'))
    writeFileSync(pointer(), JSON.stringify({ ...known, generation: { ...known.generation, bytes: first } }))
    for (const length of [first, first + 4096, whole.length - 4096, whole.length - 1]) {
      writeFileSync(registerFile(), whole)
      truncateSync(registerFile(), length)
      folder = place.opened()
      expect(folder.register.state().state).toBe('damaged')
      expect(folder.register.find([byEnp]).people).toEqual([])
      folder.close()
    }
    writeFileSync(registerFile(), whole)
    expect(place.opened().register.state().state).toBe('ready')
  })
})
