import { MAX_PART_BYTES, deltaPartPath, snapshotPartPath } from '../../../src-shared/feed/dataset.ts'
import type { FeedPart } from '../../../src-shared/feed/dataset.ts'
import { SHARD_COUNT, createStateDigest, differingShards } from '../../../src-shared/feed/state-digest.ts'
import { planUpdate } from '../../../src-shared/feed/update-plan.ts'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { failed } from '../feed-failure.ts'
import type { FeedFailure } from '../feed-failure.ts'
import { sha256 } from '../hash.ts'
import { readPart } from '../parts/read-part.ts'
import type { PartLine } from '../parts/read-part.ts'
import type { Carrier } from '../trust/carrier.ts'
import { readTarget } from '../trust/trusted-feed.ts'
import type { TrustedFeed } from '../trust/trusted-feed.ts'

/**
 * Sums the digest of the snapshot with the deltas after it, and reads every other delta too. Holds one shard and one part of each chain
 * in memory. Gives the number of records. Errors: `part-unreadable`, `digest-differs`, `dataset-unreadable`, `target-missing`, `target-differs`.
 */
export async function checkState(
  carrier: Carrier,
  trusted: TrustedFeed,
  contentKey: Uint8Array,
  published: Uint8Array,
): Promise<Result<number, FeedFailure>> {
  const { dataset } = trusted
  const way = planUpdate(dataset, null)
  if (way.kind !== 'snapshot') return failed('dataset-unreadable', { cause: 'deltas' })
  const reader: Reader = { carrier, trusted, contentKey }
  try {
    const chains = [snapshotLines(reader), ...way.deltas.map(({ from, to }) => deltaLines(reader, from, to))].map(byShard)
    const digest = createStateDigest()
    const counts: Record<string, number> = {}
    for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
      for (const { head, text } of await applied(chains, shard)) {
        digest.add(shard, sha256(text))
        counts[head.entity] = (counts[head.entity] ?? 0) + 1
      }
    }
    const differing = differingShards(digest.bytes(), published)
    if (differing.length > 0) return failed('digest-differs', { shards: differing.slice(0, 8).join(', ') })
    const entities = new Set([...Object.keys(counts), ...Object.keys(dataset.counts)])
    const miscounted = [...entities].find((entity) => (counts[entity] ?? 0) !== (dataset.counts[entity] ?? 0))
    if (miscounted !== undefined) return failed('dataset-unreadable', { cause: `counts.${miscounted}` })
    for (const delta of dataset.deltas) {
      if (!way.deltas.includes(delta)) for await (const line of deltaLines(reader, delta.from, delta.to)) void line
    }
    return ok(digest.records())
  } catch (error) {
    if (error instanceof PartFault) return { ok: false, error: error.failure }
    throw error
  }
}

interface Reader {
  readonly carrier: Carrier
  readonly trusted: TrustedFeed
  readonly contentKey: Uint8Array
}

/** A failure on its way through the generators below; it never leaves this file. */
class PartFault extends Error {
  readonly failure: FeedFailure
  constructor(failure: FeedFailure) {
    super(failure.code)
    this.name = 'PartFault'
    this.failure = failure
  }
}

async function* snapshotLines(reader: Reader): AsyncGenerator<PartLine, void, void> {
  const { sequence, parts } = reader.trusted.dataset.snapshot
  for (const [index, part] of parts.entries()) {
    yield* await partAt(reader, snapshotPartPath(sequence, index), { part, after: 0, upTo: sequence, mayRemove: false })
  }
}

async function* deltaLines(reader: Reader, from: number, to: number): AsyncGenerator<PartLine, void, void> {
  const { parts } = reader.trusted.dataset.deltas.find((delta) => delta.from === from && delta.to === to) ?? { parts: [] }
  for (const [index, part] of parts.entries()) {
    yield* await partAt(reader, deltaPartPath(from, to, index), { part, after: from, upTo: to, mayRemove: true })
  }
}

async function partAt(
  { carrier, trusted, contentKey }: Reader,
  path: string,
  expected: { readonly part: FeedPart; readonly after: number; readonly upTo: number; readonly mayRemove: boolean },
): Promise<readonly PartLine[]> {
  const sealed = await readTarget(carrier, trusted.targets, path, MAX_PART_BYTES)
  if (!sealed.ok) throw new PartFault(sealed.error)
  const { dataset, epoch } = trusted.dataset
  const lines = sealed.value.length === expected.part.bytes ? readPart(sealed.value, contentKey, { dataset, epoch, path }, expected) : null
  if (lines?.ok !== true) throw new PartFault({ code: 'part-unreadable', params: { path, cause: lines?.error ?? 'length' } })
  return lines.value
}

/** Takes the lines of one shard after another from a chain. */
type ShardReader = (shard: number) => Promise<readonly PartLine[]>

function byShard(chain: AsyncGenerator<PartLine, void, void>): ShardReader {
  let ahead: PartLine | null = null
  return async (shard) => {
    const taken: PartLine[] = []
    for (;;) {
      if (ahead === null) {
        const { value } = await chain.next()
        if (value === undefined) return taken
        ahead = value
      }
      if (ahead.shard > shard) return taken
      taken.push(ahead)
      ahead = null
    }
  }
}

/** The lines of a shard after all chains: a newer version takes the place of an older one, whatever came first. */
async function applied(chains: readonly ShardReader[], shard: number): Promise<Iterable<PartLine>> {
  const state = new Map<string, PartLine>()
  for (const chain of chains) {
    for (const line of await chain(shard)) {
      const { entity, key, version, isRemoval } = line.head
      const name = `${entity}\n${key}`
      const known = state.get(name)
      if (known !== undefined && known.head.version >= version) continue
      if (isRemoval) state.delete(name)
      else state.set(name, line)
    }
  }
  return state.values()
}
