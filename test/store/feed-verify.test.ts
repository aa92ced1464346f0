import { readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FeedRecord } from '../../src-shared/feed/canonical-record.ts'
import type { DataFolder } from '../../src-main/app/ports.ts'
import { keyFileVault } from '../../src-main/hosts/keys/key-file-vault.ts'
import { openEncrypted } from '../../src-main/store/encrypted-database.ts'
import { shardOfRecord } from '../../src-main/store/register-feed/feed-lines.ts'
import { fakeInsurer, fakePerson } from '../fakes/people.ts'
import { fakeFeed, take, takeSnapshot } from './fake-feed.ts'
import type { FakeFeed } from './fake-feed.ts'
import { fillPeople, storePlace, valueOf } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

let place: StorePlace
let folder: DataFolder
let source: FakeFeed
beforeEach(() => {
  place = storePlace()
  folder = place.opened()
  source = fakeFeed()
})
afterEach(() => place.remove())

const person = (id: string): FeedRecord => ({ person: fakePerson({ id }) })
const many = (count: number) => Array.from({ length: count }, (_, index) => person(`p${index}`))
const manyKeys = (count: number) => Array.from({ length: count }, (_, index) => ['person', `p${index}`] as const)
const registerFile = () => path.join(place.data, readdirSync(place.data).find((name) => /^register-\d+\.db$/.test(name)) ?? '')

function change(sql: string): void {
  const vault = keyFileVault({ file: place.keyFile, folderId: folder.id, occasion: 'open', passphrase: null })
  const database = openEncrypted(registerFile(), valueOf(vault.key('register')), { readonly: false, patience: 0, cacheBytes: 1 << 20 })
  database.exec(sql)
  database.close()
}

