import { SHARD_COUNT, createStateDigest } from '../../../src-shared/feed/state-digest.ts'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { FeedFailure } from '../feed-failure.ts'
import { sha256 } from '../hash.ts'
import type { Buckets } from './buckets.ts'
import { mergeShard } from './merge-shard.ts'
import type { MergeCounts, MergeOrder } from './merge-shard.ts'
import type { Published, StateFolder, StateReader, StateWriter } from './state-folder.ts'
import { entityOf, isRemoved, isTombstone, publishedText } from './state-line.ts'

/** The state to be published. */
export interface NextState {
  /** Where it lies (`state-folder.ts`). */
  readonly shards: Published['shards']
  readonly changes: MergeCounts
  /** Records per entity, tombstones among them. */
  readonly counts: Readonly<Record<string, number>>
  readonly tombstones: number
  /** The bytes of the state digest. */
  readonly digest: Uint8Array
}

/**
 * Merges what the source gave with the former state, shard by shard, and writes the next state beside it. The digest is summed anew over
 * every line, so that no mistake of an earlier night lives on in it. Error `state-damaged`.
 */
export function writeNextState(
  state: StateFolder,
  former: Published | null,
  buckets: Buckets,
  order: MergeOrder,
  onShard: (done: number) => void,
): Result<NextState, FeedFailure> {
  const known = former === null ? ok(null) : state.reader({ sequence: former.dataset.sequence, shards: former.shards })
  if (!known.ok) return known
  const writer = state.writer(order.sequence)
  try {
    return mergeShards(known.value, buckets, writer, order, onShard)
  } finally {
    known.value?.close()
    writer.close()
  }
}

function mergeShards(
  known: StateReader | null,
  buckets: Buckets,
  writer: StateWriter,
  order: MergeOrder,
  onShard: (done: number) => void,
): Result<NextState, FeedFailure> {
  const changes: MergeCounts = { added: 0, changed: 0, left: 0, removed: 0 }
  const counts: Record<string, number> = {}
  const digest = createStateDigest()
  let tombstones = 0
  for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
    const former = known === null ? ok([]) : known.readShard(shard)
    if (!former.ok) return former
    const lines = mergeShard(former.value, given(buckets, shard), order, changes)
    for (const line of lines) {
      if (isRemoved(line)) continue
      digest.add(shard, sha256(publishedText(line)))
      const entity = entityOf(line)
      counts[entity] = (counts[entity] ?? 0) + 1
      if (isTombstone(line)) tombstones += 1
    }
    writer.writeShard(shard, lines)
    onShard(shard + 1)
  }
  return ok({ shards: writer.finish(), changes, counts, tombstones, digest: digest.bytes() })
}

/** Of several records with one name the last counts. */
function given(buckets: Buckets, shard: number): ReadonlyMap<string, string> {
  const records = new Map<string, string>()
  for (const line of buckets.lines(shard)) {
    const end = line.indexOf('\t')
    records.set(line.slice(0, end), line.slice(end + 1))
  }
  return records
}
