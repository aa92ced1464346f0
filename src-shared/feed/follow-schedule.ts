import { addDays, epochMilliseconds, instantOfLocal, localDateTime } from '../calendar.ts'
import type { CalendarDate, Instant } from '../calendar.ts'

/** When a station follows its feed (register feed, Promises 9). */
export interface FollowTimes {
  /** Local times `HH:MM` between which runs begin by themselves; the window passes midnight where it ends before it begins. */
  readonly windowFrom: string
  readonly windowTo: string
  readonly timeZone: string
  /** The station's own place in the window and in back-offs, 0 ≤ jitter < 1: stations of a region must not all come at once. */
  readonly jitter: number
  /** What the publisher promises; null before the first listing was seen. */
  readonly cadenceHours: number | null
}

/** How a run ended, as far as the next one depends on it. `held`: an administrator is waited for, not the clock. */
export type RunEnd = 'done' | 'held' | 'failed' | 'cancelled'

/** The runs so far, as far as the next one depends on them. */
export interface RunHistory {
  readonly last: { readonly startedAt: Instant; readonly endedAt: Instant; readonly end: RunEnd } | null
  /** Runs in a row, the last one included, that failed or were cancelled. */
  readonly failures: number
}

/** `missed`: the computer slept or was off when the station's turn came. */
export type RunReason = 'first' | 'nightly' | 'missed' | 'retry' | 'manual'

export interface NextRun {
  /** Due from this instant on; it may lie behind the clock. */
  readonly at: Instant
  readonly why: Exclude<RunReason, 'manual'>
}

export const DEFAULT_WINDOW = { windowFrom: '02:00', windowTo: '05:00' } as const

/** The first back-off; every further one is twice as long. */
const BACK_OFF = 5 * 60_000
/** Somebody who cancelled wants peace for a while. */
const AFTER_CANCEL = 60 * 60_000
const HOUR = 3_600_000

/**
 * When the next run is due and why. A night is served by any run that began since its window opened; a run that failed is tried
 * again after a back-off that doubles, never longer than the cadence. Throws RangeError on an unknown zone or window.
 */
export function nextRun(now: Instant, times: FollowTimes, { last, failures }: RunHistory): NextRun {
  if (last === null) return { at: now, why: 'first' }
  // A run that lies ahead of the clock tells nothing: the clock was set back since.
  const started = epochMilliseconds(last.startedAt)
  if (started > epochMilliseconds(now)) return { at: now, why: 'missed' }
  const night = nightAfter(started, times)
  const nightly: NextRun = { at: night.turn, why: epochMilliseconds(now) < epochMilliseconds(night.closes) ? 'nightly' : 'missed' }
  if (last.end === 'done' || last.end === 'held') return nightly
  const retry = instant(epochMilliseconds(last.endedAt) + backOff(times, failures, last.end))
  return epochMilliseconds(retry) < epochMilliseconds(nightly.at) ? { at: retry, why: 'retry' } : nightly
}

interface Night {
  readonly opens: number
  readonly turn: Instant
  readonly closes: Instant
}

/** The first night whose window opens after an instant. */
function nightAfter(time: number, times: FollowTimes): Night {
  let day = addDays(localDateTime(instant(time), times.timeZone).date, -1)
  for (;;) {
    const night = nightOf(day, times)
    if (night.opens > time) return night
    day = addDays(day, 1)
  }
}

function nightOf(day: CalendarDate, { windowFrom, windowTo, timeZone, jitter }: FollowTimes): Night {
  const opens = epochMilliseconds(instantOfLocal({ date: day, time: windowFrom }, timeZone))
  const closingDay = windowTo > windowFrom ? day : addDays(day, 1)
  const closes = epochMilliseconds(instantOfLocal({ date: closingDay, time: windowTo }, timeZone))
  return { opens, turn: instant(opens + Math.floor(Math.max(0, closes - opens) * jitter)), closes: instant(closes) }
}

function backOff({ jitter, cadenceHours }: FollowTimes, failures: number, end: RunEnd): number {
  const longest = (cadenceHours ?? 24) * HOUR
  const doubled = (end === 'cancelled' ? AFTER_CANCEL : BACK_OFF) * 2 ** Math.max(0, failures - 1)
  return Math.min(longest, Math.floor(doubled * (0.75 + jitter / 2)))
}

function instant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString()
}
