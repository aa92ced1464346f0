import { describe, expect, it } from 'vitest'
import { documentType, documentTypeName, documentTypes, fitsMasks, maskOf } from '../../../src-shared/identity/document-types.ts'
import { documentKey, formatDocument } from '../../../src-shared/identity/documents.ts'
import { romanNumeral, romanValue } from '../../../src-shared/identity/roman.ts'
import vectors from '../../vectors/identity/documents.json' with { type: 'json' }

type Pair = readonly (string | null)[]
const key = (type: number, [series = null, number]: Pair) => documentKey(type, series, number ?? '')

describe('documents that find each other', () => {
  it.each(vectors.same)('$name', ({ type, a, b }) => expect(key(type, a)).toBe(key(type, b)))
})

describe('documents that stay apart', () => {
  it.each(vectors.different)('$name', ({ type, a, b }) => expect(key(type, a)).not.toBe(key(type, b)))
  it('the same number of another kind of document', () => {
    expect(documentKey(9, 'AB', '1234567')).not.toBe(documentKey(21, 'AB', '1234567'))
  })
})

describe('writing for people', () => {
  it.each(vectors.formatted)('$name', ({ type, series, number, text }) => expect(formatDocument(type, series, number)).toBe(text))
})

describe('the F011 table', () => {
  it('holds the codes of policy formats §5.1', () => {
    expect(documentTypes.map((type) => type.code)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 21, 22, 23, 24, 25, 26, 27, 28, 29,
    ])
  })
  it('knows which documents run out', () => {
    expect(documentTypes.filter((type) => type.endDate === 'always').map((type) => type.code)).toEqual([10, 11, 12, 13, 23, 25])
    expect(documentType(22)?.endDate).toBe('sometimes')
  })
  it('keeps and names unknown codes', () => {
    expect(documentType(77)).toBeNull()
    expect(documentTypeName(77, 'ru')).toBe('Документ, код 77')
    expect(fitsMasks(77, null, 'anything')).toBe(true)
    expect(maskOf(77)).toBeNull()
  })
  it.each([
    { name: 'passport', code: 14, series: '00 00', number: '000000', fits: true },
    { name: 'passport with seven digits', code: 14, series: '00 00', number: '0000000', fits: false },
    { name: 'birth certificate', code: 3, series: 'III-АБ', number: '123456', fits: true },
    { name: 'birth certificate without roman part', code: 3, series: '-АБ', number: '123456', fits: false },
    { name: 'birth certificate with a Latin letter part', code: 3, series: 'III-AB', number: '123456', fits: false },
    { name: 'officer, both lengths: seven', code: 4, series: 'АБ', number: '1234567', fits: true },
    { name: 'officer, both lengths: six', code: 4, series: 'АБ', number: '123456', fits: true },
    { name: 'residence permit up to twelve digits', code: 11, series: '82', number: '123456789012', fits: true },
    { name: 'residence permit with thirteen', code: 11, series: '82', number: '1234567890123', fits: false },
    { name: 'asylum with digits for letters', code: 25, series: '00', number: '1234567', fits: true },
    { name: 'foreign passport, anything', code: 9, series: null, number: 'XX-1', fits: true },
    { name: 'code without a mask', code: 26, series: 'Q', number: '1', fits: true },
  ])('$name', ({ code, series, number, fits }) => expect(fitsMasks(code, series, number)).toBe(fits))
})

describe('roman numerals', () => {
  it('are read back for 1–399', () => {
    for (let value = 1; value <= 399; value += 1) expect(romanValue(romanNumeral(value))).toBe(value)
  })
  it.each([
    ['IIII', 4],
    ['VIIII', 9],
    ['XXXX', 40],
    ['', null],
    ['IIX', null],
    ['VX', null],
    ['ABC', null],
  ])('%s', (letters, value) => expect(romanValue(letters)).toBe(value))
})
