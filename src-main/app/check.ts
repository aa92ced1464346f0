import type { KeyObject } from 'node:crypto'
import type { CheckReply, CheckRequest } from '../../src-shared/contract.ts'
import { localDateTime } from '../../src-shared/calendar.ts'
import type { CalendarDate, Instant } from '../../src-shared/calendar.ts'
import { evaluate } from '../../src-shared/coverage/evaluate.ts'
import type { Evidence, Facts } from '../../src-shared/coverage/facts.ts'
import { tablesWith } from '../../src-shared/coverage/tables.ts'
import type { Verdict } from '../../src-shared/coverage/verdict.ts'
import type { Item } from '../../src-shared/intake/item.ts'
import { unread } from '../../src-shared/intake/problem-detail.ts'
import type { Settings } from '../../src-shared/settings.ts'
import { findForCheck } from './find-for-check.ts'
import { errorFields } from './error-fields.ts'
import { failedVerdict } from '../../src-shared/coverage/failed-verdict.ts'
import { inFoundOrder } from './name-order.ts'
import type { Clock, Finding, Journal, JournalEntry, Log, Register, VisitMarks } from './ports.ts'
import { questionOf, recheckText } from './question.ts'
import { readShown } from './read-shown.ts'
import type { Reading } from './read-shown.ts'
import { changedMarks, keptMarks, personHash, visitMarks } from './visit-marks.ts'

export interface CheckDependencies {
  readonly register: Register
  readonly journal: Journal
  /** The key `question-hash`. */
  readonly questionKey: KeyObject
  /** The settings in force, time zone included. */
  readonly settings: Settings
  readonly clock: Clock
  readonly operator: string
  readonly log: Log
}

/** Answers that the next register may change: kept as questions to ask again (desk experience, behaviour 5). */
const WAITING_FOR_DATA = new Set([
  'register-missing',
  'register-damaged',
  'register-too-old',
  'register-answer-empty',
  'not-in-local-register',
  'may-be-insured-elsewhere',
  'data-age',
])

/** Verdicts on exactly one person whose identity is not in doubt; only these compare with the last visit and leave marks. */
const PERSON_IS_CERTAIN = new Set(['document-not-sufficient', 'register-too-old'])

/**
 * One check from end to end: read what was shown, find, judge by the rules, write the proof, answer (coverage rules §2).
 * Every question is answered and journalled, refused and failed ones too. A verdict is returned only after the journal has
 * committed it; when the proof cannot be written the answer is `not-checked` `proof-not-written`, and an exception anywhere
 * gives `not-checked` `internal-error`. Never throws.
 */
export function check(request: CheckRequest, dependencies: CheckDependencies): CheckReply {
  const unproven = judgeUnproven(request, dependencies)
  const checkId = writeProof(request, unproven, dependencies)
  const verdict = checkId === null ? failedVerdict('proof-not-written', request.language) : unproven.verdict
  dependencies.log.info('check', { outcome: verdict.outcome, code: verdict.reasons[0]?.code ?? null })
  return { checkId, at: unproven.at, verdict, items: [...unproven.items] }
}

/** An answer whose proof is not written yet: its verdict is not for anybody's eyes. */
export interface Unproven extends Judged {
  readonly at: Instant
  readonly serviceDate: CalendarDate
}

/** Reads, finds and judges a question as `check` does, and writes nothing. An exception anywhere gives `not-checked` `internal-error`. */
export function judgeUnproven(request: CheckRequest, dependencies: CheckDependencies): Unproven {
  const { clock, settings, log } = dependencies
  const at = clock.now()
  const today = localDateTime(at, settings.timeZone).date
  const moment: Moment = { at, today, serviceDate: request.serviceDate ?? today }
  try {
    return { at, serviceDate: moment.serviceDate, ...judge(request, moment, dependencies) }
  } catch (error) {
    log.error('check.failed', errorFields(error))
    const verdict = failedVerdict('internal-error', request.language)
    return { at, serviceDate: moment.serviceDate, ...NOTHING_READ, verdict, visit: null, person: null }
  }
}

/** What the journal keeps of an answer. */
export function proofOf(
  request: CheckRequest,
  { at, serviceDate, verdict, items, representative, person }: Unproven,
  { operator, questionKey }: Pick<CheckDependencies, 'operator' | 'questionKey'>,
): JournalEntry {
  const question = questionOf(items, request.newborn, representative, questionKey)
  return {
    at,
    operator,
    asked: question.asked,
    questionHash: question.hash,
    personHash: person,
    serviceDate,
    outcome: verdict.outcome,
    reasons: verdict.reasons.map((reason) => reason.code),
    underlying: verdict.underlying === null ? null : `${verdict.underlying.outcome}/${verdict.underlying.code}`,
    registerVersion: verdict.registerVersion,
    asOf: verdict.asOf,
    source: verdict.source,
    confirmation: confirmationText(request),
  }
}

/** True where the next register may answer otherwise. */
export function waitsForData({ reasons }: Verdict): boolean {
  return reasons.some((reason) => WAITING_FOR_DATA.has(reason.code))
}

interface Moment {
  readonly at: Instant
  readonly today: CalendarDate
  readonly serviceDate: CalendarDate
}

