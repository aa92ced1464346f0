import { DATASET_PATH, FEED_FORMAT, deltaPartPath, snapshotPartPath, statePath } from '../../../src-shared/feed/dataset.ts'
import type { Dataset, FeedDelta, FeedPart, FeedSnapshot } from '../../../src-shared/feed/dataset.ts'
import { SHARD_COUNT } from '../../../src-shared/feed/state-digest.ts'
import { RECORD_SCHEMA_VERSION } from '../../../src-shared/register/record.ts'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { FeedFailure } from '../feed-failure.ts'
import { sha256Hex } from '../hash.ts'
import { partName } from '../parts/part-file.ts'
import { contentKeyId, sealBytes } from '../parts/sealed-bytes.ts'
import type { StoredTarget } from '../trust/feed-metadata.ts'
import type { NextState } from './next-state.ts'
import { createPartWriter } from './part-writer.ts'
import type { PartWriter } from './part-writer.ts'
import type { PublishWork } from './order.ts'
import { deltasToKeep, isSnapshotDue, rollUpFrom } from './schedule.ts'
import type { Published } from './state-folder.ts'
import { isRemoved, publishedText } from './state-line.ts'
import type { StateLine } from './state-line.ts'

/** What a publication lists, its files already in the feed's folder though nobody sees them yet. */
export interface Listed {
  readonly dataset: Dataset
  readonly targets: ReadonlyMap<string, StoredTarget>
  readonly delta: FeedDelta | null
  readonly rollUp: FeedDelta | null
  readonly snapshot: FeedSnapshot | null
}

/**
 * Writes parts, state digest and `dataset.json` of the next state. Every line of the state carries the sequence of its last change, so a
 * delta from any sequence is those lines of the present state that are newer. Error `state-damaged`.
 */
export function writeListed(work: PublishWork, next: NextState): Result<Listed, FeedFailure> {
  const { order, base, feed } = work
  const { former, isSameEpoch } = base
  const sequence = base.sequence + 1
  const targets = new Map<string, StoredTarget>()
  const store = (name: string, bytes: Uint8Array): void => void targets.set(name, feed.storeTarget(name, bytes))

  const kept = isSameEpoch && former !== null ? deltasToKeep(former.dataset.deltas.filter(isHeld(work, former)), order.now) : []
  const delta = isSameEpoch && former !== null ? writeDelta(work, next, former.dataset.sequence, store) : ok(null)
  if (!delta.ok) return delta
  const nights = delta.value === null ? kept : [...kept, delta.value]
  const from = rollUpFrom(nights, order.now)
  const rollUp = from === null ? ok(null) : writeDelta(work, next, from, store)
  if (!rollUp.ok) return rollUp
  const deltas = rollUp.value === null ? nights : deltasToKeep([...nights, rollUp.value], order.now)

  const standing = isSameEpoch && former !== null && !order.snapshot && isSnapshotHeld(work, former) ? former.dataset.snapshot : null
  const isDue = standing === null || isSnapshotDue(standing, { epoch: order.keys.epoch, sequence, deltas: [...deltas] }, order.now)
  const made = isDue ? writeSnapshot(work, next, store) : ok(null)
  if (!made.ok) return made
  const snapshot = made.value ?? standing
  if (snapshot === null) throw new Error('a listing has a snapshot')

  const dataset = datasetOf(work, next, snapshot, deltas)
  store(
    statePath(sequence),
    sealBytes(next.digest, order.keys.contentKey, 'feed part', partName({ ...dataset, path: statePath(sequence) })),
  )
  store(DATASET_PATH, Buffer.from(JSON.stringify(dataset)))
  keepTargets(targets, dataset, former)
  return ok({ dataset, targets, delta: delta.value, rollUp: rollUp.value, snapshot: made.value })
}

type Store = (name: string, bytes: Uint8Array) => void

function writeDelta(work: PublishWork, next: NextState, from: number, store: Store): Result<FeedDelta, FeedFailure> {
  const to = work.base.sequence + 1
  const writer = partWriter(work, (part) => deltaPartPath(from, to, part), store)
  const written = writeLines(work, next, writer, ({ version }) => version > from)
  return written.ok ? ok({ from, to, issuedAt: work.order.now, bytes: bytesOf(written.value), parts: [...written.value] }) : written
}

