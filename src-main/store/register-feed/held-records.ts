import type { FeedRecord } from '../../../src-shared/feed/canonical-record.ts'
import type { ClassifierEntry } from '../../../src-shared/feed/classifier.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import type { Connection } from '../encrypted-database.ts'
import type { CodeReader } from '../register/codes.ts'
import { createPersonReader } from '../register/read-person.ts'
import { overSegments } from '../register/segments.ts'
import type { Segments } from '../register/segments.ts'
import { lineOf } from './feed-lines.ts'

/** A record of the feed as the tables hold it. */
export interface HeldRecord {
  readonly entity: string
  readonly key: string
  readonly version: number
  /** Byte for byte the published line. */
  readonly text: string
  /** Null for a record that is kept as bytes. */
  readonly record: FeedRecord | null
}

/** Reads records of the feed back from the tables. Throws SQLite's errors. */
export interface HeldRecords {
  find(entity: string, key: string): HeldRecord | null
  /** The row of a person's keys, those of a record that cannot be interpreted too. */
  personRow(key: string): number | null
  /** What stands in a person's row. Throws where there is none. */
  personIn(row: number): Person
  /** People in the order of their rows, from row `from` up to before row `to`, those kept as bytes left out. */
  people(from: number, to: number): Iterable<HeldRecord>
  /** Everything that is no readable person. */
  others(): Iterable<HeldRecord>
}

interface UnreadRow {
  entity: string
  key: string
  version: number
  line: Buffer
}

interface InsurerRow {
  code: number
  version: number
}

type ClassifierRow = Omit<ClassifierEntry, 'from' | 'to'> & { valid_from: string | null; valid_to: string | null; version: number }

const UNREAD = 'SELECT entity, key, version, line FROM unread_record'
const CLASSIFIER = 'SELECT classifier, code, name, valid_from, valid_to, version FROM classifier'

/** The texts of the statements that run once for every change, for the tests of their query plans. */
export function heldStatements(segments: Segments): Readonly<Record<string, string>> {
  return {
    unread: `${UNREAD} WHERE entity = ? AND key = ?`,
    person: overSegments('person', segments, 'SELECT id, version FROM person WHERE source_id = @key'),
    insurer: 'SELECT code, version FROM insurer WHERE code = ?',
    classifier: `${CLASSIFIER} WHERE classifier = ? AND code = ?`,
    unreadPerson: `SELECT 1 FROM unread_record WHERE entity = 'person' AND key = ?`,
    people: 'SELECT id, version FROM person WHERE id >= ? AND id < ? ORDER BY id',
  }
}

export function createHeldRecords(database: Connection, segments: Segments, codes: CodeReader): HeldRecords {
  const texts = heldStatements(segments)
  const unread = database.prepare<[string, string], UnreadRow>(texts['unread'] ?? '')
  const person = database.prepare<[{ key: string }], { id: number; version: number }>(texts['person'] ?? '')
  const insurer = database.prepare<[number], InsurerRow>(texts['insurer'] ?? '')
  const classifier = database.prepare<[string, string], ClassifierRow>(texts['classifier'] ?? '')
  const unreadPerson = database.prepare<[string], number>(texts['unreadPerson'] ?? '').pluck()
  const people = database.prepare<[number, number], { id: number; version: number }>(texts['people'] ?? '')
  const reader = createPersonReader(database, codes)

  const personIn = (row: number): Person => {
    const found = reader.person(row)
    if (found === null) throw new Error('A row of the register disappeared while it was read.')
    return found
  }
  const personAt = (row: number, version: number): HeldRecord => {
    const found = personIn(row)
    return held('person', found.id, version, { person: found })
  }
  const insurerAt = ({ code, version }: InsurerRow): HeldRecord => {
    const key = String(code).padStart(5, '0')
    const found = reader.insurer(key)
    if (found === null) throw new Error('A row of the register disappeared while it was read.')
    return held('insurer', key, version, { insurer: found })
  }

  return {
    find(entity, key) {
      const bytes = unread.get(entity, key)
      if (bytes !== undefined) return unreadRecord(bytes)
      if (entity === 'person') {
        const row = person.get({ key })
        return row === undefined ? null : personAt(row.id, row.version)
      }
      if (entity === 'insurer' && INSURER_KEY.test(key)) {
        const row = insurer.get(Number(key))
        return row === undefined ? null : insurerAt(row)
      }
      if (entity !== 'classifier') return null
      const row = classifier.get(...classifierKey(key))
      return row === undefined ? null : classifierRecord(row)
    },
    personRow: (key) => person.get({ key })?.id ?? null,
    personIn,
    *people(from, to) {
      for (const { id, version } of people.all(from, to)) {
        const found = personAt(id, version)
        if (unreadPerson.get(found.key) === undefined) yield found
      }
    },
    *others() {
      const insurers = database.prepare<[], InsurerRow>('SELECT code, version FROM insurer').all()
      for (const row of insurers) yield insurerAt(row)
      for (const row of database.prepare<[], ClassifierRow>(CLASSIFIER).iterate()) yield classifierRecord(row)
      for (const row of database.prepare<[], UnreadRow>(UNREAD).iterate()) yield unreadRecord(row)
    },
  }
}

/** The two parts of a classifier's key, `F011/14`; empty ones, which no classifier has, for any other text. */
export function classifierKey(key: string): [classifier: string, code: string] {
  const slash = key.indexOf('/')
  if (slash === -1) return ['', '']
  return [key.slice(0, slash), key.slice(slash + 1)]
}

export const INSURER_KEY = /^\d{5}$/

function held(entity: string, key: string, version: number, record: FeedRecord): HeldRecord {
  return { entity, key, version, record, text: lineOf(record, version) }
}

function unreadRecord({ entity, key, version, line }: UnreadRow): HeldRecord {
  return { entity, key, version, text: line.toString('utf8'), record: null }
}

function classifierRecord({ classifier, code, name, valid_from: from, valid_to: to, version }: ClassifierRow): HeldRecord {
  return held('classifier', `${classifier}/${code}`, version, { classifier: { classifier, code, name, from, to } })
}
