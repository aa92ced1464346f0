import { afterEach, beforeEach, expect, test } from 'vitest'
import { serveFolder } from '../../../src-main/hosts/cli/feed/serve-folder.ts'
import type { FolderServer } from '../../../src-main/hosts/cli/feed/serve-folder.ts'
import type { RunEntry } from '../../../src-shared/feed/run-outcome.ts'
import { people } from '../../unit/feed/follow/station.ts'
import { testPublisher, valueOf } from '../../unit/feed/publisher.ts'
import type { TestPublisher } from '../../unit/feed/publisher.ts'
import { joinedStation } from './joined-station.ts'
import type { JoinedStation } from './joined-station.ts'

/** Register feed, Promises 8: a night without news is one small request, counted on the wire with all headers. */
const SMALL = 2048

let publisher: TestPublisher
let server: FolderServer
let station: JoinedStation
beforeEach(async () => {
  publisher = testPublisher()
  // Some nights, so that the listing alone is longer than a small night may be.
  for (const number of [0, 1, 2, 3, 4, 5]) valueOf(await publisher.publish(number, people(300 + number)))
  server = valueOf(await serveFolder(publisher.feedFolder, 0))
  station = joinedStation(publisher)
  expect((await night(5)).entry.outcome).toEqual({ kind: 'updated', by: 'snapshot' })
})
afterEach(async () => {
  await server.close()
  station.remove()
  publisher.remove()
})

/** A run by way of the server: what came over the wire for it, in both directions. */
async function night(number: number): Promise<{ readonly entry: RunEntry; readonly bytes: number; readonly requests: number }> {
  const before = { bytes: server.bytes(), requests: server.requests() }
  const entry = await station.run(number, { sources: [server.address] })
  return { entry, bytes: server.bytes() - before.bytes, requests: server.requests() - before.requests }
}

test('a night in which nothing happened costs one request of at most 2 KB', async () => {
  const { entry, bytes, requests } = await night(5)
  expect(entry.outcome).toEqual({ kind: 'unchanged' })
  expect(requests).toBe(1)
  expect(bytes).toBeGreaterThan(entry.bytes)
  expect(bytes).toBeLessThanOrEqual(SMALL)
})

test('a night in which the publisher only signed anew costs no more', async () => {
  const same = { header: { dataset: 'demo-feed', scope: 'synthetic region 00', version: '5', asOf: publisher.listed().dataset.asOf } }
  const outcomes = people(305).map((record) => ({ kind: 'record', record }) as const)
  valueOf(await publisher.publish(6, [], { source: { ...same, content: 'full-list', outcomes } }))
  expect(publisher.listed().dataset.sequence).toBe(6)
  const { entry, bytes } = await night(6)
  expect(entry.outcome).toEqual({ kind: 'unchanged' })
  expect(bytes).toBeLessThanOrEqual(SMALL)
})
