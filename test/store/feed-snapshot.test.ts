import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { UsableItem } from '../../src-shared/intake/item.ts'
import type { FeedLine } from '../../src-main/app/feed-port.ts'
import type { DataFolder } from '../../src-main/app/ports.ts'
import { fakeInsurer, fakePerson, fakePolicy } from '../fakes/people.ts'
import { fakeFeed, feedLine, kindOf, take, takeSnapshot } from './fake-feed.ts'
import { codeOf, fillPeople, storePlace, valueOf } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

let place: StorePlace
let folder: DataFolder
beforeEach(() => {
  place = storePlace()
  folder = place.opened()
})
afterEach(() => place.remove())

const byEnp: UsableItem = { kind: 'enp', enp: '0056410834000014', confirm: false, warnings: [] }
const people = (count: number) => Array.from({ length: count }, (_, index) => ({ person: fakePerson({ id: `p${index}` }) }))
const registers = () => readdirSync(place.data).filter((name) => /^register-\d+\.db$/.test(name))
const pointer = () => JSON.parse(readFileSync(path.join(place.data, 'folder.json'), 'utf8'))

/** What the end of an update tells of itself. */
function phasesOf(update: ReturnType<DataFolder['feed']['beginSnapshot']>, lines: readonly FeedLine[]): string[] {
  const phases: string[] = []
  if (update.ok) update.value.add(lines)
  if (update.ok) expect(kindOf(update.value.finish((phase) => phases.push(phase)))).toBe('switched')
  return phases
}

