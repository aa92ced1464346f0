import { MAX_PART_BYTES } from '../../../src-shared/feed/dataset.ts'
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

/** Lines in UTF-8, and the shards they are of. A block is the least that a part takes. */
interface Block {
  readonly bytes: Buffer
  readonly lines: number
  readonly firstShard: number
  readonly lastShard: number
}

/** What a part should be as stored (register feed, «Files»: parts of 1–4 MB), and how many lines that may take, in bytes. */
const AIM = 1.1 * (1 << 20)
const FIRST_GUESS = 11 << 20
const MOST_PLAIN = 24 << 20
const BLOCK = 256 << 10
/** Small parts are nightly deltas, which every desk of a region fetches: there the closest packing is worth its time. */
const CLOSE = { upTo: 4 << 20, level: 19 }
const USUAL_LEVEL = 6

/** Throws RangeError where a single block of lines is longer than a part may be, which no records are. */
export function createPartWriter(order: PartsOrder): PartWriter {
  const parts: FeedPart[] = []
  let blocks: Block[] = []
  let blockBytes = 0
  let open: { readonly texts: string[]; characters: number; readonly firstShard: number; lastShard: number } | null = null
  let aim = FIRST_GUESS
  const closeBlock = (): void => {
    if (open === null) return
    const bytes = Buffer.from(`${open.texts.join('\n')}\n`)
    blocks.push({ bytes, lines: open.texts.length, firstShard: open.firstShard, lastShard: open.lastShard })
    blockBytes += bytes.length
    open = null
  }
  const pack = (taken: readonly Block[]): void => {
    const plain = Buffer.concat(taken.map(({ bytes }) => bytes))
    const path = order.pathOf(parts.length)
    const level = parts.length === 0 && plain.length <= CLOSE.upTo ? CLOSE.level : USUAL_LEVEL
    const sealed = packBytes(plain, order.contentKey, 'feed part', partName({ ...order, path }), level)
    if (sealed.length > MAX_PART_BYTES) {
      if (taken.length === 1) throw new RangeError('a block of lines does not fit into a part')
      pack(taken.slice(0, taken.length >> 1))
      pack(taken.slice(taken.length >> 1))
      return
    }
    aim = Math.min(MOST_PLAIN, Math.max(BLOCK, (AIM * plain.length) / sealed.length))
    order.store(path, sealed)
    parts.push({
      bytes: sealed.length,
      plainBytes: plain.length,
      lines: taken.reduce((sum, { lines }) => sum + lines, 0),
      firstShard: taken[0]?.firstShard ?? 0,
      lastShard: taken.at(-1)?.lastShard ?? 0,
    })
  }
  return {
    add(shard, line) {
      open ??= { texts: [], characters: 0, firstShard: shard, lastShard: shard }
      open.texts.push(line)
      open.characters += line.length
      open.lastShard = shard
      if (open.characters < BLOCK) return
      closeBlock()
      if (blockBytes < aim) return
      pack(blocks)
      blocks = []
      blockBytes = 0
    },
    finish() {
      closeBlock()
      if (blocks.length > 0) pack(blocks)
      blocks = []
      return parts
    },
  }
}
