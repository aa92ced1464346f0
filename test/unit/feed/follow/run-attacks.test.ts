import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSource } from '../../../../src-main/feed/follow/open-source.ts'
import { packBytes, partName } from '../../../../src-main/feed/parts/part-file.ts'
import { rotateRoot } from '../../../../src-main/feed/trust/key-folder.ts'
import { err } from '../../../../src-shared/result.ts'
import { CHEAP, filesUnder, testPublisher, valueOf } from '../publisher.ts'
import type { TestPublisher } from '../publisher.ts'
import { forgedFeed } from './forged-feed.ts'
import { people, testStation, twisted } from './station.ts'
import type { TestStation } from './station.ts'

/** A publisher of three nights, a stranger with a feed of the same name, and a station that stands at the first night. */
let publisher: TestPublisher
let stranger: TestPublisher
const nights: string[] = []
let station: TestStation

beforeAll(async () => {
  publisher = testPublisher()
  stranger = testPublisher()
  for (const night of [0, 1, 2]) {
    valueOf(await publisher.publish(night, people(60, night + 1)))
    const copy = path.join(publisher.folder, `night-${night}`)
    cpSync(publisher.feedFolder, copy, { recursive: true })
    nights.push(copy)
  }
  valueOf(await stranger.publish(2, people(60)))
}, 60_000)
afterAll(() => {
  publisher.remove()
  stranger.remove()
})
beforeEach(() => {
  station = testStation(publisher)
})

const feedOf = (night: number): string => nights[night] ?? ''
const from = async (source: string, night = 2, more = {}) => (await station.run(night, { sources: [source], ...more })).outcome
const refused = (because: string) => ({ kind: 'refused', because })

function copyOf(night: number): string {
  const copy = mkdtempSync(path.join(publisher.folder, 'copy-'))
  cpSync(feedOf(night), copy, { recursive: true })
  return copy
}

/** A copy of a night whose files of one kind are changed. */
function changed(night: number, file: RegExp, change: (bytes: Buffer) => Uint8Array | string): string {
  const copy = copyOf(night)
  const found = filesUnder(copy).filter((name) => file.test(name))
  expect(found.length).toBeGreaterThan(0)
  for (const name of found) writeFileSync(name, change(readFileSync(name)))
  return copy
}

const edited = (text: string, by: string) => (bytes: Buffer) => {
  expect(bytes.toString('utf8')).toContain(text)
  return bytes.toString('utf8').replace(text, by)
}

/** After an attack the station answers as before, and an honest source still brings it to the newest state. */
async function goesOn(): Promise<void> {
  const before = station.store.people()
  expect(await from(feedOf(2))).toMatchObject({ kind: 'updated' })
  expect(before === 0 || before === 60).toBe(true)
  expect(station.errors).toEqual([])
}

