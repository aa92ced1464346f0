import { expect, test } from 'vitest'
import { isRegisterRecord } from '../../../src-main/store/load/record-check.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import { hasEnpCheckDigit } from '../../../src-shared/policy/enp.ts'
import { afterNight } from '../../bench/feed/night.ts'
import { regionRecords, shiftedEnp } from '../../bench/feed/region.ts'

const region = { people: 6000, asOf: '2026-11-21T00:00:00Z' }

test('the night of the bench changes exactly so many people, all of them good records', () => {
  const before = new Map(peopleOf(regionRecords(region)).map((person) => [person.id, JSON.stringify(person)]))
  const after = peopleOf(afterNight(regionRecords(region), region.people, 100, '2026-11-21'))
  expect(before.size).toBe(region.people)
  expect(new Set(after.map(({ id }) => id)).size).toBe(after.length)
  expect(after.every((person) => isRegisterRecord({ person }))).toBe(true)
  const added = after.filter(({ id }) => !before.has(id)).length
  const changed = after.filter((person) => before.has(person.id) && before.get(person.id) !== JSON.stringify(person)).length
  expect({ added, changed, left: region.people + added - after.length }).toEqual({ added: 10, changed: 85, left: 5 })
})

test('a shifted ENP keeps its birth date and its check digit', () => {
  expect(shiftedEnp('0055110887000017', 9000).slice(0, 10)).toBe('0055110887')
  expect(hasEnpCheckDigit(shiftedEnp('0055110887000017', 9000))).toBe(true)
})

function peopleOf(records: Iterable<unknown>): Person[] {
  const people: Person[] = []
  for (const record of records) if (isRegisterRecord(record) && 'person' in record) people.push(record.person)
  return people
}
