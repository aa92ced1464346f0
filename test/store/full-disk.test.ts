import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DataFolder, JournalEntry } from '../../src-main/app/ports.ts'
import { loadJsonLines } from '../../src-main/store/load.ts'
import { fakePerson } from '../fakes/people.ts'
import { mayMount, mountSmallDisk, unmountSmallDisk } from '../fakes/small-disk.ts'
import { codeOf, fillPeople, header, storePlace, valueOf } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

const entry: JournalEntry = {
  at: '2026-11-22T09:00:00.000Z',
  operator: 'registrator',
  asked: 'enp',
  questionHash: new Uint8Array(32).fill(1),
  personHash: null,
  serviceDate: '2026-11-22',
  outcome: 'not-checked',
  reasons: ['not-in-local-register'],
  underlying: null,
  registerVersion: null,
  asOf: null,
  source: null,
  confirmation: null,
}
const nothing = { visit: null, recheck: null, answered: false }

describe.skipIf(!mayMount())('a full disk (needs the right to mount a disk of 2 MiB)', () => {
  let place: StorePlace
  let disk: string
  let folder: DataFolder

  beforeAll(() => {
    const outside = storePlace()
    disk = path.join(outside.root, 'disk')
    mkdirSync(disk)
    mountSmallDisk(disk, 2048)
    place = storePlace(disk)
    folder = place.opened()
    fillPeople(folder, [fakePerson()])
  })
  afterAll(() => {
    place.remove()
    unmountSmallDisk(disk)
    rmSync(path.dirname(disk), { recursive: true, force: true })
  })

  test('while loading: refused by name, the former register answers on, and the space is given back', () => {
    const file = path.join(path.dirname(disk), 'register.jsonl')
    const people = Array.from({ length: 15_000 }, (_, index) => ({ person: fakePerson({ id: `new-${index}` }) }))
    writeFileSync(file, [header, ...people].map((record) => `${JSON.stringify(record)}\n`).join(''))
    expect(codeOf(loadJsonLines({ file, folder, onProgress: () => undefined }))).toBe('disk-full')
    expect(folder.register.byId('000000000001').people).toHaveLength(1)
    expect(readdirSync(place.data).filter((name) => name.startsWith('register-'))).toEqual(['register-1.db'])
    fillPeople(folder, [fakePerson(), fakePerson({ id: 'second' })])
    expect(folder.register.state().people).toBe(2)
  })

  test('while writing the journal: refused by name, every committed entry is kept, and with space it goes on', () => {
    const filler = path.join(disk, 'filler')
    let committed = Number(valueOf(folder.journal.record(entry, nothing)))
    let refusal: string | null = null
    writeFileSync(filler, Buffer.alloc(900_000))
    for (let attempt = 0; attempt < 5000 && refusal === null; attempt += 1) {
      const recorded = folder.journal.record({ ...entry, operator: 'x'.repeat(2000) }, nothing)
      if (recorded.ok) committed = Number(recorded.value)
      else refusal = recorded.error.code
    }
    expect(refusal).toBe('disk-full')
    expect(codeOf(folder.journal.withdraw(String(committed), entry.at, 'x'.repeat(20_000)))).toBe('disk-full')
    rmSync(filler)
    expect(valueOf(folder.journal.record(entry, nothing))).toBe(String(committed + 1))
    expect(folder.journal.withdraw(String(committed), entry.at, 'registrator').ok).toBe(true)
  })

  test('while settings are written: refused by name, the former ones stay', () => {
    expect(folder.writeSettings({ language: 'ru' }).ok).toBe(true)
    expect(codeOf(folder.writeSettings({ language: 'x'.repeat(4 << 20) }))).toBe('disk-full')
    expect(folder.readSettings()).toEqual({ ok: true, value: { language: 'ru' } })
  })
})
