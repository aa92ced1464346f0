import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Files being written end with this; whoever finds one may remove it. */
export const DRAFT = '.draft'

/**
 * Writes a file as a whole and makes it durable, with the folders it lacks: after a crash it holds the former or the new bytes, never a
 * part. Throws the file system's errors.
 */
export function writeDurably(file: string, bytes: Uint8Array | string, mode = 0o644): void {
  makeFolders(path.dirname(file))
  const draft = `${file}${DRAFT}`
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

/** Makes folders one level at a time: Node's recursive form never returns in file systems that refuse new folders with ENOENT. */
export function makeFolders(folder: string): void {
  if (existsSync(folder)) return
  const parent = path.dirname(folder)
  if (parent !== folder) makeFolders(parent)
  try {
    mkdirSync(folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
    return
  }
  syncFolder(parent)
}

/** Makes new names in a folder durable. Windows does this by itself and cannot open folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
