import type { Evidence, Facts } from '../../src-shared/coverage/facts.ts'
import type { Outcome } from '../../src-shared/coverage/verdict.ts'
import type { Failure, RegisterState } from '../../src-shared/contract.ts'
import type { CalendarDate, Instant } from '../../src-shared/calendar.ts'
import type { KeptAnswer } from '../../src-shared/feed/recheck.ts'
import type { UsableItem } from '../../src-shared/intake/item.ts'
import type { Insurer, Person } from '../../src-shared/register/person.ts'
import type { RegisterHeader, RegisterRecord } from '../../src-shared/register/record.ts'
import type { Result } from '../../src-shared/result.ts'
import type { RegisterFeed } from './feed-port.ts'

/** The only source of "now"; hosts give the real one, tests and `--now` a fixed one. */
export interface Clock {
  /** The current instant, ISO 8601 in UTC with milliseconds. */
  now(): Instant
}

/** Structured log without personal data: codes, counts and durations only. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
  error(event: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
}

export type KeyPurpose = 'register' | 'journal' | 'question-hash'

/** Hands out 32-byte keys by purpose; where they lie is the host's business, never in the data folder. */
export interface KeyVault {
  key(purpose: KeyPurpose): Result<Uint8Array, Failure>
}

/** What a set of items finds: `Evidence` without the problem, and all records that take part. */
export interface Finding {
  readonly lookups: Evidence['lookups']
  /** Hit records and everything reachable from them by redirects; a missing redirect target is simply absent. */
  readonly people: readonly Person[]
  /** Directory entries of all insurers named by those people's policies. */
  readonly insurers: readonly Insurer[]
}

/** The local copy of the register, for reading. Lookups are exact on normalised keys; they never guess. */
export interface Register {
  state(): RegisterState
  /** The facts section about the register itself. */
  facts(): Facts['register']
  find(items: readonly UsableItem[]): Finding
  /** One record by id with everything reachable by redirects; an empty finding where there is none. */
  byId(id: string): Finding
}

export interface JournalEntry {
  readonly at: Instant
  readonly operator: string
  /** What kind of question: the item kinds joined by `+`, or `newborn`. */
  readonly asked: string
  /** Keyed hash (HMAC-SHA-256 with the key `question-hash`) of the normalised question; never the question. */
  readonly questionHash: Uint8Array
  /** Keyed hash of the matched person's id; null when nobody or several matched. */
  readonly personHash: Uint8Array | null
  readonly serviceDate: CalendarDate | null
  readonly outcome: Outcome
  /** Reason codes in order. */
  readonly reasons: readonly string[]
  readonly underlying: string | null
  readonly registerVersion: string | null
  readonly asOf: Instant | null
  readonly source: string | null
  readonly confirmation: string | null
}

export interface VisitMarks {
  readonly insurer: Uint8Array | null
  readonly attachment: Uint8Array | null
  readonly surname: Uint8Array | null
  readonly document: Uint8Array | null
}

/** A question in the list: the check that asked it, and what was told last. */
export interface WaitingQuestion {
  /** Id of the check. */
  readonly id: string
  readonly askedAt: Instant
  /** The request as it was asked, in JSON. */
  readonly question: string
  readonly told: KeptAnswer
  /** Up to when the data were complete on which it was asked again last; null where it was not. */
  readonly askedOn: Instant | null
}

/** A question whose answer is no longer what was told, until somebody has seen that. `told` is what was told before. */
export interface RenewedQuestion extends WaitingQuestion {
  /** Somebody has opened the changed answer, so that it counts as told, but not put it aside. */
  readonly isOpened: boolean
  readonly renewed: KeptAnswer & { readonly id: string; readonly at: Instant }
}

/**
 * What becomes of a question that was asked again: nothing (`unanswered`), it waits on, it leaves the list, or its changed answer is raised.
 * `settled`: the changed answer does not wait for data, so that the question leaves the list when it is seen.
 */
