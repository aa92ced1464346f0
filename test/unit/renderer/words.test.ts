import { describe, expect, it } from 'vitest'
import { letterDifferences } from '../../../src-renderer/desk/letter-differences.ts'
import { readTypedDate } from '../../../src-renderer/desk/typed-date.ts'
import { agreeingFields } from '../../../src-renderer/desk/verdict-reasons.tsx'
import { ribbonName, shortName } from '../../../src-renderer/desk/person-words.ts'
import { formatAge, formatAgo, formatBirthDate, formatDate, formatMoment } from '../../../src-renderer/ui/format.ts'
import { ivanov, replyFixture, verdictFixture } from '../../fakes/desk-fixtures.ts'

const marked = (runs: readonly { text: string; differs: boolean }[]) =>
  runs.map((run) => (run.differs ? `[${run.text}]` : run.text)).join('')

describe('differing letters', () => {
  it.each([
    ['Наталья', 'Наталия', 'Натал[ь]я', 'Натал[и]я'],
    ['Петрова', 'ПЕТРОВ', 'Петров[а]', 'ПЕТРОВ'],
    ['15.03.1985', '16.03.1985', '1[5].03.1985', '1[6].03.1985'],
    ['Фёдор', 'Федор', 'Фёдор', 'Федор'],
  ])('%s and %s', (one, other, first, second) => {
    const result = letterDifferences(one, other)
    expect(marked(result.one)).toBe(first)
    expect(marked(result.other)).toBe(second)
  })

  it('marks two different words as a whole', () => {
    const result = letterDifferences('Кузнецова', 'Ли')
    expect(marked(result.one)).toBe('[Кузнецова]')
    expect(marked(result.other)).toBe('[Ли]')
  })
})

describe('dates and ages in words', () => {
  it('writes dates as each language does', () => {
    expect(formatDate('1985-03-05', 'ru')).toBe('05.03.1985')
    expect(formatDate('1985-03-05', 'en')).toBe('5 Mar 1985')
  })

  it('says which part of a birth date is unknown', () => {
    expect(formatBirthDate('1950-07-00', 'ru')).toBe('07.1950 (день неизвестен)')
    expect(formatBirthDate('1950-00-00', 'en')).toBe('1950 (day and month unknown)')
    expect(formatBirthDate('0000-00-00', 'ru')).toBe('—')
  })

  it.each([
    [0, 'меньше года'],
    [1, '1\u00A0год'],
    [3, '3\u00A0года'],
    [11, '11\u00A0лет'],
    [42, '42\u00A0года'],
  ])('%i → %s', (years, words) => {
    expect(formatAge(years, 'ru')).toBe(words)
  })

  it('leaves out the year of now only', () => {
    expect(formatMoment('2026-11-22T00:10:00Z', '2026-11-22T09:00:00Z', 'Europe/Moscow', 'ru')).toBe('22.11 03:10')
    expect(formatMoment('2025-11-22T00:10:00Z', '2026-11-22T09:00:00Z', 'Europe/Moscow', 'ru')).toBe('22.11.2025 03:10')
    expect(formatMoment('2026-11-22T00:10:00Z', '2026-11-22T09:00:00Z', 'Europe/Moscow', 'en')).toBe('22 Nov 03:10')
  })

  it('says an age in minutes, hours, then days', () => {
    expect(formatAgo(30_000, 'ru')).toBe('только что')
    expect(formatAgo(6 * 3_600_000, 'ru')).toBe('6 часов назад')
    expect(formatAgo(121 * 3_600_000, 'en')).toBe('5 days ago')
  })
})

describe('a typed date', () => {
  it.each([
    ['5.11.2026', '2026-11-05'],
    ['05112026', '2026-11-05'],
    ['05-11-2026', '2026-11-05'],
    ['31.02.2026', null],
    ['05.11', null],
  ])('%s → %s', (text, date) => {
    expect(readTypedDate(text)).toBe(date)
  })
})

describe('names in the ribbon', () => {
  it('are initials, and for a child the age instead of the patronymic', () => {
    expect(shortName(ivanov, 'ru')).toBe('Иванов И. И.')
    expect(shortName({ ...ivanov, familyName: 'МАМИН-СИБИРЯК', givenName: 'ИВАН' }, 'ru')).toBe('Мамин-Сибиряк И. И.')
    expect(shortName({ ...ivanov, age: 6 }, 'ru')).toBe('Иванов И. (6\u00A0лет)')
  })

  it('say that an answer on the record of the representative is about the newborn', () => {
    const verdict = verdictFixture()
    const reasons = verdict.reasons.map((reason) => ({ ...reason, code: 'newborn-by-representative' as const }))
    expect(ribbonName(replyFixture(verdict), 'ru')).toBe('Иванов И. И.')
    expect(ribbonName(replyFixture(verdictFixture({ reasons })), 'ru')).toBe('Новорождённый (Иванов И. И.)')
  })
})

describe('what is ticked as compared', () => {
  it('leaves out what differs or agrees in part only', () => {
    const compared = ['familyName', 'givenName', 'patronymic', 'birthDate'] as const
    const differing = { presented: 'Ларина', register: 'Орлова' }
    const differences = [
      { field: 'familyName', result: 'different', ...differing },
      { field: 'givenName', result: 'equal', ...differing },
      { field: 'patronymic', result: 'partly', ...differing },
    ] as const
    const match = { key: 'enp' as const, compared: [...compared], differences: [...differences] }
    expect(agreeingFields(verdictFixture({ match }))).toEqual(['givenName', 'birthDate'])
  })
})
