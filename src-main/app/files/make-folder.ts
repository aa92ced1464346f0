import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { syncFolder } from './sync-folder.ts'

/**
 * Makes a folder and the parents it lacks, durably; does nothing where it stands already. Throws the system's error where one cannot be
 * made. One level at a time, because Node's own recursive form never returns in file systems that refuse new folders with
 * ENOENT, such as /proc.
 */
export function makeFolder(folder: string, mode?: number): void {
  const missing: string[] = []
  for (let level = path.resolve(folder); !existsSync(level) && path.dirname(level) !== level; level = path.dirname(level))
    missing.unshift(level)
  for (const level of missing) {
    try {
      mkdirSync(level, mode === undefined ? {} : { mode })
    } catch (error) {
      if (!existsSync(level)) throw error
      continue
    }
    syncFolder(path.dirname(level))
  }
}
