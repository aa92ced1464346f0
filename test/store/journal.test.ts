import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import path from 'node:path'
import type { DataFolder, JournalEntry, VisitMarks } from '../../src-main/app/ports.ts'
import { keyFileVault } from '../../src-main/hosts/keys/key-file-vault.ts'
import { openEncrypted } from '../../src-main/store/encrypted-database.ts'
import { codeOf, storePlace, valueOf } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

let place: StorePlace
let folder: DataFolder
beforeEach(() => {
  place = storePlace()
  folder = place.opened()
})
afterEach(() => place.remove())

const hash = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)
const NOW = '2026-11-22T09:00:00.000Z'
const entry = (changes: Partial<JournalEntry> = {}): JournalEntry => ({
  at: NOW,
  operator: 'registrator',
  asked: 'enp+document',
  questionHash: hash(1),
  personHash: hash(2),
  serviceDate: '2026-11-22',
  outcome: 'needs-a-look',
  reasons: ['surname-changed', 'data-age'],
  underlying: 'digital-policy',
  registerVersion: '2026-11-22',
  asOf: '2026-11-21T00:10:00Z',
  source: 'loaded',
  confirmation: null,
  ...changes,
})
const marks = (byte: number): VisitMarks => ({ insurer: hash(byte), attachment: null, surname: hash(byte), document: hash(byte) })
type Extras = Parameters<DataFolder['journal']['record']>[1]
const nothing: Extras = { visit: null, recheck: null, answered: false }

function ask(changes: Partial<JournalEntry>, extras: Partial<Extras>): string {
  return valueOf(folder.journal.record(entry(changes), { ...nothing, ...extras }))
}

