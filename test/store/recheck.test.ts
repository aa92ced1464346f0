import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rmSync } from 'node:fs'
import path from 'node:path'
import type { DataFolder, JournalEntry, RecheckStep } from '../../src-main/app/ports.ts'
import { keyFileVault } from '../../src-main/hosts/keys/key-file-vault.ts'
import { openEncrypted } from '../../src-main/store/encrypted-database.ts'
import type { Connection } from '../../src-main/store/encrypted-database.ts'
import { openJournal } from '../../src-main/store/journal.ts'
import { recheckStatements } from '../../src-main/store/journal-rechecks.ts'
import { migrate } from '../../src-main/store/migrate.ts'
import { journalMigrations } from '../../src-main/store/migrations/journal-migrations.ts'
import { storePlace, valueOf } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

let place: StorePlace
let folder: DataFolder
beforeEach(() => {
  place = storePlace()
  folder = place.opened()
})
afterEach(() => place.remove())

const NOW = '2026-11-22T09:00:00.000Z'
const SINCE = '2026-11-08T09:00:00.000Z'
const hash = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)
const entry = (changes: Partial<JournalEntry> = {}): JournalEntry => ({
  at: NOW,
  operator: 'registrator',
  asked: 'enp',
  questionHash: hash(1),
  personHash: null,
  serviceDate: '2026-11-22',
  outcome: 'not-checked',
  reasons: ['not-in-local-register'],
  underlying: null,
  registerVersion: '1',
  asOf: '2026-11-21T00:10:00Z',
  source: 'loaded',
  confirmation: null,
  ...changes,
})
const now: Partial<JournalEntry> = {
  operator: 'polis-desk:recheck',
  outcome: 'covered',
  reasons: ['digital-policy', 'attached-here'],
  personHash: hash(9),
  asOf: '2026-11-22T00:10:00Z',
}
const CHANGED: RecheckStep = { kind: 'changed', settled: true }

function ask(changes: Partial<JournalEntry> = {}, recheck = '{"a":1}'): string {
  return valueOf(folder.journal.record(entry(changes), { visit: null, recheck, answered: false }))
}

/** Somebody asks a question whose answer waits for nothing. */
function answer(changes: Partial<JournalEntry> = {}): string {
  return valueOf(folder.journal.record(entry({ ...now, ...changes }), { visit: null, recheck: null, answered: true }))
}

function again(id: string, step: RecheckStep = CHANGED, changes: Partial<JournalEntry> = {}): string | null {
  return valueOf(folder.journal.recordRecheck(id, entry({ ...now, ...changes }), step))
}

const waiting = () => folder.journal.waiting({ after: null, since: SINCE, limit: 100 })
const renewed = () => folder.journal.renewed({ since: SINCE, limit: 100 })
const ids = (questions: readonly { readonly id: string }[]) => questions.map(({ id }) => id)

function connect(): Connection {
  const vault = keyFileVault({ file: place.keyFile, folderId: folder.id, occasion: 'open', passphrase: null })
  const options = { readonly: true, patience: 0, cacheBytes: 1 << 20 }
  return openEncrypted(path.join(place.data, 'journal.db'), valueOf(vault.key('journal')), options)
}

describe('the list of questions', () => {
  test('tells each with what was told, in pages, oldest first', () => {
    ask({ questionHash: hash(1), reasons: ['register-too-old', 'data-age'], underlying: 'covered/digital-policy', personHash: hash(0xab) })
    for (let byte = 2; byte <= 5; byte += 1) ask({ questionHash: hash(byte) })
    const first = folder.journal.waiting({ after: null, since: SINCE, limit: 2 })
    expect(first).toEqual([
      {
        id: '1',
        askedAt: NOW,
        question: '{"a":1}',
        askedOn: null,
        told: {
          outcome: 'not-checked',
          reasons: ['register-too-old', 'data-age'],
          underlying: 'covered/digital-policy',
          person: 'ab'.repeat(32),
          asOf: '2026-11-21T00:10:00Z',
        },
      },
      expect.objectContaining({ id: '2', told: expect.objectContaining({ person: null }) }),
    ])
    expect(ids(folder.journal.waiting({ after: '2', since: SINCE, limit: 100 }))).toEqual(['3', '4', '5'])
    expect(folder.journal.waiting({ after: '5', since: SINCE, limit: 100 })).toEqual([])
  })

  test('tells nothing that was asked before', () => {
    const old = ask({ at: '2026-11-08T08:59:59Z' })
    again(old)
    expect([waiting(), renewed(), folder.journal.renewedCount(SINCE)]).toEqual([[], [], 0])
  })
})

