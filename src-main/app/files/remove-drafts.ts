import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { DRAFT } from './durable-file.ts'

/**
 * Removes the drafts of `writeDurably` that a crash left in a folder, of one file or of all. The caller knows that nobody writes them
 * now. Throws nothing: what cannot be removed harms nobody.
 */
export function removeDrafts(folder: string, of: string | null = null): void {
  try {
    for (const name of readdirSync(folder)) {
      const isWanted = of === null || name.startsWith(`${of}.`)
      if (isWanted && name.endsWith(DRAFT)) rmSync(path.join(folder, name), { force: true })
    }
  } catch {
    // The next one to come removes it.
  }
}
