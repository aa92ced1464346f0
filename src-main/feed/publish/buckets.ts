import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { SHARD_COUNT } from '../../../src-shared/feed/state-digest.ts'
import { openPieceFile } from './piece-file.ts'
import type { Piece } from './piece-file.ts'

/** Lines sorted into shards on the disk, so that a source of any size passes through bounded memory. */
export interface Buckets {
  add(shard: number, line: string): void
  /** The lines of one shard in the order of adding. */
  lines(shard: number): readonly string[]
  remove(): void
}

interface Bucket {
  waiting: string[]
  characters: number
  readonly pieces: Piece[]
}

/** Characters that wait for each shard: 256 × 48 K × 2 bytes is 24 MB at most. */
const WAITING = 48 << 10

/**
 * Buckets in one file. Its key is in this process's memory only: what a crash leaves behind opens for nobody. Throws the file system's
 * errors.
 */
export function createBuckets(file: string): Buckets {
  const pieces = openPieceFile(file, randomBytes(32), 'create')
  const buckets = Array.from({ length: SHARD_COUNT }, (): Bucket => ({ waiting: [], characters: 0, pieces: [] }))
  const bucketAt = (shard: number): Bucket => {
    const bucket = buckets[shard]
    if (bucket === undefined) throw new RangeError('no such shard')
    return bucket
  }
  return {
    add(shard, line) {
      const bucket = bucketAt(shard)
      bucket.waiting.push(line)
      bucket.characters += line.length
      if (bucket.characters < WAITING) return
      bucket.pieces.push(pieces.append(nameOf(shard), bucket.waiting))
      bucket.waiting = []
      bucket.characters = 0
    },
    lines(shard) {
      const { pieces: spilled, waiting } = bucketAt(shard)
      const lines = spilled.flatMap((piece) => {
        const read = pieces.read(nameOf(shard), piece)
        if (read === null) throw new Error('the work file was changed while it was in use')
        return read
      })
      return [...lines, ...waiting]
    },
    remove() {
      pieces.close()
      rmSync(file, { force: true })
    },
  }
}

function nameOf(shard: number): string {
  return `bucket ${shard}`
}
