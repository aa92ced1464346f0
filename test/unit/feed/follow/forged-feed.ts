import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeListing, makeTimestamp, storedName, storedTarget } from '../../../../src-main/feed/trust/feed-metadata.ts'
import type { StoredTarget } from '../../../../src-main/feed/trust/feed-metadata.ts'
import { rootVersionOf } from '../../../../src-main/feed/trust/key-folder.ts'
import { datasetSchema } from '../../../../src-shared/feed/dataset.ts'
import type { Dataset } from '../../../../src-shared/feed/dataset.ts'
import type { TestPublisher } from '../publisher.ts'

export interface Forgery {
  readonly dataset?: (dataset: Dataset) => Dataset
  /** Other bytes of targets, by their paths. */
  readonly targets?: Readonly<Record<string, Buffer>>
  /** Version of the new metadata; the next one by itself. */
  readonly version?: number
}

/** A copy of a feed with another listing, signed with the publisher's own on-line keys: what somebody with these keys could do. */
export function forgedFeed(publisher: TestPublisher, feed: string, night: number, { dataset, targets, version }: Forgery): string {
  const folder = mkdtempSync(path.join(publisher.folder, 'forged-'))
  cpSync(feed, folder, { recursive: true })
  const read = (name: string) => JSON.parse(readFileSync(path.join(folder, name), 'utf8'))
  const former: number = read('timestamp.json').signed.meta['snapshot.json'].version
  const next = version ?? read('timestamp.json').signed.version + 1
  const stored = new Map<string, StoredTarget>()
  const listed: Record<string, { length: number; hashes: { sha256: string } }> = read(`${former}.targets.json`).signed.targets
  for (const [name, { length, hashes }] of Object.entries(listed)) stored.set(name, { length, sha256: hashes.sha256 })
  const put = (name: string, bytes: Buffer): void => {
    const target = storedTarget(bytes)
    stored.set(name, target)
    const file = path.join(folder, ...storedName(name, target).split('/'))
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  }
  for (const [name, bytes] of Object.entries(targets ?? {})) put(name, bytes)
  const known = datasetSchema.parse(read(storedName('dataset.json', stored.get('dataset.json') ?? { sha256: '' })))
  if (dataset !== undefined) put('dataset.json', Buffer.from(JSON.stringify(dataset(known))))
  const keys = publisher.keys()
  const signers = [keys.online(rootVersionOf(keys))]
  const listing = makeListing(next, publisher.at(night), stored, signers)
  writeFileSync(path.join(folder, `${next}.targets.json`), listing.targets)
  writeFileSync(path.join(folder, `${next}.snapshot.json`), listing.snapshot)
  const timestamp = makeTimestamp(next, publisher.at(night), 24, { ...storedTarget(listing.snapshot), version: next }, signers)
  writeFileSync(path.join(folder, 'timestamp.json'), timestamp)
  for (const [number, root] of keys.roots) writeFileSync(path.join(folder, `${number}.root.json`), root)
  return folder
}
