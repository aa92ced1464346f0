import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { UpdatesState } from '../../../src-shared/feed/updates-state.ts'
import { people } from '../../unit/feed/follow/station.ts'
import { valueOf } from '../../unit/feed/publisher.ts'
import type { TestPublisher } from '../../unit/feed/publisher.ts'
import type { ComposedDesk } from './composed-desk.ts'
import { followingDesk } from './following-desk.ts'
import type { FollowingDesk } from './following-desk.ts'

let made: FollowingDesk
let publisher: TestPublisher
let station: ComposedDesk
beforeAll(async () => {
  made = await followingDesk(people(60))
  publisher = made.publisher
}, 60_000)
afterAll(() => made.remove())
beforeEach(async () => {
  made.restorePublisher()
  station = made.station()
  await station.until(ended(1))
})
afterEach(() => station.remove())

const ended =
  (runs: number) =>
  (state: UpdatesState): boolean =>
    state.activity === null && state.runs.length === runs

const file = (name: string): string => path.join(station.dataFolder, 'feed', name)

async function night(number: number, count: number): Promise<void> {
  valueOf(await publisher.publish(number, people(count), { accept: 'test' }))
  station.setClock(publisher.at(number))
}

test('a word that cannot be written down lets nothing pass, then and later', async () => {
  await night(0.1, 40)
  await station.call('updates.run')
  const { waiting } = await station.until(ended(2))
  const order = { position: waiting?.position, brakes: waiting?.brakes.map(({ brake }) => brake), reason: 'сверено' }
  mkdirSync(file('decisions.jsonl'))
  expect(await station.call('updates.accept', order)).toHaveProperty('code')
  rmSync(file('decisions.jsonl'), { recursive: true })
  await station.call('updates.run')
  expect(await station.until(ended(3))).toMatchObject({
    runs: [{ outcome: { kind: 'held' } }, {}, {}],
    standing: { people: 60 },
    decisions: [],
  })
  await station.call('updates.accept', order)
  expect(await station.until(ended(4))).toMatchObject({ standing: { people: 40 }, decisions: [{ dataset: 'demo-feed' }] })
})

test('a state that was left is not taken again by a later run when the word for it could not be written down', async () => {
  await night(0.1, 61)
  await station.call('updates.run')
  await station.until(ended(2))
  await station.call('updates.return', { reason: 'вопросы к данным' })
  rmSync(file('decisions.jsonl'))
  mkdirSync(file('decisions.jsonl'))
  expect(await station.call('updates.run', { again: true })).toHaveProperty('code')
  const { next } = await station.updates()
  station.setClock(next?.at ?? '')
  expect(await station.until(ended(3))).toMatchObject({ runs: [{ outcome: { kind: 'stays-returned' } }, {}, {}], standing: { people: 60 } })
})

test('a return is written down before it begins; one that cannot be written down is not made', async () => {
  await night(0.1, 61)
  await station.call('updates.run')
  await station.until(ended(2))
  mkdirSync(file('decisions.jsonl'))
  expect(await station.call('updates.return', { reason: 'вопросы к данным' })).toHaveProperty('code')
  expect(await station.updates()).toMatchObject({ activity: null, standing: { people: 61, returned: false }, decisions: [] })
  rmSync(file('decisions.jsonl'), { recursive: true })
  const atTheBeginning: string[] = []
  station.desk.subscribe((event) => {
    if (event.name === 'updates' && event.payload.activity?.what === 'return')
      atTheBeginning.push(readFileSync(file('decisions.jsonl'), 'utf8'))
  })
  expect(await station.call('updates.return', { reason: 'вопросы к данным' })).toMatchObject({
    standing: { people: 60, returned: true },
    decisions: [{ what: 'returned', position: { sequence: 2 } }],
  })
  expect(JSON.parse(atTheBeginning[0] ?? '{}')).toMatchObject({ what: 'returning', position: { sequence: 2 }, reason: 'вопросы к данным' })
  // The program ended before the outcome was written down: the intention alone is the trace.
  await station.desk.close()
  writeFileSync(file('decisions.jsonl'), atTheBeginning[0] ?? '')
  await station.restart()
  expect(await station.updates()).toMatchObject({
    standing: { people: 60, returned: true },
    decisions: [{ what: 'returning', position: { sequence: 2 }, reason: 'вопросы к данным' }],
  })
})

test('a word that somebody else wrote into the folder lets nothing pass, and the station says so', async () => {
  await night(0.1, 40)
  await station.call('updates.run')
  const { waiting, decisionsWhole } = await station.until(ended(2))
  expect(decisionsWhole).toBe(true)
  const word = { what: 'accepted', dataset: 'demo-feed', position: waiting?.position, brakes: waiting?.brakes.map(({ brake }) => brake) }
  await station.desk.close()
  const line = { at: publisher.at(0.1), operator: 'somebody', ...word, reason: 'сверено' }
  writeFileSync(file('decisions.jsonl'), `${JSON.stringify(line)}\n`)
  await station.restart()
  await station.call('updates.run')
  expect(await station.until(ended(3))).toMatchObject({
    runs: [{ outcome: { kind: 'held' } }, {}, {}],
    standing: { people: 60 },
    waiting: { brakes: [{}] },
    decisions: [{ operator: 'somebody' }],
    decisionsWhole: false,
  })
})

test('journals of runs and decisions that cannot be read keep the desk from nothing', async () => {
  for (const name of ['runs.jsonl', 'decisions.jsonl']) {
    rmSync(file(name), { force: true })
    mkdirSync(file(name))
  }
  await station.restart()
  expect(await station.until(({ runs, activity }) => activity === null && runs.length > 0)).toMatchObject({
    runs: [{ why: 'first', outcome: { kind: 'unchanged' } }],
    standing: { people: 60 },
  })
})
