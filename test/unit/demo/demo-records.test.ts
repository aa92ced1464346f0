import { beforeAll, describe, expect, it } from 'vitest'
import { fullYears } from '../../../src-shared/calendar.ts'
import { judgeSnils } from '../../../src-shared/identity/snils.ts'
import { codedPart, hasEnpCheckDigit } from '../../../src-shared/policy/enp.ts'
import type { Insurer, Person } from '../../../src-shared/register/person.ts'
import { registerHeaderSchema, registerRecordSchema, type RegisterRecord } from '../../../src-shared/register/record.ts'
import { demoHeader, demoOrderOf, demoRecords, type DemoOrder } from '../../../src-main/app/demo/records.ts'
import { showcaseRoles } from '../../../src-main/app/demo/showcase-people.ts'

const order: DemoOrder = { people: 20_000, seed: 1, asOf: '2026-11-22T00:10:00Z' }
const today = '2026-11-22'
const peopleOf = (records: Iterable<RegisterRecord>): Person[] =>
  [...records].flatMap((record) => ('person' in record ? [record.person] : []))
const share = (people: readonly Person[], is: (person: Person) => boolean) => people.filter(is).length / people.length
/** What a desk would notice if it changed overnight. */
const kept = ({ id, enp, familyName, givenName, snils }: Person) => `${id} ${enp} ${familyName} ${givenName} ${snils}`
const age = (person: Person) => fullYears(person.birthDate, today)
const grown = (person: Person) => age(person) >= 2 && person.id > '000000001000'

let records: RegisterRecord[]
let people: Person[]
let insurers: Insurer[]
beforeAll(() => {
  records = [...demoRecords(order)]
  people = peopleOf(records)
  insurers = records.flatMap((record) => ('insurer' in record ? [record.insurer] : []))
})

describe('the order of a demo register', () => {
  it('gives the same records for the same people, seed and instant', () => {
    expect([...demoRecords({ ...order, people: 3000 })]).toEqual([...demoRecords({ ...order, people: 3000 })])
  })

  it('gives other people for another seed, but the same showcase', () => {
    const [one, other] = [1, 2].map((seed) => peopleOf(demoRecords({ ...order, people: 1000, seed })))
    const place = showcaseRoles.length
    expect(other?.slice(0, place)).toEqual(one?.slice(0, place))
    expect(other?.slice(place)).not.toEqual(one?.slice(place))
  })

  it('makes a small register the beginning of a larger one', () => {
    expect(people.slice(0, 3000)).toEqual(peopleOf(demoRecords({ ...order, people: 3000 })))
  })

  it('keeps ids, numbers and names from one day to the next', () => {
    const tomorrow = new Set(peopleOf(demoRecords({ ...order, asOf: '2026-11-23T00:10:00Z' })).map(kept))
    const lost = people.slice(0, -50).filter((person) => grown(person) && !tomorrow.has(kept(person)))
    expect(lost).toEqual([])
  })

  it.each([1, 2, 51, 52, 53, 54, 1000])('makes exactly %i people', (count) => {
    expect(peopleOf(demoRecords({ ...order, people: count }))).toHaveLength(count)
  })

  it('writes the order into the version, from which it is read again', () => {
    const header = demoHeader({ ...order, seed: 42 })
    expect(registerHeaderSchema.parse(header)).toEqual(header)
    expect(header).toMatchObject({ dataset: 'demo-region-00', asOf: order.asOf })
    expect(demoOrderOf(header.version)).toEqual({ people: 20_000, seed: 42 })
    expect(demoOrderOf('2026-11-22')).toBeNull()
  })

  it.each([
    ['nobody', { people: 0 }],
    ['too many people', { people: 2_000_001 }],
    ['a broken number', { people: 1.5 }],
    ['a seed below 0', { seed: -1 }],
  ])('refuses %s', (_, change) => {
    expect(() => demoHeader({ ...order, ...change })).toThrow(RangeError)
    expect(() => [...demoRecords({ ...order, ...change })]).toThrow(RangeError)
  })
})