describe('a snapshot of a feed', () => {
  test('tells what its end is busy with, a delta after it too', () => {
    const source = fakeFeed()
    source.publish({ put: people(3) })
    expect(phasesOf(folder.feed.beginSnapshot(source.dataset()), source.snapshot())).toEqual(['index', 'digest', 'switch'])
    const { dataset, delta } = source.publish({ put: people(4) })
    expect(phasesOf(folder.feed.beginDelta(dataset), delta)).toEqual(['digest', 'switch'])
  })

  test('answers after the switch, says where it stands, and counts what it holds', () => {
    const source = fakeFeed()
    const left = fakePerson({ id: 'p9', removed: { reason: 'left-this-copy', on: null } })
    source.publish({ put: [...people(3), { person: left }, { insurer: fakeInsurer }], strange: [['clinic', '1', '{"new":true}']] })
    const taken = takeSnapshot(folder.feed, source, { accepted: ['quarantined'] })
    expect(kindOf(taken)).toBe('switched')
    expect(folder.register.state()).toEqual({
      state: 'ready',
      source: 'cache',
      dataset: 'region-00',
      scope: 'synthetic region 00',
      version: 'night-1',
      asOf: '2026-11-01T00:10:00Z',
      people: 3,
    })
    expect(folder.register.facts().issuedAt).toBe('2026-11-01T01:00:00Z')
    expect(folder.register.find([byEnp]).people).toHaveLength(4)
    expect(valueOf(folder.feed.standing())).toMatchObject({
      state: {
        epoch: 1,
        sequence: 1,
        totals: { entities: { person: 4, insurer: 1, clinic: 1 }, people: 3, insured: 3, insurers: { '00001': 3 }, unreadable: 1 },
      },
      floor: { dataset: 'region-00', epoch: 1, sequence: 1 },
      returned: false,
      behind: false,
    })
    expect(pointer()).toMatchObject({ format: 2, kind: 'real', feed: { dataset: 'region-00', epoch: 1, sequence: 1, returned: false } })
  })

  test('stands the same after closing and opening, and for a reader beside the desk', () => {
    const source = fakeFeed()
    source.publish({ put: people(2) })
    takeSnapshot(folder.feed, source)
    const reader = place.opened('reader')
    expect(reader.register.state()).toMatchObject({ state: 'ready', source: 'cache', people: 2 })
    expect(kindOf(reader.feed.beginSnapshot(source.dataset()))).toBe('failed')
    folder.close()
    const again = place.opened()
    expect(valueOf(again.feed.standing()).state?.sequence).toBe(1)
    expect(again.register.find([byEnp]).people).toHaveLength(2)
  })

  test('that the register holds already is a quiet no-op; an older one is refused', () => {
    const source = fakeFeed()
    const first = source.publish({ put: people(1) })
    const lines = source.snapshot()
    source.publish({ put: people(2) })
    takeSnapshot(folder.feed, source)
    expect(kindOf(takeSnapshot(folder.feed, source))).toBe('up-to-date')
    expect(take(folder.feed, 'snapshot', first.dataset, lines)).toEqual({
      ok: false,
      error: { kind: 'older', floor: { epoch: 1, sequence: 2 } },
    })
    expect(registers()).toHaveLength(1)
  })

  test('an older one is refused though the register itself was lost, and the last one heals it', () => {
    const source = fakeFeed()
    const first = source.publish({ put: people(1) })
    const lines = source.snapshot()
    source.publish({ put: people(2) })
    takeSnapshot(folder.feed, source)
    fillPeople(folder, [fakePerson({ id: 'loaded' })])
    expect(valueOf(folder.feed.standing())).toMatchObject({ state: null, floor: { sequence: 2 } })
    expect(kindOf(take(folder.feed, 'snapshot', first.dataset, lines))).toBe('older')
    expect(kindOf(takeSnapshot(folder.feed, source))).toBe('switched')
  })

  test('is compared with the published digest before the switch', () => {
    const source = fakeFeed()
    source.publish({ put: people(3) })
    takeSnapshot(folder.feed, source)
    source.publish({ put: people(4) })
    for (const wrong of [
      source.snapshot().slice(1),
      [...source.snapshot().slice(1), feedLine(source.snapshot()[0]?.text.replace('ИВАН', 'ПЕТР') ?? '')],
      [...source.snapshot(), feedLine('["person","more",1,{}]')],
    ]) {
      expect(kindOf(take(folder.feed, 'snapshot', source.dataset(), wrong))).toBe('digest-differs')
      expect(folder.register.state().version).toBe('night-1')
      expect(registers()).toEqual(['register-1.db'])
    }
    expect(kindOf(takeSnapshot(folder.feed, source))).toBe('switched')
  })

  test.each([
    ['a person', '["person","p0",1,'],
    ['an insurer', '["insurer","00001",1,'],
    ['a classifier entry', '["classifier","F011/14",1,'],
    ['a record of an unknown shape', '["clinic","1",1,'],
  ])('with %s twice is refused', (_title, start) => {
    const classifier = { classifier: 'F011', code: '14', name: 'Паспорт', from: null, to: null }
    const source = fakeFeed()
    source.publish({ put: [...people(2), { insurer: fakeInsurer }, { classifier }], strange: [['clinic', '1', '{}']] })
    const lines = source.snapshot()
    const twice = lines.filter((line) => line.text.startsWith(start))
    expect(twice).toHaveLength(1)
    expect(kindOf(take(folder.feed, 'snapshot', source.dataset(), [...lines, ...twice]))).toBe('record-twice')
  })

  test('with a person both readable and not is refused', () => {
    const source = fakeFeed()
    source.publish({ put: people(2) })
    const lines = [...source.snapshot(), feedLine('["person","p0",1,{"new":1}]')]
    expect(kindOf(take(folder.feed, 'snapshot', source.dataset(), lines))).toBe('record-twice')
  })

  test('with a removal, or of nobody, is refused', () => {
    const source = fakeFeed()
    source.publish({ put: people(1) })
    expect(kindOf(take(folder.feed, 'snapshot', source.dataset(), [feedLine('["person","p0",1,null,"gone"]')]))).toBe('line-misplaced')
    const nobody = fakeFeed()
    nobody.publish({ put: [{ insurer: fakeInsurer }] })
    expect(kindOf(takeSnapshot(folder.feed, nobody))).toBe('nobody')
    expect(folder.register.state().state).toBe('missing')
  })

  test('tells a refusal again at the end and takes nothing more', () => {
    const source = fakeFeed()
    source.publish({ put: people(1) })
    const update = folder.feed.beginSnapshot(source.dataset())
    if (!update.ok) throw new Error(update.error.kind)
    expect(kindOf(update.value.add([feedLine('["person","p0",1,null,"gone"]')]))).toBe('line-misplaced')
    expect(kindOf(update.value.add(source.snapshot()))).toBe('line-misplaced')
    expect(kindOf(update.value.finish())).toBe('line-misplaced')
    expect(kindOf(takeSnapshot(folder.feed, source))).toBe('switched')
  })

  test('takes the deltas after it before the switch', () => {
    const source = fakeFeed()
    source.publish({ put: [...people(3), { insurer: fakeInsurer }] })
    const lines = source.snapshot()
    const changed = { person: fakePerson({ id: 'p1', familyName: 'ПЕТРОВ' }) }
    const second = source.publish({ put: [changed, { person: fakePerson({ id: 'new' }) }], remove: [['person', 'p0']] })
    const third = source.publish({ put: [{ person: fakePerson({ id: 'p2', status: 'НПП' }) }], remove: [['insurer', '00001']] })
    const update = folder.feed.beginSnapshot(third.dataset)
    if (!update.ok) throw new Error(update.error.kind)
    update.value.add(lines)
    expect(update.value.startDeltas().ok).toBe(true)
    update.value.add(second.delta)
    update.value.add(third.delta)
    expect(kindOf(update.value.finish())).toBe('switched')
    expect(folder.register.byId('p1').people).toEqual([changed.person])
    expect(
      folder.register
        .find([byEnp])
        .people.map((person) => person.id)
        .toSorted(),
    ).toEqual(['new', 'p1', 'p2'])
    expect(folder.register.find([byEnp]).insurers).toEqual([])
  })

  test('is one at a time, beside no load', () => {
    const source = fakeFeed()
    source.publish({ put: people(1) })
    const update = folder.feed.beginSnapshot(source.dataset())
    if (!update.ok) throw new Error(update.error.kind)
    expect(folder.feed.beginSnapshot(source.dataset())).toMatchObject({ error: { kind: 'failed', failure: { code: 'folder-in-use' } } })
    expect(codeOf(folder.build({ schemaVersion: 1, dataset: 'region-00', scope: 's', version: 'v', asOf: '2026-11-22T00:10:00Z' }))).toBe(
      'folder-in-use',
    )
    update.value.abort()
    update.value.abort()
    expect(registers()).toEqual([])
    expect(kindOf(takeSnapshot(folder.feed, source))).toBe('switched')
  })

  test('of invented people goes into no real folder', () => {
    fillPeople(folder, [fakePerson()])
    const source = fakeFeed({ dataset: 'demo-feed' })
    source.publish({ put: people(1) })
    expect(folder.feed.beginSnapshot(source.dataset())).toMatchObject({
      error: { kind: 'failed', failure: { code: 'folder-kind-differs' } },
    })
  })

  test('of invented people answers as a demo', () => {
    const source = fakeFeed({ dataset: 'demo-feed' })
    source.publish({ put: people(1) })
    expect(kindOf(takeSnapshot(folder.feed, source))).toBe('switched')
    expect(folder.kind()).toBe('demo')
    expect(folder.register.facts().source).toBe('demo')
  })

  test('keeps the generation before it, and only that', () => {
    const source = fakeFeed()
    for (const count of [3, 4, 5]) {
      source.publish({ put: people(count) })
      expect(kindOf(takeSnapshot(folder.feed, source))).toBe('switched')
    }
    expect(registers()).toEqual(['register-2.db', 'register-3.db'])
    folder.close()
    place.opened()
    expect(registers()).toEqual(['register-2.db', 'register-3.db'])
  })
})

