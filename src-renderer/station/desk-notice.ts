import { epochMilliseconds, type Instant } from '../../src-shared/calendar.ts'
import { runEnd, type RunEntry, type RunOutcome } from '../../src-shared/feed/run-outcome.ts'
import type { UpdatesState } from '../../src-shared/feed/updates-state.ts'
import { stringsOf } from '../ui/strings.ts'
import { momentWords, type Here } from './when-words.ts'

/** The outcomes that a receptionist has to hear of, each with words of its own. */
type Failing = Exclude<RunOutcome['kind'], 'updated' | 'unchanged' | 'stays-returned' | 'held' | 'cancelled'>

/** What the desk says of the register's updates without being asked; null: nothing that concerns a receptionist. */
export type DeskNotice =
  | { readonly kind: 'damaged' | 'waiting' | 'behind' }
  | { readonly kind: Failing; /** The first failure of those in a row. */ readonly since: Instant }

/** A router that restarts is no news; a night without a connection is. */
const SILENCE_TOLD_AFTER = 3 * 3_600_000

export function deskNotice(updates: UpdatesState, now: Instant): DeskNotice | null {
  if (isKnownDamaged(updates)) return { kind: 'damaged' }
  if (updates.waiting !== null) return { kind: 'waiting' }
  if (updates.standing?.behind === true) return { kind: 'behind' }
  if (updates.enrolment === null) return null
  const failing = failuresInARow(updates.runs)
  const kind = failing[0] === undefined ? null : failingKind(failing[0].outcome)
  const first = failing.at(-1)
  if (kind === null || first === undefined) return null
  const isBrief = epochMilliseconds(now) - epochMilliseconds(first.startedAt) < SILENCE_TOLD_AFTER
  return kind === 'no-source' && isBrief ? null : { kind, since: first.startedAt }
}

/** A snapshot makes a new file; until then, or until another verification, the result stands. */
function isKnownDamaged({ verification, runs }: UpdatesState): boolean {
  if (verification?.result !== 'damaged') return false
  const at = epochMilliseconds(verification.at)
  return !runs.some(({ outcome, endedAt }) => outcome.kind === 'updated' && outcome.by === 'snapshot' && epochMilliseconds(endedAt) > at)
}

/** The sentence of a notice. `hasRegister`: false where there is none that could answer. */
export function noticeWords(notice: DeskNotice, here: Here, hasRegister: boolean): string {
  const words = stringsOf(here.language).updatesScreen.notice
  const sentence = words[notice.kind]('since' in notice ? momentWords(notice.since, here) : '')
  return notice.kind === 'damaged' || notice.kind === 'behind' || !hasRegister ? sentence : `${sentence} ${words.asBefore}`
}

/** Newest first; runs that somebody cancelled tell nothing either way. */
function failuresInARow(runs: readonly RunEntry[]): readonly RunEntry[] {
  const told = runs.filter(({ outcome }) => runEnd(outcome) !== 'cancelled')
  const end = told.findIndex(({ outcome }) => runEnd(outcome) !== 'failed')
  return end === -1 ? told : told.slice(0, end)
}

function failingKind({ kind }: RunOutcome): Failing | null {
  return kind === 'updated' || kind === 'unchanged' || kind === 'stays-returned' || kind === 'held' || kind === 'cancelled' ? null : kind
}
