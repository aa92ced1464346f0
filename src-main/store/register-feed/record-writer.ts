import type { FeedRecord } from '../../../src-shared/feed/canonical-record.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import type { FeedLine } from '../../app/feed-port.ts'
import type { Connection } from '../encrypted-database.ts'
import { readCodes } from '../register/codes.ts'
import { createPersonRemover } from '../register/remove-person.ts'
import { createRowReplacer } from '../register/replace-rows.ts'
import type { Segments } from '../register/segments.ts'
import { createPersonWriter } from '../register/write-person.ts'
import { INSURER_KEY, classifierKey } from './held-records.ts'
import type { HeldRecords } from './held-records.ts'
import { unreadablePerson } from './unreadable-person.ts'

/** Changes single records of a finished register, each at once in its tables. Throws SQLite's errors. */
export interface RecordWriter {
  /** Puts a record in the place of what stands under its key. `record`: null keeps the line as bytes. False: there is no room for one more person. */
  put(line: FeedLine, record: FeedRecord | null): boolean
  remove(entity: string, key: string): void
}

export function createRecordWriter(database: Connection, segments: Segments, records: HeldRecords): RecordWriter {
  const rowReplacer = createRowReplacer(database)
  const writer = createPersonWriter((table) => rowReplacer.rowsOf(table), readCodes(database))
  const remover = createPersonRemover(database)
  const rows = createRowNumbers(database, segments)
  const removeInsurer = database.prepare<[number]>('DELETE FROM insurer WHERE code = ?')
  const removeClassifier = database.prepare<[string, string]>('DELETE FROM classifier WHERE classifier = ? AND code = ?')
  const removeUnread = database.prepare<[string, string]>('DELETE FROM unread_record WHERE entity = ? AND key = ?')
  const loose = createLooseWriter(database)

  const removeRows = (entity: string, key: string): void => {
    if (entity === 'person') {
      const row = records.personRow(key)
      if (row !== null) remover.remove(row)
    } else if (entity === 'insurer' && INSURER_KEY.test(key)) removeInsurer.run(Number(key))
    else if (entity === 'classifier') removeClassifier.run(...classifierKey(key))
  }

  const putPerson = (person: Person, known: number | null, version: number): boolean => {
    const row = known ?? rows.next()
    if (row === null) return false
    writer.person(row, person, version)
    if (known !== null) rowReplacer.replace(known)
    writer.flush()
    rowReplacer.insert()
    return true
  }
  const putUnread = (line: FeedLine): boolean => {
    const { entity, key, version } = line.head
    if (entity === 'person') {
      const known = records.personRow(key)
      const person = unreadablePerson(line, known === null ? null : records.personIn(known))
      if (person !== null && !putPerson(person, known, version)) return false
    } else removeRows(entity, key)
    return loose.unread(line)
  }

  return {
    put(line, record) {
      const { entity, key, version } = line.head
      removeUnread.run(entity, key)
      if (record === null) return putUnread(line)
      if ('person' in record) return putPerson(record.person, records.personRow(key), version)
      removeRows(entity, key)
      if ('insurer' in record) writer.insurer(record.insurer, version)
      else loose.classifier(record.classifier, version)
      writer.flush()
      rowReplacer.insert()
      return true
    },
    remove(entity, key) {
      removeUnread.run(entity, key)
      removeRows(entity, key)
    },
  }
}

/** Writes what has no rows of a person or insurer. */
export interface LooseWriter {
  /** False where one stands under that key already. */
  unread(line: FeedLine): boolean
  classifier(entry: Extract<FeedRecord, { classifier: unknown }>['classifier'], version: number): boolean
}

export function createLooseWriter(database: Connection): LooseWriter {
  const unread = database.prepare<[string, string, number, Uint8Array]>('INSERT OR IGNORE INTO unread_record VALUES (?, ?, ?, ?)')
  const classifier = database.prepare<[string, string, string, string | null, string | null, number]>(
    'INSERT OR IGNORE INTO classifier VALUES (?, ?, ?, ?, ?, ?)',
  )
  return {
    unread: ({ head, text }) => unread.run(head.entity, head.key, head.version, Buffer.from(text, 'utf8')).changes > 0,
    classifier: ({ classifier: name, code, name: text, from, to }, version) =>
      classifier.run(name, code, text, from, to, version).changes > 0,
  }
}

/** Numbers for new people, after all that stand. Where the indexes come in parts there is an end to them. */
function createRowNumbers(database: Connection, segments: Segments): { next(): number | null } {
  const last = database.prepare<[], number | null>('SELECT max(id) FROM person').pluck().get() ?? -1
  const end = segments.count === 1 ? Infinity : segments.count * segments.people
  let next = last + 1
  return {
    next() {
      if (next >= end) return null
      next += 1
      return next - 1
    },
  }
}
