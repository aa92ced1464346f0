import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { FeedSource } from './feed-source.ts'
import type { PartFolder } from './part-folder.ts'
import type { WantedPart } from './wanted-parts.ts'

/** Why a source did not give a part. `silent`: it broke off or did not answer; what came is kept. The others are untrue answers. */
export interface PartRefusal {
  readonly code: 'silent' | 'not-there' | 'endless-data' | 'too-short' | 'wrong-file'
  readonly cause: string
}

/**
 * Fetches one part from one source into the folder: from where an earlier attempt broke off, no byte beyond the signed length, held only
 * where the hash is the signed one (register feed, Promises 2 and «Files»). Throws the errors of this computer's file system.
 */
export async function fetchPart(
  part: WantedPart,
  source: FeedSource,
  folder: PartFolder,
  onBytes: (bytes: number) => void,
): Promise<Result<null, PartRefusal>> {
  const before = folder.partialBytes(part)
  const start = before < part.target.length ? before : 0
  const copied = await copyPart(part, start, source, folder, onBytes)
  if (!copied.ok) return copied
  const accepted = folder.accept(part)
  if (accepted === 'held') return ok(null)
  // The bytes from before may be what is wrong, and another source may have sent them.
  return start === 0 ? err({ code: accepted, cause: part.path }) : fetchPart(part, source, folder, onBytes)
}

async function copyPart(
  part: WantedPart,
  start: number,
  source: FeedSource,
  folder: PartFolder,
  onBytes: (bytes: number) => void,
): Promise<Result<null, PartRefusal>> {
  const file = folder.openPartial(part)
  try {
    const copied = await source.copy(part.name, { start, length: part.target.length }, (piece, at) => {
      file.write(piece, at)
      onBytes(piece.length)
    })
    if (copied.ok) return copied
    const { code, cause } = copied.error
    if (code === 'unreachable') return err({ code: 'silent', cause })
    return err({ code: code === 'too-long' ? 'endless-data' : code, cause })
  } finally {
    file.close()
  }
}
