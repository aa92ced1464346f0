import { describe, expect, it } from 'vitest'
import { describeItem, formatItem } from '../../../src-shared/intake/describe-item.ts'
import { previewItem } from '../../../src-shared/intake/preview.ts'
import { readItem } from '../../../src-shared/intake/read-item.ts'
import type { ReadOptions } from '../../../src-shared/intake/read-options.ts'
import vectors from '../../vectors/intake/items.json' with { type: 'json' }

const options = { today: '2026-11-22', enpCheckDigit: 'refuse', uncheckableSnils: 'accept', language: 'ru' } as const

describe('what the one box says while somebody types', () => {
  it.each([
    { text: '', state: 'empty', kind: null, formatted: null, hint: 'Ничего не введено. Отсканируйте полис или введите номер.' },
    {
      text: '0056410',
      state: 'unfinished',
      kind: null,
      formatted: null,
      hint: 'паспорт – ещё 3 цифры · СНИЛС – ещё 4 цифры · ЕНП – ещё 9 цифр',
    },
    {
      text: '0000 00000',
      state: 'recognised',
      kind: 'Временное свидетельство',
      formatted: '000000000',
      hint: 'паспорт – ещё 1 цифра · ЕНП – ещё 7 цифр',
    },
    { text: '0000000000', state: 'recognised', kind: 'Паспорт РФ', formatted: '00 00 000000', hint: 'ЕНП – ещё 6 цифр' },
    { text: '1234567890123', state: 'unfinished', kind: null, formatted: null, hint: 'ЕНП – ещё 3 цифры' },
    { text: '0056410834000014', state: 'recognised', kind: 'Полис · ЕНП', formatted: '0056 4108 3400 0014', hint: null },
    { text: '0056410834000015', state: 'problem', kind: null, formatted: null },
    { text: 'Иванов Иван', state: 'unfinished', kind: null, formatted: null },
    { text: 'Иванов Иван 1', state: 'unfinished', kind: null, formatted: null, hint: 'Допишите дату рождения' },
    { text: 'Иванов Иван 15.03.19', state: 'unfinished', kind: null, formatted: null },
    { text: 'Иванов Иван 15.03.1985', state: 'recognised', kind: 'Имя и дата рождения', formatted: 'ИВАНОВ ИВАН, 15.03.1985', hint: null },
    { text: 'Иванов Иван 31.02.1985', state: 'problem', kind: null, formatted: null },
    { text: 'II-А', state: 'unfinished', kind: null, formatted: null },
    { text: 'II-АБ 123456', state: 'recognised', kind: 'Свидетельство о рождении', formatted: 'II-АБ 123456', hint: null },
    { text: 'PNRUSIVANOV<<IVAN', state: 'unfinished', kind: null, formatted: null, hint: 'Код поступает…' },
    { text: '020000334E2BB8D88E5D039C750FD7', state: 'unfinished', kind: null, formatted: null, hint: 'Код поступает…' },
    { text: 'https://example.org/abc', state: 'problem', kind: null, formatted: null },
  ])('«$text»', ({ text, ...expected }) => {
    expect(previewItem(text, options)).toMatchObject(expected)
  })

  it('typing towards a right number or name never sounds like an error', () => {
    for (const text of [
      '0056410834000014',
      'Иванов Иван Иванович 15.03.1985',
      'Иванов Иван 15 03 1985',
      'II-АБ 123456',
      '112-233-445 95',
      '00 00 000000',
      'паспорт 0000 000000',
      'снилс 112-233-445 95',
      'bdfyjd bdfy 15.03.1985',
    ]) {
      for (let length = 1; length <= text.length; length += 1) {
        const typed = text.slice(0, length)
        expect(previewItem(typed, options).state, typed).not.toBe('problem')
      }
    }
  })

  it('a hint leaves no talk of other numbers', () => {
    expect(previewItem('000000', { ...options, as: 'document:14' })).toMatchObject({
      state: 'unfinished',
      hint: 'Цифр в номере паспорта: 6, нужно 10 (серия 4 и номер 6).',
    })
  })

  it('speaks English', () => {
    expect(previewItem('005641083400001', { ...options, language: 'en' }).hint).toBe('ENP: 1 more digit')
    expect(previewItem('0000000000', { ...options, language: 'en' }).kind).toBe('Russian passport')
  })
})

describe('chips', () => {
  const usual: ReadOptions = options
  it('every vector has words in both languages, and usable ones a formatted text', () => {
    for (const vector of vectors) {
      if (vector.text === undefined) continue
      const item = readItem({ text: vector.text }, usual)
      expect(describeItem(item, 'ru')).toMatch(/[а-яА-Я]/)
      expect(describeItem(item, 'en')).toMatch(/[a-zA-Z]/)
      const unusable = item.kind === 'unrecognised' || item.kind === 'several-candidates'
      expect(formatItem(item, 'en') === null).toBe(unusable)
    }
  })
  it.each([
    { text: '112-233-445 95', chip: 'СНИЛС', formatted: '112-233-445 95' },
    { text: 'https://example.org/0056410834000014', chip: 'Похоже на ЕНП · подтвердите', formatted: '0056 4108 3400 0014' },
    { text: '00000000000001', chip: 'Карта УЭК', formatted: '00000000000001' },
  ])('$chip', ({ text, chip, formatted }) => {
    const item = readItem({ text }, usual)
    expect(describeItem(item, 'ru')).toBe(chip)
    expect(formatItem(item, 'ru')).toBe(formatted)
  })
})