interface Judged {
  readonly verdict: Verdict
  readonly items: readonly Item[]
  readonly representative: readonly Item[]
  readonly person: Uint8Array | null
  readonly visit: VisitMarks | null
}

const NOTHING_READ = { items: [], representative: [] } as const

function judge(request: CheckRequest, moment: Moment, dependencies: CheckDependencies): Judged {
  const { settings, register } = dependencies
  const read = (shown: CheckRequest['shown']): Reading => inFoundOrder(readShown(shown, settings, moment.today), register)
  const own = read(request.shown)
  const representative = request.newborn === null ? null : read([request.newborn.representative])
  const nothingShown = request.shown.length === 0 && request.newborn === null
  const found = findForCheck(
    register,
    [own.presented, representative?.presented ?? []],
    own.problem === null && !nothingShown,
    request.candidate,
  )
  const [ownFinding, representativeFinding] = found.findings
  const facts: Facts = {
    serviceDate: moment.serviceDate,
    clock: moment.at,
    station: {
      timeZone: settings.timeZone,
      clinicCode: settings.clinicCode,
      regionCode: settings.regionCode,
      noteAfterHours: settings.dataAgeNoteHours,
      tooOldAfterHours: settings.dataAgeLimitHours,
      emptyAnswerMeansNotInRegister: settings.emptyAnswerMeansNotInRegister,
    },
    register: found.register,
    evidence: evidence(nothingShown ? { ...own, problem: 'input-empty' } : own, ownFinding),
    people: uniqueBy([...ownFinding.people, ...representativeFinding.people], (person) => person.id),
    insurers: uniqueBy([...ownFinding.insurers, ...representativeFinding.insurers], (insurer) => insurer.code),
    onlineAnswer: null,
    confirmation: request.confirmation,
    changedSinceLastVisit: [],
    newborn:
      request.newborn === null || representative === null
        ? null
        : {
            birthDate: request.newborn.born,
            registered: request.newborn.registered,
            representative: evidence(representative, representativeFinding),
          },
  }
  const options = { tables: tablesWith(settings.presentedRows), language: request.language }
  const first = evaluate(facts, options)
  const visit = visitOf(first, facts, dependencies)
  return {
    verdict: visit.changed.length === 0 ? first : evaluate({ ...facts, changedSinceLastVisit: visit.changed }, options),
    items: withoutBankCards(own.items, first),
    representative: withoutBankCards(representative?.items ?? [], first),
    person: visit.person,
    visit: visit.marks,
  }
}

function evidence(reading: Reading, finding: Finding): Evidence {
  return { problem: reading.problem, presented: [...reading.presented], lookups: [...finding.lookups] }
}

function visitOf(
  verdict: Verdict,
  facts: Facts,
  { questionKey, journal }: CheckDependencies,
): { readonly person: Uint8Array | null; readonly marks: VisitMarks | null; readonly changed: Facts['changedSinceLastVisit'] } {
  if (verdict.person === null || verdict.candidates.length > 0) return { person: null, marks: null, changed: [] }
  const { id } = verdict.person
  const hash = personHash(questionKey, id)
  const record = facts.people.find((person) => person.id === id)
  const certain =
    verdict.outcome === 'covered' || verdict.outcome === 'not-covered' || PERSON_IS_CERTAIN.has(verdict.reasons[0]?.code ?? '')
  if (record === undefined || !certain || facts.newborn !== null) return { person: hash, marks: null, changed: [] }
  const now = visitMarks(questionKey, record, verdict)
  const last = journal.lastVisit(hash)
  return { person: hash, marks: keptMarks(last, now), changed: changedMarks(last, now) }
}

/** A number that is perhaps a bank card is neither kept nor shown again (coverage rules §2 step 1). */
function withoutBankCards(items: readonly Item[], verdict: Verdict): readonly Item[] {
  if (!verdict.reasons.some((reason) => reason.code === 'not-a-policy-code')) return items
  return items.map((item) =>
    item.kind === 'enp' && item.warnings.includes('enp-coded-part-unreadable') ? unread('not-a-policy-code', 'bank-card') : item,
  )
}

/** Commits the journal entry; null where it could not be written, for any cause. */
function writeProof(request: CheckRequest, unproven: Unproven, dependencies: CheckDependencies): string | null {
  const { journal, log } = dependencies
  const { verdict, serviceDate, visit } = unproven
  try {
    const waits = waitsForData(verdict)
    const written = journal.record(proofOf(request, unproven, dependencies), {
      visit,
      recheck: waits ? recheckText(request, serviceDate) : null,
      answered: !waits && verdict.outcome !== 'not-checked',
    })
    if (written.ok) return written.value
    log.error('journal.unwritable', { code: written.error.code })
  } catch (error) {
    log.error('journal.failed', errorFields(error))
  }
  return null
}

function confirmationText({ confirmation, candidate }: CheckRequest): string | null {
  const parts = [
    ...(confirmation === null ? [] : [`${confirmation.field}/${confirmation.reason}`]),
    ...(candidate === null ? [] : ['candidate-chosen']),
  ]
  return parts.length === 0 ? null : parts.join('+')
}

function uniqueBy<Value>(values: readonly Value[], key: (value: Value) => string): Value[] {
  return [...new Map(values.map((value) => [key(value), value])).values()]
}
