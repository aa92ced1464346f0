import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keyFileVault } from '../../src-main/hosts/keys/key-file-vault.ts'
import { openEncrypted } from '../../src-main/store/encrypted-database.ts'
import type { Connection } from '../../src-main/store/encrypted-database.ts'
import { journalStatements } from '../../src-main/store/journal-statements.ts'
import { codeStatement } from '../../src-main/store/register/codes.ts'
import { inOrderOfSourceId } from '../../src-main/store/register/finish-tables.ts'
import { generationFile } from '../../src-main/store/register/generation.ts'
import { lookUpStatements } from '../../src-main/store/register/look-up.ts'
import { readingStatements } from '../../src-main/store/register/read-person.ts'
import { readSegments } from '../../src-main/store/register/segments.ts'
import { heldStatements } from '../../src-main/store/register-feed/held-records.ts'
import { fakePerson } from '../fakes/people.ts'
import { fakeFeed, takeSnapshot } from './fake-feed.ts'
import { fillPeople, storePlace, valueOf } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

let place: StorePlace
beforeAll(() => {
  place = storePlace()
})
afterAll(() => place.remove())

function connect(file: string, purpose: 'register' | 'journal', id: string): Connection {
  const vault = keyFileVault({ file: place.keyFile, folderId: id, occasion: 'open', passphrase: null })
  return openEncrypted(file, valueOf(vault.key(purpose)), { readonly: true, patience: 0, cacheBytes: 1 << 20 })
}

function planOf(database: Connection, statement: string): readonly string[] {
  const names = [...new Set(Array.from(statement.matchAll(/@(\w+)/g), ([, name]) => name ?? ''))]
  const values = names.length > 0 ? [Object.fromEntries(names.map((name) => [name, 0]))] : Array.from(statement.matchAll(/\?/g), () => 0)
  const rows = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${statement}`).all(...values)
  return rows.map((row) => row.detail)
}

describe('every hot query uses its index', () => {
  test.each([
    ['one index for all', 1_000_000, 1],
    ['indexes in parts', 2, 3],
  ])('look-ups with %s', (_title, segmentPeople, segments) => {
    const folder = place.opened('desk', { segmentPeople })
    fillPeople(
      folder,
      Array.from({ length: 5 }, (_, index) => fakePerson({ id: String(index) })),
    )
    const database = connect(generationFile(place.data, currentGeneration()), 'register', folder.id)
    const statements = lookUpStatements(readSegments(database))
    expect(readSegments(database).count).toBe(segments)
    const indexes: Record<string, string> = {
      enp: 'person_by_enp',
      policyNumber: 'policy_by_number',
      document: 'document_by_number',
      snils: 'person_by_snils',
      name: 'person_by_name',
      sourceId: 'person_by_source_id',
    }
    expect(Object.keys(statements)).toEqual(Object.keys(indexes))
    for (const [name, statement] of Object.entries(statements)) {
      const plan = planOf(database, statement)
      expect(plan.filter((step) => /\bSCAN\b/.test(step))).toEqual([])
      expect(
        plan.filter((step) => step.includes(`${indexes[name]}_`)),
        plan.join('\n'),
      ).toHaveLength(segments)
      expect(plan.some((step) => step.includes('other_enp_by_enp'))).toBe(name === 'enp')
    }
    database.close()
    folder.close()
  })

  test('reading a record and its rows', () => {
    const folder = place.opened()
    const database = connect(generationFile(place.data, currentGeneration()), 'register', folder.id)
    for (const statement of [...Object.values(readingStatements), codeStatement]) {
      const plan = planOf(database, statement)
      expect(
        plan.every((step) => step.includes('USING INTEGER PRIMARY KEY')),
        plan.join('\n'),
      ).toBe(true)
    }
    database.close()
    folder.close()
  })

  test.each([
    ['one index for all', 1_000_000],
    ['indexes in parts', 2],
  ])('changing single records, with %s', (_title, segmentPeople) => {
    const own = storePlace()
    const folder = own.opened('desk', { segmentPeople })
    const source = fakeFeed()
    source.publish({ put: Array.from({ length: 5 }, (_, index) => ({ person: fakePerson({ id: String(index) }) })) })
    takeSnapshot(folder.feed, source)
    const vault = keyFileVault({ file: own.keyFile, folderId: folder.id, occasion: 'open', passphrase: null })
    const options = { readonly: true, patience: 0, cacheBytes: 1 << 20 }
    const database = openEncrypted(generationFile(own.data, 1), valueOf(vault.key('register')), options)
    for (const [name, statement] of Object.entries(heldStatements(readSegments(database)))) {
      const plan = planOf(database, statement)
      expect(
        plan.filter((step) => /\bSCAN\b|TEMP B-TREE/.test(step)),
        `${name}: ${plan.join('; ')}`,
      ).toEqual([])
    }
    // Sorting the ids of a whole region would take the memory that the desk has not.
    expect(planOf(database, inOrderOfSourceId(readSegments(database))).filter((step) => step.includes('TEMP B-TREE'))).toEqual([])
    database.close()
    own.remove()
  })

  test('the journal', () => {
    const folder = place.opened()
    const database = connect(`${place.data}/journal.db`, 'journal', folder.id)
    for (const [name, statement] of Object.entries(journalStatements)) {
      const scans = planOf(database, statement).filter((step) => /\bSCAN\b/.test(step))
      // The oldest entries come first: reading them in order ends at the first that is kept.
      expect(scans, name).toEqual(name === 'firstKept' ? ['SCAN entry'] : [])
    }
    database.close()
    folder.close()
  })
})

function currentGeneration(): number {
  return Number(JSON.parse(readFileSync(path.join(place.data, 'folder.json'), 'utf8')).generation.number)
}
