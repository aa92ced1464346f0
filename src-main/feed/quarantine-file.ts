import { closeSync, existsSync, fsyncSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { ok } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import { DRAFT } from '../app/files/durable-file.ts'
import { makeFolder } from '../app/files/make-folder.ts'
import { syncFolder } from '../app/files/sync-folder.ts'
import { failed } from './feed-failure.ts'
import type { FeedFailure } from './feed-failure.ts'
import { openSealed, sealBytes } from './parts/sealed-bytes.ts'

/** A row that was set aside. */
export interface QuarantinedRow {
  readonly file: string
  readonly line: number | null
  readonly record: number
  readonly profile: string | null
  readonly field: string | null
  readonly reason: string
  /** Lines that went with it. */
  readonly rows: number
  /** The row as it came, in cells or as one text; null where it did not come apart. Personal data. */
  readonly raw: readonly string[] | null
}

/** The rows that one run set aside, sealed on the disk for whoever mends the source (register sources §5.5, rule 5). */
export interface QuarantineFile {
  add(row: QuarantinedRow): void
  /** Makes the list durable under its name; null where there was nothing to list. */
  finish(): { readonly path: string; readonly listed: number; readonly unlisted: number } | null
  /** Leaves nothing behind. */
  abort(): void
}

/** A file that is wrong from end to end needs no longer list. */
const MOST_LISTED = 100_000
const PIECE = 64 << 10
const ENDING = '.quarantine'
const KEPT_DAYS = 90

/**
 * Begins a list, whose file appears with the first row and has its name only when it is complete. It is a row of pieces, each sealed under
 * its number: four bytes of length, big-endian, and the sealed lines of JSON. Lists of more than 90 days ago are removed.
 */
export function createQuarantine(folder: string, now: Date, key: Uint8Array): QuarantineFile {
  const name = path.join(folder, `${now.toISOString().replaceAll(':', '-')}${ENDING}`)
  let handle: number | null = null
  let [text, pieces, listed, unlisted] = ['', 0, 0, 0]
  const spill = (): void => {
    handle ??= begin(folder, name, now)
    const sealed = sealBytes(Buffer.from(text), key, 'quarantine', String(pieces))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(sealed.length)
    for (const bytes of [length, sealed]) for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done)
    pieces += 1
    text = ''
  }
  return {
    add(row) {
      if (listed >= MOST_LISTED) {
        unlisted += 1
        return
      }
      listed += 1
      text += `${JSON.stringify(row)}\n`
      if (text.length >= PIECE) spill()
    },
    finish() {
      if (listed === 0) return null
      text += `${JSON.stringify({ listed, unlisted })}\n`
      spill()
      if (handle !== null) {
        fsyncSync(handle)
        closeSync(handle)
        renameSync(`${name}${DRAFT}`, name)
        syncFolder(folder)
      }
      handle = null
      return { path: name, listed, unlisted }
    },
    abort() {
      if (handle === null) return
      closeSync(handle)
      handle = null
      rmSync(`${name}${DRAFT}`, { force: true })
    },
  }
}

/** The lines of a list, each a JSON text, the last of them its counts. Error `quarantine-unreadable`. */
export function readQuarantine(file: string, key: Uint8Array): Result<readonly string[], FeedFailure> {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
  const lines: string[] = []
  for (let [place, piece] = [0, 0]; place < bytes.length; piece += 1) {
    const length = place + 4 <= bytes.length ? bytes.readUInt32BE(place) : 0
    const opened = openSealed(bytes.subarray(place + 4, place + 4 + length), key, 'quarantine', String(piece))
    if (!opened.ok) return failed('quarantine-unreadable', { path: file })
    lines.push(...opened.value.toString('utf8').split('\n').slice(0, -1))
    place += 4 + length
  }
  return lines.at(-1)?.startsWith('{"listed":') === true ? ok(lines) : failed('quarantine-unreadable', { path: file })
}

function begin(folder: string, name: string, now: Date): number {
  makeFolder(folder)
  for (const one of readdirSync(folder)) {
    const file = path.join(folder, one)
    const isOld = now.getTime() - statSync(file).mtimeMs > KEPT_DAYS * 86_400_000
    if (one.endsWith(DRAFT) || (one.endsWith(ENDING) && isOld)) rmSync(file, { force: true })
  }
  return openSync(`${name}${DRAFT}`, 'w', 0o600)
}
