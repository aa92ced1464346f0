import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UsableItem } from '../../src-shared/intake/item.ts'
import type { LookupKey } from '../../src-shared/coverage/facts.ts'
import type { Person } from '../../src-shared/register/person.ts'
import type { DataFolder } from '../../src-main/app/ports.ts'
import { fakePerson, fakePolicy } from '../fakes/people.ts'
import { fillPeople, storePlace } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

const MAIN = '0056410834000014'
const FORMER = '0067940818000017'
const OF_POLICY = '0047999768000018'
const NOBODY = '0055110887000017'

/** Nobody in particular: what a test asks for is named in the test. */
function person(id: string, changes: Partial<Person>): Person {
  return fakePerson({ id, enp: null, policies: [], documents: [], familyName: `ДРУГОЙ ${id}`, ...changes })
}

const people: readonly Person[] = [
  person('main', { enp: MAIN, snils: '00112233445' }),
  person('former', { formerEnps: [FORMER] }),
  person('policy', { policies: [fakePolicy({ enp: OF_POLICY })] }),
  person('old', { policies: [fakePolicy({ type: 'С', enp: null, series: 'АБ-12', number: '000 777' })] }),
  person('certificate', { policies: [fakePolicy({ type: 'B', enp: null, number: '000000999' })] }),
  person('uek', { policies: [fakePolicy({ type: 'К', enp: null, number: '00000000000088' })] }),
  person('paper', {
    policies: [fakePolicy({ type: 'П', enp: null, number: '00000000999' }), fakePolicy({ type: 'Ц', enp: null, number: '000000999' })],
  }),
  person('new-type', { policies: [fakePolicy({ type: 'Ы', enp: null, number: '000000999' })] }),
  person('passport', {
    documents: [
      { type: 14, series: '0000', number: '000005', issuedOn: null, expiresOn: null, status: 'НАП' },
      { type: 14, series: '00 00', number: '000006', issuedOn: null, expiresOn: null, status: 'ДПП' },
      { type: 3, series: 'III-AБ', number: '000007', issuedOn: null, expiresOn: null, status: 'ДПП' },
    ],
  }),
  person('named', { familyName: 'Семёнова-Тян', givenName: 'АННА', patronymic: 'ИВАНОВНА', birthDate: '1990-05-06' }),
  person('named-without-patronymic', { familyName: 'СЕМЕНОВА ТЯН', givenName: 'АННА', patronymic: 'НЕТ', birthDate: '1990-05-06' }),
  person('no-family-name', { familyName: null, givenName: 'ЛИ', patronymic: null, birthDate: '1970-01-02' }),
  person('day-unknown', { familyName: 'НЕТОЧНЫЙ', givenName: 'А', birthDate: '1960-07-00', dost: [4] }),
  person('day-filled-in', { familyName: 'НЕТОЧНЫЙ', givenName: 'Б', birthDate: '1960-07-01', dost: [4] }),
  person('month-unknown', { familyName: 'НЕТОЧНЫЙ', givenName: 'В', birthDate: '1960-00-00', dost: [5] }),
  person('not-in-calendar', { familyName: 'НЕТОЧНЫЙ', givenName: 'Г', birthDate: '1960-02-31', dost: [6] }),
  person('twin-1', { familyName: 'БЛИЗНЕЦ', givenName: 'ОЛЕГ', patronymic: 'ПЕТРОВИЧ', birthDate: '2015-02-28' }),
  person('twin-2', { familyName: 'БЛИЗНЕЦ', givenName: 'ОЛЕГ', patronymic: 'ПЕТРОВИЧ', birthDate: '2015-02-28' }),
]

const segmentations: readonly (readonly [string, Parameters<StorePlace['opened']>[1]])[] = [
  ['one index for all', {}],
  ['indexes in parts, as in a register of many millions', { segmentPeople: 4 }],
]

