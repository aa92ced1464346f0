import { isUtf8 } from 'node:buffer'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { MAX_PLAIN_PART_BYTES } from '../../../src-shared/feed/dataset.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { openSealed, sealBytes } from './sealed-bytes.ts'
import type { SealedKind } from './sealed-bytes.ts'

/** What binds a part to its place: the dataset, its epoch and the target's path. */
export interface PartPlace {
  readonly dataset: string
  readonly epoch: number
  readonly path: string
}

/** Why a part cannot be read. `part-sealed-wrong`: changed, of another place or key; the others are faults of the publisher or bombs. */
export type PartProblem = 'part-sealed-wrong' | 'part-not-zstd' | 'part-length-differs' | 'part-not-utf8'

/** The name under which a part is sealed. */
export function partName({ dataset, epoch, path }: PartPlace): string {
  return `${dataset}\n${epoch}\n${path}`
}

/** Compresses and seals the lines of a part; `level` is zstd's, 1–22. */
export function packBytes(plain: Uint8Array, key: Uint8Array, kind: SealedKind, name: string, level: number): Buffer {
  return sealBytes(zstdCompressSync(plain, { params: { [constants.ZSTD_c_compressionLevel]: level } }), key, kind, name)
}

/**
 * Opens a part: decrypts, then decompresses into no more than `plainBytes`, which must be met exactly (register feed, «Files»: caps on
 * decompressed size). Takes memory for the part twice over, nothing beyond.
 */
export function openPart(
  sealed: Uint8Array,
  contentKey: Uint8Array,
  place: PartPlace,
  plainBytes: number,
): Result<Buffer, Exclude<PartProblem, 'part-not-utf8'>> {
  return unpackBytes(sealed, contentKey, 'feed part', partName(place), plainBytes)
}

/** The lines of an opened part, without their line feeds. Error `part-not-utf8`. */
export function partLines(plain: Buffer): Result<readonly string[], 'part-not-utf8'> {
  if (plain.length === 0) return ok([])
  if (!isUtf8(plain)) return err('part-not-utf8')
  const lines = plain.toString('utf8').split('\n')
  if (lines.at(-1) === '') lines.pop()
  return ok(lines)
}

export function unpackBytes(
  sealed: Uint8Array,
  key: Uint8Array,
  kind: SealedKind,
  name: string,
  plainBytes: number,
): Result<Buffer, Exclude<PartProblem, 'part-not-utf8'>> {
  const opened = openSealed(sealed, key, kind, name)
  if (!opened.ok) return err('part-sealed-wrong')
  if (plainBytes > MAX_PLAIN_PART_BYTES) return err('part-length-differs')
  try {
    // One byte more than stated is room enough to see that there is too much; the library wants at least 64. In one piece, because
    // many would be put together afterwards, twice over in memory.
    const room = Math.max(64, plainBytes + 1)
    const plain = zstdDecompressSync(opened.value, { maxOutputLength: plainBytes + 1, chunkSize: room })
    return plain.length === plainBytes ? ok(plain) : err('part-length-differs')
  } catch (error) {
    return err(isTooLong(error) ? 'part-length-differs' : 'part-not-zstd')
  }
}

function isTooLong(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}
