import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { haveTwoReadings, readDate } from '../../../src-main/import/dates.ts'
import { byteEvidence, createDecoder, isEncodedTwice, russianShare } from '../../../src-main/import/encoding.ts'
import { documentWarnings, splitDocument } from '../../../src-main/import/read-document.ts'
import { looseCells } from '../../../src-main/import/read-line-rows.ts'
import { readName } from '../../../src-main/import/read-name.ts'
import { encodeText } from '../../fakes/source-files.ts'

describe('cells whose quotation marks are not doubled', () => {
  it('come back as they were written', () => {
    const value = fc.string({ unit: fc.constantFrom(...'АБ "\';,1'), maxLength: 6 }).map((text) => text.replaceAll(';', ','))
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (cells) => {
        expect(looseCells(cells.map((cell) => `"${cell}"`).join(';'), ';')).toEqual(cells)
      }),
    )
  })

  it.each([
    ['a;b', ['a', 'b']],
    ['"a;b";c', ['a;b', 'c']],
    ['"";""', ['', '']],
    ['"A "B"";x', ['A "B"', 'x']],
    ['a "b" c;d', ['a "b" c', 'd']],
    ['"a";"b', null],
    ['"', null],
    ['', ['']],
  ])('%s', (line, cells) => {
    expect(looseCells(line, ';')).toEqual(cells)
  })
})

describe('a document in one text', () => {
  it.each([
    [14, '00 00 № 000001', '00 00', '000001'],
    [14, '0000№000001', '0000', '000001'],
    [14, '00 00 N 000001', '00 00', '000001'],
    [14, '00 00 No 000001', '00 00', '000001'],
    [14, ' № 000001', null, '000001'],
    [14, '00 00 000001', '00 00', '000001'],
    [14, '00 000001', null, '00 000001'],
    [3, 'I-АА № 000001', 'I-АА', '000001'],
    [3, 'I-АА 000001', 'I-АА', '000001'],
    [3, 'IАА000001', 'I-АА', '000001'],
    [9, 'N1234567', null, 'N1234567'],
    [9, 'AB № N 12', 'AB', 'N 12'],
    [18, '12345', null, '12345'],
  ])('%i %s', (type, text, series, number) => {
    expect(splitDocument(type, text)).toEqual({ series, number })
  })

  it.each(['', ' ', '№', '00 00 №'])('without a number is none: «%s»', (text) => {
    expect(splitDocument(14, text)).toBeNull()
  })

  it.each([
    [14, '00 00', '000001', []],
    [14, '0000', '000001', []],
    [14, '00 00', '00001', ['document-mask']],
    [3, 'I-АА', '000001', []],
    [3, 'I-AA', '000001', []],
    [3, null, '000001', ['document-mask']],
    [77, null, '1', ['document-type-unknown']],
  ])('%i %s %s is odd: %j', (type, series, number, warnings) => {
    expect(documentWarnings(type, { series, number })).toEqual(warnings)
  })
})

describe('a name', () => {
  it.each([
    ['ИВАНОВ', 'ИВАНОВ', false],
    ['Петрова-Ёлкина', 'Петрова-Ёлкина', false],
    ['О’Нил', 'О’Нил', false],
    ['ИBАНОВ', 'ИBАНОВ', true],
    ['SMITH', 'SMITH', false],
    ['Ұлы', 'Ұлы', false],
    ['СЁРЁ', 'СЁРЁ', false],
    ['Р’Анно', 'Р’Анно', false],
    ['Иванов III', 'Иванов III', true],
    ['', null, false],
    ['НЕТ', null, false],
    ['-', null, false],
  ])('«%s» is taken as %s', (text, name, hasLookAlikes) => {
    expect(readName(text)).toEqual({ ok: true, value: { name, hasLookAlikes } })
  })

  it.each([
    ['РР’РђРќРћР’', 'encoded-twice'],
    ['РђРќРќРђ', 'encoded-twice'],
    ['╚┬└═╬┬', 'name-characters'],
    ['€ ‚ ­®', 'name-characters'],
    ['12', 'name-characters'],
    ['И?ВАНОВ', 'name-characters'],
    ['А'.repeat(201), 'value-too-long'],
  ])('«%s» is refused: %s', (text, reason) => {
    expect(readName(text)).toEqual({ ok: false, error: reason })
  })

  it('is never taken for one that was encoded twice when it is plain Russian', () => {
    const letter = fc.constantFrom(...'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя- ')
    fc.assert(fc.property(fc.string({ unit: letter, maxLength: 30 }), (text) => !isEncodedTwice(text)))
  })

  it('is known as encoded twice whatever Russian letters it had', () => {
    const letter = fc.constantFrom(...'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя')
    fc.assert(
      fc.property(fc.string({ unit: letter, minLength: 3, maxLength: 30 }), (text) => {
        // Of these two alone come plain Russian letters again, which nobody can tell from a name.
        fc.pre(/[^Ши]/.test(text))
        const twice = createDecoder('windows-1251').decode(Buffer.from(text))
        expect(isEncodedTwice(twice)).toBe(true)
        expect(isEncodedTwice(createDecoder('windows-1251').decode(Buffer.from(`${text}-${text}`)))).toBe(true)
      }),
      { examples: [['ШиААА'], ['ШШВ']] },
    )
  })
})

describe('the encoding of a text', () => {
  const text = 'Иванов Иван Иванович, ИВАНОВА АННА, сидоров пётр'
  it.each(['windows-1251', 'ibm866'] as const)('%s reads as Russian in itself alone', (encoding) => {
    const bytes = encodeText(text, encoding)
    for (const other of ['windows-1251', 'ibm866'] as const) {
      const share = russianShare(createDecoder(other).decode(bytes)) ?? 0
      if (other === encoding) expect(share).toBe(1)
      else expect(share).toBeLessThan(0.7)
    }
    expect(byteEvidence(bytes)).toBe('single-byte')
  })

  it('is UTF-8 with one damaged byte too, ASCII and marks are told', () => {
    const bytes = Buffer.from(text)
    bytes[1] = 0x20
    expect(byteEvidence(bytes)).toBe('utf-8')
    expect(byteEvidence(Buffer.from(text).subarray(0, 21))).toBe('utf-8')
    expect(byteEvidence(Buffer.from('abc'))).toBe('ascii')
    expect(byteEvidence(Buffer.from('\ufeffabc'))).toBe('mark')
    expect(byteEvidence(Buffer.from('\ufeffabc', 'utf16le'))).toBe('other-mark')
  })
})

describe('a date', () => {
  it.each([
    ['20240229', '2024-02-29'],
    ['2024-02-29', '2024-02-29'],
    ['2024-02-29Z', '2024-02-29'],
    ['2024-02-29T06:52:11.184Z', '2024-02-29'],
    ['2024-02-29+03:00', '2024-02-29'],
    ['29.02.2024', '2024-02-29'],
    ['29/02/2024', '2024-02-29'],
    ['20230229', null],
    ['20241301', null],
    ['2024-13-01', null],
    ['01.13.2024', null],
    ['2024-02-29x', null],
    ['0', null],
  ])('%s is %s', (text, date) => {
    expect(readDate(text, ['YYYYMMDD', 'YYYY-MM-DD', 'DD.MM.YYYY', 'DD/MM/YYYY'])).toBe(date)
  })

  it('has one reading', () => {
    expect(haveTwoReadings(['DD/MM/YYYY', 'MM/DD/YYYY'])).toBe(true)
    expect(haveTwoReadings(['DD/MM/YYYY', 'DD.MM.YYYY'])).toBe(false)
  })
})
