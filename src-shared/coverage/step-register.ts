import { addDays, daysBetween, epochMilliseconds, localDateTime } from '../calendar.ts'
import type { Instant } from '../calendar.ts'
import { finding, findingAs } from './finding.ts'
import type { Finding } from './finding.ts'
import type { KnownFacts } from './known-facts.ts'
import { missingText } from './missing-text.ts'
import type { Moment } from './moment.ts'
import { limitOn } from './tables.ts'
import type { CoverageTables } from './tables.ts'

/**
 * Step 2 (coverage rules §2): is there a register, can the clock be trusted, is the date near enough. Trusted time is the
 * greatest of `asOf` and `issuedAt`, never the local clock. With a wrong clock the moment is still given, at the trusted
 * time, so that the rest can be told in words.
 */
export function stepRegister(
  known: KnownFacts,
  tables: CoverageTables,
): { readonly decision: Finding | null; readonly moment: Moment | null } {
  if (known.registerState === 'missing') return { decision: finding('register-missing'), moment: null }
  if (known.registerState === 'damaged') return { decision: finding('register-damaged'), moment: null }
  const { serviceDate, clock, asOf, register, station } = known
  if (serviceDate === null || clock === null || asOf === null) {
    return { decision: findingAs('fact-missing', 'not-checked', { what: missingText(known) }), moment: null }
  }
  if (register === null || station === null) return { decision: finding('fact-missing', { what: missingText(known) }), moment: null }
  const trusted = laterOf(asOf, register.issuedAt)
  const clockDay = localDateTime(clock, station.timeZone).date
  const clockTime = epochMilliseconds(clock)
  const behind = epochMilliseconds(trusted) - clockTime
  const age = clockTime - epochMilliseconds(asOf)
  const clockIsWrong = age < 0 || behind > limitOn(tables, 'clockToleranceSeconds', clockDay) * 1000
  const today = clockIsWrong ? localDateTime(trusted, station.timeZone).date : clockDay
  const { date: asOfDay, time: asOfTime } = localDateTime(asOf, station.timeZone)
  const moment: Moment = { serviceDate, today, asOfDay, asOf, asOfTime, clock, age: clockIsWrong ? null : age, register, station, tables }
  if (clockIsWrong) return { decision: finding('clock-untrusted', { clock, trustedTime: trusted }), moment }
  const limitDays = limitOn(tables, 'futureDays', today)
  if (daysBetween(today, serviceDate) > limitDays) {
    const params = { limitDays: String(limitDays), firstDate: addDays(serviceDate, -limitDays) }
    return { decision: finding('date-too-far', params), moment }
  }
  return { decision: null, moment }
}

function laterOf(asOf: Instant, issuedAt: Instant | null): Instant {
  return issuedAt !== null && epochMilliseconds(issuedAt) > epochMilliseconds(asOf) ? issuedAt : asOf
}
