import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FeedRecord } from '../../../src-shared/feed/canonical-record.ts'
import type { FeedFailure } from '../../../src-main/feed/feed-failure.ts'
import { publishFeed } from '../../../src-main/feed/publish/publish.ts'
import type { PublishReport } from '../../../src-main/feed/publish/publish.ts'
import type { PublishRequest } from '../../../src-main/feed/publish/order.ts'
import type { SourceOutcome } from '../../../src-main/feed/publish/source.ts'
import { folderCarrier } from '../../../src-main/feed/trust/folder-carrier.ts'
import { createKeys, readKeys } from '../../../src-main/feed/trust/key-folder.ts'
import type { PublisherKeys } from '../../../src-main/feed/trust/key-folder.ts'
import { verifyFeed } from '../../../src-main/feed/verify/verify-feed.ts'
import type { VerifyReport } from '../../../src-main/feed/verify/verify-feed.ts'
import { readPart } from '../../../src-main/feed/parts/read-part.ts'
import { storedName } from '../../../src-main/feed/trust/feed-metadata.ts'
import { datasetSchema, deltaPartPath, snapshotPartPath } from '../../../src-shared/feed/dataset.ts'
import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import { readPublishedLine } from '../../../src-shared/feed/published-line.ts'
import type { PublishedLine } from '../../../src-shared/feed/published-line.ts'
import type { Result } from '../../../src-shared/result.ts'

export const CHEAP = { cost: 1 << 14, blockSize: 1, parallelization: 1 }

/** A publisher in a temporary folder, one night of which follows another. */
export interface TestPublisher {
  readonly folder: string
  readonly keyFolder: string
  readonly feedFolder: string
  readonly stateFolder: string
  keys(): PublisherKeys
  /** The instant of a night from 0, three hours after the data of that night end. */
  at(night: number): string
  publish(night: number, records: readonly FeedRecord[], more?: Partial<PublishRequest>): Promise<Result<PublishReport, FeedFailure>>
  publishOutcomes(
    night: number,
    outcomes: readonly SourceOutcome[],
    more?: Partial<PublishRequest>,
  ): Promise<Result<PublishReport, FeedFailure>>
  verify(
    night: number,
    more?: { readonly contentKey?: Uint8Array | null; readonly firstRoot?: Uint8Array },
  ): Promise<Result<VerifyReport, FeedFailure>>
  /** What the newest listing names. */
  listed(): {
    readonly dataset: Dataset
    readonly targets: Readonly<Record<string, { readonly length: number; readonly hashes: { readonly sha256: string } }>>
  }
  remove(): void
}

const START = Date.parse('2025-11-01T00:00:00Z')
const DAY = 86_400_000

const at = (night: number): string => new Date(START + night * DAY + 3 * 3_600_000).toISOString()

export function testPublisher(dataset = 'demo-feed'): TestPublisher {
  const folder = mkdtempSync(path.join(tmpdir(), 'polis-desk-feed-'))
  const place = (name: string): string => path.join(folder, name)
  const keys = (): PublisherKeys => {
    const read = readKeys(place('keys'))
    if (!read.ok) throw new Error(read.error.code)
    return read.value
  }
  const made = createKeys({ folder: place('keys'), dataset, now: at(0), passphrase: null, cost: CHEAP })
  if (!made.ok) throw new Error(made.error.code)
  const publisher: TestPublisher = {
    folder,
    keyFolder: place('keys'),
    feedFolder: place('feed'),
    stateFolder: place('state'),
    keys,
    at,
    publish: (night, records, more) =>
      publisher.publishOutcomes(
        night,
        records.map((record) => ({ kind: 'record', record })),
        more,
      ),
    publishOutcomes: (night, outcomes, more = {}) =>
      publishFeed({
        keys: keys(),
        stateFolder: place('state'),
        feedFolder: place('feed'),
        source: {
          header: { dataset, scope: 'synthetic region 00', version: String(night), asOf: new Date(START + night * DAY).toISOString() },
          content: 'full-list',
          outcomes,
        },
        now: at(night),
        cadenceHours: 24,
        accept: null,
        expectedChanges: [],
        snapshot: false,
        onProgress: () => undefined,
        ...more,
      }),
    verify: (night, { contentKey = keys().contentKey, firstRoot = keys().roots.get(1) ?? Buffer.alloc(0) } = {}) =>
      verifyFeed({ carrier: folderCarrier(place('feed')), firstRoot, contentKey, now: at(night), onProgress: () => undefined }),
    listed() {
      const feed = place('feed')
      const { version } = readJson(feed, 'timestamp.json').signed.meta['snapshot.json']
      const { targets } = readJson(feed, `${version}.targets.json`).signed
      return { dataset: datasetSchema.parse(readJson(feed, `${targets['dataset.json'].hashes.sha256}.dataset.json`)), targets }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
  return publisher
}

function readJson(folder: string, name: string) {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8'))
}

/** The value of a success; a failure ends the test with its code. */
export function valueOf<Value>(result: Result<Value, FeedFailure>): Value {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.params)}`)
  return result.value
}

/** All files below a folder, in order. */
export function filesUnder(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : [])).toSorted()
}

/** The published bytes of a part, by its target path. */
export function partBytes(publisher: TestPublisher, name: string): Buffer {
  const target = publisher.listed().targets[name]
  if (target === undefined) throw new Error(`${name} is not listed`)
  return readFileSync(path.join(publisher.feedFolder, storedName(name, { sha256: target.hashes.sha256 })))
}

/** The lines of the newest delta, or of the snapshot where there is none, by entity and key. */
export function linesOf(publisher: TestPublisher): ReadonlyMap<string, PublishedLine> {
  const { dataset } = publisher.listed()
  const { contentKey } = publisher.keys()
  const delta = dataset.deltas.find(({ to, from }) => to === dataset.sequence && from === to - 1)
  const parts = (delta ?? dataset.snapshot).parts
  const nameOf = (part: number) =>
    delta === undefined ? snapshotPartPath(dataset.snapshot.sequence, part) : deltaPartPath(delta.from, delta.to, part)
  const lines = new Map<string, PublishedLine>()
  for (const [index, part] of parts.entries()) {
    const place = { dataset: dataset.dataset, epoch: dataset.epoch, path: nameOf(index) }
    const expected = { part, after: delta?.from ?? 0, upTo: dataset.sequence, mayRemove: delta !== undefined }
    const read = readPart(partBytes(publisher, place.path), contentKey, place, expected)
    if (!read.ok) throw new Error(read.error)
    for (const { text } of read.value) {
      const line = readPublishedLine(text)
      if (line !== null) lines.set(`${line.entity} ${line.key}`, line)
    }
  }
  return lines
}
