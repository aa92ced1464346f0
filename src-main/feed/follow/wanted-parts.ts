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

/** The parts of a way to the published state. Error: the target path whose length is not the listed one, a fault of the publisher. */
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
  return ok(chains)
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
