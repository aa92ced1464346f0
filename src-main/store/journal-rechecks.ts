import { epochMilliseconds } from '../../src-shared/calendar.ts'
import type { Instant } from '../../src-shared/calendar.ts'
import { outcomeSchema } from '../../src-shared/coverage/verdict.ts'
import type { KeptAnswer } from '../../src-shared/feed/recheck.ts'
import type { Journal, JournalEntry, RecheckStep, RenewedQuestion, WaitingQuestion } from '../app/ports.ts'
import type { Connection } from './encrypted-database.ts'
import { entryNumber } from './journal-statements.ts'
import type { JournalWrites } from './journal-statements.ts'

/** `told` is the entry of what was told. */
const WAITING = `r.entry AS id, r.asked_at AS askedAt, r.question, r.asked_on AS askedOn, told.outcome, told.reasons, told.underlying,
  lower(hex(told.person_hash)) AS person, told.as_of AS asOf`

/** The texts of the statements, for the tests of their query plans. */
export const recheckStatements = {
  waiting: `SELECT ${WAITING} FROM recheck r JOIN entry told ON told.id = r.told
    WHERE r.entry > @after AND r.asked_at >= @since ORDER BY r.entry LIMIT @limit`,
  renewed: `SELECT ${WAITING}, n.id AS newId, n.at AS newAt, n.outcome AS newOutcome, n.reasons AS newReasons, n.underlying AS newUnderlying,
    lower(hex(n.person_hash)) AS newPerson, n.as_of AS newAsOf, r.told = r.renewed AS isOpened
    FROM recheck r JOIN entry told ON told.id = iif(r.told = r.renewed, r.entry, r.told) JOIN entry n ON n.id = r.renewed
    WHERE r.renewed > 0 AND r.asked_at >= @since ORDER BY r.asked_at DESC, r.entry DESC LIMIT @limit`,
  renewedCount: 'SELECT count(*) FROM recheck WHERE renewed > 0 AND asked_at >= ?',
  listed: 'SELECT question_hash AS hash, told IS renewed AS isOpened FROM recheck WHERE entry = ?',
  other: 'SELECT 1 FROM recheck WHERE question_hash = ? AND renewed IS NULL AND entry <> ?',
  drop: 'DELETE FROM recheck WHERE entry = ?',
  waitOn: 'UPDATE recheck SET renewed = NULL, settled = 0, asked_on = ? WHERE entry = ?',
  raise: 'UPDATE recheck SET renewed = ?, settled = ?, asked_on = ? WHERE entry = ?',
  keepOpened: 'UPDATE recheck SET renewed = @proof, told = @proof, settled = @settled, asked_on = @asOf WHERE entry = @check',
  open: 'UPDATE recheck SET told = renewed WHERE renewed = ?',
  ofRenewed: 'SELECT entry, question_hash AS hash, settled FROM recheck WHERE renewed = ?',
  told: 'UPDATE recheck SET told = renewed, renewed = NULL WHERE entry = ?',
} as const

interface AnswerRow {
  readonly id: number
  readonly askedAt: number
  readonly question: string
  readonly askedOn: string | null
  readonly outcome: string
  readonly reasons: string
  readonly underlying: string | null
  /** Hexadecimal; empty where nobody or several matched. */
  readonly person: string
  readonly asOf: string | null
}

interface RenewedRow extends AnswerRow {
  readonly newId: number
  readonly newAt: number
  readonly newOutcome: string
  readonly newReasons: string
  readonly newUnderlying: string | null
  readonly newPerson: string
  readonly newAsOf: string | null
  readonly isOpened: number
}

type RecheckReads = Pick<Journal, 'waiting' | 'renewed' | 'renewedCount'>

interface RecheckWrites {
  /** The id of the entry, or null where the question is no longer in the list. Runs inside one transaction of the caller's. */
  record(id: string, entry: JournalEntry, step: RecheckStep): string | null
  opened(id: string): void
  /** Runs inside one transaction of the caller's. */
  seen(id: string): void
}