describe('a question that was asked again', () => {
  test('leaves a proof that names the check, and no mark of a visit', () => {
    const id = ask()
    expect(again(id)).toBe('2')
    const database = connect()
    expect(database.prepare('SELECT rechecks, operator, outcome FROM entry ORDER BY id').all()).toEqual([
      { rechecks: null, operator: 'registrator', outcome: 'not-checked' },
      { rechecks: 1, operator: 'polis-desk:recheck', outcome: 'covered' },
    ])
    expect(database.prepare('SELECT count(*) FROM visit').pluck().get()).toBe(0)
    database.close()
  })

  test('changed: is raised with both answers, until it is seen', () => {
    const id = ask()
    again(id)
    expect(renewed()).toMatchObject([
      {
        id,
        askedAt: NOW,
        question: '{"a":1}',
        isOpened: false,
        told: { outcome: 'not-checked', reasons: ['not-in-local-register'] },
        renewed: { id: '2', at: NOW, outcome: 'covered', reasons: ['digital-policy', 'attached-here'], person: '09'.repeat(32) },
      },
    ])
    expect(folder.journal.renewedCount(SINCE)).toBe(1)
    valueOf(folder.journal.seen('2'))
    valueOf(folder.journal.seen('2'))
    expect([renewed(), waiting(), folder.journal.renewedCount(SINCE)]).toEqual([[], [], 0])
  })

  test('changed, but waiting for data: waits on with the new answer as told, once it is seen', () => {
    const id = ask()
    again(id, { kind: 'changed', settled: false })
    valueOf(folder.journal.seen('2'))
    expect(renewed()).toEqual([])
    expect(waiting()).toMatchObject([{ id, askedOn: '2026-11-22T00:10:00Z', told: { outcome: 'covered' } }])
  })

  test('the same: leaves the list; waiting on: stays and knows the data it was asked on; unanswered: stays as it was', () => {
    const [same, waits, unanswered] = [1, 2, 3].map((byte) => ask({ questionHash: hash(byte) }))
    again(same ?? '', { kind: 'same' })
    again(waits ?? '', { kind: 'waits-on' })
    again(unanswered ?? '', { kind: 'unanswered' })
    expect(waiting().map(({ id, askedOn }) => [id, askedOn])).toEqual([
      [waits, '2026-11-22T00:10:00Z'],
      [unanswered, null],
    ])
    expect(renewed()).toEqual([])
  })

  test('the same as told after it was raised: is raised no more', () => {
    const id = ask()
    again(id)
    again(id, { kind: 'waits-on' })
    expect(renewed()).toEqual([])
    expect(ids(waiting())).toEqual([id])
  })

  test('opened: is what was told, and stays until it is put aside', () => {
    const id = ask()
    again(id)
    valueOf(folder.journal.opened('2'))
    expect(renewed()).toMatchObject([{ id, isOpened: true, told: { outcome: 'not-checked' }, renewed: { outcome: 'covered' } }])
    expect(waiting()).toMatchObject([{ id, told: { outcome: 'covered' } }])
    const proof = again(id, { kind: 'same' })
    expect(renewed()).toMatchObject([{ id, isOpened: true, told: { outcome: 'not-checked' }, renewed: { id: proof } }])
    again(id, CHANGED, { outcome: 'not-covered', reasons: ['death'] })
    expect(renewed()).toMatchObject([{ id, isOpened: false, told: { outcome: 'covered' }, renewed: { outcome: 'not-covered' } }])
  })

  test('changed once more: the answer that was on the screen is not the one that is put aside', () => {
    const id = ask()
    again(id)
    again(id, CHANGED, { outcome: 'not-covered', reasons: ['death'] })
    valueOf(folder.journal.seen('2'))
    expect(renewed()).toMatchObject([{ id, told: { outcome: 'not-checked' }, renewed: { id: '3', outcome: 'not-covered' } }])
  })

  test('no longer in the list: nothing is written', () => {
    const withdrawn = ask({ questionHash: hash(1) })
    const answered = ask({ questionHash: hash(2) })
    valueOf(folder.journal.withdraw(withdrawn, NOW, 'registrator'))
    answer({ questionHash: hash(2) })
    for (const id of [withdrawn, answered, '77', 'x', '']) expect(again(id), id).toBeNull()
    expect([renewed(), waiting()]).toEqual([[], []])
  })
})

