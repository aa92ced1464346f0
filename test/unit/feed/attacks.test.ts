import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { folderCarrier } from '../../../src-main/feed/trust/folder-carrier.ts'
import type { Carrier } from '../../../src-main/feed/trust/carrier.ts'
import { rotateRoot } from '../../../src-main/feed/trust/key-folder.ts'
import { openTrustedFeed } from '../../../src-main/feed/trust/trusted-feed.ts'
import { err } from '../../../src-shared/result.ts'
import { fakePerson } from '../../fakes/people.ts'
import { CHEAP, testPublisher, valueOf } from './publisher.ts'
import type { TestPublisher } from './publisher.ts'

/** One publisher of three nights, whose feed was copied after each; and a stranger with a feed of the same name. */
let publisher: TestPublisher
let stranger: TestPublisher
let firstRoot: Buffer
let metadataFolder: string
const nights: string[] = []

beforeAll(async () => {
  publisher = testPublisher()
  stranger = testPublisher()
  firstRoot = publisher.keys().roots.get(1) ?? Buffer.alloc(0)
  for (const night of [0, 1, 2]) {
    const people = Array.from({ length: 30 + night }, (_none, index) => ({ person: fakePerson({ id: String(index + 1) }) }))
    valueOf(await publisher.publish(night, people))
    valueOf(await stranger.publish(night, people))
    const copy = path.join(publisher.folder, `night-${night}`)
    cpSync(publisher.feedFolder, copy, { recursive: true })
    nights.push(copy)
  }
}, 60_000)
afterAll(() => {
  publisher.remove()
  stranger.remove()
})
beforeEach(() => {
  metadataFolder = mkdtempSync(path.join(publisher.folder, 'metadata-'))
})

const nightOf = (night: number): string => nights[night] ?? ''

function open(carrier: Carrier, night: number) {
  return openTrustedFeed({ metadataFolder, firstRoot, carrier, now: publisher.at(night) })
}

/** A copy of a night's feed to be tampered with. */
function copyOf(night: number): string {
  const copy = mkdtempSync(path.join(publisher.folder, 'copy-'))
  cpSync(nightOf(night), copy, { recursive: true })
  return copy
}

function change(folder: string, file: string, edit: (text: string) => string): void {
  writeFileSync(path.join(folder, file), edit(readFileSync(path.join(folder, file), 'utf8')))
}

