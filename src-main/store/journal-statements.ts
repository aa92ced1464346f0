import { epochMilliseconds } from '../../src-shared/calendar.ts'
import type { Journal, JournalEntry } from '../app/ports.ts'
import type { Connection } from './encrypted-database.ts'

/** The texts of the hot statements, for the tests of their query plans. */
export const journalStatements = {
  lastVisit: 'SELECT insurer, attachment, surname, document FROM visit WHERE person_hash = ? ORDER BY entry DESC LIMIT 1',
  dropOldVisits: `DELETE FROM visit WHERE person_hash = @personHash
    AND entry < (SELECT max(entry) FROM visit WHERE person_hash = @personHash)`,
  answered: 'DELETE FROM recheck WHERE question_hash = ? AND renewed IS NULL',
  withdrawn: 'SELECT id FROM entry WHERE withdraws = ?',
  checkOf: 'SELECT person_hash AS personHash FROM entry WHERE id = ? AND withdraws IS NULL',
  dropVisit: 'DELETE FROM visit WHERE person_hash = ? AND entry = ?',
  dropRecheck: 'DELETE FROM recheck WHERE entry = ?',
  firstKept: 'SELECT id FROM entry WHERE at >= ? ORDER BY id LIMIT 1',
} as const

type Extras = Parameters<Journal['record']>[1]

export interface JournalWrites {
  /** Adds the entry alone and returns its id. */
  add(entry: JournalEntry, rechecks: number | null): number
  /** Returns the id of the new entry. */
  record(entry: JournalEntry, extras: Extras): string
  /** False where there is no such check. Taking a check back twice is the same as once. */
  withdraw(id: string, at: number, operator: string): boolean
  /**
   * `now` and both keeping times in milliseconds. Entries are judged by the newest of them where the clock is ahead of it, so that
   * a clock set years ahead does not wipe the proofs.
   */
  expire(now: number, keep: { readonly rechecks: number; readonly entries: number }): void
}

/** What the journal writes; each runs inside one transaction of the caller's. */
export function journalWrites(database: Connection): JournalWrites {
  const addEntry = database.prepare(`INSERT INTO entry (at, operator, asked, question_hash, person_hash, service_date, outcome, reasons,
    underlying, register_version, as_of, source, confirmation, rechecks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const addWithdrawal = database.prepare('INSERT INTO entry (at, operator, withdraws) VALUES (?, ?, ?)')
  const withdrawn = database.prepare(journalStatements.withdrawn)
  const checkOf = database.prepare<[number], { personHash: Uint8Array | null }>(journalStatements.checkOf)

  const dropOldVisits = database.prepare<[{ personHash: Uint8Array }]>(journalStatements.dropOldVisits)
  const addVisit = database.prepare('INSERT INTO visit VALUES (?, ?, ?, ?, ?, ?)')
  const dropVisit = database.prepare(journalStatements.dropVisit)
  const dropVisitsBefore = database.prepare('DELETE FROM visit WHERE entry < ?')

  const answered = database.prepare(journalStatements.answered)
  const addRecheck = database.prepare('INSERT INTO recheck (entry, question_hash, asked_at, question, told) VALUES (?, ?, ?, ?, ?)')
  const dropRecheck = database.prepare(journalStatements.dropRecheck)
  const dropRechecksBefore = database.prepare('DELETE FROM recheck WHERE asked_at < ?')

  const firstKept = database.prepare<[number], number>(journalStatements.firstKept).pluck()
  const newest = database.prepare<[], { id: number; at: number }>('SELECT id, at FROM entry ORDER BY id DESC LIMIT 1')
  const dropEntriesBefore = database.prepare('DELETE FROM entry WHERE id < ?')

  const add = (entry: JournalEntry, rechecks: number | null): number =>
    Number(
      addEntry.run(
        epochMilliseconds(entry.at),
        entry.operator,
        entry.asked,
        entry.questionHash,
        entry.personHash,
        entry.serviceDate,
        entry.outcome,
        entry.reasons.join(' '),
        entry.underlying,
        entry.registerVersion,
        entry.asOf,
        entry.source,
        entry.confirmation,
        rechecks,
      ).lastInsertRowid,
    )
  return {
    add,
    record(entry, { visit, recheck, answered: isAnswered }) {
      const { personHash, questionHash } = entry
      const id = add(entry, null)
      if (visit !== null && personHash !== null) {
        dropOldVisits.run({ personHash })
        addVisit.run(personHash, id, visit.insurer, visit.attachment, visit.surname, visit.document)
      }
      // A changed answer that nobody has seen stays beside the new question.
      if (isAnswered || recheck !== null) answered.run(questionHash)
      if (recheck !== null) addRecheck.run(id, questionHash, epochMilliseconds(entry.at), recheck, id)
      return String(id)
    },
    withdraw(id, at, operator) {
      const number = entryNumber(id)
      if (number === null) return false
      const check = checkOf.get(number)
      if (check === undefined) return false
      if (withdrawn.get(number) !== undefined) return true
      addWithdrawal.run(at, operator, number)
      if (check.personHash !== null) dropVisit.run(check.personHash, number)
      dropRecheck.run(number)
      return true
    },
    expire(now, keep) {
      dropRechecksBefore.run(now - keep.rechecks)
      const last = newest.get()
      if (last === undefined) return
      const limit = firstKept.get(Math.min(now, last.at) - keep.entries) ?? last.id
      dropEntriesBefore.run(limit)
      dropVisitsBefore.run(limit)
    },
  }
}

/** The number of an entry's id; null for a text that is none. */
export function entryNumber(id: string): number | null {
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : null
}
