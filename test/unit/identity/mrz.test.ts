import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeMrz } from '../../../src-shared/identity/encode-mrz.ts'
import { readMrz } from '../../../src-shared/identity/mrz.ts'
import { itemSchema } from '../../../src-shared/intake/item.ts'
import vectors from '../../vectors/identity/mrz.json' with { type: 'json' }

const today = '2026-11-22'
const person = {
  familyName: 'ИВАНОВ',
  givenName: 'ИВАН',
  patronymic: 'ИВАНОВИЧ',
  series: '00 00',
  number: '000000',
  birthDate: '1985-03-15',
  sex: 'male',
  issuedOn: '2020-01-01',
  departmentCode: '000-000',
} as const

describe('zones that are read', () => {
  it.each(vectors.readable)('$name', ({ text, item }) => expect(readMrz(text, { today })).toEqual({ ok: true, value: item }))
})

describe('zones that are refused', () => {
  it.each(vectors.refused)('$name', ({ text, detail, params }) => {
    expect(readMrz(text, { today })).toEqual({ ok: false, error: { detail, params } })
  })
})

describe('writing', () => {
  it('gives the vector of policy formats §5.4', () => expect(encodeMrz(person)).toBe(vectors.readable[0]?.text))

  it.each([
    {
      name: '37 places and the patronymic is cut at 44',
      family: 'А'.repeat(25),
      given: 'Б'.repeat(10),
      line: `${'A'.repeat(25)}<<${'B'.repeat(10)}<V`,
    },
    {
      name: '38 places and the first name is cut at 42',
      family: 'А'.repeat(25),
      given: 'Б'.repeat(11),
      line: `${'A'.repeat(25)}<<${'B'.repeat(10)}<V`,
    },
    { name: 'a family name above 34 letters is cut', family: 'А'.repeat(40), given: 'Б'.repeat(11), line: `${'A'.repeat(34)}<<B<V` },
  ])('$name', ({ family, given, line }) => {
    const written = encodeMrz({ ...person, familyName: family, givenName: given, patronymic: 'ВВВ' })
    expect(written.slice(5, 44)).toBe(line)
    expect(readMrz(written, { today })).toMatchObject({ ok: true, value: { nameMayBeCut: true } })
  })

  it('what is written is read', () => {
    const name = fc.string({ unit: fc.constantFrom(...'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ'), minLength: 2, maxLength: 11 })
    fc.assert(
      fc.property(
        name,
        name,
        fc.option(name),
        fc.stringMatching(/^\d{4}$/),
        fc.stringMatching(/^\d{6}$/),
        (familyName, givenName, patronymic, series, number) => {
          fc.pre(!/^(ОГЛЫ|ОГЛУ|КЫЗЫ|ГЫЗЫ|УЛЫ|УУЛУ)$/.test(patronymic ?? ''))
          const read = readMrz(encodeMrz({ ...person, familyName, givenName, patronymic, series, number }), { today })
          expect(read).toMatchObject({
            ok: true,
            value: { familyName, givenName, patronymic, series: `${series.slice(0, 2)} ${series.slice(2)}`, number, confirm: false },
          })
          itemSchema.parse(read.ok && read.value)
        },
      ),
    )
  })

  it('any single wrong digit of line 2 is noticed', () => {
    const zone = encodeMrz(person).replace('\n', '')
    for (let place = 44; place < 88; place += 1) {
      const digit = zone.charAt(place)
      if (!/\d/.test(digit)) continue
      const wrong = zone.slice(0, place) + String((Number(digit) + 3) % 10) + zone.slice(place + 1)
      expect(readMrz(wrong, { today }).ok, `place ${place - 43}`).toBe(false)
    }
  })
})
