import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src-shared/calendar.ts'
import { addYears, dateText, dayNumber, dayNumberOf, demoToday } from '../../../src-main/app/demo/days.ts'

describe('day numbers', () => {
  it('count every day from 1850 to 2100 once', () => {
    let expected = '1899-12-25'
    for (let day = dayNumber(expected); day <= dayNumber('1905-01-10'); day += 1) {
      expect(dateText(day)).toBe(expected)
      expected = addDays(expected, 1)
    }
    for (const date of ['1850-01-01', '1970-01-01', '2000-02-29', '2024-02-29', '2100-03-01']) expect(dateText(dayNumber(date))).toBe(date)
    expect(dayNumberOf(1970, 1, 1)).toBe(0)
  })

  it('add years, 29 February becoming 1 March', () => {
    expect(dateText(addYears(dayNumber('2012-02-29'), 14))).toBe('2026-03-01')
    expect(dateText(addYears(dayNumber('2012-02-29'), -4))).toBe('2008-02-29')
  })

  it('take today from the time zone of a new station', () => {
    expect(dateText(demoToday('2026-11-21T20:59:00Z'))).toBe('2026-11-21')
    expect(dateText(demoToday('2026-11-21T21:00:00Z'))).toBe('2026-11-22')
  })
})
