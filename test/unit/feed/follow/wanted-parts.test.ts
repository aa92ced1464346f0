import { expect, test } from 'vitest'
import { MOST_OPENED_BYTES, wantedParts } from '../../../../src-main/feed/follow/wanted-parts.ts'
import { deltaPartPath, snapshotPartPath } from '../../../../src-shared/feed/dataset.ts'
import type { FeedDelta, FeedPart, FeedSnapshot } from '../../../../src-shared/feed/dataset.ts'

const issuedAt = '2026-11-22T00:00:00.000Z'
const part = (plainBytes: number): FeedPart => ({ bytes: 10, plainBytes, lines: 1, firstShard: 0, lastShard: 255 })
const target = { length: 10, sha256: '0'.repeat(64) }

function chain(count: number, plainBytes: number): readonly FeedDelta[] {
  return Array.from({ length: count }, (_none, index) => ({
    from: index + 1,
    to: index + 2,
    issuedAt,
    bytes: 20,
    parts: [part(plainBytes), part(1)],
  }))
}

function wanted(snapshot: FeedSnapshot | null, deltas: readonly FeedDelta[]) {
  const paths = [
    ...(snapshot?.parts ?? []).map((_part, index) => snapshotPartPath(1, index)),
    ...deltas.flatMap(({ from, to, parts }) => parts.map((_part, index) => deltaPartPath(from, to, index))),
  ]
  return wantedParts({ targets: new Map(paths.map((path) => [path, target])) }, snapshot, deltas)
}

test('one part of every list is open at a time: together no more than memory is meant to hold', () => {
  const plainBytes = 64 << 20
  const most = MOST_OPENED_BYTES / plainBytes
  expect(wanted(null, chain(most, plainBytes))).toMatchObject({ ok: true })
  expect(wanted(null, chain(most + 1, plainBytes))).toEqual({ ok: false, error: 'opened-bytes' })
  const snapshot: FeedSnapshot = { sequence: 1, issuedAt, bytes: 20_000, parts: Array.from({ length: 2000 }, () => part(24 << 20)) }
  expect(wanted(snapshot, chain(7, 24 << 20))).toMatchObject({ ok: true })
  expect(wanted(snapshot, chain(most, plainBytes))).toEqual({ ok: false, error: 'opened-bytes' })
})

test('a part that is not listed, or with another length, is a fault of the publisher, told by its path', () => {
  const deltas = chain(1, 100)
  expect(wantedParts({ targets: new Map() }, null, deltas)).toEqual({ ok: false, error: 'delta/1-2/part-000' })
  const other = new Map([['delta/1-2/part-000', { ...target, length: 11 }]])
  expect(wantedParts({ targets: other }, null, deltas)).toEqual({ ok: false, error: 'delta/1-2/part-000' })
})
