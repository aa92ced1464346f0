import fc from 'fast-check'
import { expect, test } from 'vitest'
import { demoRecords } from '../../src-main/app/demo/records.ts'
import { parsed, scanned } from '../../src-main/store/register-feed/feed-lines.ts'
import { canonicalRecord } from '../../src-shared/feed/canonical-record.ts'
import { recordLine } from '../../src-shared/feed/published-line.ts'
import type { Person } from '../../src-shared/register/person.ts'
import type { FeedLine } from '../../src-main/app/feed-port.ts'
import { fakePerson, fakePolicy } from '../fakes/people.ts'
import { arbitraryPerson } from './arbitrary-record.ts'

const ENP = '0056410834000014'

function lineOf(person: Person, json = canonicalRecord({ person }).json): FeedLine {
  const text = recordLine('person', person.id, 17, json)
  return { head: { entity: 'person', key: person.id, version: 17, isRemoval: false }, shard: 0, text }
}

/** A scan gives nothing, or exactly what parsing gives. */
function expectAgreed(line: FeedLine): void {
  const found = scanned(line)
  if (found !== null) expect(found).toEqual(parsed(line))
}

test('the people of a register are scanned, whatever they have, and are what parsing finds', () => {
  let people = 0
  let missed = 0
  for (const record of demoRecords({ people: 3000, seed: 7, asOf: '2026-11-22T00:00:00Z' })) {
    if (!('person' in record)) continue
    const line = lineOf(record.person)
    people += 1
    if (scanned(line) === null) missed += 1
    expectAgreed(line)
  }
  expect(people).toBe(3000)
  expect(missed).toBeLessThan(30)
})

test('any person is scanned to what parsing finds, or left to it', () => {
  fc.assert(
    fc.property(arbitraryPerson, (person) => expectAgreed(lineOf(person))),
    { numRuns: 500 },
  )
})

const whole = fakePerson({
  enp: ENP,
  formerEnps: ['0067940818000017', ENP],
  dost: [1, 4],
  sex: 'female',
  snils: '00000000001',
  deathDate: '2020-02-29',
  redirect: 'x',
  removed: { reason: 'left-this-copy', on: null },
  policies: [fakePolicy({ enp: ENP }), fakePolicy({ enp: null, series: 'а', number: 'б', to: '2030-01-01', insurer: null })],
  documents: [{ type: 9, series: null, number: '000001', issuedOn: '2005-04-01', expiresOn: null, status: 'ДПП' }],
  attachments: [{ areaType: '1', clinicCode: '000001', area: null, from: '2020-01-01', to: '2030-01-01', status: 'ДПП' }],
  representatives: [{ familyName: 'А', givenName: null, patronymic: 'В', person: '1' }],
})

test('no text with one change anywhere is scanned to anything that parsing refuses', () => {
  const { json } = canonicalRecord({ person: whole })
  expect(scanned(lineOf(whole))).toEqual({ person: whole })
  const change = fc.record({
    place: fc.integer({ min: 0, max: json.length }),
    removed: fc.integer({ min: 0, max: 3 }),
    added: fc.oneof(
      fc.constantFrom('', ',', '"', '[', ']', '{', '}', 'null', '0', ' ', '\\', '\u0007', 'й', '\u0306', ',"x":1'),
      fc.string({ maxLength: 3 }),
    ),
  })
  fc.assert(
    fc.property(change, ({ place, removed, added }) => {
      expectAgreed(lineOf(whole, json.slice(0, place) + added + json.slice(place + removed)))
    }),
    { numRuns: 4000 },
  )
})

test.each([
  ['a day that is in no calendar', { deathDate: '2021-02-29' }],
  ['a policy from such a day', { policies: [fakePolicy({ from: '2021-04-31' })] }],
  ['a wrong ENP', { enp: '0056410834000015' }],
  ['a name that Unicode writes otherwise too', { familyName: 'И\u0306ванов' }],
  ['a name with a quote', { familyName: 'О"Нил' }],
  ['a name that is too long', { familyName: 'А'.repeat(201) }],
  ['an empty status', { status: '' }],
])('leaves to parsing: %s', (_what, more) => {
  const line = lineOf(whole, JSON.stringify({ ...whole, ...more }))
  expect(scanned(line)).toBeNull()
})

test('leaves to parsing the record of another key, and one after which more comes', () => {
  const line = lineOf(whole)
  expect(scanned({ ...line, head: { ...line.head, version: 18 } })).toBeNull()
  expect(scanned(lineOf(whole, canonicalRecord({ person: { ...whole, id: 'another' } }).json))).toBeNull()
  expect(scanned({ ...line, text: `${line.text}]` })).toBeNull()
})
