import { finding } from './finding.ts'
import type { Finding } from './finding.ts'
import { isCopy } from './moment.ts'
import type { Moment } from './moment.ts'

const HOUR = 3_600_000

/**
 * Step 8 (coverage rules §2): a copy older than the station's limit (96 h, at most 240) gives neither green nor red. Exactly at
 * the limit it still does. An on-line answer has no such age.
 */
export function stepAge(decision: Finding, moment: Moment): Finding | null {
  if (decision.outcome !== 'covered' && decision.outcome !== 'not-covered') return null
  const { tooOldAfterHours } = moment.station
  const tooOld = isCopy(moment) && moment.age !== null && moment.age > tooOldAfterHours * HOUR
  return tooOld ? finding('register-too-old', { limitHours: String(tooOldAfterHours) }) : null
}

/** True where the note `data-age` is due: exactly at the limit it is not. */
export function isAgeing(moment: Moment): boolean {
  return moment.age !== null && moment.age > moment.station.noteAfterHours * HOUR
}

/** Whole hours of age, or null where the clock cannot be trusted. */
export function ageHours(moment: Moment): number | null {
  return moment.age === null ? null : Math.floor(moment.age / HOUR)
}
