import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src-shared/calendar.ts'
import { itemSchema } from '../../../src-shared/intake/item.ts'
import { decodePolicyBarcode } from '../../../src-shared/policy/barcode.ts'
import { encodePolicyBarcode } from '../../../src-shared/policy/encode-barcode.ts'
import vectors from '../../vectors/policy/barcode.json' with { type: 'json' }

const today = '2026-11-22'
const bytesOf = (data: string) => Uint8Array.from((data + vectors.signature).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const LETTERS = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ0123456789-.' "

describe('the vectors of policy formats §1.7', () => {
  it.each(vectors.readable)('$name is read', ({ data, item }) => {
    expect(decodePolicyBarcode(bytesOf(data), { today })).toEqual({ ok: true, value: item })
  })
  it.each(vectors.readable)('$name is written again', ({ data, item }) => {
    const { type, sex, ...rest } = item
    const written = encodePolicyBarcode({ ...rest, type: type === 1 ? 1 : 2, sex: sex === 'male' ? 'male' : 'female' })
    expect(written).toEqual(bytesOf(data))
  })
})

describe('odd fields warn', () => {
  it.each(vectors.warned)('$name', ({ data, has, item }) => {
    const read = decodePolicyBarcode(bytesOf(data), { today })
    expect(read).toMatchObject({ ok: true, value: item })
    expect(read.ok && read.value.warnings).toEqual(expect.arrayContaining(has))
  })
  it('a birth date in the future depends on today', () => {
    const [, , third] = vectors.readable
    const read = decodePolicyBarcode(bytesOf(third?.data ?? ''), { today: '2015-02-27' })
    expect(read.ok && read.value.warnings).toContain('birth-date-in-future')
  })
})

describe('what cannot be read', () => {
  it.each(vectors.refused)('$name', ({ data, detail, params }) => {
    expect(decodePolicyBarcode(bytesOf(data), { today })).toEqual({ ok: false, error: { detail, params } })
  })
  it.each([0, 1, 65, 129, 131, 132, 260])('%i bytes', (length) => {
    expect(decodePolicyBarcode(new Uint8Array(length).fill(2), { today })).toEqual({
      ok: false,
      error: { detail: 'length', params: { received: String(length), expected: '130' } },
    })
  })
})

describe('properties', () => {
  const part = fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 16 }).map((text) => text.trim() || null)
  const dates = fc.integer({ min: 1, max: 65_535 }).map((days) => addDays('1900-01-01', days))
  const data = fc.record({
    type: fc.constantFrom(1 as const, 2 as const),
    enp: fc.bigInt({ min: 1n, max: 9_999_999_999_999_999n }).map((enp) => String(enp).padStart(16, '0')),
    familyName: part,
    givenName: part,
    patronymic: part,
    sex: fc.constantFrom('male' as const, 'female' as const, null),
    birthDate: dates,
    expires: fc.option(dates),
    insurerOgrn: fc.option(fc.stringMatching(/^[1-9]\d{12}$/)),
    okato: fc.option(fc.stringMatching(/^[1-9]\d{4}$/)),
  })

  it('what is written is read, byte for byte, over the whole alphabet', () => {
    fc.assert(
      fc.property(data, (person) => {
        const read = decodePolicyBarcode(encodePolicyBarcode(person), { today })
        if (person.familyName === null && person.givenName === null && person.patronymic === null) {
          expect(read).toEqual({ ok: false, error: { detail: 'no-name', params: {} } })
          return
        }
        const insurer = person.type === 1 ? {} : { insurerOgrn: null, okato: null }
        expect(read).toMatchObject({ ok: true, value: { ...person, ...insurer } })
        expect(itemSchema.parse(read.ok && read.value)).toEqual(read.ok && read.value)
      }),
    )
  })

  it.each([
    [1, 56],
    [2, 68],
  ] as const)('a full name field of type %i is legal and says so; a longer name is cut', (type, capacity) => {
    const family = 'А'.repeat(20)
    const given = 'Б'.repeat(10)
    const rest = capacity - 32
    const base = {
      type,
      enp: '0056410834000014',
      familyName: family,
      givenName: given,
      sex: 'male',
      birthDate: '1985-03-15',
      expires: null,
    } as const
    for (const extra of [0, 5]) {
      const read = decodePolicyBarcode(encodePolicyBarcode({ ...base, patronymic: 'Я'.repeat(rest + extra) }), { today })
      expect(read).toMatchObject({
        ok: true,
        value: { familyName: family, givenName: given, patronymic: 'Я'.repeat(rest), nameFieldFull: true },
      })
      expect(read.ok && read.value.warnings).toContain('name-field-full')
    }
    const shorter = decodePolicyBarcode(encodePolicyBarcode({ ...base, patronymic: 'Я'.repeat(rest - 1) }), { today })
    expect(shorter).toMatchObject({ ok: true, value: { nameFieldFull: false } })
  })

  it('any 130 bytes give an item of the schema or a problem, and never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 130, maxLength: 130 }), fc.constantFrom(1, 2), (bytes, type) => {
        bytes[0] = type
        const read = decodePolicyBarcode(bytes, { today })
        if (read.ok) itemSchema.parse(read.value)
      }),
    )
  })

  it('refuses to write what the format cannot hold', () => {
    const base = {
      type: 2,
      enp: '0056410834000014',
      familyName: 'А',
      givenName: 'Б',
      patronymic: null,
      sex: null,
      birthDate: '1985-03-15',
      expires: null,
    } as const
    expect(() => encodePolicyBarcode({ ...base, familyName: 'Smith' })).toThrow(/^(?!.*Smith)/)
    expect(() => encodePolicyBarcode({ ...base, birthDate: '2079-06-07' })).toThrow(RangeError)
    expect(() => encodePolicyBarcode({ ...base, enp: '1' })).toThrow(RangeError)
  })
})
