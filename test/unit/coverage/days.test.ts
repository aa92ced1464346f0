import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../src-shared/calendar.ts'
import { possibleBirthDates } from '../../../src-shared/coverage/birth-date.ts'
import { evaluate } from '../../../src-shared/coverage/evaluate.ts'
import type { Facts } from '../../../src-shared/coverage/facts.ts'
import { acceptedSets, builtInTables, limitOn, presentedRow, tablesWith } from '../../../src-shared/coverage/tables.ts'
import type { Verdict } from '../../../src-shared/coverage/verdict.ts'
import { vectors } from './vector-files.ts'

function facts(name: string): Facts {
  return structuredClone(vectors.find(({ vector }) => vector.name === name)?.vector.facts) as Facts
}

function codes(verdict: Verdict): readonly string[] {
  return verdict.reasons.map((reason) => reason.code)
}

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days))

/** Full years by counting birthdays on a calendar; 29 February has its birthday on 1 March of a common year. */
function yearsByCounting(birthDate: string, on: string): number {
  const [year = 0, month = 0, date = 0] = birthDate.split('-').map(Number)
  let years = -1
  for (let next = year; ; next += 1) {
    const birthday = new Date(Date.UTC(next, month - 1, date)).toISOString().slice(0, 10)
    if (birthday > on) return years
    years += 1
  }
}

describe('ages', () => {
  test('a birth certificate alone is enough until the day before the 14th birthday, for any birth date', () => {
    const base = facts('birth certificate of a six-year-old')
    fc.assert(
      fc.property(day, fc.integer({ min: 4990, max: 5240 }), (birthDate, days) => {
        const serviceDate = addDays(birthDate, days)
        const [child] = base.people
        if (child === undefined) throw new Error('no child')
        const verdict = evaluate(
          {
            ...base,
            serviceDate,
            clock: `${serviceDate}T09:00:00Z`,
            register: { ...base.register, asOf: `${serviceDate}T01:00:00Z` },
            station: { ...base.station, regionCode: '00' },
            people: [
              {
                ...child,
                birthDate,
                enp: null,
                policies: child.policies.map((policy) => Object.assign({}, policy, { from: birthDate, enp: null })),
              },
            ],
          },
          {
            language: 'ru',
            tables: tablesWith([{ from: null, to: null, regionCode: '00', policyAlone: true, documentAlone: true, transitionNote: false }]),
          },
        )
        const isChild = yearsByCounting(birthDate, serviceDate) < 14
        expect(verdict.outcome).toBe(isChild ? 'covered' : 'needs-a-look')
        expect(verdict.person?.age).toBe(yearsByCounting(birthDate, serviceDate))
      }),
      { numRuns: 400, seed: 20261122 },
    )
  })

  test.each([
    ['1985-03-15', [], ['1985-03-15', '1985-03-15']],
    ['1985-02-00', [4], ['1985-02-01', '1985-02-28']],
    ['1984-02-15', [4], ['1984-02-01', '1984-02-29']],
    ['1985-00-00', [5], ['1985-01-01', '1985-12-31']],
    ['1985-02-30', [6], ['1985-01-01', '1985-12-31']],
    ['1985-02-15', [5], ['1985-01-01', '1985-12-31']],
    ['1985-02-30', [5], null],
    ['1985-02-00', [], null],
    ['1985-00-00', [4], null],
    ['1985-02-30', [], null],
    ['1985-13-00', [4], null],
    ['0000-00-00', [5], null],
  ])('%s with DOST %j may be %j', (birthDate, dost, range) => {
    expect(possibleBirthDates({ birthDate, dost })).toEqual(range)
  })
})

describe('time zones', () => {
  test('today is the day of the wall clock at the desk', () => {
    const base = facts('digital policy')
    const zones = ['Europe/Kaliningrad', 'Europe/Moscow', 'Asia/Yekaterinburg', 'Asia/Vladivostok', 'Asia/Kamchatka', 'America/St_Johns']
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 60 * 24 * 365 }), (timeZone, minutes) => {
        const clock = new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString()
        const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(clock))
        const on = (serviceDate: string) =>
          codes(
            evaluate(
              { ...base, serviceDate, clock, register: { ...base.register, asOf: clock }, station: { ...base.station, timeZone } },
              { language: 'en' },
            ),
          )
        expect(on(today)).not.toContain('future-date')
        expect(on(addDays(today, 1))).toContain('future-date')
        expect(on(addDays(today, 31))).toContain('future-date')
        expect(on(addDays(today, 32))).toEqual(['date-too-far'])
      }),
      { numRuns: 200, seed: 20261122 },
    )
  })
})

function federalRow(date: string): ReturnType<typeof presentedRow> {
  return presentedRow(builtInTables, date, null)
}

describe('the dated tables', () => {
  test('every day has one federal row, and the dates of the law are its borders', () => {
    expect([federalRow('2022-11-30')?.documentAlone, federalRow('2022-12-01')?.documentAlone]).toEqual([false, true])
    expect([federalRow('2025-12-31')?.transitionNote, federalRow('2026-01-01')?.transitionNote]).toEqual([true, false])
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => federalRow(addDays('1990-01-01', days)) !== null),
      { seed: 20261122 },
    )
  })

  test('rows of the settings stand before the built-in ones, of the region before federal ones', () => {
    const federal = { from: '2026-01-01', to: null, regionCode: null, policyAlone: false, documentAlone: false, transitionNote: true }
    const regional = { ...federal, regionCode: '00', transitionNote: false }
    const tables = tablesWith([federal, regional])
    expect(presentedRow(tables, '2026-02-02', null)).toBe(federal)
    expect(presentedRow(tables, '2026-02-02', '00')).toBe(regional)
    expect(presentedRow(tables, '2026-02-02', '01')).toBe(federal)
    expect(presentedRow(tables, '2025-02-02', '00')).toBe(builtInTables.presented[1])
    expect(tablesWith([])).toBe(builtInTables)
  })

  test('no row for the day means that nothing is enough', () => {
    expect(presentedRow({ ...builtInTables, presented: [] }, '2026-02-02', null)).toBeNull()
    const verdict = evaluate(facts('digital policy'), { language: 'ru', tables: { ...builtInTables, presented: [] } })
    expect(verdict).toMatchObject({ outcome: 'needs-a-look', underlying: { code: 'digital-policy' } })
  })

  test('the border of 14 years', () => {
    expect(acceptedSets(builtInTables, '2026-02-02', 13)).toEqual([[3], [24]])
    expect(acceptedSets(builtInTables, '2026-02-02', 14)).toContainEqual([14])
    expect(acceptedSets(builtInTables, '2026-02-02', 14)).not.toContainEqual([3])
  })

  test('a limit without a row for the day is an error of the table', () => {
    const tables = {
      ...builtInTables,
      limits: { ...builtInTables.limits, futureDays: { rows: [{ from: '2030-01-01', to: null, value: 31 }] } },
    }
    expect(() => limitOn(tables, 'futureDays', '2026-02-02')).toThrow('futureDays')
    expect(limitOn(tables, 'futureDays', '2030-01-01')).toBe(31)
  })

  test('a changed limit changes the answer without a change of code', () => {
    const tables = {
      ...builtInTables,
      limits: { ...builtInTables.limits, temporaryCertificateDays: { rows: [{ from: null, to: null, value: 45 }] } },
    }
    const old = facts('temporary certificate 31 days old: valid status past its computed end')
    expect(evaluate(old, { language: 'ru' }).outcome).toBe('needs-a-look')
    expect(codes(evaluate(old, { language: 'ru', tables }))[0]).toBe('temporary-certificate')
  })
})