describe('«Проверить базу»', () => {
  test.each([
    ['a policy', `UPDATE policy SET valid_to = 20300101 WHERE id = (SELECT id FROM person WHERE source_id = 'p1') * 4096`, 'person', 'p1'],
    ['a person gone', `DELETE FROM person WHERE source_id = 'p2'`, 'person', 'p2'],
    ['a version', `UPDATE person SET version = 7 WHERE source_id = 'p3'`, 'person', 'p3'],
    ['an insurer', `UPDATE insurer SET hot_line = NULL`, 'insurer', '00001'],
    ['a record kept as bytes', `UPDATE unread_record SET line = x'00'`, 'clinic', '1'],
  ])('names the shard of what was changed behind its back: %s', async (_title, sql, entity, key) => {
    source.publish({ put: [...many(5), { insurer: fakeInsurer }], strange: [['clinic', '1', '{}']] })
    takeSnapshot(folder.feed, source, { accepted: ['quarantined'] })
    expect(await folder.feed.verify()).toEqual({ kind: 'whole', records: 7 })
    change(sql)
    expect(await folder.feed.verify()).toEqual({ kind: 'damaged', shards: [shardOfRecord(entity, key)] })
  })

  test('what was found damaged answers nobody any more, at no later start either, until the snapshot is taken anew', async () => {
    source.publish({ put: many(5) })
    takeSnapshot(folder.feed, source)
    const night = source.publish({ put: [person('new')] })
    take(folder.feed, 'delta', night.dataset, night.delta)
    change(`UPDATE policy SET valid_to = 20300101 WHERE id = (SELECT id FROM person WHERE source_id = 'p1') * 4096`)
    expect(folder.register.state().state).toBe('ready')
    expect(await folder.feed.verify()).toMatchObject({ kind: 'damaged' })
    expect(valueOf(folder.refresh())).toMatchObject({ state: 'damaged' })
    expect(folder.register.facts()).toMatchObject({ state: 'damaged' })
    expect(valueOf(folder.feed.standing())).toMatchObject({ state: null, floor: { sequence: 2 }, behind: false })
    expect(valueOf(folder.feed.previous())).toBeNull()
    folder.close()
    folder = place.opened()
    expect(folder.register.state().state).toBe('damaged')
    expect(takeSnapshot(folder.feed, source).ok).toBe(true)
    expect(folder.register.state()).toMatchObject({ state: 'ready', people: 6 })
    expect(await folder.feed.verify()).toMatchObject({ kind: 'whole' })
    expect(valueOf(folder.feed.previous())).toBeNull()
  })

  test('what was found damaged still holds the brakes of the next snapshot', async () => {
    source.publish({ put: many(100) })
    takeSnapshot(folder.feed, source)
    change(`UPDATE person SET version = 7 WHERE source_id = 'p3'`)
    expect(await folder.feed.verify()).toMatchObject({ kind: 'damaged' })
    source.publish({ remove: manyKeys(60) })
    expect(takeSnapshot(folder.feed, source)).toMatchObject({ error: { kind: 'held', brakes: [{ brake: 'people-fall', before: 100 }] } })
    expect(takeSnapshot(folder.feed, source, { accepted: ['people-fall'] }).ok).toBe(true)
  })

  test('where the register is cut short, the one before it holds them', () => {
    source.publish({ put: many(90) })
    takeSnapshot(folder.feed, source)
    source.publish({ put: many(100) })
    takeSnapshot(folder.feed, source)
    const current = readdirSync(place.data).findLast((name) => /^register-\d+\.db$/.test(name)) ?? ''
    folder.close()
    truncateSync(path.join(place.data, current), 4096)
    folder = place.opened()
    expect(folder.register.state().state).toBe('damaged')
    source.publish({ remove: manyKeys(60) })
    expect(takeSnapshot(folder.feed, source)).toMatchObject({ error: { kind: 'held', brakes: [{ brake: 'people-fall', before: 90 }] } })
    source.publish({ put: many(100) })
    expect(takeSnapshot(folder.feed, source).ok).toBe(true)
  })

  test('what is distrusted answers nobody, whatever the pointer says, until another generation stands there', () => {
    source.publish({ put: many(5) })
    takeSnapshot(folder.feed, source)
    folder.distrust()
    expect(folder.register.state().state).toBe('damaged')
    expect(valueOf(folder.refresh())).toMatchObject({ state: 'damaged' })
    expect(valueOf(folder.refresh())).toMatchObject({ state: 'damaged' })
    source.publish({ put: many(6) })
    expect(takeSnapshot(folder.feed, source).ok).toBe(true)
    expect(folder.register.state()).toMatchObject({ state: 'ready', people: 6 })
  })

  test('tells its progress, stops when told to, and goes on from there', async () => {
    source.publish({ put: many(900) })
    takeSnapshot(folder.feed, source)
    const stop = new AbortController()
    const heard: number[] = []
    const onProgress = (done: number, total: number): void => {
      heard.push(done)
      expect(total).toBe(900)
      if (done === 400) stop.abort()
    }
    const first = await folder.feed.verify({ onProgress, signal: stop.signal })
    if (first.kind !== 'stopped') throw new Error(first.kind)
    expect(first.place.row).toBe(400)
    expect(await folder.feed.verify({ onProgress, from: first.place })).toEqual({ kind: 'whole', records: 900 })
    expect(heard).toEqual([200, 400, 600, 800, 900])
  })

  test('begins anew where the register has changed since it was stopped', async () => {
    source.publish({ put: many(300) })
    takeSnapshot(folder.feed, source)
    const stop = new AbortController()
    const first = await folder.feed.verify({ onProgress: () => stop.abort(), signal: stop.signal })
    if (first.kind !== 'stopped') throw new Error(first.kind)
    const night = source.publish({ put: [person('new')], remove: [['person', 'p1']] })
    take(folder.feed, 'delta', night.dataset, night.delta)
    const from = first.place
    expect(await folder.feed.verify({ from })).toEqual({ kind: 'whole', records: 300 })
    folder.feed.returnToPrevious()
    expect(await folder.feed.verify({ from })).toEqual({ kind: 'whole', records: 300 })
  })

  test('accuses nobody of a delta that came meanwhile', async () => {
    source.publish({ put: many(500) })
    takeSnapshot(folder.feed, source)
    const gone = Array.from({ length: 20 }, (_, index) => ['person', `p${index}`] as const)
    const night = source.publish({ put: [person('new')], remove: gone })
    let taken = false
    const onProgress = (): void => {
      if (!taken) expect(take(folder.feed, 'delta', night.dataset, night.delta).ok).toBe(true)
      taken = true
    }
    expect(await folder.feed.verify({ onProgress })).toEqual({ kind: 'whole', records: 500 })
    expect(folder.register.byId('new').people).toHaveLength(1)
  })

  test('says so where there is no feed, and where the file is damaged', async () => {
    expect(await folder.feed.verify()).toEqual({ kind: 'not-from-feed' })
    fillPeople(folder, [fakePerson()])
    expect(await folder.feed.verify()).toEqual({ kind: 'not-from-feed' })
    source.publish({ put: many(100) })
    takeSnapshot(folder.feed, source)
    folder.close()
    folder = place.opened()
    const file = path.join(place.data, 'register-2.db')
    const bytes = readFileSync(file)
    bytes[bytes.length - 5000] = (bytes[bytes.length - 5000] ?? 0) ^ 1
    for (let page = 8; page < bytes.length / 4096; page += 1) bytes[page * 4096 + 100] = (bytes[page * 4096 + 100] ?? 0) ^ 1
    writeFileSync(file, bytes)
    expect(await folder.feed.verify()).toMatchObject({ kind: 'failed', failure: { code: 'database-damaged' } })
  })
})
