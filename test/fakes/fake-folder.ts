import type { Failure, RegisterState } from '../../src-shared/contract.ts'
import type { Facts } from '../../src-shared/coverage/facts.ts'
import type { UsableItem } from '../../src-shared/intake/item.ts'
import type { Insurer, Person } from '../../src-shared/register/person.ts'
import type { RegisterHeader, RegisterRecord } from '../../src-shared/register/record.ts'
import { err, ok } from '../../src-shared/result.ts'
import type { RegisterFeed } from '../../src-main/app/feed-port.ts'
import type { Clock, DataFolder, Finding, Journal, JournalEntry, Log, Register, VisitMarks } from '../../src-main/app/ports.ts'
import { fakeQuestionList } from './fake-question-list.ts'

type Extras = Parameters<Journal['record']>[1]

export interface FakeJournal extends Journal {
  readonly entries: { readonly id: string; readonly entry: JournalEntry; readonly extras: Extras }[]
  readonly withdrawn: string[]
  /** Set to make the next writes fail. */
  failure: Failure | null
}

/** A journal in memory that keeps what the real one must keep. */
export function fakeJournal(): FakeJournal {
  const visits = new Map<string, VisitMarks>()
  const questions = fakeQuestionList()
  const addEntry = (entry: JournalEntry, extras: Extras): string => {
    const id = `entry-${journal.entries.length + 1}`
    journal.entries.push({ id, entry, extras })
    return id
  }
  const journal: FakeJournal = {
    entries: [],
    withdrawn: [],
    failure: null,
    record(entry, extras) {
      if (journal.failure !== null) return err(journal.failure)
      const id = addEntry(entry, extras)
      questions.recorded(id, entry, extras)
      if (entry.personHash !== null && extras.visit !== null) visits.set(hex(entry.personHash), extras.visit)
      return ok(id)
    },
    withdraw(id) {
      if (!journal.entries.some((entry) => entry.id === id)) return err({ code: 'bad-input', message: 'no such entry', params: {} })
      journal.withdrawn.push(id)
      questions.withdrawn(id)
      return ok(null)
    },
    recordRecheck(id, entry, step) {
      if (journal.failure !== null) return err(journal.failure)
      if (!questions.has(id)) return ok(null)
      const proof = addEntry(entry, { visit: null, recheck: null, answered: false })
      questions.askedAgain(id, proof, entry, step)
      return ok(proof)
    },
    waiting: questions.waiting,
    renewed: questions.renewed,
    renewedCount: (since) => questions.renewed({ since, limit: Number.MAX_SAFE_INTEGER }).length,
    opened(id) {
      questions.opened(id)
      return ok(null)
    },
    seen(id) {
      if (journal.failure !== null) return err(journal.failure)
      questions.seen(id)
      return ok(null)
    },
    lastVisit: (personHash) => visits.get(hex(personHash)) ?? null,
    expire: () => undefined,
    settle: () => undefined,
    close: () => undefined,
  }
  return journal
}

export interface FakeRegister extends Register {
  people: Person[]
  insurers: Insurer[]
  stated: RegisterState
  /** Questions that reached the register. */
  readonly asked: (readonly UsableItem[])[]
  /** Replaces the answer of the next look-ups, e.g. to throw. */
  onFind: ((items: readonly UsableItem[]) => Finding) | null
}

