import { MAX_PART_BYTES, deltaPartPath, snapshotPartPath } from '../../../src-shared/feed/dataset.ts'
import type { FeedDelta, FeedSnapshot } from '../../../src-shared/feed/dataset.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { PartExpectation } from '../parts/read-part.ts'
import { storedName } from '../trust/feed-metadata.ts'
import type { StoredTarget } from '../trust/feed-metadata.ts'
import type { TrustedFeed } from '../trust/trusted-feed.ts'

/** A part to be fetched: what the signatures say of its file and the listing of its lines. */
export interface WantedPart {
  /** Target path, under which it is sealed. */
  readonly path: string
  /** Name of its file in every feed folder. */
  readonly name: string
  readonly target: StoredTarget
  readonly expected: PartExpectation
}

/** The snapshot, if it is to be taken, and then the deltas: one list of parts each, in the order of their shards. */
export type Chains = readonly (readonly WantedPart[])[]

/**
 * Bytes that the opened parts may take at one time, one of every list. A publisher writes 24 MB at most into a part and rolls its deltas
 * up every week; whoever lists a thousand deltas that unpack to 64 MB each means to fill the memory of every desk.
 */
export const MOST_OPENED_BYTES = 512 << 20
export const OPENED_BYTES = 'opened-bytes'

/**
 * The parts of a way to the published state. Errors, faults of the publisher: the target path whose length is not the listed one, or
 * `opened-bytes` where the lists side by side would unpack to more than `MOST_OPENED_BYTES`.
 */
export function wantedParts(
  { targets }: Pick<TrustedFeed, 'targets'>,
  snapshot: FeedSnapshot | null,
  deltas: readonly FeedDelta[],
): Result<Chains, string> {
  const chains: WantedPart[][] = []
  const lists = [...(snapshot === null ? [] : [snapshotExpectations(snapshot)]), ...deltas.map(deltaExpectations)]
  for (const list of lists) {
    const chain: WantedPart[] = []
    for (const { path, expected } of list) {
      const target = targets.get(path)
      if (target === undefined || target.length !== expected.part.bytes || target.length > MAX_PART_BYTES) return err(path)
      chain.push({ path, name: storedName(path, target), target, expected })
    }
    chains.push(chain)
  }
  return openedBytes(chains) > MOST_OPENED_BYTES ? err(OPENED_BYTES) : ok(chains)
}

function openedBytes(chains: Chains): number {
  return chains.reduce((sum, chain) => sum + chain.reduce((most, { expected }) => Math.max(most, expected.part.plainBytes), 0), 0)
}

function snapshotExpectations({ sequence, parts }: FeedSnapshot) {
  return parts.map((part, index) => ({
    path: snapshotPartPath(sequence, index),
    expected: { part, after: 0, upTo: sequence, mayRemove: false },
  }))
}

function deltaExpectations({ from, to, parts }: FeedDelta) {
  return parts.map((part, index) => ({ path: deltaPartPath(from, to, index), expected: { part, after: from, upTo: to, mayRemove: true } }))
}
