import { mkdirSync, readFileSync, readdirSync, readlinkSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEncrypted } from '../../src-main/store/encrypted-database.ts'
import { fakeInsurer, fakePerson, fakePolicy } from '../fakes/people.ts'
import { childDesk } from './child-desk.ts'
import type { ChildDesk } from './child-desk.ts'
import { header, storePlace } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

const ENP = '0056410834000014'
const known = fakePerson({
  id: '000738291564',
  familyName: 'НЕВИДИМКОВ',
  givenName: 'Аристарх',
  patronymic: 'СПИРИДОНОВИЧ',
  snils: '00073829156',
  birthDate: '1947-08-29',
  policies: [fakePolicy(), fakePolicy({ type: 'С', enp: null, series: 'ЩЪ', number: '738291', from: '2003-07-19' })],
  documents: [{ type: 14, series: '0000', number: '564738', issuedOn: '1998-06-27', expiresOn: null, status: 'ДПП' }],
  representatives: [{ familyName: 'ПРЕДСТАВИТЕЛЕВА', givenName: null, patronymic: null, person: null }],
})
const TEXTS = [
  'НЕВИДИМКОВ',
  'Аристарх',
  'АРИСТАРХ',
  'СПИРИДОНОВИЧ',
  'ПРЕДСТАВИТЕЛЕВА',
  'РЕГИСТРАТОРОВА',
  ENP,
  known.id,
  '00073829156',
  '564738',
  '738291',
  '1947-08-29',
  '19470829',
  '1998-06-27',
]

/** Every text as it might lie in a file: UTF-8, both UTF-16, windows-1251; packed dates and numbers as SQLite stores integers. */
const needles: readonly (readonly [string, Buffer])[] = [
  ...TEXTS.flatMap((text): readonly (readonly [string, Buffer])[] => [
    [`${text} in UTF-8`, Buffer.from(text)],
    [`${text} in UTF-16 LE`, Buffer.from(text, 'utf16le')],
    [`${text} in UTF-16 BE`, Buffer.from(text, 'utf16le').swap16()],
    [`${text} in windows-1251`, windows1251(text)],
  ]),
  ['the birth date as an integer', Buffer.from([0x01, 0x29, 0x19, 0xed])],
  ['the СНИЛС as an integer', Buffer.from([0x04, 0x66, 0x8b, 0x24])],
]

function windows1251(text: string): Buffer {
  return Buffer.from(Array.from(text, (letter) => (letter >= 'А' && letter <= 'я' ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0))))
}

/** What of the known person stands in clear in these bytes. */
function foundIn(bytes: Buffer): readonly string[] {
  return needles.filter(([, needle]) => bytes.includes(needle)).map(([name]) => name)
}

let place: StorePlace
let temporary: string
beforeEach(() => {
  place = storePlace()
  temporary = path.join(place.root, 'temporary')
  mkdirSync(temporary)
})
afterEach(() => place.remove())

/** All files of the data folder and the temporary folder, and files that the process has open although they have no name any more. */
function filesOf(desk: ChildDesk): readonly string[] {
  const named = [place.data, temporary].flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
  const handles = `/proc/${desk.process.pid}/fd`
  const open = quietly(() => readdirSync(handles).map((handle) => path.join(handles, handle))) ?? []
  const nameless = open.filter((handle) => quietly(() => readlinkSync(handle))?.endsWith('(deleted)') === true)
  return [...named, ...nameless]
}

function quietly<Value>(work: () => Value): Value | null {
  try {
    return work()
  } catch {
    // The file or the process went away in between.
    return null
  }
}

function search(desk: ChildDesk): { readonly clear: readonly string[]; readonly bytes: number } {
  const clear: string[] = []
  let bytes = 0
  for (const file of filesOf(desk)) {
    const content = quietly(() => (statSync(file).isFile() ? readFileSync(file) : null))
    if (content === null) continue
    bytes += content.length
    clear.push(...foundIn(content).map((name) => `${path.basename(file)}: ${name}`))
  }
  return { clear, bytes }
}

describe('nothing personal lies in clear', () => {
  test(
    'in the data folder and the temporary folder, while loading, indexing and checking, and afterwards',
    { timeout: 60_000 },
    async () => {
      const file = path.join(place.root, 'register.jsonl')
      const people = Array.from({ length: 8000 }, (_, index) => ({ person: { ...known, id: `${known.id}${index}` } }))
      const records = [header, { insurer: fakeInsurer }, ...people, { person: known }]
      writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
      expect(foundIn(readFileSync(file)).length, 'the search itself must find what is in clear').toBeGreaterThan(8)

      const desk = childDesk(place, { TMPDIR: temporary, SQLITE_TMPDIR: temporary, TEMP: temporary, TMP: temporary })
      expect(await desk.said()).toBe('open')
      desk.tell(`load ${file}`)
      const answer = desk.said()
      let searches = 0
      for (let said: string | null = ''; said === ''; searches += 1) {
        expect(search(desk).clear).toEqual([])
        said = await Promise.race([answer, wait(1, '')])
      }
      expect(await answer).toBe('loaded 8002')
      expect(searches).toBeGreaterThan(3)

      desk.tell(`check ${ENP}`)
      expect(await desk.said()).toBe('found')
      const running = search(desk)
      expect(running.clear).toEqual([])
      expect(running.bytes).toBeGreaterThan(2_000_000)
      desk.tell('close')
      expect(await desk.said()).toBeNull()
      expect(search(desk).clear).toEqual([])
      expect(readdirSync(temporary)).toEqual([])
    },
  )

  test('every connection keeps temporary data in memory and pages authenticated', () => {
    const database = openEncrypted(path.join(place.root, 'any.db'), new Uint8Array(32), {
      readonly: false,
      patience: 0,
      cacheBytes: 1 << 20,
    })
    const inMemory = 2
    expect(database.pragma('temp_store', { simple: true })).toBe(inMemory)
    expect(database.pragma('cipher', { simple: true })).toBe('aegis')
    database.close()
  })

  test('the names of files and the pointer tell nothing', () => {
    const folder = place.opened()
    const builder = folder.build(header)
    if (builder.ok) {
      builder.value.add({ person: known })
      builder.value.finish()
    }
    expect(readdirSync(place.data).toSorted()).toEqual([
      'folder.json',
      'journal.db',
      'journal.db-shm',
      'journal.db-wal',
      'lock',
      'register-1.db',
      'register.lock',
    ])
    expect(foundIn(readFileSync(path.join(place.data, 'folder.json')))).toEqual([])
  })
})
