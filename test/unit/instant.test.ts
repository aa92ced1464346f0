import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { epochMilliseconds, instantOfLocal, isInstant, localDateTime } from '../../src-shared/calendar.ts'

const byTemporal = (text: string): number | null => {
  try {
    return Temporal.Instant.from(text).epochMilliseconds
  } catch {
    return null
  }
}

const number = (most: number) => fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'))
/** Instants and near misses: days and hours that do not exist, offsets, fractions of any length. */
const nearlyInstant = fc
  .tuple(
    fc.integer({ min: 0, max: 9999 }).map((year) => String(year).padStart(4, '0')),
    number(13),
    number(32),
    number(25),
    number(61),
    number(61),
    fc.constantFrom('', '.1', '.12', '.123', '.123456', '.123456789', '.', ',5'),
    fc.constantFrom('Z', 'z', '+03:00', '-11:30', '', '[UTC]', 'Z[Europe/Moscow]', ' Z'),
  )
  .map(
    ([year, month, day, hour, minute, second, fraction, zone]) => `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${zone}`,
  )

describe('instants', () => {
  test('are read exactly as Temporal reads them, in every way of writing', () => {
    fc.assert(
      fc.property(nearlyInstant, (text) => {
        const expected = byTemporal(text)
        expect(isInstant(text)).toBe(expected !== null)
        if (expected === null) expect(() => epochMilliseconds(text)).toThrow(RangeError)
        else expect(epochMilliseconds(text)).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })

  // Monrovia's clock changed by 44:30 within a quarter hour of UTC in 1972, Lord Howe's changes by half an hour.
  const zones = ['Europe/Moscow', 'Asia/Kathmandu', 'Africa/Monrovia', 'Australia/Lord_Howe', 'America/St_Johns', 'Asia/Kamchatka', 'UTC']
  test('have the local time that Temporal gives them, around every change of a clock', () => {
    const changes = zones.flatMap((zone) => {
      const found: number[] = []
      let at = Temporal.Instant.from('1970-01-01T00:00Z').toZonedDateTimeISO(zone).getTimeZoneTransition('next')
      for (; at !== null && found.length < 60; at = at.getTimeZoneTransition('next')) found.push(at.epochMilliseconds)
      return found.length === 0 ? [0] : found
    })
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.oneof(
          fc.integer({ min: 0, max: 4_102_444_800_000 }),
          fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -3_600_000, max: 3_600_000 })).map(([change, by]) => change + by),
        ),
        (zone, milliseconds) => {
          const expected = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone)
          const { date, time } = localDateTime(new Date(milliseconds).toISOString(), zone)
          expect(`${date} ${time}`).toBe(
            `${expected.toPlainDate().toString()} ${expected.toPlainTime().toString({ smallestUnit: 'minute' })}`,
          )
        },
      ),
      { numRuns: 3000 },
    )
  })

  test.each([
    ['2026-11-22T21:30:00.000Z', 'Europe/Moscow', '2026-11-23', '00:30'],
    ['2026-11-22T21:29:59.999999999Z', 'Asia/Kolkata', '2026-11-23', '02:59'],
    ['1969-12-31T23:59:59.9999Z', 'UTC', '1969-12-31', '23:59'],
    ['2026-11-22T00:00:00+03:00', 'UTC', '2026-11-21', '21:00'],
  ])('%s in %s is %s %s', (instant, zone, date, time) => {
    expect(localDateTime(instant, zone)).toEqual({ date, time })
  })

  test('are found from what clocks show, also where clocks jump', () => {
    expect(instantOfLocal({ date: '2025-11-21', time: '02:00' }, 'Europe/Moscow')).toBe('2025-11-20T23:00:00Z')
    expect(instantOfLocal({ date: '2026-03-29', time: '02:30' }, 'Europe/Berlin')).toBe('2026-03-29T01:30:00Z')
    expect(instantOfLocal({ date: '2026-10-25', time: '02:30' }, 'Europe/Berlin')).toBe('2026-10-25T00:30:00Z')
    expect(() => instantOfLocal({ date: '2025-02-30', time: '02:30' }, 'Europe/Berlin')).toThrow(RangeError)
    expect(() => instantOfLocal({ date: '2025-02-28', time: '02:30' }, 'Europe/Nowhere')).toThrow(RangeError)
  })
})
