import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { evaluate } from '../../src-shared/coverage/evaluate.ts'
import { canonicalRecord } from '../../src-shared/feed/canonical-record.ts'
import type { UsableItem } from '../../src-shared/intake/item.ts'
import type { Person } from '../../src-shared/register/person.ts'
import { personSchema } from '../../src-shared/register/person.ts'
import type { DataFolder } from '../../src-main/app/ports.ts'
import { unreadablePerson } from '../../src-main/store/register-feed/unreadable-person.ts'
import { fakePerson, fakePolicy } from '../fakes/people.ts'
import { fakeFeed, feedLine, kindOf, take, takeSnapshot } from './fake-feed.ts'
import type { FakeFeed } from './fake-feed.ts'
import { storePlace } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

const lift = { accepted: ['people-fall', 'valid-policies-fall', 'insurer-vanished', 'quarantined'] } as const
const warnings: [] = []

/** Somebody with every kind of key. */
const keyed = (changes: Partial<Person> = {}): Person =>
  fakePerson({
    id: 'p1',
    formerEnps: ['0067940818000017'],
    snils: '99000000153',
    policies: [fakePolicy(), fakePolicy({ type: 'С', enp: null, series: '00', number: '123456', status: 'НСД' })],
    ...changes,
  })
const items: readonly UsableItem[] = [
  { kind: 'enp', enp: '0056410834000014', confirm: false, warnings },
  { kind: 'enp', enp: '0067940818000017', confirm: false, warnings },
  { kind: 'snils', snils: '99000000153', warnings },
  { kind: 'document', type: 14, series: '0000', number: '000001', warnings },
  { kind: 'old-policy', series: '00', number: '123456', warnings },
  { kind: 'name-and-birth-date', familyName: 'Иванов', givenName: 'Иван', patronymic: null, birthDate: '1985-03-15', warnings },
]

