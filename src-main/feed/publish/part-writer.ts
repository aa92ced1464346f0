import { MAX_PART_BYTES, MAX_PLAIN_PART_BYTES } from '../../../src-shared/feed/dataset.ts'
import type { FeedPart } from '../../../src-shared/feed/dataset.ts'
import { packBytes, partName } from '../parts/part-file.ts'

/** Where finished parts go: the target path and the bytes as stored. */
export type StorePart = (path: string, bytes: Buffer) => void

export interface PartsOrder {
  readonly dataset: string
  readonly epoch: number
  readonly contentKey: Uint8Array
  /** Target path of the part with this number, from 0. */
  readonly pathOf: (part: number) => string
  readonly store: StorePart
}

/** Makes parts from lines given in the order of their shards. */
export interface PartWriter {
  add(shard: number, line: string): void
  /** The parts, in order; empty where no line was given. */
  finish(): readonly FeedPart[]
}

interface Waiting {
  readonly shard: number
  readonly line: string
}

/** What a part should be as stored (register feed, «Files»: parts of 1–4 MB). */
const AIM = 2.5 * (1 << 20)
const FIRST_GUESS = 24 << 20
/** Small parts are nightly deltas, which every desk of a region fetches: there the closest packing is worth its time. */
const LEVELS = [
  { upTo: 4 << 20, level: 19 },
  { upTo: 16 << 20, level: 12 },
] as const
const USUAL_LEVEL = 6

export function createPartWriter(order: PartsOrder): PartWriter {
  const parts: FeedPart[] = []
  let waiting: Waiting[] = []
  let bytes = 0
  let aim = FIRST_GUESS
  const pack = (lines: readonly Waiting[]): void => {
    const plain = Buffer.from(lines.map(({ line }) => `${line}\n`).join(''))
    const path = order.pathOf(parts.length)
    const level = parts.length > 0 ? USUAL_LEVEL : (LEVELS.find(({ upTo }) => plain.length <= upTo)?.level ?? USUAL_LEVEL)
    const sealed = packBytes(plain, order.contentKey, 'feed part', partName({ ...order, path }), level)
    if (sealed.length > MAX_PART_BYTES && lines.length > 1) {
      const half = lines.length >> 1
      pack(lines.slice(0, half))
      pack(lines.slice(half))
      return
    }
    aim = Math.min(MAX_PLAIN_PART_BYTES / 2, Math.max(1 << 20, (AIM * plain.length) / sealed.length))
    order.store(path, sealed)
    parts.push({
      bytes: sealed.length,
      plainBytes: plain.length,
      lines: lines.length,
      firstShard: lines[0]?.shard ?? 0,
      lastShard: lines.at(-1)?.shard ?? 0,
    })
  }
  return {
    add(shard, line) {
      waiting.push({ shard, line })
      bytes += Buffer.byteLength(line) + 1
      if (bytes < aim) return
      pack(waiting)
      waiting = []
      bytes = 0
    },
    finish() {
      if (waiting.length > 0) pack(waiting)
      waiting = []
      return parts
    },
  }
}
