import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fakeInsurer, fakePerson } from '../fakes/people.ts'
import { arbitraryPerson } from './arbitrary-record.ts'
import { fill, fillPeople, header, storePlace } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

let place: StorePlace
beforeEach(() => {
  place = storePlace()
})
afterEach(() => place.remove())

describe('what the register was given comes back', () => {
  test('every record exactly as it was, also after closing and opening', () => {
    const people = fc
      .sample(arbitraryPerson, { numRuns: 300, seed: 7 })
      .map((person, index) => Object.assign(person, { id: `${index} ${person.id}`.slice(0, 40), redirect: null }))
    const folder = place.opened()
    fillPeople(folder, people)
    for (const person of people) expect(folder.register.byId(person.id).people).toEqual([person])
    folder.close()
    const again = place.opened('reader')
    for (const person of people.slice(0, 50)) expect(again.register.byId(person.id).people).toEqual([person])
  })

  test('names keep their spelling, dates their unknown parts, numbers their leading zeros', () => {
    const person = fakePerson({
      familyName: 'Мамин-Сибиряк',
      givenName: 'ПЁТР',
      patronymic: '  ',
      birthDate: '0985-00-00',
      dost: [5, 1],
      snils: '00000000001',
      enp: '9999999999999995',
    })
    const folder = place.opened()
    fillPeople(folder, [person])
    expect(folder.register.byId(person.id).people).toEqual([person])
  })

  test('the directory entries of factual and printed insurers come with the people', () => {
    const other = { code: '00020', name: 'СМО «Другая»', hotLine: null, closedOn: '2024-01-31' }
    const unused = { ...other, code: '00030' }
    const [policy] = fakePerson().policies
    const person = fakePerson({ policies: policy === undefined ? [] : [{ ...policy, printedInsurer: '00020' }] })
    const folder = place.opened()
    fill(folder, [{ insurer: fakeInsurer }, { insurer: other }, { person }, { insurer: unused }])
    expect(folder.register.byId(person.id).insurers).toEqual([fakeInsurer, other])
  })

  test('a later record with the same id or code replaces the earlier one and all that belonged to it', () => {
    const former = fakePerson({ enp: '0067940818000017', snils: '00000000002', deathDate: '2020-01-01' })
    const present = fakePerson({ documents: [] })
    const folder = place.opened()
    fill(folder, [{ person: former }, { insurer: { ...fakeInsurer, name: 'прежнее' } }, { person: present }, { insurer: fakeInsurer }])
    expect(folder.register.byId(present.id)).toEqual({ lookups: [], people: [present], insurers: [fakeInsurer] })
    expect(folder.register.state().people).toBe(1)
    const found = folder.register.find([
      { kind: 'enp', enp: '0067940818000017', confirm: false, warnings: [] },
      { kind: 'snils', snils: '00000000002', warnings: [] },
      { kind: 'document', type: 14, series: '00 00', number: '000001', warnings: [] },
    ])
    expect(found.lookups.map((lookup) => lookup.people)).toEqual([[], [], []])
  })

  test('the register names its dataset, version and date', () => {
    const folder = place.opened()
    expect(folder.register.state()).toMatchObject({ state: 'missing', version: null, people: null })
    expect(folder.register.facts()).toMatchObject({ state: 'missing' })
    fillPeople(folder, [fakePerson()])
    expect(folder.register.state()).toEqual({
      state: 'ready',
      source: 'loaded',
      dataset: header.dataset,
      scope: header.scope,
      version: header.version,
      asOf: header.asOf,
      people: 1,
    })
    expect(folder.register.facts()).toEqual({
      state: 'ready',
      source: 'loaded',
      version: header.version,
      asOf: header.asOf,
      issuedAt: null,
    })
  })
})
