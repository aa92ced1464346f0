import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createQuarantine, readQuarantine } from '../../../src-main/feed/quarantine-file.ts'
import type { QuarantinedRow } from '../../../src-main/feed/quarantine-file.ts'

let folder: string
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'polis-desk-quarantine-')), 'quarantine')
})
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }))

const KEY = Buffer.alloc(32, 7)
const NOW = new Date()

function row(line: number, raw = 'ИВАНОВ'): QuarantinedRow {
  return { file: 'list.csv', line, record: line, profile: 'mo1', field: 'enp', reason: 'enp-format', rows: 1, raw: [raw] }
}

describe('the list of rows that were set aside', () => {
  it('is sealed, has its name when it is complete, and gives the rows back as they came', () => {
    const list = createQuarantine(folder, NOW, KEY)
    const rows = Array.from({ length: 1000 }, (_none, index) => row(index + 1, 'ИВАНОВ '.repeat(20)))
    for (const one of rows) list.add(one)
    expect(readdirSync(folder).map((name) => path.extname(name))).toEqual(['.draft'])
    const made = list.finish()
    expect(made).toMatchObject({ listed: 1000, unlisted: 0 })
    expect(readdirSync(folder)).toEqual([path.basename(made?.path ?? '')])
    const bytes = readFileSync(made?.path ?? '')
    expect([bytes.includes(Buffer.from('ИВАНОВ')), bytes.includes(Buffer.from('list.csv'))]).toEqual([false, false])
    if (process.platform !== 'win32') expect(statSync(made?.path ?? '').mode & 0o077).toBe(0)
    const read = readQuarantine(made?.path ?? '', KEY)
    expect(read.ok ? read.value.map((line) => JSON.parse(line)) : read.error).toEqual([...rows, { listed: 1000, unlisted: 0 }])
  })

  it('of nothing is no file, and one that was given up leaves none', () => {
    expect(createQuarantine(folder, NOW, KEY).finish()).toBeNull()
    expect(existsSync(folder)).toBe(false)
    const list = createQuarantine(folder, NOW, KEY)
    for (let line = 1; line < 2000; line += 1) list.add(row(line))
    list.abort()
    expect(readdirSync(folder)).toEqual([])
  })

  it('does not open cut, changed or with another key', () => {
    const list = createQuarantine(folder, NOW, KEY)
    for (let line = 1; line < 2000; line += 1) list.add(row(line))
    const file = list.finish()?.path ?? ''
    const bytes = readFileSync(file)
    const first = 4 + bytes.readUInt32BE(0)
    const other = path.join(folder, 'other')
    const cases = [bytes.subarray(0, first), bytes.subarray(0, -1), bytes.subarray(first), bytes.subarray(0, 2), Buffer.alloc(0)]
    for (const damaged of cases) {
      writeFileSync(other, damaged)
      expect(readQuarantine(other, KEY)).toMatchObject({ ok: false, error: { code: 'quarantine-unreadable' } })
    }
    copyFileSync(file, other)
    expect(readQuarantine(other, KEY).ok).toBe(true)
    expect(readQuarantine(other, Buffer.alloc(32, 8)).ok).toBe(false)
    expect(readQuarantine(path.join(folder, 'nothing'), KEY).ok).toBe(false)
  })

  it('goes after 90 days, and what a crash left at once', () => {
    mkdirSync(folder)
    const ages: readonly (readonly [string, number])[] = [
      ['a.quarantine', 91],
      ['b.quarantine', 89],
      ['c.quarantine.draft', 0],
      ['d.txt', 200],
    ]
    for (const [name, days] of ages) {
      writeFileSync(path.join(folder, name), '')
      utimesSync(path.join(folder, name), NOW, new Date(NOW.getTime() - days * 86_400_000))
    }
    const list = createQuarantine(folder, NOW, KEY)
    list.add(row(1))
    const file = path.basename(list.finish()?.path ?? '')
    expect(readdirSync(folder).toSorted()).toEqual(['b.quarantine', 'd.txt', file].toSorted())
  })
})
