import type { Dataset, FeedDelta, FeedPart } from '../../../src-shared/feed/dataset.ts'

export function fakePart(changes: Partial<FeedPart> = {}): FeedPart {
  return { bytes: 100, plainBytes: 500, lines: 3, firstShard: 0, lastShard: 255, ...changes }
}

export function fakeDelta(from: number, to: number, bytes: number): FeedDelta {
  return { from, to, bytes, issuedAt: '2025-11-22T00:00:00Z', parts: bytes === 0 ? [] : [fakePart({ bytes })] }
}

interface Order {
  readonly epoch: number
  readonly sequence: number
  readonly snapshot: number
  readonly snapshotBytes: number
  readonly deltas: readonly FeedDelta[]
}

export function fakeDataset({ epoch, sequence, snapshot, snapshotBytes, deltas }: Order): Dataset {
  return {
    format: 1,
    dataset: 'demo-feed',
    scope: 'synthetic region 00',
    version: '1',
    recordSchemaVersion: 1,
    contentKeyId: '0011223344556677',
    epoch,
    sequence,
    asOf: '2025-11-22T00:00:00Z',
    issuedAt: '2025-11-22T01:00:00Z',
    cadenceHours: 24,
    counts: { person: 3 },
    tombstones: 0,
    stateDigest: '0'.repeat(64),
    snapshot: { sequence: snapshot, bytes: snapshotBytes, issuedAt: '2025-11-22T00:00:00Z', parts: [fakePart({ bytes: snapshotBytes })] },
    deltas: [...deltas],
    expectedChanges: [],
  }
}