describe('a station under attack', () => {
  test('arbitrary installation: data signed by others', async () => {
    expect(await from(stranger.feedFolder)).toMatchObject(refused('arbitrary-installation'))
    expect(station.store.begun).toEqual([])
    await goesOn()
  })

  test('endless data: a timestamp and a part that never end', async () => {
    const copy = changed(2, /timestamp\.json$/, () => Buffer.alloc(20_000, 32))
    expect(await from(copy)).toMatchObject(refused('endless-data'))
    let handedOn = 0
    const endless = (address: string, signal: AbortSignal) =>
      twisted(openSource(address, signal), {
        copy: async (_name, { start, length }, write) => {
          write(new Uint8Array(length - start), start)
          handedOn += length - start
          return err({ code: 'too-long', cause: 'endless' })
        },
      })
    expect(await from(feedOf(2), 2, { open: endless })).toMatchObject(refused('endless-data'))
    expect(handedOn).toBeLessThan(100_000)
    await goesOn()
  })

  test('fast-forward: a version that the publisher never signed', async () => {
    await from(feedOf(1), 1)
    const unsigned = changed(2, /timestamp\.json$/, edited('"version":3,"expires"', '"version":999999,"expires"'))
    expect(await from(unsigned)).toMatchObject(refused('arbitrary-installation'))
    await goesOn()
  })

  test('fast-forward with a stolen key: the publisher takes other keys, and stations follow again', async () => {
    const robbed = testPublisher()
    try {
      valueOf(await robbed.publish(0, people(60)))
      const own = testStation(robbed)
      const forward = forgedFeed(robbed, robbed.feedFolder, 0, { version: 2_000_000 })
      await own.run(0, { sources: [forward] })
      expect((await own.run(0)).outcome).toMatchObject(refused('rollback'))
      const rootKey = (number: number): string => path.join(robbed.keyFolder, `root-key-${number}-of-root-1.json`)
      const order = { folder: robbed.keyFolder, now: robbed.at(1), passphrase: null, online: true, replaceRootKey: null, cost: CHEAP }
      const firstRoot = robbed.keys().roots.get(1) ?? Buffer.alloc(0)
      valueOf(rotateRoot({ ...order, rootKeyFiles: [rootKey(1), rootKey(2)] }))
      valueOf(await robbed.publish(1, people(60, 2)))
      expect(await own.run(1, { firstRoot })).toMatchObject({ outcome: { kind: 'updated' }, rootVersion: 2 })
    } finally {
      robbed.remove()
    }
  })

  test('indefinite freeze is told apart from an outage', async () => {
    await from(feedOf(2))
    expect(await from(feedOf(2), 5)).toMatchObject({ kind: 'publisher-frozen', cause: 'expired', asOf: expect.any(String) })
    expect(await from(feedOf(2), 4.5)).toMatchObject({ kind: 'publisher-frozen', cause: 'late' })
    expect(await from(path.join(publisher.folder, 'nowhere'), 5)).toEqual({ kind: 'no-source' })
    expect(station.store.people()).toBe(60)
  })

  test('mix and match: metadata that never stood together', async () => {
    const copy = copyOf(2)
    cpSync(path.join(feedOf(1), '2.snapshot.json'), path.join(copy, '3.snapshot.json'))
    expect(await from(copy)).toMatchObject(refused('mix-and-match'))
    const other = copyOf(2)
    cpSync(path.join(feedOf(1), '2.targets.json'), path.join(other, '3.targets.json'))
    expect(await from(other)).toMatchObject(refused('mix-and-match'))
    await goesOn()
  })

  test('rollback: what was published before', async () => {
    await from(feedOf(2))
    expect(await from(feedOf(1))).toMatchObject(refused('rollback'))
    expect(await from(feedOf(0), 0)).toMatchObject({ kind: 'clock-wrong' })
    expect(station.store.standing()).toMatchObject({ value: { state: { sequence: 3 } } })
  })

  test('key compromise: one stolen root key is not enough', async () => {
    const robbed = testPublisher()
    try {
      valueOf(await robbed.publish(0, people(60)))
      const own = testStation(robbed)
      const firstRoot = robbed.keys().roots.get(1) ?? Buffer.alloc(0)
      const rootKey = (number: number): string => path.join(robbed.keyFolder, `root-key-${number}-of-root-1.json`)
      const order = { folder: robbed.keyFolder, now: robbed.at(0), passphrase: null, online: true, replaceRootKey: 1, cost: CHEAP }
      valueOf(rotateRoot({ ...order, rootKeyFiles: [rootKey(1), rootKey(2)] }))
      const root = JSON.parse((robbed.keys().roots.get(2) ?? Buffer.alloc(0)).toString('utf8'))
      const [one] = root.signatures
      writeFileSync(path.join(robbed.feedFolder, '2.root.json'), JSON.stringify({ ...root, signatures: [one] }))
      expect((await own.run(0, { firstRoot })).outcome).toMatchObject(refused('key-compromise'))
      expect(own.store.begun).toEqual([])
    } finally {
      robbed.remove()
    }
  })

  test('wrong file: another in the place of a listed one', async () => {
    const listing = changed(2, /\.dataset\.json$/, edited('"sequence":', '"sequence" :'))
    expect(await from(listing)).toMatchObject(refused('endless-data'))
    const same = changed(2, /\.dataset\.json$/, edited('"asOf":"2025', '"asOf":"2024'))
    expect(await from(same)).toMatchObject(refused('wrong-file'))
    const parts = filesUnder(feedOf(2)).filter((file) => file.includes('part-'))
    const copy = copyOf(2)
    for (const [index, file] of parts.entries()) {
      const other = readFileSync(parts[(index + 1) % parts.length] ?? '')
      const { length } = readFileSync(file)
      writeFileSync(file.replace(feedOf(2), copy), Buffer.concat([other, Buffer.alloc(length)]).subarray(0, length))
    }
    expect(await from(copy)).toMatchObject(refused('wrong-file'))
    await goesOn()
  })

  test('extraneous files are not even read', async () => {
    const copy = copyOf(2)
    writeFileSync(path.join(copy, 'snapshot', '3', 'part-999'), 'x')
    const asked: string[] = []
    const open = (address: string, signal: AbortSignal) => {
      const inner = openSource(address, signal)
      return twisted(inner, {
        copy: (name, range, write) => {
          asked.push(name)
          return inner.copy(name, range, write)
        },
      })
    }
    expect(await from(copy, 2, { open })).toMatchObject({ kind: 'updated' })
    expect(asked.every((name) => /\/[\da-f]{64}\.part-\d{3}$/.test(name))).toBe(true)
  })

  test('a page of a router in the place of the feed is no feed', async () => {
    expect(await from(changed(2, /timestamp\.json$/, () => '<html>Войдите в сеть</html>'))).toMatchObject(refused('not-a-feed'))
    expect(await from(changed(2, /timestamp\.json$/, (bytes) => bytes.subarray(0, 100)))).toMatchObject(refused('not-a-feed'))
    await goesOn()
  })

  test('damaged parts are never taken: cut short, with a bit flipped, longer than stated', async () => {
    expect(await from(changed(2, /part-/, (bytes) => bytes.subarray(0, -1)))).toMatchObject(refused('part-too-short'))
    const flipped = changed(2, /part-/, (bytes) => {
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
      return bytes
    })
    expect(await from(flipped)).toMatchObject(refused('wrong-file'))
    expect(await from(changed(2, /part-/, (bytes) => Buffer.concat([bytes, bytes])))).toMatchObject(refused('endless-data'))
    expect(station.store.begun).toEqual([])
    const entry = await station.run(2, { sources: [flipped, feedOf(2)] })
    expect(entry).toMatchObject({
      outcome: { kind: 'updated' },
      sources: [{ state: 'refused', refusal: 'wrong-file' }, { state: 'not-asked' }],
    })
    expect(readdirParts(station)).toHaveLength(1)
  })
})

