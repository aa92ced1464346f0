import type { FeedRecord } from '../../src-shared/feed/canonical-record.ts'
import { canonicalRecord } from '../../src-shared/feed/canonical-record.ts'
import type { Dataset } from '../../src-shared/feed/dataset.ts'
import { lineHead, recordLine, removalLine } from '../../src-shared/feed/published-line.ts'
import { createStateDigest } from '../../src-shared/feed/state-digest.ts'
import type { Result } from '../../src-shared/result.ts'
import type { FeedLine, FeedOptions, FeedRefusal, FeedSwitched, RegisterFeed } from '../../src-main/app/feed-port.ts'
import { digestText } from '../../src-main/store/register-feed/feed-row.ts'
import { lineHash, shardOfRecord } from '../../src-main/store/register-feed/feed-lines.ts'
import { fakeDataset } from '../unit/feed/fake-dataset.ts'

/** What one night changes. */
export interface Night {
  readonly put?: readonly FeedRecord[]
  /** Lines of records in a shape that no desk knows, by entity and key: `['person', '7', '{"new":1}']`. */
  readonly strange?: readonly (readonly [entity: string, key: string, json: string])[]
  readonly remove?: readonly (readonly [entity: string, key: string])[]
}

/** A publisher in memory, without files, keys and parts. */
export interface FakeFeed {
  /** Publishes a night and returns what leads there from the night before. */
  publish(night: Night): { readonly dataset: Dataset; readonly delta: readonly FeedLine[] }
  /** The whole state as last published. */
  snapshot(): readonly FeedLine[]
  dataset(): Dataset
  digest(): Uint8Array
}

export function fakeFeed(changes: Partial<Dataset> = {}): FakeFeed {
  const state = new Map<string, FeedLine>()
  let sequence = 0
  const digest = (): Uint8Array => {
    const sums = createStateDigest()
    for (const { shard, text } of state.values()) sums.add(shard, lineHash(text))
    return sums.bytes()
  }
  const dataset = (): Dataset => {
    const night = String(sequence).padStart(2, '0')
    return {
      ...fakeDataset({ epoch: 1, sequence, snapshot: sequence, snapshotBytes: 1000, deltas: [] }),
      dataset: 'region-00',
      version: `night-${sequence}`,
      asOf: `2026-11-${night}T00:10:00Z`,
      issuedAt: `2026-11-${night}T01:00:00Z`,
      stateDigest: digestText(digest()),
      ...changes,
    }
  }
  return {
    publish({ put = [], strange = [], remove = [] }) {
      sequence += 1
      const delta = [
        ...put.map((record) => {
          const { entity, key, json } = canonicalRecord(record)
          return feedLine(recordLine(entity, key, sequence, json))
        }),
        ...strange.map(([entity, key, json]) => feedLine(recordLine(entity, key, sequence, json))),
        ...remove.map(([entity, key]) => feedLine(removalLine(entity, key, sequence, 'gone'))),
      ].toSorted((one, other) => one.shard - other.shard)
      for (const line of delta) {
        const name = `${line.head.entity} ${line.head.key}`
        if (line.head.isRemoval) state.delete(name)
        else state.set(name, line)
      }
      return { dataset: dataset(), delta }
    },
    snapshot: () => [...state.values()].toSorted((one, other) => one.shard - other.shard),
    dataset,
    digest,
  }
}

export function feedLine(text: string): FeedLine {
  const head = lineHead(text)
  if (head === null) throw new Error(`no line: ${text}`)
  return { head, text, shard: shardOfRecord(head.entity, head.key) }
}

/** Takes the state as last published by a snapshot. */
export function takeSnapshot(feed: RegisterFeed, source: FakeFeed, options?: FeedOptions): Result<FeedSwitched, FeedRefusal> {
  return take(feed, 'snapshot', source.dataset(), source.snapshot(), options)
}

export function take(
  feed: RegisterFeed,
  kind: 'snapshot' | 'delta',
  dataset: Dataset,
  lines: readonly FeedLine[],
  options?: FeedOptions,
): Result<FeedSwitched, FeedRefusal> {
  const update = kind === 'snapshot' ? feed.beginSnapshot(dataset, options) : feed.beginDelta(dataset, options)
  if (!update.ok) return update
  update.value.add(lines)
  return update.value.finish()
}

/** The kind of a refusal, or `switched`. */
export function kindOf(result: Result<unknown, FeedRefusal>): string {
  return result.ok ? 'switched' : result.error.kind
}
