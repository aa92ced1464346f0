import type { FeedPart } from '../../../src-shared/feed/dataset.ts'
import { lineHead } from '../../../src-shared/feed/published-line.ts'
import type { LineHead } from '../../../src-shared/feed/published-line.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { shardOfKey } from '../hash.ts'
import { openPart, partLines } from './part-file.ts'
import type { PartPlace, PartProblem } from './part-file.ts'

/** A line of a part with what every desk must know of it. */
export interface PartLine {
  readonly shard: number
  readonly head: LineHead
  readonly text: string
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

/**
 * Opens a part whose length and hash were checked, and checks every line against the listing: head, version, order of shards, number.
 * What a record says is not looked at: one of an unknown shape is a good line.
 */
export function readPart(
  sealed: Uint8Array,
  contentKey: Uint8Array,
  place: PartPlace,
  { part, after, upTo, mayRemove }: PartExpectation,
): Result<readonly PartLine[], PartProblem | LineProblem> {
  const plain = openPart(sealed, contentKey, place, part.plainBytes)
  if (!plain.ok) return plain
  const texts = partLines(plain.value)
  if (!texts.ok) return texts
  if (texts.value.length !== part.lines) return err('lines-counted')
  const lines: PartLine[] = []
  let former = part.firstShard
  for (const text of texts.value) {
    const head = lineHead(text)
    if (head === null || (head.isRemoval && !mayRemove)) return err('line-unreadable')
    if (head.version <= after || head.version > upTo) return err('line-version')
    const shard = shardOfKey(head.entity, head.key)
    if (shard < former || shard > part.lastShard) return err('line-shard')
    former = shard
    lines.push({ shard, head, text })
  }
  return ok(lines)
}