function readdirParts(own: TestStation): readonly string[] {
  return filesUnder(path.join(own.folder, 'parts')).filter((file) => file.includes('part-'))
}

const forged = (forgery: Parameters<typeof forgedFeed>[3]) => forgedFeed(publisher, feedOf(2), 2, forgery)

describe('a publisher with faults, or somebody with its keys', () => {
  test('a bomb: a part that grows beyond what the listing states', async () => {
    const { dataset } = publisher.listed()
    const name = 'snapshot/3/part-000'
    const bomb = packBytes(Buffer.alloc(16 << 20, 32), publisher.keys().contentKey, 'feed part', partName({ ...dataset, path: name }), 3)
    const folder = forged({
      targets: { [name]: bomb },
      dataset: (one) => ({
        ...one,
        snapshot: { ...one.snapshot, sequence: 3, parts: one.snapshot.parts.map((part) => ({ ...part, bytes: bomb.length })) },
      }),
    })
    expect(await from(folder)).toMatchObject({ ...refused('part-unreadable'), cause: `${name}: part-length-differs` })
    expect(station.store.people()).toBe(0)
  })

  test('a digest that the records do not have', async () => {
    expect(await from(forged({ dataset: (one) => ({ ...one, stateDigest: '0'.repeat(64) }) }))).toMatchObject(refused('digest-differs'))
    expect(station.store.begun).toEqual(['snapshot', 'aborted'])
    expect(station.store.people()).toBe(0)
  })

  test('another dataset, another key, a newer format, a way that leads nowhere', async () => {
    expect(await from(forged({ dataset: (one) => ({ ...one, dataset: 'demo-other' }) }))).toMatchObject(refused('wrong-dataset'))
    station = testStation(publisher)
    expect(await from(forged({ dataset: (one) => ({ ...one, contentKeyId: '0'.repeat(16) }) }))).toMatchObject(refused('key-missing'))
    station = testStation(publisher)
    const newer = forged({ dataset: (one) => ({ ...one, format: 2 }) as unknown as typeof one })
    expect(await from(newer)).toMatchObject(refused('dataset-newer'))
    station = testStation(publisher)
    const lost = forged({ dataset: (one) => ({ ...one, sequence: 5, snapshot: { ...one.snapshot, sequence: 3 }, deltas: [] }) })
    expect(await from(lost)).toMatchObject({ kind: 'refused' })
    expect(station.store.begun).toEqual([])
  })

  test('a sequence that falls, or is used twice', async () => {
    await from(feedOf(2))
    const fallen = forged({ dataset: (one) => ({ ...one, sequence: 2, snapshot: { ...one.snapshot, sequence: 2 }, deltas: [] }) })
    expect(await from(fallen)).toMatchObject({ kind: 'refused' })
    station = testStation(publisher)
    await from(feedOf(2))
    expect(await from(forged({ dataset: (one) => ({ ...one, stateDigest: '0'.repeat(64) }) }))).toMatchObject(refused('sequence-reused'))
    station = testStation(publisher)
    await from(feedOf(2))
    const older = forgedFeed(publisher, feedOf(1), 2, { version: 9 })
    expect(await from(older)).toMatchObject(refused('sequence-fell'))
    expect(station.store.standing()).toMatchObject({ value: { state: { sequence: 3 } } })
  })
})

