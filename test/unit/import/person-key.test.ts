import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { personKey } from '../../../src-main/import/person-key.ts'
import { createRowIndex } from '../../../src-main/import/row-index.ts'

const nobody = { statedId: null, enp: null, document: null, familyName: null, givenName: null, patronymic: null, birthDate: '1985-03-15' }
const document = { type: 14, series: '00 00', number: '000001', issuedOn: null, expiresOn: null, status: 'ДПП' }
const named = { ...nobody, familyName: 'Иванов', givenName: 'Иван' }

const digits = (length: { minLength: number; maxLength: number }) => fc.string({ unit: fc.constantFrom(...'0123456789'), ...length })
const pairOf = (key: ReturnType<typeof personKey>) => `${key?.high} ${key?.low}`
const isExact = (make: (text: string) => ReturnType<typeof personKey>) => (one: string, other: string) =>
  (pairOf(make(one)) === pairOf(make(other))) === (one === other)

describe('the key of a person', () => {
  it('is the register’s own id, else the ENP, else the document, else name and birth date', () => {
    expect(personKey({ ...named, document, enp: '0056410834000014', statedId: '000000000001' })?.id).toBe('000000000001')
    expect(personKey({ ...named, document, enp: '0056410834000014' })?.id).toBe('0056410834000014')
    expect(personKey({ ...named, document })?.id).toMatch(/^d/)
    expect(personKey(named)?.id).toMatch(/^n/)
    expect(personKey({ ...nobody, familyName: 'Иванов' })).toBeNull()
  })

  it('does not depend on how a document or a name is written', () => {
    const spaced = { ...document, series: '0000' }
    expect(personKey({ ...named, document: spaced })).toEqual(personKey({ ...named, document }))
    expect(personKey({ ...named, familyName: 'ИBАНОВ' })).toEqual(personKey(named))
    expect(personKey({ ...named, birthDate: '1985-03-16' })).not.toEqual(personKey(named))
  })

  it('differs wherever numbers differ, leading zeros too', () => {
    const id = digits({ minLength: 1, maxLength: 15 })
    const enp = digits({ minLength: 16, maxLength: 16 })
    fc.assert(
      fc.property(
        id,
        id,
        isExact((statedId) => personKey({ ...nobody, statedId })),
      ),
    )
    fc.assert(
      fc.property(
        enp,
        enp,
        isExact((text) => personKey({ ...nobody, enp: text })),
      ),
    )
  })
})

describe('the index of rows', () => {
  it('agrees with a map for any rows', () => {
    const row = fc.record({ high: fc.nat(3), low: fc.nat(40), day: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 200 }), (rows) => {
        const index = createRowIndex()
        const known = new Map<string, { winner: number; day: number; rows: number[] }>()
        rows.forEach((one, at) => {
          index.add({ ...one, row: at })
          const key = `${one.high} ${one.low}`
          const before = known.get(key) ?? { winner: at, day: -1, rows: [] }
          const wins = one.day >= before.day
          known.set(key, { winner: wins ? at : before.winner, day: wins ? one.day : before.day, rows: [...before.rows, at] })
        })
        expect(index.people).toBe(known.size)
        expect(index.scattered).toBe([...known.values()].reduce((sum, one) => sum + (one.rows.length > 1 ? one.rows.length : 0), 0))
        for (const one of rows) {
          const expected = known.get(`${one.high} ${one.low}`)
          expect(index.find(one)).toMatchObject({
            winner: expected?.winner,
            last: expected?.rows.at(-1),
            isSingle: expected?.rows.length === 1,
          })
        }
        expect(index.find({ high: 9, low: 9 })).toBeNull()
      }),
      { numRuns: 50 },
    )
  })

  it('grows without losing anybody', () => {
    const index = createRowIndex()
    for (let row = 0; row < 20_000; row += 1) index.add({ high: row % 7, low: row * 31, day: 0, row })
    expect(index.people).toBe(20_000)
    for (let row = 0; row < 20_000; row += 97) expect(index.find({ high: row % 7, low: row * 31 })?.winner).toBe(row)
  })
})
