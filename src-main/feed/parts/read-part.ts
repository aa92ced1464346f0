import { isUtf8 } from 'node:buffer'
import type { FeedPart } from '../../../src-shared/feed/dataset.ts'
import { lineHead } from '../../../src-shared/feed/published-line.ts'
import type { LineHead } from '../../../src-shared/feed/published-line.ts'
import { SHARD_COUNT } from '../../../src-shared/feed/state-digest.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { shardOfKey } from '../hash.ts'
import { openPart } from './part-file.ts'
import type { PartPlace, PartProblem } from './part-file.ts'

/** A line of a part with what every desk must know of it. */
export interface PartLine {
  readonly shard: number
  readonly head: LineHead
  readonly text: string
  /** The same in UTF-8, within the memory of the whole part. */
  readonly bytes: Uint8Array
}

/** What the listing says of the lines in a part. */
export interface PartExpectation {
  readonly part: FeedPart
  /** Versions lie after this sequence (0 in a snapshot) … */
  readonly after: number
  /** … and up to this one. */
  readonly upTo: number
  /** Removals stand in deltas only. */
  readonly mayRemove: boolean
}

/** Why the lines of a part are refused: all of them faults of the publisher, or of somebody with its keys. */
export type LineProblem = 'line-unreadable' | 'line-version' | 'line-shard' | 'lines-counted'

/** The lines of an opened part, one after the other: as texts they take three times the memory of their bytes. */
export interface PartReader {
  /**
   * The next lines, at most `most`, none of them of a later shard than `lastShard`; empty where there is none. After an error there is
   * nothing more to be had.
   */
  next(most: number, lastShard: number): Result<readonly PartLine[], LineProblem>
  /** True where every line was given, and their number was right. */
  isAtEnd(): boolean
}

/** All lines of a part, checked. Errors: those of `openLines` and of its reader. */
export function readPart(
  sealed: Uint8Array,
  contentKey: Uint8Array,
  place: PartPlace,
  expected: PartExpectation,
): Result<readonly PartLine[], PartProblem | LineProblem> {
  const reader = openLines(sealed, contentKey, place, expected)
  return reader.ok ? reader.value.next(Infinity, SHARD_COUNT) : reader
}

/**
 * Opens a part whose length and hash were checked; its reader checks every line against the listing: head, version, order of shards, and
 * with the last one their number. What a record says is not looked at: one of an unknown shape is a good line.
 */
export function openLines(
  sealed: Uint8Array,
  contentKey: Uint8Array,
  place: PartPlace,
  expected: PartExpectation,
): Result<PartReader, PartProblem> {
  const opened = openPart(sealed, contentKey, place, expected.part.plainBytes)
  if (!opened.ok) return opened
  return isUtf8(opened.value) ? ok(partReader(opened.value, expected)) : err('part-not-utf8')
}

const LINE_FEED = 10

function partReader(plain: Buffer, { part, after, upTo, mayRemove }: PartExpectation): PartReader {
  let at = 0
  let taken = 0
  let former = part.firstShard
  /** Read, but of a later shard than was asked for. */
  let waiting: PartLine | null = null

  const read = (): Result<PartLine, LineProblem> => {
    const found = plain.indexOf(LINE_FEED, at)
    const end = found === -1 ? plain.length : found
    const bytes = plain.subarray(at, end)
    const text = bytes.toString('utf8')
    at = end + 1
    taken += 1
    const head = lineHead(text)
    if (head === null || (head.isRemoval && !mayRemove)) return err('line-unreadable')
    if (head.version <= after || head.version > upTo) return err('line-version')
    const shard = shardOfKey(head.entity, head.key)
    if (shard < former || shard > part.lastShard) return err('line-shard')
    former = shard
    return ok({ shard, head, text, bytes })
  }

  return {
    next(most, lastShard) {
      const lines: PartLine[] = []
      while (lines.length < most) {
        if (waiting === null) {
          if (at >= plain.length && taken !== part.lines) return err('lines-counted')
          if (at >= plain.length) break
          const line = read()
          if (!line.ok) return line
          waiting = line.value
        }
        if (waiting.shard > lastShard) break
        lines.push(waiting)
        waiting = null
      }
      return ok(lines)
    },
    isAtEnd: () => waiting === null && at >= plain.length && taken === part.lines,
  }
}
