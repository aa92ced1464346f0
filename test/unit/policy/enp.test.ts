import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../../src-shared/calendar.ts'
import { codedPart, encodeEnp, enpCheckDigit, hasEnpCheckDigit } from '../../../src-shared/policy/enp.ts'
import vectors from '../../vectors/policy/enp.json' with { type: 'json' }

const people = fc
  .record({
    year: fc.integer({ min: 1900, max: 2030 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
    sex: fc.constantFrom('male' as const, 'female' as const),
    serial: fc.integer({ min: 0, max: 99_999 }),
    region: fc.integer({ min: 0, max: 99 }),
  })
  .map(({ year, month, day, sex, serial, region }) => ({
    birthDate: calendarDate(year, month, day) ?? calendarDate(year, month, 28) ?? '2000-01-01',
    sex,
    serial,
    region: String(region).padStart(2, '0'),
  }))

describe('the table of policy formats §3.3', () => {
  it.each(vectors.encoded)('$name', ({ birthDate, sex, serial, enp }) => {
    const known = sex === 'male' ? 'male' : 'female'
    expect(encodeEnp({ region: '00', birthDate, sex: known, serial })).toBe(enp)
    expect(codedPart(enp)).toEqual({ birthDate, sex })
    expect(hasEnpCheckDigit(enp)).toBe(true)
  })
})

describe('a coded part that cannot be read', () => {
  it.each(vectors.unreadable)('$name', ({ enp }) => {
    expect(codedPart(enp)).toBeNull()
  })
})

describe('numbers that are no ENP', () => {
  it.each(vectors.refused)('$name', ({ enp }) => {
    expect(hasEnpCheckDigit(enp)).toBe(false)
  })
})

describe('properties', () => {
  it('what is encoded is read back, with a right check digit', () => {
    fc.assert(
      fc.property(people, ({ region, birthDate, sex, serial }) => {
        const enp = encodeEnp({ region, birthDate, sex, serial })
        expect(codedPart(enp)).toEqual({ birthDate, sex })
        expect(hasEnpCheckDigit(enp)).toBe(true)
        expect(enp.slice(0, 2)).toBe(region)
        expect(enp.slice(10, 15)).toBe(String(serial).padStart(5, '0'))
      }),
    )
  })

  it('every wrong single digit is noticed', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 0, max: 15 }), fc.integer({ min: 1, max: 9 }), (person, place, shift) => {
        const enp = encodeEnp(person)
        const wrong = enp.slice(0, place) + String((Number(enp[place]) + shift) % 10) + enp.slice(place + 1)
        expect(hasEnpCheckDigit(wrong)).toBe(false)
      }),
    )
  })

  it('the check digit agrees with the rule of ISO/HL7 27931 as it is written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{15}$/), (first15) => {
        const fromRight = first15.split('').toReversed()
        const odd = fromRight.filter((_, place) => place % 2 === 0).join('')
        const even = fromRight.filter((_, place) => place % 2 === 1).join('')
        const joined = even + String(BigInt(odd) * 2n)
        const sum = joined.split('').reduce((total, digit) => total + Number(digit), 0)
        expect(enpCheckDigit(first15)).toBe((10 - (sum % 10)) % 10)
      }),
    )
  })

  it('refuses to encode what is no person', () => {
    expect(() => encodeEnp({ region: '0', birthDate: '1985-03-15', sex: 'male', serial: 1 })).toThrow(RangeError)
    expect(() => encodeEnp({ region: '00', birthDate: '1985-02-30', sex: 'male', serial: 1 })).toThrow(RangeError)
    expect(() => encodeEnp({ region: '00', birthDate: '1985-03-15', sex: 'male', serial: 100_000 })).toThrow(RangeError)
  })
})
