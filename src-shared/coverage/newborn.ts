import { daysBetween } from '../calendar.ts'
import { finding, findingAs } from './finding.ts'
import type { Finding } from './finding.ts'
import type { KnownNewborn } from './known-facts.ts'
import type { Moment } from './moment.ts'
import { limitOn } from './tables.ts'

/** A child too old to be checked through a representative, or not born on the service date; null where neither (coverage rules §5). */
export function newbornAge(newborn: KnownNewborn, moment: Moment): Finding | null {
  const { serviceDate, asOf, tables } = moment
  const days = daysBetween(newborn.birthDate, serviceDate)
  if (days < 0) return finding('fact-missing', { what: 'newborn' }, 'not-born')
  const limit = limitOn(tables, 'newbornAgeDays', serviceDate)
  if (days <= limit) return null
  return finding('not-in-local-register', { asOf, ageDays: String(days), limitDays: String(limit) }, 'child')
}

/**
 * The newborn's rule for a representative who is covered (coverage rules §5). A day of registration before the birth, or one
 * that has not come yet today, cannot be true and counts as unknown; one between service date and today had not come on that
 * day, so the birth was not registered then.
 */
export function byRepresentative(newborn: KnownNewborn, moment: Moment): Finding {
  const { serviceDate, today, tables } = moment
  const { registered, birthDate } = newborn
  if (registered === 'not-yet') return finding('newborn-by-representative')
  if (registered === 'unknown' || registered < birthDate || registered > today) return finding('newborn-registration-unknown')
  const days = daysBetween(registered, serviceDate)
  return days <= limitOn(tables, 'newbornRegistrationDays', serviceDate)
    ? finding('newborn-by-representative', { registered })
    : finding('newborn-choose-insurer', { registered, registeredDays: String(days) })
}

/** A representative who is not covered never makes the child red: red becomes `needs-a-look`. `why` is told in words. */
export function representativeNotCovered(decision: Finding): Finding {
  const params = { why: decision.code }
  if (decision.outcome === 'not-checked') return findingAs('newborn-representative-not-covered', 'not-checked', params)
  return finding('newborn-representative-not-covered', params, decision.outcome === 'needs-a-look' ? 'look' : null)
}

/** True where the newborn's question is worth offering: the birth date shown lies within the limit before the service date. */
export function isNewborn(birthDate: string | null, moment: Moment): boolean {
  if (birthDate === null) return false
  const days = daysBetween(birthDate, moment.serviceDate)
  return days >= 0 && days <= limitOn(moment.tables, 'newbornAgeDays', moment.serviceDate)
}
