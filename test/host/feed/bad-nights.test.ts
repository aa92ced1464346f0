import { cpSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { packBytes, partName } from '../../../src-main/feed/parts/part-file.ts'
import { deltaPartPath, snapshotPartPath } from '../../../src-shared/feed/dataset.ts'
import type { Dataset, FeedDelta, FeedPart } from '../../../src-shared/feed/dataset.ts'
import type { RunEntry } from '../../../src-shared/feed/run-outcome.ts'
import { zipFile } from '../../fakes/source-files.ts'
import { forgedFeed } from '../../unit/feed/follow/forged-feed.ts'
import type { Forgery } from '../../unit/feed/follow/forged-feed.ts'
import { people } from '../../unit/feed/follow/station.ts'
import { filesUnder, testPublisher, valueOf } from '../../unit/feed/publisher.ts'
import { importBytes } from '../../unit/import/import-file.ts'
import { answersOf, fourNights, heals } from './four-nights.ts'
import type { FourNights } from './four-nights.ts'
import { joinedStation } from './joined-station.ts'
import type { JoinedStation } from './joined-station.ts'

/** A desk stands at the first night, and something bad comes before the third. */
let nights: FourNights
let station: JoinedStation
beforeAll(async () => {
  nights = await fourNights()
}, 60_000)
afterAll(() => {
  station.remove()
  nights.remove()
})
beforeEach(() => {
  station?.remove()
  station = nights.station()
})

const refused = (because: string) => ({ kind: 'refused', because })

/** A run that must change nothing, with look-ups all the while; then an honest run, which must bring the third night. */
async function refuses(outcome: object, source: string, { night = 2, heal = () => nights.feed(2) } = {}): Promise<RunEntry> {
  const digest = station.digest()
  let looked = 0
  const onProgress = (): void => {
    looked += 1
    expect(answersOf(station)).toBe('first')
  }
  const entry = await station.run(night, { sources: [source], onProgress })
  expect(entry.outcome).toMatchObject(outcome)
  expect(entry.outcome.kind === 'clock-wrong' || looked > 0).toBe(true)
  expect(answersOf(station)).toBe('first')
  expect(station.digest()).toBe(digest)
  expect(await station.folder.feed.verify()).toMatchObject({ kind: 'whole' })
  expect(readdirSync(station.place.data).filter((name) => /^register-\d+\.db$/.test(name))).toHaveLength(1)
  await heals(station, nights, heal())
  return entry
}

/** A copy of the third night whose parts are changed. */
function changedParts(change: (bytes: Buffer) => Uint8Array): string {
  const copy = mkdtempSync(path.join(nights.publisher.folder, 'changed-'))
  cpSync(nights.feed(2), copy, { recursive: true })
  for (const file of filesUnder(copy).filter((name) => /part-/.test(name))) writeFileSync(file, change(readFileSync(file)))
  return copy
}

/** The night after, from a publisher who has mended everything: no later night is refused for what came before it. */
const mended = (): string => forgedFeed(nights.publisher, nights.feed(3), 3, { version: 20 })

function withPartsOf(delta: FeedDelta, other: (name: string, part: FeedPart) => FeedPart): FeedDelta {
  return { ...delta, parts: delta.parts.map((part, at) => other(deltaPartPath(delta.from, delta.to, at), part)) }
}

const forged = (forgery: Forgery): string => forgedFeed(nights.publisher, nights.feed(2), 2, forgery)

describe('parts that are not what was signed', () => {
  test('cut short', async () => {
    await refuses(
      refused('part-too-short'),
      changedParts((bytes) => bytes.subarray(0, -7)),
    )
  })
  test('with one bit flipped', async () => {
    const flipped = changedParts((bytes) => {
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 8
      return bytes
    })
    await refuses(refused('wrong-file'), flipped)
  })
  test('longer than stated', async () => {
    await refuses(
      refused('endless-data'),
      changedParts((bytes) => Buffer.concat([bytes, Buffer.alloc(1 << 20)])),
    )
  })
})

/** Other bytes in the place of every part, with a listing that names them. */
function withParts(plain: Buffer): string {
  const { contentKey } = nights.publisher.keys()
  const dataset = nights.listing(2)
  const targets: Record<string, Buffer> = {}
  const other = (name: string, part: FeedPart): FeedPart => {
    const bytes = packBytes(plain, contentKey, 'feed part', partName({ ...dataset, path: name }), 3)
    targets[name] = bytes
    return { ...part, bytes: bytes.length }
  }
  const { snapshot } = dataset
  const listed: Dataset = {
    ...dataset,
    snapshot: { ...snapshot, parts: snapshot.parts.map((part, at) => other(snapshotPartPath(snapshot.sequence, at), part)) },
    deltas: dataset.deltas.map((delta) => withPartsOf(delta, other)),
  }
  return forged({ targets, dataset: () => listed })
}

describe('a publisher with faults, or somebody with its keys', () => {
  test('a bomb: a part that grows to many times what the listing states', async () => {
    const entry = await refuses(refused('part-unreadable'), withParts(Buffer.alloc(48 << 20, 32)), { heal: mended })
    expect(entry.outcome).toMatchObject({ cause: expect.stringContaining('part-length-differs') })
  })

  test('a digest that neither deltas nor snapshot lead to', async () => {
    const entry = await refuses(refused('digest-differs'), forged({ dataset: (one) => ({ ...one, stateDigest: '0'.repeat(64) }) }), {
      heal: mended,
    })
    expect(entry.phases).toMatchObject({ digest: expect.any(Number) })
  })

  test('half of the people gone', async () => {
    const own = testPublisher()
    try {
      const desk = joinedStation(own)
      valueOf(await own.publish(0, people(300)))
      await desk.run(0)
      valueOf(await own.publish(1, people(150), { accept: 'test' }))
      const held = await desk.run(1)
      expect(held.outcome).toMatchObject({ kind: 'held', brakes: [{ brake: 'people-fall', before: 300, after: 150 }] })
      expect(desk.folder.register.state()).toMatchObject({ people: 300 })
      expect((await desk.folder.feed.verify()).kind).toBe('whole')
      valueOf(await own.publish(2, people(299)))
      expect((await desk.run(2)).outcome.kind).toBe('updated')
      desk.remove()
    } finally {
      own.remove()
    }
  })

  test('a source that is a bomb of a zip: nothing is published, and the desk has nothing to take', async () => {
    const own = testPublisher()
    try {
      const desk = joinedStation(own)
      valueOf(await own.publish(0, people(100)))
      await desk.run(0)
      const bomb = zipFile([{ name: 'WQ2000001240801.dbf', data: Buffer.alloc(30 << 20, 32) }])
      const outcomes = await importBytes('WQ2000001240801.zip', bomb)
      expect(outcomes).toMatchObject([{ kind: 'refused' }])
      expect(await own.publishOutcomes(1, outcomes)).toMatchObject({ error: { code: 'source-refused' } })
      expect((await desk.run(1)).outcome).toEqual({ kind: 'unchanged' })
      expect(desk.folder.register.state()).toMatchObject({ people: 100 })
      desk.remove()
    } finally {
      own.remove()
    }
  })
})

test('a source that vanishes in mid-part: what came is kept, and the rest is all that is fetched the next time', async () => {
  const files = filesUnder(nights.feed(2))
  const sent: string[] = []
  let breaks = true
  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').slice(1))
    const file = files.find((one) => one.endsWith(name.split('/').join(path.sep)))
    if (file === undefined) {
      response.writeHead(404).end()
      return
    }
    const bytes = readFileSync(file)
    const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
    if (name.includes('part-')) sent.push(`${start}`)
    response.writeHead(start > 0 ? 206 : 200, {
      'Content-Length': bytes.length - start,
      ...(start > 0 ? { 'Content-Range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` } : {}),
    })
    if (!breaks || !name.includes('part-')) response.end(bytes.subarray(start))
    else response.write(bytes.subarray(start, start + 40), () => setTimeout(() => response.destroy(), 20))
  })
  await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume))
  const source = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  try {
    expect(await station.run(2, { sources: [source] })).toMatchObject({ outcome: { kind: 'no-source' }, sources: [{ state: 'silent' }] })
    expect(answersOf(station)).toBe('first')
    expect(sent).toEqual(['0', '40'])
    breaks = false
    expect((await station.run(2, { sources: [source] })).outcome.kind).toBe('updated')
    expect(sent[2]).toBe('80')
    expect(answersOf(station)).toBe('third')
  } finally {
    server.closeAllConnections()
    server.close()
  }
  expect((await station.run(2, { sources: [source] })).outcome).toEqual({ kind: 'no-source' })
  expect(answersOf(station)).toBe('third')
})

describe('a wrong clock', () => {
  test('behind what was published', async () => {
    await refuses({ kind: 'clock-wrong', trustedTime: expect.any(String) }, nights.feed(2), { night: 0.5 })
  })
  test('behind what the register holds', async () => {
    await refuses({ kind: 'clock-wrong', trustedTime: expect.any(String) }, nights.feed(2), { night: -3 })
  })
  test('ahead by months', async () => {
    await refuses({ kind: 'publisher-frozen', cause: 'expired' }, nights.feed(2), { night: 200 })
  })
})

/** What a listing may say that would lead a desk astray. */
test.each<readonly [string, (one: Dataset) => Dataset, string]>([
  ['of another dataset', (one) => ({ ...one, dataset: 'demo-other' }), 'wrong-dataset'],
  ['of another key', (one) => ({ ...one, contentKeyId: '0'.repeat(16) }), 'key-missing'],
])('a listing %s leads nowhere', async (_title, dataset, because) => {
  const digest = station.digest()
  expect((await station.run(2, { sources: [forged({ dataset })] })).outcome).toMatchObject(refused(because))
  expect(station.digest()).toBe(digest)
  expect(answersOf(station)).toBe('first')
})
