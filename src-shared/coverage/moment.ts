import type { CalendarDate, Instant } from '../calendar.ts'
import type { Facts, StationFacts } from './facts.ts'
import type { CoverageTables } from './tables.ts'

/** What steps 3–9 need to know of time, register and workstation. */
export interface Moment {
  readonly serviceDate: CalendarDate
  /** The clock's day in the station's time zone; the day of the trusted time where the clock is wrong. */
  readonly today: CalendarDate
  /** The day of `asOf` in the station's time zone. */
  readonly asOfDay: CalendarDate
  readonly asOf: Instant
  /** Wall-clock time of `asOf` in the station's time zone, `HH:MM`. */
  readonly asOfTime: string
  readonly clock: Instant
  /** Milliseconds from `asOf` to the clock; null where the clock is wrong. */
  readonly age: number | null
  readonly register: Facts['register']
  readonly station: StationFacts
  readonly tables: CoverageTables
}

/** True for every source but an on-line answer: a copy may lag behind the register. */
export function isCopy(moment: Moment): boolean {
  return moment.register.source !== 'online'
}
