import { realpathSync } from 'node:fs'
import path from 'node:path'
import type { Failure } from '../../../src-shared/contract.ts'

/**
 * Refuses (`key-in-data-folder`) a key file inside the data folder: whoever copies the folder must not get the key with it.
 * Symbolic links do not hide it. Null where the place is good.
 */
export function refuseKeyPlace(keyFile: string, dataFolder: string): Failure | null {
  const way = path.relative(realPlace(dataFolder), realPlace(keyFile))
  const isOutside = way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way)
  if (isOutside) return null
  return { code: 'key-in-data-folder', message: 'The key file must not lie in the data folder.', params: { path: keyFile } }
}

/** The path without symbolic links, as far as it exists. */
function realPlace(place: string): string {
  const whole = path.resolve(place)
  try {
    return realpathSync(whole)
  } catch {
    const parent = path.dirname(whole)
    return parent === whole ? whole : path.join(realPlace(parent), path.basename(whole))
  }
}
