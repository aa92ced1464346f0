import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '../../src-shared/register/person.ts'
import type { Connection } from '../../src-main/store/encrypted-database.ts'
import { openForBuilding } from '../../src-main/store/register/builder.ts'
import { finishTables } from '../../src-main/store/register/finish-tables.ts'
import { createRowReplacer } from '../../src-main/store/register/replace-rows.ts'
import { recordTables } from '../../src-main/store/register/row-writer.ts'
import { segmentsFor } from '../../src-main/store/register/segments.ts'
import { createPersonWriter } from '../../src-main/store/register/write-person.ts'
import { fakePerson } from '../fakes/people.ts'
import { arbitraryPerson } from './arbitrary-record.ts'
import { header, storePlace } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

let place: StorePlace
let database: Connection
beforeEach(() => {
  place = storePlace()
  database = openForBuilding(path.join(place.root, 'rows.db'), new Uint8Array(32))
  finishTables(database, header, segmentsFor(0, 100))
})
afterEach(() => {
  database.close()
  place.remove()
})

const NEIGHBOURS = [6, 8].map((row) => ({ row, person: fakePerson({ id: `neighbour ${row}` }) }))

/** A register in which one writer puts one record after the other under the same row, between two neighbours. */
function written(people: readonly Person[]): { readonly tables: unknown; readonly writes: number; readonly whole: unknown } {
  for (const table of Object.keys(recordTables)) database.exec(`DELETE FROM ${table}`)
  const rows = createRowReplacer(database)
  const writer = createPersonWriter((table) => rows.rowsOf(table), CODES)
  for (const { row, person } of NEIGHBOURS) {
    writer.person(row, person, 1)
    rows.insert()
  }
  let before = 0
  for (const [index, person] of people.entries()) {
    writer.person(7, person, index + 1)
    before = changes()
    if (index === 0) rows.insert()
    else rows.replace(7)
  }
  const tables = Object.keys(recordTables).filter((table) => table !== 'code')
  return {
    tables: tables.map((table) => [table, database.prepare(`SELECT * FROM ${table} ORDER BY rowid`).raw().all()]),
    writes: changes() - before,
    whole: database.pragma('integrity_check', { simple: true }),
  }
}

/** The tables without the versions, which differ from one way to the other. */
const withoutVersions = (tables: unknown): string => JSON.stringify(tables).replaceAll(/,[12]\]/g, ',v]')
const changes = (): number => database.prepare<[], number>('SELECT total_changes()').pluck().get() ?? 0
/** Numbered beforehand, so that two ways to the same record give the same numbers. */
const CODES = new Map<string, number>()
const knowCodes = (person: Person): void => {
  const writer = createPersonWriter(
    (table) => ({
      push: (number, text) => void (table === 'code' && CODES.set(String(text), Number(number))),
      flush: () => undefined,
    }),
    CODES,
  )
  writer.person(0, person)
}

describe('a record in the place of another', () => {
  test('leaves the rows and indexes that it would have alone, whatever stood there', () => {
    fc.assert(
      fc.property(arbitraryPerson, arbitraryPerson, (former, next) => {
        for (const person of [former, next]) knowCodes(person)
        const alone = written([next])
        const after = written([former, next])
        expect(withoutVersions(after.tables)).toBe(withoutVersions(alone.tables))
        expect(after.whole).toBe('ok')
      }),
      { numRuns: 60 },
    )
  })

  test('writes what differs and nothing else', () => {
    const attachment = { areaType: '1', clinicCode: '000001', area: null, from: '2020-01-01', to: null, status: 'ДПП' }
    const former = fakePerson({ attachments: [attachment] })
    knowCodes(former)
    const moved = { ...former, attachments: [attachment, { ...attachment, from: '2026-11-01' }] }
    // One more attachment, and the version of the record.
    expect(written([former, moved]).writes).toBe(2)
    expect(written([former, former]).writes).toBe(1)
    expect(written([moved, former]).writes).toBe(2)
    expect(written([former, { ...former, familyName: 'ДРУГАЯ' }]).writes).toBe(1)
  })
})
