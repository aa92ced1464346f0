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
  /** Appends durably. Throws the file system's errors; then the file holds what it held. */
  add(entry: Entry): void
}

/**
 * Opens a log of entries. Lines that cannot be read (the last one, cut by a crash, or those of a newer program) are passed over and
 * stay in the file until it is shortened; a file that cannot be read at all holds none. `keep`: how many entries stay when it has grown
 * to twice as many. `unwritten`: whether an entry that could not be written is known until the program ends, or never was.
 */
export function openEntryLog<Entry>(
  file: string,
  schema: z.ZodType<Entry>,
  keep: number,
  unwritten: 'known' | 'forgotten' = 'known',
): EntryLog<Entry> {
  let entries = readEntries(file, schema)
  return {
    entries: () => entries,
    add(entry) {
      const all = [...entries, entry]
      const next = all.length >= keep * 2 ? all.slice(-keep) : all
      if (unwritten === 'known') entries = next
      if (next.length < all.length) {
        makeFolder(path.dirname(file))
        writeDurably(file, next.map((kept) => `${JSON.stringify(kept)}\n`).join(''))
      } else append(file, JSON.stringify(entry))
      entries = next
    },
  }
}

function readEntries<Entry>(file: string, schema: z.ZodType<Entry>): readonly Entry[] {
  return textOf(file)
    .split('\n')
    .flatMap((line) => {
      const entry = line === '' ? null : parsed(line, schema)
      return entry === null ? [] : [entry]
    })
}

/** What the file system refuses must not keep the desk from opening: adding to the log will say so. */
function textOf(file: string): string {
  try {
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  } catch {
    return ''
  }
}

function parsed<Entry>(line: string, schema: z.ZodType<Entry>): Entry | null {
  try {
    const found = schema.safeParse(JSON.parse(line))
    return found.success ? found.data : null
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