/** A register in memory that finds by ENP, document number and by family name with birth date. */
export function fakeRegister(asOf: string, people: Person[] = [], insurers: Insurer[] = []): FakeRegister {
  const register: FakeRegister = {
    people,
    insurers,
    stated: {
      state: 'ready',
      source: 'loaded',
      dataset: 'clinic',
      scope: 'attached',
      version: 'v1',
      asOf,
      people: people.length,
    },
    asked: [],
    onFind: null,
    state: () => register.stated,
    facts: (): Facts['register'] => ({
      state: register.stated.state,
      source: register.stated.source ?? 'loaded',
      version: register.stated.version ?? '',
      asOf: register.stated.asOf ?? '1970-01-01T00:00:00Z',
      issuedAt: null,
    }),
    find(items) {
      register.asked.push(items)
      if (register.onFind !== null) return register.onFind(items)
      const lookups = items.map((item, index): Finding['lookups'][number] => ({
        item: index,
        key: item.kind === 'name-and-birth-date' ? item.kind : item.kind === 'document' ? item.kind : 'enp',
        people: register.people.filter((person) => hit(person, item)).map((person) => person.id),
      }))
      return { lookups, people: register.people, insurers: register.insurers }
    },
    byId: (id) => ({ lookups: [], people: register.people.filter((person) => person.id === id), insurers: register.insurers }),
  }
  return register
}

function hit(person: Person, item: UsableItem): boolean {
  if (item.kind === 'enp' || item.kind === 'policy-barcode') return person.enp === item.enp
  if (item.kind === 'document') return person.documents.some((document) => document.type === item.type && document.number === item.number)
  if (item.kind !== 'name-and-birth-date') return false
  return person.familyName?.toUpperCase() === item.familyName?.toUpperCase() && person.birthDate === item.birthDate
}

export interface FakeFolder extends DataFolder {
  readonly register: FakeRegister
  readonly journal: FakeJournal
  stored: unknown
  folderKind: 'empty' | 'demo' | 'real'
  closed: boolean
  readonly built: { readonly header: RegisterHeader; readonly records: RegisterRecord[]; outcome: 'open' | 'finished' | 'aborted' }[]
}

export function fakeFolder(register: FakeRegister, journal: FakeJournal = fakeJournal()): FakeFolder {
  const folder: FakeFolder = {
    path: '/fake',
    id: 'fake',
    register,
    journal,
    stored: null,
    folderKind: 'real',
    closed: false,
    built: [],
    kind: () => folder.folderKind,
    build(header) {
      const build: FakeFolder['built'][number] = { header, records: [], outcome: 'open' }
      folder.built.push(build)
      return ok({
        add: (record) => void build.records.push(record),
        finish() {
          build.outcome = 'finished'
          folder.folderKind = 'demo'
          const people = build.records.filter((record) => 'person' in record).length
          const { dataset, scope, version, asOf } = header
          register.stated = { state: 'ready', source: 'demo', dataset, scope, version, asOf, people }
          return ok(register.stated)
        },
        failure: () => null,
        abort: () => void (build.outcome = 'aborted'),
      })
    },
    feed: withoutFeed(),
    refresh: () => ok(register.stated),
    distrust: () => undefined,
    readSettings: () => ok(folder.stored),
    writeSettings(value) {
      folder.stored = value
      return ok(null)
    },
    close: () => void (folder.closed = true),
  }
  return folder
}

/** The feed of a folder that has none and takes none. */
function withoutFeed(): RegisterFeed {
  return {
    takeTurn: () => ok({ end: () => undefined }),
    standing: () => ok({ state: null, floor: null, returned: false, behind: false, otherFloors: [] }),
    beginSnapshot: () => err({ kind: 'no-base' }),
    beginDelta: () => err({ kind: 'no-base' }),
    previous: () => ok(null),
    returnToPrevious: () => ok(null),
    verify: async () => ({ kind: 'not-from-feed' }),
  }
}

export function fixedClock(now: string): Clock {
  return { now: () => now }
}

export interface FakeLog extends Log {
  readonly lines: { readonly level: 'info' | 'error'; readonly event: string; readonly fields: object }[]
}

export function fakeLog(): FakeLog {
  const lines: FakeLog['lines'] = []
  return {
    lines,
    info: (event, fields = {}) => void lines.push({ level: 'info', event, fields }),
    error: (event, fields = {}) => void lines.push({ level: 'error', event, fields }),
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
