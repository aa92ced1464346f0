import { epochMilliseconds } from '../calendar.ts'
import type { Instant } from '../calendar.ts'
import type { Outcome } from '../coverage/verdict.ts'

/** An answer as the journal keeps it, without saying who was asked about. */
export interface KeptAnswer {
  readonly outcome: Outcome
  /** Reason codes in order; the first decided. */
  readonly reasons: readonly string[]
  /** What the rest of the rules said where an earlier step decided, `outcome/code`; null where nothing was. */
  readonly underlying: string | null
  /** Keyed hash of the matched person in hexadecimal; null where nobody or several matched. */
  readonly person: string | null
  /** Of the data that it was given on; null where there were none. */
  readonly asOf: Instant | null
}

/**
 * True where a question in the list may be answered otherwise now: it was asked on data that end earlier than those of the register now
 * in use, or on none. After a return to the previous generation nothing is asked anew.
 */
export function asksAgain(kept: Pick<KeptAnswer, 'asOf'>, registerAsOf: Instant): boolean {
  return kept.asOf === null || epochMilliseconds(kept.asOf) < epochMilliseconds(registerAsOf)
}

/** What becomes of a question that was asked again. Only `changed` is raised on the desk (desk experience, behaviour 5). */
export type RecheckResult =
  /** The new answer says nothing about anybody: the question stays in the list, as if it had not been asked. */
  | 'unanswered'
  /** The new answer waits for data itself: the question stays in the list. */
  | 'waits-on'
  /** As it was told, be it in words only: leaves the list quietly. */
  | 'same'
  | 'changed'

/**
 * Compares what was told with what is so now. Told counts as told: where the first answer was «not checked, by the old data covered» and
 * the new data say covered of the same person, nothing changed for the patient.
 */
export function recheckResult(before: KeptAnswer, after: KeptAnswer & { readonly waits: boolean }): RecheckResult {
  if (saysNothing(after)) return 'unanswered'
  if (told(before) !== told(after) || !isSamePerson(before, after)) return 'changed'
  return after.waits ? 'waits-on' : 'same'
}

/** False where both answers name a person, and not the same one, or the later names none. */
export function isSamePerson(before: Pick<KeptAnswer, 'person'>, after: Pick<KeptAnswer, 'person'>): boolean {
  return before.person === null || before.person === after.person
}

/** True for an answer that speaks of this station only, its register, its clock or a fault: it would be the same for anybody. */
function saysNothing({ outcome, reasons, underlying }: KeptAnswer): boolean {
  if (outcome !== 'not-checked') return false
  return reasons[0] === 'clock-untrusted' || (underlying === null && ABOUT_THE_STATION.has(reasons[0] ?? ''))
}

const ABOUT_THE_STATION = new Set([
  'register-missing',
  'register-damaged',
  'register-too-old',
  'internal-error',
  'proof-not-written',
  'fact-missing',
])

/** What the receptionist took from an answer; why somebody is covered makes no difference. */
function told({ outcome, reasons, underlying }: KeptAnswer): string {
  const answer = outcome === 'not-checked' && underlying !== null ? underlying : `${outcome}/${reasons[0] ?? ''}`
  return answer.startsWith('covered/') ? 'covered' : answer
}