/** Reads the journal as an auditor with the key would. */
function rows(table: 'entry' | 'visit' | 'recheck'): readonly Record<string, unknown>[] {
  const vault = keyFileVault({ file: place.keyFile, folderId: folder.id, occasion: 'open', passphrase: null })
  const options = { readonly: true, patience: 0, cacheBytes: 1 << 20 }
  const database = openEncrypted(path.join(place.data, 'journal.db'), valueOf(vault.key('journal')), options)
  try {
    return database
      .prepare<[], Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY entry`.replace('entry ORDER BY entry', 'entry ORDER BY id'))
      .all()
  } finally {
    database.close()
  }
}

const plain = (value: VisitMarks | null) =>
  value === null ? null : Object.fromEntries(Object.entries(value).map(([name, mark]) => [name, mark === null ? null : [...mark]]))

describe('entries', () => {
  test('hold who, when, what as a hash, outcome, reasons and register', () => {
    expect(folder.journal.record(entry(), nothing)).toEqual({ ok: true, value: '1' })
    expect(rows('entry')).toEqual([
      {
        id: 1,
        at: Date.parse(NOW),
        operator: 'registrator',
        asked: 'enp+document',
        question_hash: Buffer.from(hash(1)),
        person_hash: Buffer.from(hash(2)),
        service_date: '2026-11-22',
        outcome: 'needs-a-look',
        reasons: 'surname-changed data-age',
        underlying: 'digital-policy',
        register_version: '2026-11-22',
        as_of: '2026-11-21T00:10:00Z',
        source: 'loaded',
        confirmation: null,
        withdraws: null,
        rechecks: null,
      },
    ])
  })

  test('are never changed: a withdrawal is an entry of its own, once', () => {
    const id = valueOf(folder.journal.record(entry(), nothing))
    expect(folder.journal.withdraw(id, NOW, 'another').ok).toBe(true)
    expect(folder.journal.withdraw(id, NOW, 'another').ok).toBe(true)
    expect(rows('entry')).toMatchObject([
      { id: 1, outcome: 'needs-a-look', withdraws: null },
      { id: 2, outcome: null, operator: 'another', withdraws: 1 },
    ])
    for (const unknown of ['2', '3', '0', '-1', '1.5', '', 'x', '1 OR 1', '9'.repeat(30)]) {
      expect(codeOf(folder.journal.withdraw(unknown, NOW, 'another')), unknown).toBe('bad-input')
    }
  })

  test('cannot be changed even by a program that has the key', () => {
    valueOf(folder.journal.record(entry(), nothing))
    const vault = keyFileVault({ file: place.keyFile, folderId: folder.id, occasion: 'open', passphrase: null })
    const options = { readonly: false, patience: 0, cacheBytes: 1 << 20 }
    const database = openEncrypted(path.join(place.data, 'journal.db'), valueOf(vault.key('journal')), options)
    expect(() => database.exec("UPDATE entry SET outcome = 'covered'")).toThrow('entries of the journal are never changed')
    database.close()
  })

  test('of a desk and of checks beside it stand in one journal', () => {
    const reader = place.opened('reader')
    valueOf(folder.journal.record(entry({ operator: 'desk' }), nothing))
    valueOf(reader.journal.record(entry({ operator: 'reader' }), nothing))
    valueOf(folder.journal.record(entry({ operator: 'desk' }), nothing))
    expect(rows('entry').map((row) => row['operator'])).toEqual(['desk', 'reader', 'desk'])
  })

  test('beyond their keeping time are deleted, the others stay', () => {
    folder.journal.record(entry({ at: '2021-11-21T00:00:00Z' }), { ...nothing, visit: marks(1) })
    folder.journal.record(entry({ at: '2021-11-24T00:00:00Z', personHash: hash(9) }), { ...nothing, visit: marks(2) })
    folder.journal.record(entry(), nothing)
    folder.journal.expire(NOW, { recheckDays: 14, journalDays: 1825 })
    expect(rows('entry').map((row) => row['id'])).toEqual([2, 3])
    expect(rows('visit').map((row) => row['entry'])).toEqual([2])
    expect(valueOf(folder.journal.record(entry(), nothing))).toBe('4')
  })

  test('survive a clock that is set years ahead', () => {
    for (const at of ['2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z']) folder.journal.record(entry({ at }), nothing)
    folder.journal.expire('2099-01-01T00:00:00Z', { recheckDays: 14, journalDays: 30 })
    expect(rows('entry')).toHaveLength(2)
  })
})

describe('marks of the last visit', () => {
  test('are those of the last check of this person', () => {
    expect(folder.journal.lastVisit(hash(2))).toBeNull()
    folder.journal.record(entry(), { ...nothing, visit: marks(5) })
    folder.journal.record(entry({ personHash: hash(3) }), { ...nothing, visit: marks(6) })
    folder.journal.record(entry(), { ...nothing, visit: marks(7) })
    folder.journal.record(entry(), nothing)
    expect(plain(folder.journal.lastVisit(hash(2)))).toEqual(plain(marks(7)))
    expect(plain(folder.journal.lastVisit(hash(3)))).toEqual(plain(marks(6)))
  })

  test('of a check taken back give way to those before it', () => {
    folder.journal.record(entry(), { ...nothing, visit: marks(4) })
    folder.journal.record(entry(), { ...nothing, visit: marks(5) })
    const id = valueOf(folder.journal.record(entry(), { ...nothing, visit: marks(6) }))
    folder.journal.withdraw(id, NOW, 'registrator')
    expect(plain(folder.journal.lastVisit(hash(2)))).toEqual(plain(marks(5)))
  })

  test('are kept for two visits of a person at most', () => {
    for (let byte = 1; byte < 20; byte += 1) folder.journal.record(entry(), { ...nothing, visit: marks(byte) })
    expect(rows('visit')).toHaveLength(2)
  })

  test('need a person', () => {
    folder.journal.record(entry({ personHash: null }), { ...nothing, visit: marks(5) })
    expect(rows('visit')).toEqual([])
  })
})

describe('questions to ask again', () => {
  test('wait until they are answered', () => {
    ask({ questionHash: hash(1) }, { recheck: '{"a":1}' })
    ask({ questionHash: hash(2) }, { recheck: '{"b":1}' })
    ask({ questionHash: hash(3) }, { answered: true })
    expect(rows('recheck').map((row) => row['question'])).toEqual(['{"a":1}', '{"b":1}'])
    ask({ questionHash: hash(1) }, { answered: true })
    expect(rows('recheck').map((row) => row['question'])).toEqual(['{"b":1}'])
  })

  test('are kept once, with the day they were last asked', () => {
    ask({ at: '2026-11-01T00:00:00Z' }, { recheck: '{"a":1}' })
    ask({ at: '2026-11-10T00:00:00Z' }, { recheck: '{"a":1}' })
    expect(rows('recheck')).toMatchObject([{ entry: 2, asked_at: Date.parse('2026-11-10T00:00:00Z') }])
  })

  test('are deleted after their days, and with a check that is taken back', () => {
    ask({ at: '2026-11-08T08:59:59Z', questionHash: hash(1) }, { recheck: 'old' })
    ask({ at: '2026-11-08T09:00:01Z', questionHash: hash(2) }, { recheck: 'young' })
    const id = ask({ questionHash: hash(3) }, { recheck: 'wrong scan' })
    folder.journal.withdraw(id, NOW, 'registrator')
    folder.journal.expire(NOW, { recheckDays: 14, journalDays: 1825 })
    expect(rows('recheck').map((row) => row['question'])).toEqual(['young'])
  })
})
