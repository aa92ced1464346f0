import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { epochMilliseconds, instantOfLocal, localDateTime } from '../../../../src-shared/calendar.ts'
import { DEFAULT_WINDOW, nextRun } from '../../../../src-shared/feed/follow-schedule.ts'
import type { FollowTimes, RunEnd, RunHistory } from '../../../../src-shared/feed/follow-schedule.ts'

const moscow: FollowTimes = { ...DEFAULT_WINDOW, timeZone: 'Europe/Moscow', jitter: 0.5, cadenceHours: 24 }
const berlin: FollowTimes = { ...moscow, timeZone: 'Europe/Berlin' }

const at = (text: string, { timeZone }: FollowTimes = moscow): string => {
  const [date = '', time = ''] = text.split(' ')
  return instantOfLocal({ date, time }, timeZone)
}
const local = (instant: string, { timeZone }: FollowTimes = moscow): string => {
  const { date, time } = localDateTime(instant, timeZone)
  return `${date} ${time}`
}
const ended = (text: string, end: RunEnd, failures = 0, times = moscow): RunHistory => ({
  last: { startedAt: at(text, times), endedAt: at(text, times), end },
  failures,
})
const due = (now: string, history: RunHistory, times = moscow) => {
  const next = nextRun(at(now, times), times, history)
  return [local(next.at, times), next.why]
}

describe('the next run', () => {
  test('is due at once where none was made yet', () => {
    expect(due('2025-11-20 11:00', { last: null, failures: 0 })).toEqual(['2025-11-20 11:00', 'first'])
  })

  test("comes at the station's own turn within the window", () => {
    const history = ended('2025-11-20 11:00', 'done')
    expect(due('2025-11-20 12:00', history)).toEqual(['2025-11-21 03:30', 'nightly'])
    expect(due('2025-11-21 04:59', history)).toEqual(['2025-11-21 03:30', 'nightly'])
    expect(local(nextRun(at('2025-11-20 12:00'), { ...moscow, jitter: 0 }, history).at)).toBe('2025-11-21 02:00')
    expect(local(nextRun(at('2025-11-20 12:00'), { ...moscow, jitter: 0.99 }, history).at)).toBe('2025-11-21 04:58')
  })

  test('is not made twice in one night', () => {
    expect(due('2025-11-21 02:10', ended('2025-11-21 02:05', 'done'))).toEqual(['2025-11-22 03:30', 'nightly'])
    expect(due('2025-11-21 02:10', ended('2025-11-21 01:55', 'done'))).toEqual(['2025-11-21 03:30', 'nightly'])
  })

  test('is made up for when the computer slept', () => {
    expect(due('2025-11-21 08:00', ended('2025-11-20 03:30', 'done'))).toEqual(['2025-11-21 03:30', 'missed'])
    const [first, why] = due('2025-11-24 08:00', ended('2025-11-20 03:30', 'done'))
    expect([first, why]).toEqual(['2025-11-21 03:30', 'missed'])
  })

  test('is tried again after a back-off that doubles and ends at the cadence', () => {
    const waits = [1, 2, 3, 4, 8, 9, 30].map((failures) => {
      const { at: next } = nextRun(at('2025-11-21 05:00'), { ...moscow, cadenceHours: 12 }, ended('2025-11-21 05:00', 'failed', failures))
      return (epochMilliseconds(next) - epochMilliseconds(at('2025-11-21 05:00'))) / 60_000
    })
    expect(waits).toEqual([5, 10, 20, 40, 640, 720, 720])
    expect(due('2025-11-21 05:00', ended('2025-11-21 05:00', 'failed', 1))).toEqual(['2025-11-21 05:05', 'retry'])
    expect(due('2025-11-21 05:00', ended('2025-11-21 05:00', 'cancelled', 1))).toEqual(['2025-11-21 06:00', 'retry'])
    expect(due('2025-11-21 01:00', ended('2025-11-21 01:00', 'failed', 9))).toEqual(['2025-11-21 03:30', 'nightly'])
  })

  test('waits for the administrator where a brake holds, until the next night', () => {
    expect(due('2025-11-21 04:00', ended('2025-11-21 03:30', 'held'))).toEqual(['2025-11-22 03:30', 'nightly'])
  })

  test('does not wait for a run that a clock set ahead put into the future', () => {
    expect(due('2025-11-21 04:00', ended('2031-01-01 03:30', 'done'))).toEqual(['2025-11-21 04:00', 'missed'])
  })

  test('keeps to the local window on the nights when clocks change', () => {
    const spring = ended('2026-03-28 12:00', 'done', 0, berlin)
    expect(due('2026-03-28 13:00', spring, berlin)).toEqual(['2026-03-29 04:00', 'nightly'])
    const autumn = ended('2026-10-24 12:00', 'done', 0, berlin)
    expect(due('2026-10-24 13:00', autumn, berlin)).toEqual(['2026-10-25 03:00', 'nightly'])
    expect(due('2026-10-26 08:00', ended('2026-10-25 02:30', 'done', 0, berlin), berlin)[1]).toBe('missed')
  })

  test('may have a window that passes midnight', () => {
    const late = { ...moscow, windowFrom: '23:00', windowTo: '01:00' }
    expect(due('2025-11-21 12:00', ended('2025-11-21 00:10', 'done'), late)).toEqual(['2025-11-22 00:00', 'nightly'])
    expect(due('2025-11-22 00:30', ended('2025-11-21 22:00', 'done'), late)).toEqual(['2025-11-22 00:00', 'nightly'])
    expect(due('2025-11-22 00:30', ended('2025-11-21 23:30', 'done'), late)).toEqual(['2025-11-23 00:00', 'nightly'])
  })

  test('lies within its window, in every zone, and at most a day and a window after a run that was done', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 * 96 }),
        fc.constantFrom(
          'Europe/Moscow',
          'Asia/Kamchatka',
          'Europe/Kaliningrad',
          'Europe/Berlin',
          'America/New_York',
          'Australia/Lord_Howe',
        ),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (quarters, timeZone, jitter) => {
          const times = { ...moscow, timeZone, jitter }
          const startedAt = new Date(Date.parse('2025-06-01T00:00:00Z') + quarters * 900_000).toISOString()
          const next = nextRun(startedAt, times, { last: { startedAt, endedAt: startedAt, end: 'done' }, failures: 0 })
          const { time } = localDateTime(next.at, timeZone)
          expect(time >= '02:00' && time < '05:00').toBe(true)
          const hours = (Date.parse(next.at) - Date.parse(startedAt)) / 3_600_000
          expect(hours).toBeGreaterThan(0)
          expect(hours).toBeLessThanOrEqual(29)
        },
      ),
      { numRuns: 300 },
    )
  })
})
