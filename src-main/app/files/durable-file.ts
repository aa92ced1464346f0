import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeFolder } from './make-folder.ts'
import { syncFolder } from './sync-folder.ts'

/** Files being written end with this; whoever finds one that nobody writes may remove it. */
export const DRAFT = '.draft'

/**
 * Writes a file as a whole and makes it durable, with the folders it lacks: after a crash at any moment it holds the former or the new
 * bytes, never a part. Throws the file system's errors; then the former bytes are still there.
 */
export function writeDurably(file: string, bytes: Uint8Array | string, mode = 0o644): void {
  makeFolder(path.dirname(file))
  const draft = `${file}.${process.pid}${DRAFT}`
  try {
    const handle = openSync(draft, 'w', mode)
    try {
      writeFileSync(handle, bytes)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  syncFolder(path.dirname(file))
}

/** Makes the contents of a written file durable. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
