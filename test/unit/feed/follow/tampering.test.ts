import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSource } from '../../../../src-main/feed/follow/open-source.ts'
import { makeListing, makeTimestamp, storedTarget } from '../../../../src-main/feed/trust/feed-metadata.ts'
import { rootVersionOf, rotateRoot } from '../../../../src-main/feed/trust/key-folder.ts'
import { CHEAP, testPublisher, valueOf } from '../publisher.ts'
import type { TestPublisher } from '../publisher.ts'
import { forgedFeed } from './forged-feed.ts'
import { people, testStation, twisted } from './station.ts'
import type { TestStation } from './station.ts'

/** A publisher and a stranger with a feed of the same name, each with a second root, and a station that knows the publisher's first. */
let publisher: TestPublisher
let stranger: TestPublisher
let station: TestStation

beforeAll(async () => {
  publisher = testPublisher()
  stranger = testPublisher()
  valueOf(await publisher.publish(0, people(60)))
  valueOf(await stranger.publish(0, people(60)))
  for (const { keyFolder, at } of [publisher, stranger]) {
    const rootKeyFiles = [1, 2].map((number) => path.join(keyFolder, `root-key-${number}-of-root-1.json`))
    const order = { folder: keyFolder, now: at(0), passphrase: null, online: true, replaceRootKey: null, cost: CHEAP }
    valueOf(rotateRoot({ ...order, rootKeyFiles }))
  }
  valueOf(await publisher.publish(1, people(61)))
}, 60_000)
afterAll(() => {
  publisher.remove()
  stranger.remove()
})
beforeEach(() => {
  station = testStation(publisher)
})

const refused = (because: string) => ({ kind: 'refused', because })
const metadata = (name: string): string => path.join(station.folder, 'metadata', name)

/** Names of the files that a run asked for. */
async function asked(night: number): Promise<readonly string[]> {
  const names: string[] = []
  const open = (address: string, signal: AbortSignal) => {
    const inner = openSource(address, signal)
    return twisted(inner, {
      read: (name, limit) => {
        names.push(name)
        return inner.read(name, limit)
      },
    })
  }
  await station.run(night, { open })
  return names
}

describe('somebody who can write to the folder of a station', () => {
  test('lays down a root of their own: it is not trusted, and the publisher is followed as before', async () => {
    expect((await station.run(1)).outcome).toMatchObject({ kind: 'updated' })
    const own = stranger.keys().roots.get(1) ?? Buffer.alloc(0)
    writeFileSync(metadata('root.json'), own)
    rmSync(metadata('timestamp.json'))
    const { contentKey } = stranger.keys()
    expect((await station.run(1, { sources: [stranger.feedFolder], contentKey })).outcome).toMatchObject(refused('arbitrary-installation'))
    expect((await station.run(1)).outcome).toMatchObject({ kind: 'unchanged' })
    expect(station.store.people()).toBe(61)
  })

  test('lays down one that claims to come later: the chain of roots does not lead to it', async () => {
    await station.run(1)
    const later = stranger.keys().roots.get(2) ?? Buffer.alloc(0)
    writeFileSync(metadata('root.json'), later)
    writeFileSync(metadata('roots/2.root.json'), later)
    expect((await station.run(1)).outcome).toMatchObject({ kind: 'unchanged' })
    expect(readFileSync(metadata('root.json'))).toEqual(publisher.keys().roots.get(2))
  })

  test('the roots that led to the newest one are kept, so that an unchanged night asks for the timestamp alone', async () => {
    await station.run(1)
    expect(readdirSync(metadata('roots'))).toEqual(['2.root.json'])
    expect(await asked(1)).toEqual(['timestamp.json'])
    // Without its root the timestamp is not known any more, and the roots are asked for although it is the same.
    writeFileSync(metadata('root.json'), '{"sig')
    expect(await asked(1)).toContain('2.root.json')
    expect(await asked(1)).toEqual(['timestamp.json'])
  })
})

describe('somebody with the keys of every night', () => {
  test('names a file of this computer in the place of a hash: nothing is written or removed there', async () => {
    const { targets } = publisher.listed()
    for (const sha256 of ['../../proofs', '..\\..\\proofs', 'A'.repeat(64), '']) {
      const stored = new Map(Object.entries(targets).map(([name, { length, hashes }]) => [name, { length, sha256: hashes.sha256 }]))
      const name = `snapshot/${publisher.listed().dataset.snapshot.sequence}/part-000`
      const { length } = stored.get(name) ?? { length: 0 }
      stored.set(name, { length, sha256 })
      const feed = mkdtempSync(path.join(publisher.folder, 'forged-'))
      cpSync(publisher.feedFolder, feed, { recursive: true })
      const signers = [publisher.keys().online(rootVersionOf(publisher.keys()))]
      const { targets: list, snapshot } = makeListing(9, publisher.at(1), stored, signers)
      writeFileSync(path.join(feed, '9.targets.json'), list)
      writeFileSync(path.join(feed, '9.snapshot.json'), snapshot)
      writeFileSync(
        path.join(feed, 'timestamp.json'),
        makeTimestamp(9, publisher.at(1), 24, { ...storedTarget(snapshot), version: 9 }, signers),
      )
      const target = path.join(feed, ...`snapshot/2/${sha256}.part-000`.split('/'))
      mkdirSync(path.dirname(target), { recursive: true })
      writeFileSync(target, Buffer.alloc(length, 'x'))
      const victim = path.join(station.folder, 'proofs')
      writeFileSync(victim, 'kept')
      expect((await station.run(1, { sources: [feed] })).outcome).toMatchObject({ kind: 'refused' })
      expect(readFileSync(victim, 'utf8')).toBe('kept')
      expect(station.store.begun).toEqual([])
    }
  })

  test('uses a sequence twice: refused as long as it is published, and by way of an older one too', async () => {
    await station.run(1)
    const feed = publisher.feedFolder
    const twice = forgedFeed(publisher, feed, 1, { dataset: (one) => ({ ...one, stateDigest: '0'.repeat(64) }), version: 20 })
    for (let night = 0; night < 3; night += 1) {
      expect((await station.run(1, { sources: [twice] })).outcome).toMatchObject(refused('sequence-reused'))
    }
    const older = forgedFeed(publisher, feed, 1, {
      dataset: (one) => ({ ...one, sequence: 1, deltas: [] }),
      targets: { 'state/1': Buffer.from('x') },
      version: 21,
    })
    expect((await station.run(1, { sources: [older] })).outcome).toMatchObject(refused('sequence-fell'))
    const again = forgedFeed(publisher, feed, 1, { dataset: (one) => ({ ...one, stateDigest: '0'.repeat(64) }), version: 22 })
    expect((await station.run(1, { sources: [again] })).outcome).toMatchObject(refused('sequence-reused'))
    expect(station.store.people()).toBe(61)
  })
})
