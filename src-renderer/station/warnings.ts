import { epochMilliseconds, type Instant } from '../../src-shared/calendar.ts'
import type { RunEntry } from '../../src-shared/feed/run-outcome.ts'
import type { UpdatesState } from '../../src-shared/feed/updates-state.ts'
import type { Strings } from '../ui/strings.ts'

export type KeyWarning = keyof Strings['updatesScreen']['keys']['warnings']

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A publisher renews its root by hand, with keys from several places. */
const ROOT_WARNS = 30 * DAY
/** Every publication signs anew for two days at least: so little is left only where one has failed to come. */
const SIGNATURE_WARNS = 12 * HOUR
/** A new register is built beside the former one. */
const ROOM_WANTED = 2

/** What the last runs told of the publisher's keys: the newest run that saw a listing. Null where none did. */
export function lastSeenKeys(runs: readonly RunEntry[]): RunEntry | null {
  return runs.find(({ rootExpires, timestampExpires }) => rootExpires !== null || timestampExpires !== null) ?? null
}

/** Keys that will end soon or have ended (30 days ahead for the root). */
export function keyWarnings({ enrolment, runs }: Pick<UpdatesState, 'enrolment' | 'runs'>, now: Instant): readonly KeyWarning[] {
  const seen = enrolment === null ? null : lastSeenKeys(runs)
  const root = left(seen?.rootExpires ?? null, now)
  const signature = left(seen?.timestampExpires ?? null, now)
  const warnings: KeyWarning[] = []
  if (root <= 0) warnings.push('root-over')
  else if (root < ROOT_WARNS) warnings.push('root-soon')
  if (signature <= 0) warnings.push('signature-over')
  else if (signature < SIGNATURE_WARNS) warnings.push('signature-soon')
  return warnings
}

/** Whole days until an instant, at least 1. */
export function daysUntil(instant: Instant, now: Instant): number {
  return Math.max(1, Math.floor((epochMilliseconds(instant) - epochMilliseconds(now)) / DAY))
}

/** True where a new register may not fit beside the former one. */
export function isDiskLow({ free, register }: UpdatesState['disk']): boolean {
  return free !== null && free < ROOM_WANTED * register
}

function left(instant: Instant | null, now: Instant): number {
  return instant === null ? Number.POSITIVE_INFINITY : epochMilliseconds(instant) - epochMilliseconds(now)
}

/** The pages of the station screen where something wants to be looked at. */
export function pagesWithWarnings(updates: UpdatesState, now: Instant): readonly (keyof Strings['updatesScreen']['pages'])[] {
  const isRegisterWarned = updates.waiting !== null || updates.standing?.behind === true
  const isBaseWarned = isDiskLow(updates.disk) || updates.verification?.result === 'damaged' || !updates.decisionsWhole
  return [
    ...(isRegisterWarned ? (['register'] as const) : []),
    ...(keyWarnings(updates, now).length > 0 ? (['sources'] as const) : []),
    ...(isBaseWarned ? (['base'] as const) : []),
  ]
}
