import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { sha256Hex } from '../hash.ts'
import type { WantedPart } from './wanted-parts.ts'

/**
 * The folder of fetched parts (register feed, Promises 2 and 11). A verified part lies under its name in the feed, so that the folder
 * is a mirror; one on its way lies under its hash in `partial/`. Methods throw the file system's errors.
 */
export interface PartFolder {
  /** True for a part that lies here whole. A file whose bytes are not the signed ones is removed: disks forget, crashes leave holes. */
  holds(part: WantedPart): boolean
  /** The file of a part that is held. */
  read(part: WantedPart): Buffer
  /** Removes a part, and what came of it. */
  drop(part: WantedPart): void
  /** Bytes of a part that came before it broke off. */
  partialBytes(part: WantedPart): number
  /** Opens the partial file; what lies beyond a piece written at place 0 is forgotten. */
  openPartial(part: WantedPart): { write(piece: Uint8Array, at: number): void; close(): void }
  /** The whole part where its length and hash are the signed ones: from now on it is held. Else null, and the partial file is gone. */
  accept(part: WantedPart): 'held' | 'too-short' | 'wrong-file'
  /** Removes all parts, whole or partial, but these. */
  keepOnly(names: ReadonlySet<string>, hashes: ReadonlySet<string>): void
}

export function partFolder(folder: string): PartFolder {
  const file = ({ name }: WantedPart): string => path.join(folder, ...name.split('/'))
  const partials = path.join(folder, PARTIAL)
  const partial = ({ target }: WantedPart): string => path.join(partials, target.sha256)
  return {
    holds(part) {
      const held = file(part)
      if (!existsSync(held)) return false
      if (statSync(held).size === part.target.length && isRight(readFileSync(held), part)) return true
      rmSync(held)
      return false
    },
    read: (part) => readFileSync(file(part)),
    drop(part) {
      rmSync(file(part), { force: true })
      rmSync(partial(part), { force: true })
    },
    partialBytes: (part) => statSync(partial(part), { throwIfNoEntry: false })?.size ?? 0,
    openPartial(part) {
      mkdirSync(partials, { recursive: true })
      const handle = openSync(partial(part), existsSync(partial(part)) ? 'r+' : 'w')
      return {
        write(piece, at) {
          if (at === 0) ftruncateSync(handle, 0)
          for (let done = 0; done < piece.length;) done += writeSync(handle, piece, done, piece.length - done, at + done)
        },
        close: () => closeSync(handle),
      }
    },
    accept(part) {
      const bytes = existsSync(partial(part)) ? readFileSync(partial(part)) : Buffer.alloc(0)
      if (isRight(bytes, part)) {
        mkdirSync(path.dirname(file(part)), { recursive: true })
        renameSync(partial(part), file(part))
        return 'held'
      }
      rmSync(partial(part), { force: true })
      return bytes.length < part.target.length ? 'too-short' : 'wrong-file'
    },
    keepOnly(names, hashes) {
      for (const kind of PART_FOLDERS) {
        for (const name of filesUnder(path.join(folder, kind))) if (!names.has(`${kind}/${name}`)) rmSync(path.join(folder, kind, name))
      }
      for (const name of filesUnder(partials)) if (!hashes.has(name)) rmSync(path.join(partials, name))
    },
  }
}

function isRight(bytes: Uint8Array, { target }: WantedPart): boolean {
  return bytes.length === target.length && sha256Hex(bytes) === target.sha256
}

const PARTIAL = 'partial'
const PART_FOLDERS = ['snapshot', 'delta'] as const

/** Names of the files below a folder, `/` between folders. */
function filesUnder(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
}
