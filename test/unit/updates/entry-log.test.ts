import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openEntryLog } from '../../../src-main/hosts/updates/entry-log.ts'
import type { EntryLog } from '../../../src-main/hosts/updates/entry-log.ts'
import { lineSeal } from '../../../src-main/hosts/updates/station-secrets.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'polis-desk-log-'))
  file = path.join(folder, 'entries.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const schema = z.strictObject({ number: z.int() })
type Entry = z.infer<typeof schema>
const open = (unwritten?: 'known' | 'forgotten'): EntryLog<Entry> => openEntryLog(file, schema, 3, unwritten)
const numbers = (log: EntryLog<Entry>): readonly number[] => log.entries().map(({ number }) => number)

test('keeps what was added, the last ones of many', () => {
  const log = open()
  for (let number = 1; number <= 5; number += 1) log.add({ number })
  expect(numbers(open())).toEqual([1, 2, 3, 4, 5])
  log.add({ number: 6 })
  expect([numbers(log), numbers(open())]).toEqual([
    [4, 5, 6],
    [4, 5, 6],
  ])
})

test('an entry that cannot be written is known until the program ends, or never was, as was chosen', () => {
  for (const unwritten of ['known', 'forgotten'] as const) {
    const log = open(unwritten)
    mkdirSync(file)
    expect(() => log.add({ number: 1 })).toThrow(/EISDIR/)
    expect(numbers(log)).toEqual(unwritten === 'known' ? [1] : [])
    rmSync(file, { recursive: true })
    log.add({ number: 2 })
    expect(numbers(open())).toEqual([2])
    rmSync(file)
  }
})

test.skipIf(process.platform !== 'linux')('a full disk is an error, not half a line that passes for written', () => {
  const log = open('forgotten')
  symlinkSync('/dev/full', file)
  expect(() => log.add({ number: 1 })).toThrow(/ENOSPC/)
  expect(numbers(log)).toEqual([])
})

test('a file that cannot be read keeps nobody from working: it holds nothing', () => {
  mkdirSync(file)
  expect(numbers(open())).toEqual([])
})

test('passes over what a crash cut short and what a newer program wrote', () => {
  writeFileSync(file, '{"number":1}\n{"number":2,"more":true}\n{"numb')
  const log = open()
  log.add({ number: 3 })
  expect([numbers(log), numbers(open())]).toEqual([
    [1, 3],
    [1, 3],
  ])
  expect(readFileSync(file, 'utf8')).toContain('"more"')
})

const sealed = (key = 'key'): EntryLog<Entry> => openEntryLog(file, schema, 3, 'forgotten', lineSeal(Buffer.from(key), 'test'))
const told = (log: EntryLog<Entry>) => ({ all: numbers(log), proven: log.proven().map(({ number }) => number), whole: log.isWhole() })
const lines = (): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
const write = (changed: readonly string[]): void => writeFileSync(file, changed.map((line) => `${line}\n`).join(''))

describe('a sealed log', () => {
  beforeEach(() => {
    const log = sealed()
    for (const number of [1, 2, 3]) log.add({ number })
  })

  test('proves what it wrote, before and after a restart, and when it has been shortened', () => {
    const all = { all: [1, 2, 3], proven: [1, 2, 3], whole: true }
    expect(told(sealed())).toEqual(all)
    expect(readFileSync(file, 'utf8')).not.toContain('key')
    const log = sealed()
    for (const number of [4, 5, 6]) log.add({ number })
    const short = { all: [4, 5, 6], proven: [4, 5, 6], whole: true }
    expect([told(log), told(sealed())]).toEqual([short, short])
  })

  test.each<readonly [string, (known: readonly string[]) => readonly string[], readonly number[]]>([
    ['adds a line', (known) => [...known.slice(0, 2), '{"number":9}', ...known.slice(2)], [1, 2, 3]],
    [
      'adds one sealed with another key',
      (known) => [...known, `{"number":9,"seal":${JSON.stringify(lineSeal(Buffer.from('other'), 'test')('', '{"number":9}'))}}`],
      [1, 2, 3],
    ],
    ['changes a line', (known) => known.map((line) => line.replace('"number":2', '"number":7')), [1]],
    ['takes one out', (known) => known.toSpliced(1, 1), [1]],
    ['repeats one', (known) => [...known, known[2] ?? ''], [1, 2, 3]],
    ['exchanges two', (known) => [known[1] ?? '', known[0] ?? '', known[2] ?? ''], [1]],
  ])('is no longer whole when somebody %s, and proves nothing that is not its own', (_what, change, proven) => {
    write(change(lines()))
    expect(told(sealed())).toMatchObject({ proven, whole: false })
    const log = sealed()
    log.add({ number: 5 })
    expect(told(sealed())).toMatchObject({ proven: [...proven, 5], whole: false })
  })

  test('passes over a line that a crash cut short, and goes on behind it', () => {
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"number":4,"se`)
    sealed().add({ number: 5 })
    expect(told(sealed())).toEqual({ all: [1, 2, 3, 5], proven: [1, 2, 3, 5], whole: true })
  })

  test('opened with another key it proves nothing', () => {
    expect(told(sealed('other'))).toEqual({ all: [1, 2, 3], proven: [], whole: false })
  })
})
