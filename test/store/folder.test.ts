import { cpSync, existsSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { UsableItem } from '../../src-shared/intake/item.ts'
import { keyFileVault } from '../../src-main/hosts/keys/key-file-vault.ts'
import { openEncrypted } from '../../src-main/store/encrypted-database.ts'
import { fakePerson } from '../fakes/people.ts'
import { codeOf, fill, fillPeople, header, storePlace, valueOf } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

let place: StorePlace
beforeEach(() => {
  place = storePlace()
})
afterEach(() => place.remove())

const byEnp: UsableItem = { kind: 'enp', enp: '0056410834000014', confirm: false, warnings: [] }
const registerFile = () => path.join(place.data, readdirSync(place.data).find((name) => name.startsWith('register-')) ?? '')

/** A folder with one person, closed again. */
function madeFolder(): string {
  const folder = place.opened()
  fillPeople(folder, [fakePerson()])
  folder.close()
  return folder.id
}

describe('who may use a folder', () => {
  test('a second desk or writer is refused by name while the first is open, and welcome afterwards', () => {
    const first = place.opened('desk')
    expect(codeOf(place.open('desk'))).toBe('folder-in-use')
    expect(codeOf(place.open('writer'))).toBe('folder-in-use')
    first.close()
    expect(place.open('desk').ok).toBe(true)
  })

  test('readers work beside a desk, see its register, and cannot replace it', () => {
    const desk = place.opened('desk')
    fillPeople(desk, [fakePerson()])
    const reader = place.opened('reader')
    expect(reader.register.find([byEnp]).lookups[0]?.people).toHaveLength(1)
    expect(codeOf(reader.build(header))).toBe('not-permitted')
  })

  test('a reader of a folder that does not exist makes it, without a register', () => {
    const reader = place.opened('reader')
    expect(reader.register.state().state).toBe('missing')
    expect(reader.kind()).toBe('empty')
    expect(reader.register.find([byEnp])).toEqual({ lookups: [], people: [], insurers: [] })
  })

  test('one register is built at a time', () => {
    const desk = place.opened('desk')
    const builder = valueOf(desk.build(header))
    expect(codeOf(desk.build(header))).toBe('folder-in-use')
    builder.abort()
    expect(desk.build(header).ok).toBe(true)
  })
})

describe('demo and real records never meet', () => {
  test.each([
    ['demo-region-00', 'demo', 'region-00'],
    ['region-00', 'real', 'demo-region-00'],
  ])('a folder with %s is %s and refuses %s', (dataset, kind, other) => {
    const folder = place.opened()
    expect(folder.kind()).toBe('empty')
    fill(folder, [{ person: fakePerson() }], { ...header, dataset })
    expect(folder.kind()).toBe(kind)
    expect(codeOf(folder.build({ ...header, dataset: other }))).toBe('folder-kind-differs')
    folder.close()
    expect(place.opened().kind()).toBe(kind)
  })
})

describe('generations', () => {
  test('the old one answers until the new one is finished; then it is gone', () => {
    const folder = place.opened()
    fillPeople(folder, [fakePerson()])
    const builder = valueOf(folder.build({ ...header, version: 'next' }))
    builder.add({ person: fakePerson({ id: 'new' }) })
    expect(folder.register.find([byEnp]).people[0]?.id).toBe('000000000001')
    expect(folder.register.state().version).toBe(header.version)
    valueOf(builder.finish())
    expect(folder.register.find([byEnp]).people[0]?.id).toBe('new')
    expect(folder.register.state().version).toBe('next')
    expect(readdirSync(place.data).filter((name) => name.startsWith('register-'))).toEqual(['register-2.db'])
  })

  test('what was aborted leaves nothing behind', () => {
    const folder = place.opened()
    fillPeople(folder, [fakePerson()])
    const builder = valueOf(folder.build(header))
    builder.add({ person: fakePerson({ id: 'new' }) })
    builder.abort()
    builder.abort()
    expect(folder.register.find([byEnp]).people[0]?.id).toBe('000000000001')
    expect(readdirSync(place.data).filter((name) => name.startsWith('register-'))).toEqual(['register-1.db'])
  })

  test('files of a load that was killed are removed when a desk opens the folder, not when a reader does', () => {
    madeFolder()
    const left = path.join(place.data, 'register-7.db')
    writeFileSync(left, 'left behind')
    place.opened('reader').close()
    expect(existsSync(left)).toBe(true)
    place.opened('desk')
    expect(existsSync(left)).toBe(false)
  })
})

describe('a reader that opens the folder while the desk switches', () => {
  test('opens the new generation instead of calling the old one damaged', () => {
    const desk = place.opened()
    fillPeople(desk, [fakePerson()])
    const vault = (folderId: string, occasion: 'create' | 'open') => {
      // The reader has read the pointer by now and looks for the keys.
      fill(desk, [{ person: fakePerson() }], { ...header, version: 'next' })
      return keyFileVault({ file: place.keyFile, folderId, occasion, passphrase: null })
    }
    const reader = place.opened('reader', { vault })
    expect(reader.register.state()).toMatchObject({ state: 'ready', version: 'next' })
    expect(reader.register.find([byEnp]).people).toHaveLength(1)
  })
})

describe('keys', () => {
  test('a copied folder without its key does not open', () => {
    madeFolder()
    const copy = storePlace()
    cpSync(place.data, copy.data, { recursive: true })
    for (const role of ['desk', 'reader', 'writer'] as const) expect(codeOf(copy.open(role))).toBe('key-missing')
    copy.remove()
  })

  test('another key is told apart from damage, and nothing is changed by trying', () => {
    const id = madeFolder()
    const before = readFileSync(registerFile())
    const keys = JSON.parse(readFileSync(place.keyFile, 'utf8'))
    const wrong = Buffer.alloc(32, 7).toString('base64')
    for (const purpose of ['register', 'journal', 'question-hash']) {
      writeFileSync(place.keyFile, JSON.stringify({ ...keys, folders: { [id]: { ...keys.folders[id], [purpose]: wrong } } }))
      expect(codeOf(place.open())).toBe('key-wrong')
    }
    writeFileSync(place.keyFile, JSON.stringify(keys))
    expect(place.opened().register.find([byEnp]).people).toHaveLength(1)
    expect(readFileSync(registerFile()).equals(before)).toBe(true)
  })

  test('the key of the register does not open the journal', () => {
    const id = madeFolder()
    const vault = keyFileVault({ file: place.keyFile, folderId: id, occasion: 'open', passphrase: null })
    const read = (purpose: 'register' | 'journal') => {
      const options = { readonly: true, patience: 0, cacheBytes: 1 << 20 }
      const database = openEncrypted(path.join(place.data, 'journal.db'), valueOf(vault.key(purpose)), options)
      try {
        return database.prepare('SELECT count(*) FROM entry').get()
      } finally {
        database.close()
      }
    }
    expect(() => read('register')).toThrow('not a database')
    expect(read('journal')).toBeDefined()
  })
})

describe('damage', () => {
  test('a register that is cut short or gone is a state, the journal still works, and a new register heals it', () => {
    for (const damage of [() => truncateSync(registerFile(), 8192), () => truncateSync(registerFile(), 0), () => rmSync(registerFile())]) {
      const folder = place.opened()
      fillPeople(folder, [fakePerson()])
      folder.close()
      damage()
      const opened = place.opened()
      expect(opened.register.state().state).toBe('damaged')
      expect(opened.register.facts().state).toBe('damaged')
      expect(opened.register.find([byEnp]).lookups).toEqual([])
      fillPeople(opened, [fakePerson()])
      expect(opened.register.state().state).toBe('ready')
      expect(opened.register.find([byEnp]).people).toHaveLength(1)
      opened.close()
    }
  })

  test('a changed byte anywhere in the register is never a wrong answer', () => {
    madeFolder()
    const file = registerFile()
    const good = readFileSync(file)
    const answers = new Set<string>()
    for (let offset = 5; offset < good.length; offset += 509) {
      const bad = Buffer.from(good)
      bad[offset] = (bad[offset] ?? 0) ^ 1
      writeFileSync(file, bad)
      const folder = place.opened('reader')
      const { people } = folder.register.find([byEnp])
      const { state } = folder.register.facts()
      if (state === 'ready') expect(people).toEqual([fakePerson()])
      else expect(people).toEqual([])
      answers.add(state)
      folder.close()
    }
    expect(answers).toContain('damaged')
  })

  test('pages that changed places are never a wrong answer', () => {
    madeFolder()
    const file = registerFile()
    const good = readFileSync(file)
    const size = 4096
    const page = (number: number) => good.subarray(number * size, (number + 1) * size)
    const pages = Array.from({ length: good.length / size }, (_, number) => number)
    for (const number of pages.slice(1, -1)) {
      writeFileSync(file, Buffer.concat(pages.map((other) => page(other === number ? number + 1 : other === number + 1 ? number : other))))
      const folder = place.opened('reader')
      const { people } = folder.register.find([byEnp])
      if (folder.register.facts().state === 'ready') expect(people).toEqual([fakePerson()])
      else expect(people).toEqual([])
      folder.close()
    }
  })

  test('a damaged journal is refused by name and left as it is', () => {
    madeFolder()
    const journal = path.join(place.data, 'journal.db')
    truncateSync(journal, 5000)
    const before = readFileSync(journal)
    expect(codeOf(place.open())).toBe('database-damaged')
    expect(readFileSync(journal).equals(before)).toBe(true)
    writeFileSync(journal, Buffer.alloc(20_000, 1))
    expect(codeOf(place.open('reader'))).toBe('database-damaged')
  })

  test.each(['emptied', 'deleted'])('a journal that was %s is not quietly begun anew', (how) => {
    madeFolder()
    const journal = path.join(place.data, 'journal.db')
    if (how === 'deleted') rmSync(journal)
    else truncateSync(journal, 0)
    for (const role of ['desk', 'reader'] as const) {
      expect(place.open(role)).toMatchObject({ ok: false, error: { code: 'database-damaged', params: { path: journal } } })
    }
  })

  test('databases without their pointer are never taken for a new folder', () => {
    madeFolder()
    const pointer = path.join(place.data, 'folder.json')
    const text = readFileSync(pointer, 'utf8')
    rmSync(pointer)
    const before = readdirSync(place.data)
    for (const role of ['desk', 'reader'] as const) expect(codeOf(place.open(role))).toBe('database-damaged')
    expect(readdirSync(place.data)).toEqual(before)
    writeFileSync(pointer, text)
    expect(place.opened().register.state().state).toBe('ready')
  })

  test('a pointer that calls invented people real, or the reverse, is not believed', () => {
    madeFolder()
    const pointer = path.join(place.data, 'folder.json')
    const text = readFileSync(pointer, 'utf8')
    const flipped = text.includes('"real"') ? text.replace('"real"', '"demo"') : text.replace('"demo"', '"real"')
    writeFileSync(pointer, flipped)
    expect(place.opened().register.state().state).toBe('damaged')
  })

  test('an unreadable pointer is refused by name, not replaced', () => {
    madeFolder()
    for (const text of ['', '{', '[]', '{"format":1}']) {
      writeFileSync(path.join(place.data, 'folder.json'), text)
      expect(codeOf(place.open())).toBe('database-damaged')
      expect(readFileSync(path.join(place.data, 'folder.json'), 'utf8')).toBe(text)
    }
  })
})

describe('a newer program was here', () => {
  test.each(['register', 'journal'] as const)('a newer %s is refused by name and stays untouched', (purpose) => {
    const id = madeFolder()
    const file = purpose === 'journal' ? path.join(place.data, 'journal.db') : registerFile()
    const vault = keyFileVault({ file: place.keyFile, folderId: id, occasion: 'open', passphrase: null })
    const database = openEncrypted(file, valueOf(vault.key(purpose)), { readonly: false, patience: 0, cacheBytes: 1 << 20 })
    database.pragma('user_version=999')
    database.close()
    const before = readFileSync(file)
    const opened = place.open()
    expect(opened).toMatchObject({ ok: false, error: { code: 'database-newer', params: { found: '999', path: file } } })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('a newer folder is refused by name', () => {
    madeFolder()
    const pointer = path.join(place.data, 'folder.json')
    writeFileSync(pointer, JSON.stringify({ ...JSON.parse(readFileSync(pointer, 'utf8')), format: 4, more: true }))
    expect(codeOf(place.open())).toBe('database-newer')
  })
})

describe('settings', () => {
  test('are read back as written, and there are none at first', () => {
    const folder = place.opened()
    expect(folder.readSettings()).toEqual({ ok: true, value: {} })
    expect(folder.writeSettings({ language: 'en' }).ok).toBe(true)
    expect(folder.readSettings()).toEqual({ ok: true, value: { language: 'en' } })
  })

  test('a file that is no JSON is told, not replaced', () => {
    const folder = place.opened()
    writeFileSync(path.join(place.data, 'settings.json'), '{')
    expect(codeOf(folder.readSettings())).toBe('settings-damaged')
  })
})

test('a draft of the pointer that a crash left goes with the next opening by a desk; what readers may be writing stays', () => {
  madeFolder()
  const pointer = path.join(place.data, 'folder.json.4711.draft')
  const settings = path.join(place.data, 'settings.json.4711.draft')
  for (const draft of [pointer, settings]) writeFileSync(draft, '{')
  place.opened('reader').close()
  expect(existsSync(pointer)).toBe(true)
  place.opened().close()
  expect([existsSync(pointer), existsSync(settings)]).toEqual([false, true])
})
