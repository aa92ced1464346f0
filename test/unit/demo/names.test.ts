import { describe, expect, it } from 'vitest'
import { familyNameFor } from '../../../src-main/app/demo/names/family-name.ts'
import { patronymicOf } from '../../../src-main/app/demo/names/patronymic.ts'

describe('patronymics', () => {
  it.each([
    ['ИВАН', 'ИВАНОВИЧ', 'ИВАНОВНА'],
    ['СЕРГЕЙ', 'СЕРГЕЕВИЧ', 'СЕРГЕЕВНА'],
    ['НИКОЛАЙ', 'НИКОЛАЕВИЧ', 'НИКОЛАЕВНА'],
    ['ЮРИЙ', 'ЮРЬЕВИЧ', 'ЮРЬЕВНА'],
    ['ГЕННАДИЙ', 'ГЕННАДЬЕВИЧ', 'ГЕННАДЬЕВНА'],
    ['ДМИТРИЙ', 'ДМИТРИЕВИЧ', 'ДМИТРИЕВНА'],
    ['ГЕОРГИЙ', 'ГЕОРГИЕВИЧ', 'ГЕОРГИЕВНА'],
    ['ИГОРЬ', 'ИГОРЕВИЧ', 'ИГОРЕВНА'],
    ['ИЛЬЯ', 'ИЛЬИЧ', 'ИЛЬИНИЧНА'],
    ['НИКИТА', 'НИКИТИЧ', 'НИКИТИЧНА'],
    ['ПАВЕЛ', 'ПАВЛОВИЧ', 'ПАВЛОВНА'],
    ['ПЁТР', 'ПЕТРОВИЧ', 'ПЕТРОВНА'],
    ['ЛЕВ', 'ЛЬВОВИЧ', 'ЛЬВОВНА'],
    ['ЯКОВ', 'ЯКОВЛЕВИЧ', 'ЯКОВЛЕВНА'],
    ['МИХАИЛ', 'МИХАЙЛОВИЧ', 'МИХАЙЛОВНА'],
    ['РАВИЛЬ', 'РАВИЛЕВИЧ', 'РАВИЛЕВНА'],
    ['МУСА', 'МУСАЕВИЧ', 'МУСАЕВНА'],
    ['АЛИ', 'АЛИЕВИЧ', 'АЛИЕВНА'],
  ])('of %s are %s and %s', (father, son, daughter) => {
    expect([patronymicOf(father, 'male', 'russian'), patronymicOf(father, 'female', 'russian')]).toEqual([son, daughter])
  })

  it('follow the custom of other peoples', () => {
    expect(patronymicOf('АЛИ', 'male', 'oghly')).toBe('АЛИ ОГЛЫ')
    expect(patronymicOf('АЛИ', 'female', 'oghly')).toBe('АЛИ КЫЗЫ')
    expect(patronymicOf('СЕРИК', 'male', 'uly')).toBe('СЕРИКУЛЫ')
    expect(patronymicOf('РУСТАМ', 'female', 'ugli')).toBe('РУСТАМ КИЗИ')
    expect(patronymicOf('ВАН', 'male', 'none')).toBeNull()
  })
})

describe('family names of women', () => {
  it.each([
    ['ИВАНОВ', 'ИВАНОВА'],
    ['КОРОЛЁВ', 'КОРОЛЁВА'],
    ['НИКИТИН', 'НИКИТИНА'],
    ['ТРОИЦКИЙ', 'ТРОИЦКАЯ'],
    ['ТОЛСТОЙ', 'ТОЛСТАЯ'],
    ['ЧЕРНЫХ', 'ЧЕРНЫХ'],
    ['МУСИН-ПРИМЕРОВ', 'МУСИНА-ПРИМЕРОВА'],
    ['СУХОВО-ПРИМЕРНЫЙ', 'СУХОВО-ПРИМЕРНАЯ'],
  ])('%s becomes %s', (male, female) => {
    expect(familyNameFor(male, 'female', true)).toBe(female)
    expect(familyNameFor(male, 'male', true)).toBe(male)
  })

  it('stay as they are among peoples that do not change them', () => {
    expect(familyNameFor('ЦОЙ', 'female', false)).toBe('ЦОЙ')
  })
})
