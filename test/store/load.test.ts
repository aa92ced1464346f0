import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DataFolder } from '../../src-main/app/ports.ts'
import { loadJsonLines } from '../../src-main/store/load.ts'
import { LONGEST_LINE } from '../../src-main/store/load/read-lines.ts'
import { fakeInsurer, fakePerson, fakePolicy } from '../fakes/people.ts'
import { codeOf, fillPeople, header, storePlace, valueOf } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

let place: StorePlace
let folder: DataFolder
let file: string
beforeEach(() => {
  place = storePlace()
  folder = place.opened()
  file = path.join(place.root, 'register.jsonl')
})
afterEach(() => place.remove())

const load = () => loadJsonLines({ file, folder, onProgress: () => undefined })
const line = (id: string, changes: Parameters<typeof fakePerson>[0] = {}): string =>
  JSON.stringify({ person: fakePerson({ id, ...changes }) })
const many = (count: number): string[] => Array.from({ length: count }, (_, index) => line(`person-${index}`))
const write = (lines: readonly (string | Buffer)[], end = '\n'): void => {
  const parts = lines.flatMap((part) => [typeof part === 'string' ? Buffer.from(part) : part, Buffer.from(end)])
  writeFileSync(file, Buffer.concat(parts))
}
const head = JSON.stringify(header)

describe('a good file', () => {
  test('becomes the register, with counts', () => {
    write([head, JSON.stringify({ insurer: fakeInsurer }), ...many(3)])
    expect(load()).toEqual({
      ok: true,
      value: { register: folder.register.state(), records: 4, quarantined: { lines: 0, byReason: {}, first: [] } },
    })
    expect(folder.register.state()).toMatchObject({ state: 'ready', people: 3, version: header.version })
    expect(folder.register.byId('person-2')).toEqual({ lookups: [], people: [fakePerson({ id: 'person-2' })], insurers: [fakeInsurer] })
  })

  test('may have a byte order mark, CR LF, empty lines, and no end of the last line', () => {
    writeFileSync(file, `\uFEFF${head}\r\n${line('one')}\r\n\r\n${line('two')}`)
    expect(valueOf(load())).toMatchObject({ records: 2, quarantined: { lines: 0 } })
  })

  test.each([
    ['a header only', [head]],
    ['insurers only', [head, JSON.stringify({ insurer: fakeInsurer })]],
    ['bad lines only', [head, '{}', '{}']],
  ])('that holds nobody (%s) never takes the place of one that answers', (_name, lines) => {
    fillPeople(folder, [fakePerson()])
    write(lines)
    expect(codeOf(load())).toBe('file-empty')
    expect(folder.register.state()).toMatchObject({ state: 'ready', people: 1 })
  })

  test('larger than any buffer comes through whole, and progress is told', () => {
    const lines = Array.from({ length: 3000 }, (_, index) => line(`person-${index}`, { familyName: 'Ё'.repeat(index % 200) }))
    write([head, ...lines])
    const seen: number[] = []
    valueOf(
      loadJsonLines({
        file,
        folder,
        onProgress: (done, total) => {
          expect(done).toBeLessThanOrEqual(total)
          seen.push(done / total)
        },
      }),
    )
    expect(folder.register.state().people).toBe(3000)
    for (const index of [0, 1, 199, 1500, 2999]) {
      expect(folder.register.byId(`person-${index}`).people[0]?.familyName).toBe('Ё'.repeat(index % 200))
    }
    expect(seen.length).toBeGreaterThan(5)
    expect(seen.at(-1)).toBe(1)
  })
})

