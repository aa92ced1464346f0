import { setImmediate } from 'node:timers/promises'
import type { KeyObject } from 'node:crypto'
import { epochMilliseconds } from '../../src-shared/calendar.ts'
import type { Instant } from '../../src-shared/calendar.ts'
import { checkRequestSchema } from '../../src-shared/contract.ts'
import type { CheckRequest } from '../../src-shared/contract.ts'
import { asksAgain, recheckResult } from '../../src-shared/feed/recheck.ts'
import type { KeptAnswer, RecheckResult } from '../../src-shared/feed/recheck.ts'
import type { Settings } from '../../src-shared/settings.ts'
import { judgeUnproven, proofOf, waitsForData } from './check.ts'
import type { CheckDependencies } from './check.ts'
import { errorFields } from './error-fields.ts'
import type { Clock, Journal, JournalEntry, Log, RecheckStep, Register, WaitingQuestion } from './ports.ts'

export interface RecheckDependencies {
  readonly register: Register
  readonly journal: Journal
  /** The key `question-hash`. */
  readonly questionKey: KeyObject
  readonly settings: () => Settings
  readonly clock: Clock
  readonly log: Log
  /** True as soon as nothing shall be asked any more. */
  readonly isStopped: () => boolean
}

export interface RecheckCounts {
  /** Questions that were asked again and whose proof is written. */
  readonly asked: number
  /** Of them, those whose answer is no longer what was told. */
  readonly changed: number
  /** Questions are left that could not be asked now, for a reason that will pass: a wrong clock, a journal that cannot be written. */
  readonly isBrokenOff: boolean
}

/** Who asked, in the journal; no account of an operating system has a colon in its name. */
export const RECHECK_OPERATOR = 'polis-desk:recheck'
const PAGE = 50
const DAY = 86_400_000

/**
 * Asks every waiting question again that was answered on older data than the register now holds (desk experience, behaviour 5), by the
 * same rules as `check`, with the clock of now and the day of service it was asked for. Each leaves a proof, committed together with
 * what becomes of the question, so a crash in between asks it once more. Between two questions others get their turn. A question
 * that fails waits for the next register and stops no other; a clock that cannot be trusted or a journal that cannot be written ends
 * the run. Never throws.
 */
export async function recheck(dependencies: RecheckDependencies): Promise<RecheckCounts> {
  const { journal, clock, settings, log, isStopped } = dependencies
  const counts = { asked: 0, changed: 0, isBrokenOff: false }
  try {
    for (let after: string | null = null; ;) {
      const page = journal.waiting({ after, since: keptSince(clock.now(), settings()), limit: PAGE })
      for (const waiting of page) {
        if (!isDue(waiting, dependencies.register)) continue
        await setImmediate()
        if (isStopped()) return counts
        const result = recheckOne(waiting, dependencies)
        if (result === 'ended') return { ...counts, isBrokenOff: true }
        if (result === 'skipped') continue
        counts.asked += 1
        if (result === 'changed') counts.changed += 1
      }
      after = page.at(-1)?.id ?? null
      await setImmediate()
      if (after === null || isStopped()) return counts
    }
  } catch (error) {
    log.error('recheck.failed', errorFields(error))
    return { ...counts, isBrokenOff: true }
  }
}

/** Questions asked before this instant are kept no longer. */
export function keptSince(now: Instant, { recheckKeepDays }: Pick<Settings, 'recheckKeepDays'>): Instant {
  return new Date(epochMilliseconds(now) - recheckKeepDays * DAY).toISOString()
}

/** The request that is kept in the list; null where this program cannot read it. */
export function keptRequest(question: string): CheckRequest | null {
  try {
    const request = checkRequestSchema.safeParse(JSON.parse(question))
    return request.success ? request.data : null
  } catch {
    return null
  }
}

/** An answer as `recheckResult` compares it. */
export function keptAnswer({ outcome, reasons, underlying, personHash, asOf }: JournalEntry): KeptAnswer {
  return { outcome, reasons, underlying, person: personHash === null ? null : Buffer.from(personHash).toString('hex'), asOf }
}

function isDue({ askedOn, told }: WaitingQuestion, register: Register): boolean {
  const { state, asOf } = register.state()
  return state === 'ready' && asOf !== null && asksAgain({ asOf: askedOn ?? told.asOf }, asOf)
}

/** `skipped`: nothing is written of it, `ended`: neither could it be of another. */
function recheckOne(waiting: WaitingQuestion, dependencies: RecheckDependencies): RecheckResult | 'skipped' | 'ended' {
  const { journal, log, settings } = dependencies
  const request = keptRequest(waiting.question)
  if (request === null) {
    log.error('recheck.unreadable')
    return 'skipped'
  }
  try {
    const asking: CheckDependencies = { ...dependencies, settings: settings(), operator: RECHECK_OPERATOR }
    const unproven = judgeUnproven(request, asking)
    const entry = proofOf(request, unproven, asking)
    const waits = waitsForData(unproven.verdict)
    const result = recheckResult(waiting.told, { ...keptAnswer(entry), waits })
    const written = journal.recordRecheck(waiting.id, entry, stepOf(result, !waits && entry.outcome !== 'not-checked'))
    if (!written.ok) {
      log.error('recheck.unwritable', { code: written.error.code })
      return 'ended'
    }
    if (written.value === null) return 'skipped'
    return entry.reasons[0] === 'clock-untrusted' ? 'ended' : result
  } catch (error) {
    log.error('recheck.question-failed', errorFields(error))
    return 'skipped'
  }
}

/** A changed answer that nothing can be made of, such as a misread one, is asked again too: the answer is not known. */
function stepOf(kind: RecheckResult, settled: boolean): RecheckStep {
  return kind === 'changed' ? { kind, settled } : { kind }
}