describe.each(segmentations)('look-ups with %s', (_title, more) => {
  let place: StorePlace
  let folder: DataFolder
  beforeAll(() => {
    place = storePlace()
    folder = place.opened('desk', more)
    fillPeople(folder, people)
  })
  afterAll(() => place.remove())

  const found = (item: UsableItem): readonly (readonly [LookupKey, readonly string[]])[] =>
    folder.register.find([item]).lookups.map((lookup) => [lookup.key, lookup.people])
  const warnings: UsableItem['warnings'] = []
  const enp = (number: string): UsableItem => ({ kind: 'enp', enp: number, confirm: false, warnings })
  const document = (type: number, series: string | null, number: string): UsableItem => ({
    kind: 'document',
    type,
    series,
    number,
    warnings,
  })
  const name = (familyName: string | null, givenName: string | null, patronymic: string | null, birthDate: string): UsableItem => ({
    kind: 'name-and-birth-date',
    familyName,
    givenName,
    patronymic,
    birthDate,
    warnings,
  })
  const barcode = (changes: Partial<Extract<UsableItem, { kind: 'policy-barcode' }>>): UsableItem => ({
    kind: 'policy-barcode',
    type: 2,
    enp: NOBODY,
    familyName: 'СЕМЁНОВА-ТЯН',
    givenName: 'АННА',
    patronymic: 'ИВАНОВНА',
    sex: 'female',
    birthDate: '1990-05-06',
    expires: null,
    insurerOgrn: null,
    okato: null,
    nameFieldFull: false,
    warnings,
    ...changes,
  })
  const mrz = (changes: Partial<Extract<UsableItem, { kind: 'mrz' }>>): UsableItem => ({
    kind: 'mrz',
    type: 14,
    series: '00 00',
    number: '000099',
    familyName: 'СЕМЕНОВА ТЯН',
    givenName: 'АННА',
    patronymic: 'ИВАНОВНА',
    nameMayBeCut: false,
    sex: 'female',
    birthDate: '1990-05-06',
    issuedOn: null,
    departmentCode: null,
    confirm: false,
    warnings,
    ...changes,
  })

  test('ENP: the main one, former ones, and those of policies', () => {
    expect(found(enp(MAIN))).toEqual([['enp', ['main']]])
    expect(found(enp(FORMER))).toEqual([['enp', ['former']]])
    expect(found(enp(OF_POLICY))).toEqual([['enp', ['policy']]])
    expect(found(enp(NOBODY))).toEqual([['enp', []]])
  })

  test('numbers of old policies, certificates and УЭК cards, each only among policies of its kind or an unknown one', () => {
    expect(found({ kind: 'old-policy', series: 'aБ12', number: '000777', warnings })).toEqual([['policy-number', ['old']]])
    expect(found({ kind: 'old-policy', series: null, number: 'АБ12000777', warnings })).toEqual([['policy-number', ['old']]])
    expect(found({ kind: 'temporary-certificate', number: '000000999', warnings })).toEqual([
      ['policy-number', ['certificate', 'new-type']],
    ])
    expect(found({ kind: 'uek-card', number: '00000000000088', warnings })).toEqual([['policy-number', ['uek']]])
    expect(found({ kind: 'old-policy', series: null, number: '00000000999', warnings })).toEqual([['policy-number', []]])
  })

  test('documents, current and historical, in any usual writing', () => {
    for (const series of ['0000', '00 00']) {
      expect(found(document(14, series, '000005'))).toEqual([['document', ['passport']]])
      expect(found(document(14, series, '000006'))).toEqual([['document', ['passport']]])
    }
    for (const series of ['III-АБ', '111-АБ', 'iii-аб']) expect(found(document(3, series, '000007'))).toEqual([['document', ['passport']]])
    expect(found(document(21, '0000', '000005'))).toEqual([['document', []]])
  })

  test('СНИЛС', () => {
    expect(found({ kind: 'snils', snils: '00112233445', warnings })).toEqual([['snils', ['main']]])
    expect(found({ kind: 'snils', snils: '00112233446', warnings })).toEqual([['snils', []]])
  })

  test('names: Ё as Е, a hyphen as a space, the patronymic absent on one side; anything else is another person', () => {
    const both = [['name-and-birth-date', ['named', 'named-without-patronymic']]]
    expect(found(name('СЕМЕНОВА-ТЯН', 'АННА', 'ИВАНОВНА', '1990-05-06'))).toEqual(both)
    expect(found(name('семёнова тян', 'Анна', null, '1990-05-06'))).toEqual(both)
    const onlyWithout = [['name-and-birth-date', ['named-without-patronymic']]]
    expect(found(name('СЕМЕНОВА-ТЯН', 'АННА', 'ПЕТРОВНА', '1990-05-06'))).toEqual(onlyWithout)
    expect(found(name('СЕМЕНОВА-ТЯН', 'АННА', 'ИВАНОВН', '1990-05-06'))).toEqual(onlyWithout)
    const nobody = [['name-and-birth-date', []]]
    expect(found(name('СЕМЕНОВАТЯН', 'АННА', 'ИВАНОВНА', '1990-05-06'))).toEqual(nobody)
    expect(found(name('СЕМЕНОВА', 'ТЯН АННА', 'ИВАНОВНА', '1990-05-06'))).toEqual(nobody)
    expect(found(name('СЕМЕНОВА-ТЯН', 'АННА', 'ИВАНОВНА', '1990-05-07'))).toEqual(nobody)
    expect(found(name('СЕМЕНОВА-ТЯН', 'АННА', 'ИВАНОВНА', '1991-05-06'))).toEqual(nobody)
    expect(found(name(null, 'ЛИ', null, '1970-01-02'))).toEqual([['name-and-birth-date', ['no-family-name']]])
    expect(found(name('ЛИ', null, null, '1970-01-02'))).toEqual(nobody)
  })

  const dated = (givenName: string, birthDate: string) => found(name('НЕТОЧНЫЙ', givenName, 'ИВАНОВИЧ', birthDate))[0]?.[1]
  test('birth dates with unknown parts are found by the known ones', () => {
    expect(dated('А', '1960-07-15')).toEqual(['day-unknown'])
    expect(dated('А', '1960-08-15')).toEqual([])
    expect(dated('Б', '1960-07-15')).toEqual(['day-filled-in'])
    expect(dated('В', '1960-12-31')).toEqual(['month-unknown'])
    expect(dated('В', '1961-12-31')).toEqual([])
    expect(dated('Г', '1960-02-28')).toEqual(['not-in-calendar'])
  })

  test('people of the same name and birth date are all named', () => {
    expect(found(name('БЛИЗНЕЦ', 'ОЛЕГ', 'ПЕТРОВИЧ', '2015-02-28'))).toEqual([['name-and-birth-date', ['twin-1', 'twin-2']]])
  })

  test('a barcode or MRZ is asked by its number, and by its names only when the number finds nobody', () => {
    expect(found(barcode({ enp: MAIN }))).toEqual([['enp', ['main']]])
    const byName = ['name-and-birth-date', ['named', 'named-without-patronymic']]
    expect(found(barcode({}))).toEqual([['enp', []], byName])
    expect(found(barcode({ birthDate: null }))).toEqual([['enp', []]])
    expect(found(mrz({ number: '000005' }))).toEqual([['document', ['passport']]])
    expect(found(mrz({}))).toEqual([['document', []], byName])
  })

  const secondHits = (item: UsableItem) => found(item)[1]?.[1]
  test('a name that may be cut matches the beginning of the patronymic', () => {
    expect(secondHits(barcode({ patronymic: 'ИВАН', nameFieldFull: true }))).toEqual(['named', 'named-without-patronymic'])
    expect(secondHits(barcode({ patronymic: 'ИВАН' }))).toEqual(['named-without-patronymic'])
    expect(secondHits(mrz({ patronymic: 'И', nameMayBeCut: true }))).toEqual(['named', 'named-without-patronymic'])
  })

  test('several items keep their places, and a record is handed over once', () => {
    const finding = folder.register.find([enp(MAIN), document(14, '0000', '000005'), { kind: 'snils', snils: '00112233445', warnings }])
    expect(finding.lookups).toEqual([
      { item: 0, key: 'enp', people: ['main'] },
      { item: 1, key: 'document', people: ['passport'] },
      { item: 2, key: 'snils', people: ['main'] },
    ])
    expect(finding.people).toEqual([people[0], people.find(({ id }) => id === 'passport')])
  })
})
