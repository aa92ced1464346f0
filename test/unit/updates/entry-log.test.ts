import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { openEntryLog } from '../../../src-main/hosts/updates/entry-log.ts'
import type { EntryLog } from '../../../src-main/hosts/updates/entry-log.ts'

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