export type RecheckStep = { readonly kind: 'unanswered' | 'waits-on' | 'same' } | { readonly kind: 'changed'; readonly settled: boolean }

/** The second encrypted database: proofs of checks, marks of last visits, questions to ask again. */
export interface Journal {
  /** Commits one entry durably (fsync) together with the visit's marks and the recheck question, and returns its id; throws nothing, a full disk is a value. */
  record(
    entry: JournalEntry,
    extras: { readonly visit: VisitMarks | null; readonly recheck: string | null; readonly answered: boolean },
  ): Result<string, Failure>
  /**
   * Commits, all in one, the proof that the question of check `id` was asked again and what becomes of that question. Returns the id of
   * the entry, or null and writes nothing where the question has left the list meanwhile: withdrawn, answered or too old.
   */
  recordRecheck(id: string, entry: JournalEntry, step: RecheckStep): Result<string | null, Failure>
  /** Questions to ask again, oldest first, that were asked at `since` or later; `after` is the last id of the page before, or null. */
  waiting(page: { readonly after: string | null; readonly since: Instant; readonly limit: number }): readonly WaitingQuestion[]
  /** Changed answers that nobody has seen, of questions asked at `since` or later, newest question first. */
  renewed(page: { readonly since: Instant; readonly limit: number }): readonly RenewedQuestion[]
  /** How many `renewed` would return without a limit. */
  renewedCount(since: Instant): number
  /** The changed answer with this id of `RenewedQuestion.renewed` is being shown: from now on it is what was told. */
  opened(id: string): Result<null, Failure>
  /** Somebody has seen and put aside the changed answer with this id of `RenewedQuestion.renewed`; nothing where it is no longer there. */
  seen(id: string): Result<null, Failure>
  withdraw(id: string, at: Instant, operator: string): Result<null, Failure>
  /** The marks kept at the last check of this person; null at the first. */
  lastVisit(personHash: Uint8Array): VisitMarks | null
  /** Deletes questions older than the limit (days) and entries beyond their keeping time. */
  expire(now: Instant, limits: { readonly recheckDays: number; readonly journalDays: number }): void
  /** Tidies up after commits, for a moment when nobody waits. Where that fails nothing is lost: entries are durable since their commit. */
  settle(): void
  close(): void
}

/** Builds a new generation of the register beside the current one; nothing is visible before `finish`. */
export interface RegisterBuilder {
  /** Adds one valid record; call it in any order. A later record with the same person id or insurer code replaces the earlier. */
  add(record: RegisterRecord): void
  /** Indexes, makes durable and switches to the new generation. The old one stays until the switch is durable. */
  finish(): Result<RegisterState, Failure>
  /** What went wrong so far (a full disk); records added after it go nowhere, and `finish` returns it. */
  failure(): Failure | null
  /** Drops what was built; the current generation stays as it is. */
  abort(): void
}

/** An opened data folder; `openDataFolder` in `store/` makes it. */
export interface DataFolder {
  readonly path: string
  /** Random id of the folder; keys are kept under it outside the folder. */
  readonly id: string
  /** `empty` until the first register is made or loaded; then it never changes between `demo` and `real`. */
  kind(): 'empty' | 'demo' | 'real'
  readonly register: Register
  readonly journal: Journal
  /** Refuses (`folder-kind-differs`) a demo dataset in a real folder and the reverse. */
  build(header: RegisterHeader): Result<RegisterBuilder, Failure>
  /** The same register as the end of a feed. What it switches through this folder answers at once. */
  readonly feed: RegisterFeed
  /** Answers from the current generation from now on, after a worker has switched it, and returns its state. Errors as on opening. */
  refresh(): Result<RegisterState, Failure>
  /** The present generation is not as published: it answers nobody from now on, even where the pointer could not be written to say so. */
  distrust(): void
  /** Writes and reads `settings.json`; the values are validated by the caller. */
  readSettings(): Result<unknown, Failure>
  writeSettings(value: unknown): Result<null, Failure>
  close(): void
}
