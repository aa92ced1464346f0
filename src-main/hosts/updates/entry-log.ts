import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import { writeDurably } from '../../app/files/durable-file.ts'
import { syncFolder } from '../../app/files/sync-folder.ts'
import { makeFolder } from '../../app/files/make-folder.ts'

/** A file of entries, one JSON line each, oldest first. */
export interface EntryLog<Entry> {
  /** The last ones that are kept in memory, oldest first. */
  entries(): readonly Entry[]
  /** Those of them that this station wrote, each after the one before it; all of them in a log without seals. */
  proven(): readonly Entry[]
  /** False: a line is not of this station, was changed, or lacks one before it. Lines that were cut off at the end leave no trace. */
  isWhole(): boolean
  /** Appends durably. Throws the file system's errors; then the file holds what it held. */
  add(entry: Entry): void
}

/** The seal of a line: over its text and the seal of the line before it, by a key that does not lie beside the log. */
export type LineSeal = (former: string, text: string) => string

interface Line<Entry> {
  readonly entry: Entry
  readonly isProven: boolean
}

/**
 * Opens a log of entries. Lines that cannot be read (the last one, cut by a crash, or those of a newer program) are passed over and
 * stay in the file until it is shortened; a file that cannot be read at all holds none. `keep`: how many entries stay when it has grown
 * to twice as many. `unwritten`: whether an entry that could not be written is known until the program ends, or never was. `seal`: every
 * line is sealed with the one before it, so that nobody without the key adds, changes or takes out one unnoticed.
 */
export function openEntryLog<Entry>(
  file: string,
  schema: z.ZodType<Entry>,
  keep: number,
  unwritten: 'known' | 'forgotten' = 'known',
  seal: LineSeal | null = null,
): EntryLog<Entry> {
  let { lines, last, isWhole } = readLines(file, schema, seal)
  return {
    entries: () => lines.map(({ entry }) => entry),
    proven: () => lines.filter(({ isProven }) => isProven).map(({ entry }) => entry),
    isWhole: () => isWhole,
    add(entry) {
      const all = [...lines, { entry, isProven: true }]
      const next = all.length >= keep * 2 ? all.slice(-keep) : all
      if (unwritten === 'known') lines = next
      const isShortened = next.length < all.length
      // What is not proven is not sealed anew.
      const kept = isShortened ? next.filter(({ isProven }) => isProven) : next.slice(-1)
      const written = sealedLines(
        kept.map((line) => line.entry),
        isShortened ? '' : last,
        seal,
      )
      if (isShortened) {
        makeFolder(path.dirname(file))
        writeDurably(file, written.texts.map((text) => `${text}\n`).join(''))
      } else append(file, written.texts.join('\n'))
      lines = isShortened ? kept : next
      last = written.last
    },
  }
}

interface Read<Entry> {
  readonly lines: readonly Line<Entry>[]
  /** The seal of the last line that is proven. */
  readonly last: string
  readonly isWhole: boolean
}

function readLines<Entry>(file: string, schema: z.ZodType<Entry>, seal: LineSeal | null): Read<Entry> {
  const lines: Line<Entry>[] = []
  let last = ''
  let isWhole = true
  for (const text of textOf(file).split('\n')) {
    const value = text === '' ? null : objectOf(text)
    if (value === null) continue
    const { seal: given, ...plain } = seal === null ? { ...value, seal: '' } : { seal: null, ...value }
    const isProven = seal === null || given === seal(last, JSON.stringify(plain))
    if (!isProven) isWhole = false
    else if (typeof given === 'string') last = given
    const found = schema.safeParse(plain)
    if (found.success) lines.push({ entry: found.data, isProven })
  }
  return { lines, last, isWhole }
}

function sealedLines(
  entries: readonly unknown[],
  first: string,
  seal: LineSeal | null,
): { readonly texts: string[]; readonly last: string } {
  let last = first
  const texts = entries.map((entry) => {
    const text = JSON.stringify(entry)
    if (seal === null) return text
    last = seal(last, text)
    return `${text.slice(0, -1)},"seal":${JSON.stringify(last)}}`
  })
  return { texts, last }
}

/** What the file system refuses must not keep the desk from opening: adding to the log will say so. */
function textOf(file: string): string {
  try {
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  } catch {
    return ''
  }
}

function objectOf(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

/** A line feed stands before the line too: behind one that a crash cut short the new one would be lost. */
function append(file: string, line: string): void {
  const isNew = !existsSync(file)
  makeFolder(path.dirname(file))
  const handle = openSync(file, 'a')
  try {
    const before = fstatSync(handle).size
    try {
      // All of it or an error: one call of the system may write a part of a line on a disk that is nearly full.
      writeFileSync(handle, `${isNew ? '' : '\n'}${line}\n`)
      fsyncSync(handle)
    } catch (error) {
      cutBack(handle, before)
      throw error
    }
  } finally {
    closeSync(handle)
  }
  if (isNew) syncFolder(path.dirname(file))
}

/** An entry that was refused must not be there at the next start. */
function cutBack(handle: number, size: number): void {
  try {
    ftruncateSync(handle, size)
  } catch {
    // A part of a line is passed over; a disk that cannot be written is told already.
  }
}