describe('a desk that follows the metadata', () => {
  it('goes from its first root to the newest dataset, night after night', async () => {
    for (const night of [0, 1, 2]) {
      expect(valueOf(await open(folderCarrier(nightOf(night)), night))).toMatchObject({ dataset: { sequence: night + 1 }, rootVersion: 1 })
    }
    expect(valueOf(await open(folderCarrier(nightOf(2)), 2))).toMatchObject({ dataset: { sequence: 3 } })
  })

  it('refuses an arbitrary installation: a feed signed by others', async () => {
    expect(await open(folderCarrier(stranger.feedFolder), 2)).toMatchObject({ error: { code: 'metadata-refused' } })
  })

  it('refuses a rollback to what was published before', async () => {
    valueOf(await open(folderCarrier(nightOf(2)), 2))
    expect(await open(folderCarrier(nightOf(1)), 2)).toMatchObject({ error: { code: 'metadata-refused' } })
    expect(valueOf(await open(folderCarrier(nightOf(2)), 2))).toMatchObject({ dataset: { sequence: 3 } })
  })

  it('notices an indefinite freeze, which is no outage', async () => {
    valueOf(await open(folderCarrier(nightOf(2)), 2))
    expect(valueOf(await open(folderCarrier(nightOf(2)), 4.9))).toMatchObject({ timestampVersion: 3 })
    expect(await open(folderCarrier(nightOf(2)), 5)).toMatchObject({ error: { code: 'metadata-expired' } })
    const silent: Carrier = { read: async () => err({ code: 'unreachable', cause: 'ECONNREFUSED' }) }
    expect(await open(silent, 2)).toMatchObject({ error: { code: 'feed-missing', params: { outage: 'unreachable' } } })
    expect(await open(folderCarrier(path.join(publisher.folder, 'nowhere')), 2)).toMatchObject({
      error: { code: 'feed-missing', params: { outage: 'not-there' } },
    })
  })

  it('refuses a fast-forward to a version that the publisher never signed', async () => {
    const copy = copyOf(2)
    change(copy, 'timestamp.json', (text) => text.replace('"version":3,"expires"', '"version":999999,"expires"'))
    expect(readFileSync(path.join(copy, 'timestamp.json'), 'utf8')).toContain('999999')
    expect(await open(folderCarrier(copy), 2)).toMatchObject({ error: { code: 'metadata-refused' } })
    expect(valueOf(await open(folderCarrier(nightOf(2)), 2))).toMatchObject({ timestampVersion: 3 })
  })

  it('refuses a mixture of metadata that never stood together', async () => {
    const copy = copyOf(2)
    cpSync(path.join(nightOf(1), '2.snapshot.json'), path.join(copy, '3.snapshot.json'))
    expect(await open(folderCarrier(copy), 2)).toMatchObject({ error: { code: 'metadata-refused' } })
    const other = copyOf(2)
    cpSync(path.join(nightOf(1), '2.targets.json'), path.join(other, '3.targets.json'))
    rmSync(metadataFolder, { recursive: true })
    expect(await open(folderCarrier(other), 2)).toMatchObject({ error: { code: 'metadata-refused' } })
  })

  it('refuses a wrong file in the place of a listed one', async () => {
    const copy = copyOf(2)
    const sha256 = publisher.listed().targets['dataset.json']?.hashes.sha256 ?? ''
    change(copy, `${sha256}.dataset.json`, (text) => text.replace('"sequence":3', '"sequence":4'))
    expect(await open(folderCarrier(copy), 2)).toMatchObject({ error: { code: 'target-differs', params: { path: 'dataset.json' } } })
    rmSync(path.join(copy, `${sha256}.dataset.json`))
    expect(await open(folderCarrier(copy), 2)).toMatchObject({ error: { code: 'target-missing' } })
  })

  it('never reads beyond what is stated: endless data', async () => {
    const limits: [string, number][] = []
    const inner = folderCarrier(nightOf(2))
    const endless: Carrier = {
      async read(name, limit) {
        limits.push([name, limit])
        return name === 'timestamp.json' ? err({ code: 'too-long', cause: 'endless' }) : inner.read(name, limit)
      },
    }
    expect(await open(endless, 2)).toMatchObject({ error: { code: 'metadata-refused' } })
    expect(limits.every(([, limit]) => limit <= 512_000)).toBe(true)
    const copy = copyOf(2)
    writeFileSync(path.join(copy, 'timestamp.json'), Buffer.alloc(20_000, 32))
    expect(await open(folderCarrier(copy), 2)).toMatchObject({ error: { code: 'metadata-refused' } })
  })

  it('pays no heed to extraneous files', async () => {
    const copy = copyOf(2)
    writeFileSync(path.join(copy, 'snapshot', 'part-999'), 'x')
    writeFileSync(path.join(copy, 'readme.txt'), 'x')
    expect(valueOf(await open(folderCarrier(copy), 2))).toMatchObject({ dataset: { sequence: 3 } })
  })

  it('refuses a root that only one root key signed: key compromise below the threshold', async () => {
    const robbed = testPublisher()
    try {
      valueOf(await robbed.publish(0, [{ person: fakePerson() }]))
      const rootKey = (number: number): string => path.join(robbed.keyFolder, `root-key-${number}-of-root-1.json`)
      const order = { folder: robbed.keyFolder, now: robbed.at(0), passphrase: null, online: true, replaceRootKey: 1, cost: CHEAP }
      valueOf(rotateRoot({ ...order, rootKeyFiles: [rootKey(1), rootKey(2)] }))
      const forged = JSON.parse((robbed.keys().roots.get(2) ?? Buffer.alloc(0)).toString('utf8'))
      const [one] = forged.signatures
      writeFileSync(path.join(robbed.feedFolder, '2.root.json'), JSON.stringify({ ...forged, signatures: [one] }))
      const first = robbed.keys().roots.get(1) ?? Buffer.alloc(0)
      const seen = { metadataFolder, firstRoot: first, carrier: folderCarrier(robbed.feedFolder), now: robbed.at(0) }
      expect(await openTrustedFeed(seen)).toMatchObject({ error: { code: 'metadata-refused' } })
      writeFileSync(path.join(robbed.feedFolder, '2.root.json'), JSON.stringify({ ...forged, signatures: [one, one] }))
      expect(await openTrustedFeed(seen)).toMatchObject({ error: { code: 'metadata-refused' } })
    } finally {
      robbed.remove()
    }
  })

  it('comes back from a metadata folder that a crash damaged', async () => {
    valueOf(await open(folderCarrier(nightOf(1)), 1))
    for (const file of ['root.json', 'timestamp.json', 'snapshot.json', 'targets.json']) {
      expect(existsSync(path.join(metadataFolder, file))).toBe(true)
      writeFileSync(path.join(metadataFolder, file), '{"sig')
    }
    expect(valueOf(await open(folderCarrier(nightOf(2)), 2))).toMatchObject({ dataset: { sequence: 3 } })
  })
})

describe('the check of a published feed', () => {
  it('finds every changed, missing, longer and exchanged file', async () => {
    const folder = publisher.feedFolder
    const names = Object.keys(publisher.listed().targets)
    const fileOf = (name: string): string => {
      const at = name.lastIndexOf('/') + 1
      return path.join(folder, `${name.slice(0, at)}${publisher.listed().targets[name]?.hashes.sha256}.${name.slice(at)}`)
    }
    expect(names).toEqual(
      expect.arrayContaining(['dataset.json', 'snapshot/3/part-000', 'delta/1-2/part-000', 'delta/2-3/part-000', 'state/3']),
    )
    for (const name of names) {
      const file = fileOf(name)
      const bytes = readFileSync(file)
      for (const wrong of [Buffer.concat([bytes, Buffer.from('x')]), bytes.subarray(1), Buffer.from(bytes.toReversed())]) {
        writeFileSync(file, wrong)
        expect(await publisher.verify(2), name).toMatchObject({ error: { code: 'target-differs', params: { path: name } } })
      }
      rmSync(file)
      expect(await publisher.verify(2), name).toMatchObject({ error: { code: 'target-missing' } })
      writeFileSync(file, bytes)
    }
    expect(valueOf(await publisher.verify(2, { contentKey: null }))).toMatchObject({ recordsProven: null })
    expect(valueOf(await publisher.verify(2))).toMatchObject({ recordsProven: 32 })
  })
})