/** The record as a newer publisher might write it: with a field that this program does not know. */
const newer = (person: Person): string => canonicalRecord({ person }).json.replace(/^\{/, '{"biometrics":true,')
const mark = { reason: 'record-unreadable', on: null }

let place: StorePlace
let folder: DataFolder
let source: FakeFeed
beforeEach(() => {
  place = storePlace()
  folder = place.opened()
  source = fakeFeed()
})
afterEach(() => place.remove())

const found = (item: UsableItem) => folder.register.find([item]).people.map(({ id, removed }) => ({ id, removed }))

describe('a person whose record cannot be interpreted', () => {
  test.each(items)('is found after a snapshot by $kind, and says so', async (item) => {
    source.publish({ put: [{ person: fakePerson({ id: 'p0', enp: null, policies: [], documents: [], familyName: 'ПЕТРОВ' }) }] })
    source.publish({ strange: [['person', 'p1', newer(keyed())]] })
    expect(kindOf(takeSnapshot(folder.feed, source, lift))).toBe('switched')
    expect(found(item)).toEqual([{ id: 'p1', removed: mark }])
    expect(await folder.feed.verify()).toEqual({ kind: 'whole', records: 2 })
    expect(folder.register.state()).toMatchObject({ people: 2 })
  })

  test.each(items)(
    'is found by $kind in the same way where changes brought the record, and after they were undone and taken again',
    async (item) => {
      source.publish({ put: [{ person: fakePerson({ id: 'p0', enp: null, policies: [], documents: [], familyName: 'ПЕТРОВ' }) }] })
      takeSnapshot(folder.feed, source, lift)
      const night = source.publish({ strange: [['person', 'p1', newer(keyed())]] })
      expect(kindOf(take(folder.feed, 'delta', night.dataset, night.delta, lift))).toBe('switched')
      expect(found(item)).toEqual([{ id: 'p1', removed: mark }])
      expect(folder.feed.returnToPrevious()).toMatchObject({ ok: true, value: { kind: 'delta' } })
      expect(found(item)).toEqual([])
      expect((await folder.feed.verify()).kind).toBe('whole')
      expect(kindOf(take(folder.feed, 'delta', night.dataset, night.delta, { ...lift, again: true }))).toBe('switched')
      expect(found(item)).toEqual([{ id: 'p1', removed: mark }])
      expect(await folder.feed.verify()).toEqual({ kind: 'whole', records: 2 })
    },
  )

  test('is found by the former keys and the new ones, and is as before once the record can be read', async () => {
    source.publish({ put: [{ person: keyed() }] })
    takeSnapshot(folder.feed, source, lift)
    const moved = keyed({ enp: '0093089747000017', formerEnps: [], documents: [], policies: [] })
    const night = source.publish({ strange: [['person', 'p1', newer(moved)]] })
    take(folder.feed, 'delta', night.dataset, night.delta, lift)
    for (const item of [...items, { kind: 'enp', enp: '0093089747000017', confirm: false, warnings } as const]) {
      expect(found(item)).toEqual([{ id: 'p1', removed: mark }])
    }
    const mended = source.publish({ put: [{ person: moved }] })
    take(folder.feed, 'delta', mended.dataset, mended.delta, lift)
    expect(folder.register.byId('p1').people).toEqual([moved])
    expect(await folder.feed.verify()).toEqual({ kind: 'whole', records: 1 })
  })

  test('counts as twice in a state where another line of the same key can be read', () => {
    source.publish({ put: [{ person: keyed() }] })
    const { dataset } = source.publish({ strange: [['person', 'p1', newer(keyed())]] })
    const readable = fakeFeed()
    readable.publish({ put: [{ person: keyed() }] })
    const lines = [...source.snapshot(), ...readable.snapshot()]
    expect(kindOf(take(folder.feed, 'snapshot', dataset, lines, lift))).toBe('record-twice')
  })
})

/** What the rules say of what one item finds. */
function verdict(item: UsableItem) {
  const { lookups, people, insurers } = folder.register.find([item])
  const facts = {
    serviceDate: '2026-11-02',
    clock: '2026-11-02T06:10:00.000Z',
    station: {
      timeZone: 'Europe/Moscow',
      clinicCode: null,
      regionCode: '00',
      noteAfterHours: 24,
      tooOldAfterHours: 96,
      emptyAnswerMeansNotInRegister: false,
    },
    register: folder.register.facts(),
    evidence: { problem: null, presented: [item], lookups },
    people,
    insurers,
    onlineAnswer: null,
    confirmation: null,
    changedSinceLastVisit: [],
    newborn: null,
  }
  const { outcome, reasons } = evaluate(facts, { language: 'ru' })
  return { outcome, reason: reasons[0]?.code }
}

describe('the rules, asked about a person whose record cannot be interpreted', () => {
  const unreadable = { outcome: 'needs-a-look', reason: 'record-unreadable' }

  test.each(items)('say so where $kind finds the person', (item) => {
    source.publish({ put: [{ person: fakePerson({ id: 'p0', enp: null, policies: [], documents: [], familyName: 'ПЕТРОВ' }) }] })
    source.publish({ strange: [['person', 'p1', newer(keyed())]] })
    takeSnapshot(folder.feed, source, lift)
    expect(verdict(item)).toEqual(unreadable)
  })

  test('say so where nothing but a number could be read', () => {
    source.publish({ put: [{ person: fakePerson({ id: 'p0', enp: null, policies: [], documents: [], familyName: 'ПЕТРОВ' }) }] })
    source.publish({ strange: [['person', 'p1', '{"enp":"0056410834000014","name":{"family":"ИВАНОВ"}}']] })
    takeSnapshot(folder.feed, source, lift)
    const [byEnp, byFormer] = items
    expect(byEnp === undefined ? null : verdict(byEnp)).toEqual(unreadable)
    expect(byFormer === undefined ? null : verdict(byFormer)).toMatchObject({ reason: 'not-in-local-register' })
  })
})

const read = (json: string) => unreadablePerson(feedLine(`["person","p1",3,${json}]`), null)

describe('the keys of a record that cannot be interpreted', () => {
  test('are read each by itself: what is wrong in one hides no other', () => {
    const person = read(
      '{"enp":5,"snils":"99000000153","formerEnps":["0067940818000017",7],"documents":[{"type":"x"},{"type":14,"number":"000001"}]}',
    )
    expect(person).toMatchObject({
      enp: null,
      snils: '99000000153',
      formerEnps: ['0067940818000017'],
      documents: [{ type: 14, series: null, number: '000001' }],
      removed: mark,
    })
    expect(personSchema.safeParse(person).success).toBe(true)
  })

  test.each([
    '{}',
    '[]',
    '7',
    '{"new":1}',
    '{"familyName":"ИВАНОВ"}',
    '{"enp":"12"}',
    '{"familyName":"А\\u0000"}',
    '{"birthDate":"1985-03-15"}',
  ])('%s has none, and finds nobody', (json) => {
    expect(read(json)).toBeNull()
  })

  test('say nothing that any rule could take for valid', () => {
    const person = read(newer(keyed()))
    expect(person?.policies.map(({ status }) => status)).toEqual(['?', '?'])
    expect(person?.documents.map(({ status }) => status)).toEqual(['?'])
    expect(person?.status).toBe('?')
    expect(personSchema.safeParse(person).success).toBe(true)
  })

  test('have an end, however many a record names', () => {
    const policies = Array.from({ length: 9000 }, (_none, index) => ({ type: 'С', series: '00', number: String(index) }))
    expect(read(JSON.stringify({ policies }))?.policies).toHaveLength(500)
  })
})