const valid = (id: string, insurer: string) => ({ person: fakePerson({ id, policies: [fakePolicy({ insurer })] }) })
const ended = (id: string) => ({ person: fakePerson({ id, policies: [fakePolicy({ status: 'НСД' })] }) })

const region = () => Array.from({ length: 100 }, (_, index) => valid(`p${index}`, index < 3 ? '00002' : '00001'))

describe('brakes before the switch', () => {
  test.each([
    ['people-fall', { remove: Array.from({ length: 6 }, (_, index) => ['person', `p${index + 10}`] as const) }],
    ['valid-policies-fall', { put: Array.from({ length: 6 }, (_, index) => ended(`p${index + 10}`)) }],
    ['insurer-vanished', { put: [0, 1, 2].map((index) => valid(`p${index}`, '00001')) }],
    ['quarantined', { strange: [10, 11].map((index) => ['person', `p${index}`, '{"new":1}'] as const) }],
  ] as const)('%s holds a snapshot and a delta alike, until lifted by an administrator or by the publisher', (brake, night) => {
    const source = fakeFeed()
    source.publish({ put: region() })
    takeSnapshot(folder.feed, source)
    const { dataset, delta } = source.publish(night)
    for (const [kind, lines] of [
      ['snapshot', source.snapshot()],
      ['delta', delta],
    ] as const) {
      const held = take(folder.feed, kind, dataset, lines)
      expect(held).toMatchObject({ error: { kind: 'held', brakes: [{ brake }] } })
      expect(folder.register.state().version).toBe('night-1')
    }
    const late = { ...dataset, expectedChanges: [{ brake, from: 1, reason: 'ликвидация' }] }
    expect(kindOf(take(folder.feed, 'delta', late, delta))).toBe('held')
    const others = (['people-fall', 'valid-policies-fall', 'insurer-vanished', 'quarantined'] as const).filter((one) => one !== brake)
    expect(kindOf(take(folder.feed, 'delta', dataset, delta, { accepted: others }))).toBe('held')
    const announced = { ...dataset, expectedChanges: [{ brake, from: 2, reason: 'ликвидация' }] }
    expect(kindOf(take(folder.feed, 'snapshot', announced, source.snapshot()))).toBe('switched')
    expect(folder.feed.returnToPrevious().ok).toBe(true)
    expect(kindOf(take(folder.feed, 'delta', dataset, delta, { accepted: [brake], again: true }))).toBe('switched')
  })

  test('changes just below them pass', () => {
    const source = fakeFeed()
    source.publish({ put: region() })
    takeSnapshot(folder.feed, source)
    const { dataset, delta } = source.publish({
      put: [...Array.from({ length: 4 }, (_, index) => ended(`p${index + 20}`)), valid('p0', '00001'), valid('p1', '00001')],
      remove: Array.from({ length: 5 }, (_, index) => ['person', `p${index + 10}`] as const),
    })
    expect(kindOf(take(folder.feed, 'delta', dataset, delta))).toBe('switched')
  })
})