describe('the records', () => {
  it('have the shape of register records', () => {
    const wrong = records.filter((record) => !registerRecordSchema.safeParse(record).success)
    expect(wrong).toEqual([])
  })

  it('name only insurers of the directory, one of them closed', () => {
    const known = new Set(insurers.map(({ code }) => code))
    const named = new Set(people.flatMap(({ policies }) => policies.flatMap(({ insurer, printedInsurer }) => [insurer, printedInsurer])))
    named.delete(null)
    expect([...named].filter((code) => code !== null && !known.has(code))).toEqual([])
    expect(named.size).toBeGreaterThanOrEqual(5)
    expect(insurers.filter(({ closedOn }) => closedOn !== null && closedOn < today)).toHaveLength(1)
    expect(insurers.filter(({ hotLine }) => hotLine !== null && !/^8 800 000-00-0\d$/.test(hotLine))).toEqual([])
  })

  it('carry only numbers that no real person has', () => {
    const strange = people.flatMap((person) => [
      ...[person.enp, ...person.formerEnps].filter((enp) => enp !== null && !(enp.startsWith('00') && hasEnpCheckDigit(enp))),
      ...[person.snils].filter((snils) => snils !== null && !(snils.startsWith('99') && judgeSnils(snils) === 'valid')),
      ...person.documents.filter(({ type, series }) => type === 14 && series !== '00 00'),
      ...person.documents.filter(({ type, series }) => type === 3 && series !== 'I-АА'),
    ])
    expect(strange).toEqual([])
  })

  it('never give one number to two people', () => {
    const numbers = people.flatMap((person) => [
      `id ${person.id}`,
      ...(person.enp === null ? [] : [`enp ${person.enp}`]),
      ...(person.snils === null ? [] : [`snils ${person.snils}`]),
      ...person.documents.map(({ type, series, number }) => `${type} ${series} ${number}`),
      ...(person.redirect === null ? person.policies : []).flatMap(({ series, number }) =>
        number === null ? [] : [`policy ${series} ${number}`],
      ),
    ])
    const seen = new Set<string>()
    expect(numbers.filter((number) => seen.size === seen.add(number).size)).toEqual([])
  })

  it('code birth date and sex in the ENP', () => {
    const wrong = people.filter(
      ({ enp, birthDate, sex, dost }) =>
        enp !== null && !dost.some((code) => code >= 4) && JSON.stringify(codedPart(enp)) !== JSON.stringify({ birthDate, sex }),
    )
    expect(wrong).toEqual([])
  })

  it('hold nothing that begins after today, and no policy that ends before it begins', () => {
    const late = people.filter(
      ({ birthDate, policies, attachments, documents }) =>
        birthDate > today ||
        [...policies, ...attachments].some(({ from, to }) => from > today || (to !== null && to < from)) ||
        documents.some(({ issuedOn }) => issuedOn !== null && issuedOn > today),
    )
    expect(late).toEqual([])
  })

  it('hold nothing that begins after their day in a register of the past either', () => {
    const past = peopleOf(demoRecords({ people: 3000, seed: 1, asOf: '2021-05-05T09:00:00Z' }))
    expect(past.filter(({ policies, attachments }) => [...policies, ...attachments].some(({ from }) => from > '2021-05-05'))).toEqual([])
  })
})

describe('the people', () => {
  it('have every kind of policy and every status', () => {
    const types = new Set(people.flatMap(({ policies }) => policies.map(({ type }) => type)))
    const statuses = new Set(people.flatMap(({ policies }) => policies.map(({ status }) => status)))
    expect([...types].toSorted()).toEqual([...'СВЕПЭКЦХМ'].toSorted())
    expect([...statuses].toSorted()).toEqual(
      ['ДПП', 'ДНП', 'НСД', 'НСН', 'НСП', 'НПГ', 'НАЖ', 'НВР', 'НУБ', 'НВС', 'НПВ', 'ННП', 'НАП'].toSorted(),
    )
  })

  it('have every accepted set of documents', () => {
    const sets = new Set(people.map(({ documents }) => [...new Set(documents.map(({ type }) => type))].toSorted((a, b) => a - b).join('+')))
    for (const set of ['3', '24', '14', '3+14', '9+11', '9+23', '9+29', '11+21', '11+22', '10', '12', '25']) expect(sets).toContain(set)
  })

  it('are spread over the ages as people are', () => {
    expect(share(people, (person) => age(person) < 18)).toBeGreaterThan(0.17)
    expect(share(people, (person) => age(person) < 18)).toBeLessThan(0.26)
    expect(share(people, (person) => age(person) >= 65)).toBeGreaterThan(0.11)
    expect(share(people, (person) => age(person) >= 65)).toBeLessThan(0.22)
    expect(share(people, ({ sex }) => sex === 'female')).toBeGreaterThan(0.51)
    expect(share(people, ({ sex }) => sex === 'female')).toBeLessThan(0.57)
    expect(people.some((person) => age(person) === 0)).toBe(true)
  })

  it('are nearly all covered', () => {
    expect(share(people, ({ policies }) => policies.some(({ status }) => status === 'ДПП'))).toBeGreaterThan(0.94)
  })

  it('lead from merged records to people of the register', () => {
    const ids = new Set(people.map(({ id }) => id))
    const merged = people.filter(({ redirect }) => redirect !== null)
    expect(merged.length).toBeGreaterThan(20)
    expect(merged.filter(({ redirect }) => redirect !== null && !ids.has(redirect)).map(({ id }) => id)).toEqual(['000000000025'])
  })

  it('have namesakes born the same day and twins', () => {
    const living = people.filter(({ redirect }) => redirect === null)
    const names = living.map(({ familyName, givenName, patronymic, birthDate }) => `${familyName} ${givenName} ${patronymic} ${birthDate}`)
    const twins = living.map(({ familyName, patronymic, birthDate }) => `${familyName} ${patronymic} ${birthDate}`)
    expect(new Set(names).size).toBeLessThan(names.length)
    expect(new Set(twins).size).toBeLessThan(new Set(names).size)
  })

  it('name the father in the patronymic of his children', () => {
    const child = people.find(({ representatives }) => representatives.length === 2)
    const father = people.find(({ id }) => id === child?.representatives[1]?.person)
    expect(child?.patronymic?.slice(0, 3)).toBe(father?.givenName?.slice(0, 3))
  })

  it('come from several origins, with Ё, double names and people without a patronymic', () => {
    const all = people.map(({ familyName, givenName, patronymic }) => `${familyName} ${givenName} ${patronymic}`).join('\n')
    for (const part of [/Ё/, /[А-Я]-[А-Я]/, /ЯН /, /ЕНКО /, /УЛЛИН/, /ОГЛЫ$/m, /КЫЗЫ$/m, /УГЛИ$/m, /КИМ /, / null$/m])
      expect(all).toMatch(part)
  })
})
