import { SHARD_COUNT, createStateDigest } from '../../../src-shared/feed/state-digest.ts'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { FeedFailure } from '../feed-failure.ts'
import { sha256 } from '../hash.ts'
import type { Buckets } from './buckets.ts'
import { readGiven } from './combine-records.ts'
import { combineGiven } from './combine-given.ts'
import type { GivenLine, OlderRow } from './combine-given.ts'
import { isLaterThanRegister, mergeShard } from './merge-shard.ts'
import type { MergeCounts, MergeOrder } from './merge-shard.ts'
import type { Unmatched } from './match-known.ts'
import type { ListOrigin } from './provenance.ts'
import type { Published, StateFolder, StateReader, StateWriter } from './state-folder.ts'
import { entityOf, isRemoved, isTombstone, publishedText } from './state-line.ts'
import type { StateLine } from './state-line.ts'

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
  /** The lists of which something in it is. */
  readonly origins: readonly ListOrigin[]
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
  onOlder: (row: OlderRow) => void,
): Result<NextState, FeedFailure> {
  const known = former === null ? ok(null) : state.reader({ sequence: former.dataset.sequence, shards: former.shards })
  if (!known.ok) return known
  const writer = state.writer(order.sequence)
  try {
    return mergeShards(known.value, buckets, writer, order, onShard, onOlder)
  } finally {
    known.value?.close()
    writer.close()
  }
}

/**
 * Shows the people who are known to whoever has to find out whom the rows of lists mean: those of the source and those published before,
 * who are stale where the source is the whole. Error `state-damaged`.
 */
export function noteKnown(
  state: StateFolder,
  former: Published | null,
  buckets: Buckets,
  unmatched: Pick<Unmatched, 'note'>,
  { keepAbsent, provenance }: Pick<MergeOrder, 'keepAbsent' | 'provenance'>,
  onShard: (done: number) => void,
): Result<null, FeedFailure> {
  const known = former === null ? ok(null) : state.reader({ sequence: former.dataset.sequence, shards: former.shards })
  if (!known.ok) return known
  try {
    for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
      const lines = known.value?.readShard(shard) ?? ok([])
      if (!lines.ok) return lines
      const people = knownRecords(lines.value)
      const older = new Set(lines.value.filter((line) => !isLaterThanRegister(line, provenance)).map(({ name }) => name))
      for (const line of buckets.lines(shard)) {
        const { name, record, strength } = givenLine(line)
        older.delete(name)
        if (strength !== 'weaker' || !people.has(name)) people.set(name, record)
      }
      for (const [name, record] of people) {
        if (entityOf({ name }) === 'person') unmatched.note(record, !keepAbsent && older.has(name))
      }
      onShard(shard + 1)
    }
  } finally {
    known.value?.close()
  }
  return ok(null)
}

function mergeShards(
  known: StateReader | null,
  buckets: Buckets,
  writer: StateWriter,
  order: MergeOrder,
  onShard: (done: number) => void,
  onOlder: (row: OlderRow) => void,
): Result<NextState, FeedFailure> {
  const changes: MergeCounts = { added: 0, changed: 0, left: 0, removed: 0, detached: 0, notMentioned: 0, doubted: 0, redated: 0 }
  const used = new Set<number>()
  const counts: Record<string, number> = {}
  const digest = createStateDigest()
  let tombstones = 0
  for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
    const former = known === null ? ok([]) : known.readShard(shard)
    if (!former.ok) return former
    const given = combineGiven(buckets.lines(shard).map(givenLine), former.value, order, changes, onOlder)
    const lines = mergeShard(former.value, given, order, changes)
    for (const line of lines) {
      if (isRemoved(line)) continue
      if (line.marks !== undefined) for (const number of Object.values(line.marks)) if (number !== null) used.add(number)
      digest.add(shard, sha256(publishedText(line)))
      const entity = entityOf(line)
      counts[entity] = (counts[entity] ?? 0) + 1
      if (isTombstone(line)) tombstones += 1
    }
    writer.writeShard(shard, lines)
    onShard(shard + 1)
  }
  return ok({ shards: writer.finish(), changes, counts, tombstones, digest: digest.bytes(), origins: order.provenance.kept(used) })
}

function givenLine(line: string): GivenLine {
  const end = line.indexOf('\t')
  return { name: line.slice(0, end), ...readGiven(line.slice(end + 1)) }
}

function knownRecords(lines: readonly StateLine[]): Map<string, string> {
  return new Map(lines.filter((line) => !isRemoved(line)).map((line) => [line.name, line.record]))
}