function writeSnapshot(work: PublishWork, next: NextState, store: Store): Result<FeedSnapshot, FeedFailure> {
  const sequence = work.base.sequence + 1
  const writer = partWriter(work, (part) => snapshotPartPath(sequence, part), store)
  const written = writeLines(work, next, writer, (line) => !isRemoved(line))
  return written.ok ? ok({ sequence, issuedAt: work.order.now, bytes: bytesOf(written.value), parts: [...written.value] }) : written
}

function partWriter({ order }: PublishWork, pathOf: (part: number) => string, store: Store): PartWriter {
  const { dataset, epoch, contentKey } = order.keys
  return createPartWriter({ dataset, epoch, contentKey, pathOf, store })
}

function writeLines(
  { state, base, order }: PublishWork,
  { shards }: NextState,
  writer: PartWriter,
  isWanted: (line: StateLine) => boolean,
): Result<readonly FeedPart[], FeedFailure> {
  const reader = state.reader({ sequence: base.sequence + 1, shards })
  if (!reader.ok) return reader
  try {
    for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
      const lines = reader.value.readShard(shard)
      if (!lines.ok) return lines
      for (const line of lines.value) if (isWanted(line)) writer.add(shard, publishedText(line))
      order.onProgress({ step: 'packing', done: shard + 1 })
    }
  } finally {
    reader.value.close()
  }
  return ok(writer.finish())
}

function bytesOf(parts: readonly FeedPart[]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0)
}

function datasetOf({ order, base }: PublishWork, next: NextState, snapshot: FeedSnapshot, deltas: readonly FeedDelta[]): Dataset {
  const { keys, source, now, cadenceHours } = order
  const sequence = base.sequence + 1
  const oldest = Math.min(sequence, ...deltas.map(({ from }) => from))
  const stillExpected = (base.former?.dataset.expectedChanges ?? []).filter(({ from }) => from > oldest)
  return {
    format: FEED_FORMAT,
    dataset: source.header.dataset,
    scope: source.header.scope,
    version: source.header.version,
    recordSchemaVersion: RECORD_SCHEMA_VERSION,
    contentKeyId: contentKeyId(keys.contentKey),
    epoch: keys.epoch,
    sequence,
    asOf: source.header.asOf,
    issuedAt: now,
    cadenceHours,
    counts: next.counts,
    tombstones: next.tombstones,
    stateDigest: sha256Hex(next.digest),
    snapshot,
    deltas: [...deltas],
    expectedChanges: [...stillExpected, ...order.expectedChanges.map(({ brake, reason }) => ({ brake, from: sequence, reason }))],
  }
}

/** Parts that stay listed keep what was said of them. */
function keepTargets(targets: Map<string, StoredTarget>, { snapshot, deltas }: Dataset, former: Published | null): void {
  const paths = [...snapshot.parts.keys()].map((part) => snapshotPartPath(snapshot.sequence, part))
  for (const { from, to, parts } of deltas) paths.push(...[...parts.keys()].map((part) => deltaPartPath(from, to, part)))
  for (const name of paths) {
    const target = targets.get(name) ?? former?.targets[name]
    if (target === undefined) throw new Error(`nothing is known of ${name}`)
    targets.set(name, target)
  }
}

function isSnapshotHeld(work: PublishWork, former: Published): boolean {
  const { sequence, parts } = former.dataset.snapshot
  return [...parts.keys()].every((part) => isThere(work, former, snapshotPartPath(sequence, part)))
}

function isHeld(work: PublishWork, former: Published): (delta: FeedDelta) => boolean {
  return ({ from, to, parts }) => [...parts.keys()].every((part) => isThere(work, former, deltaPartPath(from, to, part)))
}

function isThere({ feed }: PublishWork, { targets }: Published, name: string): boolean {
  const target = targets[name]
  return target !== undefined && feed.holds(name, target)
}
