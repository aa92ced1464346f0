import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import { writeDurably } from '../../app/files/durable-file.ts'
import { syncFolder } from '../../app/files/sync-folder.ts'
import { makeFolder } from '../../app/files/make-folder.ts'

/** A file of entries, one JSON line each, oldest first. */
export interface EntryLog<Entry> {
  /** The last ones that are kept in memory, oldest first. */
  entries(): readonly Entry[]
  /** Appends durably. Throws the file system's errors; then the entry is known until the program ends. */
  add(entry: Entry): void
}

/**
 * Opens a log of entries. Lines that cannot be read (the last one, cut by a crash, or those of a newer program) are passed over and
 * stay in the file until it is shortened. `keep`: how many entries stay when it has grown to twice as many.
 */
export function openEntryLog<Entry>(file: string, schema: z.ZodType<Entry>, keep: number): EntryLog<Entry> {
  let entries = readEntries(file, schema)
  return {
    entries: () => entries,
    add(entry) {
      entries = [...entries, entry]
      if (entries.length >= keep * 2) {
        entries = entries.slice(-keep)
        makeFolder(path.dirname(file))
        writeDurably(file, entries.map((kept) => `${JSON.stringify(kept)}\n`).join(''))
      } else append(file, JSON.stringify(entry))
    },
  }
}

function readEntries<Entry>(file: string, schema: z.ZodType<Entry>): readonly Entry[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const entry = line === '' ? null : parsed(line, schema)
      return entry === null ? [] : [entry]
    })
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
    writeSync(handle, `${isNew ? '' : '\n'}${line}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  if (isNew) syncFolder(path.dirname(file))
}