describe('bad lines', () => {
  const wrongEnp = '0056410834000015'
  const bad: readonly (readonly [string, string | Buffer])[] = [
    ['not-json', '{"person":'],
    ['not-json', 'ИВАНОВ ИВАН'],
    ['nul-byte', '{"person":\0}'],
    ['nul-byte', line('x', { familyName: 'А\0Б' })],
    ['broken-text', line('x', { familyName: '\ud800' })],
    ['not-utf8', Buffer.from([0x7b, 0xcf, 0xe5, 0xf2, 0x7d])],
    ['line-too-long', line('x', { id: 'y'.repeat(LONGEST_LINE) })],
    ['line-too-long', line('x', { id: 'y'.repeat(3 * LONGEST_LINE) })],
    ['not-a-record', 'null'],
    ['not-a-record', '{}'],
    ['not-a-record', head],
    ['not-a-record', JSON.stringify({ person: { ...fakePerson(), more: 1 } })],
    ['not-a-record', JSON.stringify({ person: fakePerson(), insurer: fakeInsurer })],
    ['not-a-record', line('x', { deathDate: '2026-02-30' })],
    ['enp-check-digit', line('x', { enp: wrongEnp })],
    ['enp-check-digit', line('x', { enp: '0'.repeat(16) })],
    ['enp-check-digit', line('x', { policies: [fakePolicy({ enp: wrongEnp })] })],
    ['too-many-rows', line('x', { formerEnps: Array.from({ length: 4096 }, () => wrongEnp) })],
  ]

  test.each(bad)('%s: set aside with its number and reason, and nothing of its text', (reason, text) => {
    write([head, line('one'), text, line('two')])
    expect(load()).toMatchObject({
      ok: true,
      value: { records: 2, quarantined: { lines: 1, byReason: { [reason]: 1 }, first: [{ line: 3, reason }] } },
    })
    expect(folder.register.byId('x').people).toEqual([])
    expect(folder.register.byId('one').people).toHaveLength(1)
    expect(folder.register.byId('two').people).toHaveLength(1)
  })

  test('a wrong former ENP hides nobody', () => {
    write([head, line('one', { formerEnps: [wrongEnp] })])
    expect(valueOf(load())).toMatchObject({ records: 1, quarantined: { lines: 0 } })
  })

  test('an escaped character is no mistake', () => {
    write([head, line('one', { familyName: 'ИВАНОВ' }).replace('ИВАНОВ', '\\u0418ВАНОВ')])
    valueOf(load())
    expect(folder.register.byId('one').people[0]?.familyName).toBe('ИВАНОВ')
  })

  test('ten are always allowed, and one in a hundred', () => {
    write([head, ...many(5), ...Array.from({ length: 10 }, () => '{')])
    expect(valueOf(load()).quarantined.lines).toBe(10)
    write([head, ...many(1089), ...Array.from({ length: 11 }, () => '{')])
    expect(valueOf(load()).quarantined.lines).toBe(11)
  })

  test('more refuse the file, and the former register stays', () => {
    fillPeople(folder, [fakePerson({ id: 'former' })])
    write([head, ...many(1088), ...Array.from({ length: 11 }, () => '{')])
    expect(load()).toMatchObject({ ok: false, error: { code: 'file-refused', params: { bad: '11', lines: '1099', line: '1090' } } })
    expect(folder.register.byId('former').people).toHaveLength(1)
    expect(folder.build(header).ok).toBe(true)
  })

  test('only the first hundred are listed, all are counted', () => {
    write([head, ...many(20_000), ...Array.from({ length: 150 }, () => '{')])
    const { quarantined } = valueOf(load())
    expect([quarantined.lines, quarantined.first.length, quarantined.byReason]).toEqual([150, 100, { 'not-json': 150 }])
  })
})

describe('a file that is no register file', () => {
  test.each([
    ['empty', ''],
    ['without a header', `${line('one')}\n`],
    ['with half a header', '{"schemaVersion":1,"dataset":"region-00"}\n'],
    ['of spaces', '   \n'],
    ['of bytes', '\0\0\0\0'],
  ])('%s', (_title, text) => {
    writeFileSync(file, text)
    expect(codeOf(load())).toBe('file-unreadable')
    expect(folder.register.state().state).toBe('missing')
  })

  test('missing, or a folder', () => {
    expect(codeOf(load())).toBe('file-unreadable')
    file = place.root
    expect(codeOf(load())).toBe('file-unreadable')
  })

  test('of a newer format is refused by name, whatever else it holds', () => {
    writeFileSync(file, '{"schemaVersion":2,"new":true}\n')
    expect(load()).toMatchObject({ ok: false, error: { code: 'file-newer', params: { found: '2', known: '1' } } })
  })

  test('of the other kind is refused', () => {
    fillPeople(folder, [fakePerson()])
    write([JSON.stringify({ ...header, dataset: 'demo-region-00' })])
    expect(codeOf(load())).toBe('folder-kind-differs')
  })
})