describe('a wrong clock', () => {
  test('that is behind what was published is told, and nothing is taken', async () => {
    expect(await from(feedOf(2), 1)).toMatchObject({ kind: 'clock-wrong', trustedTime: expect.stringContaining('2025-11-03') })
    expect(station.store.begun).toEqual([])
    await from(feedOf(2))
    const asked: string[] = []
    const open = (address: string) => {
      asked.push(address)
      throw new Error('nobody is asked')
    }
    expect(await from(feedOf(2), 1, { open })).toMatchObject({ kind: 'clock-wrong' })
    expect(asked).toEqual([])
  })

  test('that is ahead is told where the source knows the time, else it looks like a freeze', async () => {
    const open = (address: string, signal: AbortSignal) => twisted(openSource(address, signal), { clock: () => publisher.at(2) })
    expect(await from(feedOf(2), 400, { open })).toMatchObject({ kind: 'clock-wrong', trustedTime: publisher.at(2) })
    expect(await from(feedOf(2), 300)).toMatchObject({ kind: 'publisher-frozen', cause: 'expired' })
    expect(
      await from(feedOf(2), 5, {
        open: (address: string, signal: AbortSignal) => twisted(openSource(address, signal), { clock: () => publisher.at(5) }),
      }),
    ).toMatchObject({
      kind: 'publisher-frozen',
    })
  })
})

test('metadata that were damaged on this computer are fetched anew', async () => {
  await from(feedOf(1), 1)
  for (const file of ['timestamp.json', 'snapshot.json', 'targets.json', 'root.json', 'dataset.json']) {
    writeFileSync(path.join(station.folder, 'metadata', file), '{"sig')
  }
  expect(await from(feedOf(2))).toMatchObject({ kind: 'updated' })
  rmSync(path.join(station.folder, 'metadata'), { recursive: true })
  expect(await from(feedOf(2))).toMatchObject({ kind: 'unchanged' })
})
