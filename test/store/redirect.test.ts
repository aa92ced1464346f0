import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DataFolder } from '../../src-main/app/ports.ts'
import { fakePerson } from '../fakes/people.ts'
import { fillPeople, storePlace } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

const merged = (id: string, redirect: string | null) => fakePerson({ id, redirect, enp: null, policies: [], documents: [] })
const chain = Array.from({ length: 200 }, (_, index) => merged(`chain-${index}`, `chain-${index + 1}`))

describe('merge redirects', () => {
  let place: StorePlace
  let folder: DataFolder
  beforeAll(() => {
    place = storePlace()
    folder = place.opened()
    fillPeople(folder, [
      merged('first', 'second'),
      merged('second', 'third'),
      merged('third', null),
      merged('loop-a', 'loop-b'),
      merged('loop-b', 'loop-a'),
      merged('self', 'self'),
      merged('lost', 'nowhere'),
      ...chain,
    ])
  })
  afterAll(() => place.remove())

  const ids = (id: string) => folder.register.byId(id).people.map((person) => person.id)

  test('every record on the way is handed over', () => {
    expect(ids('first')).toEqual(['first', 'second', 'third'])
    expect(ids('third')).toEqual(['third'])
  })

  test('loops end, and a missing target is simply absent', () => {
    expect(ids('loop-a')).toEqual(['loop-a', 'loop-b'])
    expect(ids('self')).toEqual(['self'])
    expect(ids('lost')).toEqual(['lost'])
    expect(ids('nobody')).toEqual([])
  })

  test('an endless chain ends early, so that its target is missing', () => {
    expect(ids('chain-0').length).toBeLessThan(100)
  })

  test('two hits that lead to one record share it', () => {
    const found = folder.register.find([
      {
        kind: 'name-and-birth-date',
        familyName: 'ИВАНОВ',
        givenName: 'ИВАН',
        patronymic: null,
        birthDate: '1985-03-15',
        warnings: [],
      },
    ])
    expect(found.lookups[0]?.people.slice(0, 3)).toEqual(['first', 'second', 'third'])
    expect(new Set(found.people.map((person) => person.id)).size).toBe(found.people.length)
  })
})