describe('what people do meanwhile', () => {
  test('a check that is taken back takes its raised answer along', () => {
    const id = ask()
    again(id)
    valueOf(folder.journal.withdraw(id, NOW, 'registrator'))
    expect([renewed(), waiting()]).toEqual([[], []])
  })

  test('the same question asked anew leaves the raised answer where it is', () => {
    const id = ask()
    again(id)
    answer()
    expect(ids(renewed())).toEqual([id])
    const second = ask({ at: '2026-11-22T10:00:00Z' })
    expect(ids(renewed())).toEqual([id])
    expect(ids(waiting())).toEqual([id, second])
    // One of them waits on; the question is never there twice.
    again(id, { kind: 'waits-on' })
    expect(ids(waiting())).toEqual([second])
  })

  test('a raised answer that is put aside gives way to the same question asked anew', () => {
    const id = ask()
    const proof = again(id, { kind: 'changed', settled: false })
    const second = ask({ at: '2026-11-22T10:00:00Z' })
    valueOf(folder.journal.seen(proof ?? ''))
    expect(ids(waiting())).toEqual([second])
  })

  test('the days of a question end a raised answer too', () => {
    const old = ask({ at: '2026-11-08T08:59:59Z', questionHash: hash(2) })
    const young = ask()
    again(old)
    again(young)
    folder.journal.expire(NOW, { recheckDays: 14, journalDays: 1825 })
    const database = connect()
    expect(database.prepare('SELECT entry FROM recheck').pluck().all()).toEqual([Number(young)])
    database.close()
  })
})

describe('the tables', () => {
  test('of the former version keep their questions', () => {
    const file = path.join(place.root, 'former.db')
    const key = new Uint8Array(32).fill(7)
    const former = openEncrypted(file, key, { readonly: false, patience: 0, cacheBytes: 1 << 20 })
    expect(migrate(former, journalMigrations.slice(0, 1), file).ok).toBe(true)
    former.exec(`INSERT INTO entry (id, at, operator, outcome, reasons, as_of) VALUES
      (4, ${Date.parse(NOW)}, 'registrator', 'not-checked', 'not-in-local-register', '2026-11-21T00:10:00Z');
      INSERT INTO recheck VALUES (x'01', 4, ${Date.parse(NOW)}, '{"kept":1}')`)
    former.close()
    const journal = valueOf(openJournal(file, key))
    const found = journal.waiting({ after: null, since: SINCE, limit: 10 })
    expect(found).toMatchObject([{ id: '4', askedAt: NOW, question: '{"kept":1}', told: { reasons: ['not-in-local-register'] } }])
    expect(valueOf(journal.recordRecheck('4', entry(now), CHANGED))).toBe('5')
    journal.close()
    rmSync(file)
  })

  test('are searched by their keys', () => {
    const database = connect()
    for (const [name, statement] of Object.entries(recheckStatements)) {
      const named = [...new Set(Array.from(statement.matchAll(/@(\w+)/g), ([, value]) => value ?? ''))]
      const values =
        named.length > 0 ? [Object.fromEntries(named.map((value) => [value, 0]))] : Array.from(statement.matchAll(/\?/g), () => 0)
      const plan = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${statement}`).all(...values)
      expect(
        plan.filter(({ detail }) => /\bSCAN\b/.test(detail)),
        name,
      ).toEqual([])
    }
    database.close()
  })
})