/** What the journal tells of its list of questions. */
export function recheckReads(database: Connection): RecheckReads {
  const waiting = database.prepare<[{ after: number; since: number; limit: number }], AnswerRow>(recheckStatements.waiting)
  const renewed = database.prepare<[{ since: number; limit: number }], RenewedRow>(recheckStatements.renewed)
  const count = database.prepare<[number], number>(recheckStatements.renewedCount).pluck()
  return {
    waiting({ after, since, limit }) {
      const rows = waiting.all({ after: after === null ? 0 : (entryNumber(after) ?? 0), since: epochMilliseconds(since), limit })
      return rows.map(waitingQuestion)
    },
    renewed: ({ since, limit }) => renewed.all({ since: epochMilliseconds(since), limit }).map(renewedQuestion),
    renewedCount: (since) => count.get(epochMilliseconds(since)) ?? 0,
  }
}

/** What the journal does to its list of questions after one was asked again, and after a changed answer was seen. */
export function recheckWrites(database: Connection, add: JournalWrites['add']): RecheckWrites {
  const listed = database.prepare<[number], { hash: Uint8Array; isOpened: number }>(recheckStatements.listed)
  const other = database.prepare(recheckStatements.other)
  const drop = database.prepare(recheckStatements.drop)
  const waitOn = database.prepare(recheckStatements.waitOn)
  const raise = database.prepare(recheckStatements.raise)
  const keepOpened = database.prepare(recheckStatements.keepOpened)
  const open = database.prepare(recheckStatements.open)
  const ofRenewed = database.prepare<[number], { entry: number; hash: Uint8Array; settled: number }>(recheckStatements.ofRenewed)
  const told = database.prepare(recheckStatements.told)

  return {
    record(id, entry, step) {
      const check = entryNumber(id)
      const row = check === null ? undefined : listed.get(check)
      if (check === null || row === undefined) return null
      const proof = add(entry, check)
      if (step.kind === 'unanswered') return String(proof)
      const asOf = entry.asOf
      if (step.kind === 'changed') raise.run(proof, step.settled ? 1 : 0, asOf, check)
      // What was opened stays on the desk until somebody puts it aside.
      else if (row.isOpened === 1) keepOpened.run({ proof, settled: step.kind === 'same' ? 1 : 0, asOf, check })
      // A person has asked the same question since then: that one waits.
      else if (step.kind === 'same' || other.get(row.hash, check) !== undefined) drop.run(check)
      else waitOn.run(asOf, check)
      return String(proof)
    },
    opened(id) {
      const proof = entryNumber(id)
      if (proof !== null) open.run(proof)
    },
    seen(id) {
      const proof = entryNumber(id)
      const row = proof === null ? undefined : ofRenewed.get(proof)
      if (row === undefined) return
      if (row.settled === 1 || other.get(row.hash, row.entry) !== undefined) drop.run(row.entry)
      else told.run(row.entry)
    },
  }
}

function waitingQuestion(row: AnswerRow): WaitingQuestion {
  return { id: String(row.id), askedAt: instantOf(row.askedAt), question: row.question, askedOn: row.askedOn, told: keptAnswer(row) }
}

function renewedQuestion(row: RenewedRow): RenewedQuestion {
  const answer = keptAnswer({
    outcome: row.newOutcome,
    reasons: row.newReasons,
    underlying: row.newUnderlying,
    person: row.newPerson,
    asOf: row.newAsOf,
  })
  return { ...waitingQuestion(row), isOpened: row.isOpened === 1, renewed: { ...answer, id: String(row.newId), at: instantOf(row.newAt) } }
}

function keptAnswer(row: Pick<AnswerRow, 'outcome' | 'reasons' | 'underlying' | 'person' | 'asOf'>): KeptAnswer {
  return {
    outcome: outcomeSchema.parse(row.outcome),
    reasons: row.reasons === '' ? [] : row.reasons.split(' '),
    underlying: row.underlying,
    person: row.person === '' ? null : row.person,
    asOf: row.asOf,
  }
}

function instantOf(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString()
}
