import { fileURLToPath } from 'node:url'
import type { FeedSource } from './feed-source.ts'
import { folderSource } from './folder-source.ts'
import { httpSource } from './http-source.ts'
import { PATIENCE } from './stall-watch.ts'
import type { Patience } from './stall-watch.ts'

/** Opens an address of an enrolment: http(s), `file:`, or the path of a folder, a share or a stick. `signal` ends every transfer. */
export function openSource(address: string, signal: AbortSignal, patience: Patience = PATIENCE): FeedSource {
  if (/^https?:\/\//i.test(address)) return httpSource(address, signal, patience)
  return folderSource(address, /^file:/i.test(address) ? pathOf(address) : address, signal, patience)
}

/** A `file:` address that names no path on this system is no more than a folder that is not there. */
function pathOf(address: string): string {
  try {
    return fileURLToPath(address)
  } catch {
    return address
  }
}
