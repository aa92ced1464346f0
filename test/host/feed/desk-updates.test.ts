import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { UpdatesState } from '../../../src-shared/feed/updates-state.ts'
import { newStationKeys } from '../../../src-main/feed/trust/station-seal.ts'
import { fakePerson, fakePolicy } from '../../fakes/people.ts'
import { people } from '../../unit/feed/follow/station.ts'
import { filesUnder, testPublisher, valueOf } from '../../unit/feed/publisher.ts'
import type { TestPublisher } from '../../unit/feed/publisher.ts'
import { PASSPHRASE, composedDesk, enrolmentText } from './composed-desk.ts'
import type { ComposedDesk } from './composed-desk.ts'
import { followingDesk } from './following-desk.ts'
import type { FollowingDesk } from './following-desk.ts'

let made: FollowingDesk
let publisher: TestPublisher
/** A new one; `following` puts one in its place that follows the publisher already. */
let station: ComposedDesk
beforeAll(async () => {
  made = await followingDesk(people(60))
  publisher = made.publisher
}, 60_000)
afterAll(() => made.remove())
beforeEach(() => {
  made.restorePublisher()
  station = composedDesk(publisher.at(0))
})
afterEach(() => station.remove())

const isIdle = ({ activity, runs }: UpdatesState): boolean => activity === null && runs.length > 0
const hasRuns = (count: number) => (state: UpdatesState) => isIdle(state) && state.runs.length === count

async function enrolled(): Promise<UpdatesState> {
  expect(await station.call('updates.enrol', { enrolment: enrolmentText(publisher), passphrase: PASSPHRASE })).toMatchObject({
    enrolment: { dataset: 'demo-feed', sourcesOf: 'enrolment' },
  })
  return station.until(hasRuns(1))
}

async function following(): Promise<UpdatesState> {
  await station.remove()
  station = made.station()
  return station.until(hasRuns(1))
}

describe('a station that is enrolled', () => {
  test('takes the feed at once, answers from it, and tells where it stands', async () => {
    expect(await station.updates()).toMatchObject({ enrolment: null, standing: null, next: null, runs: [] })
    const states: UpdatesState[] = []
    station.desk.subscribe((event) => {
      if (event.name === 'updates') states.push(event.payload)
    })
    expect(await enrolled()).toMatchObject({
      standing: { position: { epoch: 1, sequence: 1 }, people: 60, returned: false, behind: false },
      runs: [{ why: 'first', outcome: { kind: 'updated', by: 'snapshot' } }],
      next: { why: 'nightly' },
      previous: null,
      waiting: null,
    })
    expect(states.some(({ activity }) => activity?.what === 'run' && activity.progress !== null)).toBe(true)
    expect(await station.call('state')).toMatchObject({ register: { state: 'ready', people: 60, source: 'demo' }, demo: true })
  })

  test('is updated by itself in the night, by the given clock, and once a night', async () => {
    const { next } = await enrolled()
    valueOf(await publisher.publish(1, people(61)))
    station.setClock('2025-11-01T12:00:00.000Z')
    expect((await station.updates()).runs).toHaveLength(1)
    station.setClock(next?.at ?? '')
    expect(await station.until(hasRuns(2))).toMatchObject({ runs: [{ why: 'nightly' }, {}] })
    station.setClock(new Date(Date.parse(next?.at ?? '') + 60_000).toISOString())
    expect((await station.updates()).runs).toHaveLength(2)
  })

  test('makes up at its start for a night that it was off', async () => {
    await following()
    valueOf(await publisher.publish(2, people(62)))
    await station.desk.close()
    station.setClock(publisher.at(2).replace('T03', 'T09'))
    await station.restart()
    expect(await station.until(hasRuns(2))).toMatchObject({
      runs: [{ why: 'missed', outcome: { kind: 'updated' }, from: { sequence: 1 }, to: { sequence: 2 } }, { why: 'first' }],
      standing: { people: 62 },
    })
  })

  test('shows a change after the second publication when it is told to update now', async () => {
    // Many enough that the changes are the cheaper way.
    valueOf(await publisher.publish(0, people(600)))
    await enrolled()
    valueOf(await publisher.publish(0.1, people(601)))
    station.setClock(publisher.at(0.1))
    await station.call('updates.run')
    const state = await station.until((now) => now.standing?.people === 601 && now.activity === null)
    expect(state.runs[0]).toMatchObject({ outcome: { kind: 'updated', by: 'deltas' }, rows: { added: 1, changed: 0, removed: 0 } })
    await station.call('updates.run')
    expect(await station.until((now) => isIdle(now) && now.runs[0]?.outcome.kind === 'unchanged')).toMatchObject({
      standing: { people: 601 },
    })
  })

  test('asks again, after the switch, what the former data could not answer', async () => {
    await following()
    const newcomer = fakePerson({
      id: '000000000999',
      enp: '0093089747000017',
      policies: [fakePolicy({ enp: '0093089747000017' })],
      documents: [],
    })
    expect(await station.call('check', { shown: [{ text: newcomer.enp }] })).toMatchObject({ verdict: { outcome: 'not-checked' } })
    expect(await station.call('state')).toMatchObject({ changedAnswers: 0 })
    valueOf(await publisher.publish(0.1, [...people(60), { person: newcomer }]))
    station.setClock(publisher.at(0.1))
    await station.call('updates.run')
    await station.until((now) => isIdle(now) && now.standing?.people === 61)
    await vi.waitFor(async () => expect(await station.call('state')).toMatchObject({ changedAnswers: 1 }))
    expect(await station.call('recheck.changed', { language: 'ru' })).toHaveLength(1)
  })

  test('a brake holds until an administrator accepts that very state with a reason', async () => {
    await following()
    valueOf(await publisher.publish(1, people(40), { accept: 'test' }))
    station.setClock(publisher.at(1))
    await station.call('updates.run')
    const held = await station.until(({ waiting }) => waiting !== null)
    expect(held).toMatchObject({
      standing: { people: 60 },
      waiting: { position: { epoch: 1, sequence: 2 }, since: expect.stringContaining('2025-11-02T03:00') },
    })
    const brakes = held.waiting?.brakes.map(({ brake }) => brake) ?? []
    const position = { epoch: 1, sequence: 2 }
    expect(await station.call('updates.accept', { position, brakes, reason: ' ' })).toMatchObject({ code: 'bad-input' })
    expect(await station.call('updates.accept', { position: { epoch: 1, sequence: 3 }, brakes, reason: 'сверено' })).toMatchObject({
      code: 'brakes-changed',
    })
    expect((await station.updates()).decisions).toEqual([])
    await station.restart()
    await station.call('updates.accept', { position, brakes, reason: 'сверено с издателем' })
    expect(await station.until((now) => isIdle(now) && now.standing?.people === 40)).toMatchObject({
      waiting: null,
      decisions: [{ what: 'accepted', position, brakes, reason: 'сверено с издателем' }],
    })
  })

  test('goes back to the former register with one call, stays there, and takes the newer one again when told to', async () => {
    await following()
    valueOf(await publisher.publish(0.1, people(61)))
    station.setClock(publisher.at(0.1))
    await station.call('updates.run')
    await station.until((now) => isIdle(now) && now.standing?.people === 61)
    expect(await station.call('updates.return', { reason: 'вопросы к данным' })).toMatchObject({
      standing: { people: 60, returned: true, position: { sequence: 1 } },
      activity: null,
      decisions: [{ what: 'returned', position: { sequence: 2 }, reason: 'вопросы к данным' }],
    })
    expect(await station.call('state')).toMatchObject({ register: { people: 60 } })
    await station.call('updates.run')
    expect(await station.until((now) => isIdle(now) && now.runs[0]?.outcome.kind === 'stays-returned')).toMatchObject({
      standing: { people: 60 },
    })
    await station.call('updates.run', { again: true })
    expect(await station.until((now) => isIdle(now) && now.standing?.people === 61)).toMatchObject({ standing: { returned: false } })
  })

  test('has nothing to go back to after the first snapshot, and says so', async () => {
    await following()
    expect(await station.call('updates.return', { reason: 'проба' })).toMatchObject({ code: 'nothing-to-return' })
    expect(await station.updates()).toMatchObject({ activity: null, decisions: [] })
  })

  test('verifies its copy', async () => {
    await following()
    expect(await station.call('updates.verify')).toMatchObject({ activity: { what: 'verify' } })
    expect(await station.call('updates.verify')).toMatchObject({ code: 'update-running' })
    expect(await station.until(({ verification }) => verification !== null)).toMatchObject({
      verification: { result: 'whole', records: 60 },
      activity: null,
    })
  })

  test('what was damaged behind its back answers nobody, and the next run mends it', async () => {
    await following()
    const file = path.join(station.dataFolder, 'folder.json')
    const { id, generation } = JSON.parse(readFileSync(file, 'utf8'))
    station.tamper(id, generation.number, `UPDATE policy SET valid_to = 20300101`)
    await station.call('updates.verify')
    await station.until(({ verification }) => verification?.result === 'damaged')
    expect(await station.call('state')).toMatchObject({ register: { state: 'damaged' } })
    expect(await station.call('check', { shown: [{ text: '0056410834000014' }] })).toMatchObject({ verdict: { outcome: 'not-checked' } })
    await station.restart()
    expect(await station.call('state')).toMatchObject({ register: { state: 'damaged' } })
    await station.call('updates.run')
    expect(await station.until((now) => now.activity === null && now.standing !== null)).toMatchObject({
      runs: [{ outcome: { kind: 'updated', by: 'snapshot' } }, {}],
    })
    expect(await station.call('state')).toMatchObject({ register: { state: 'ready', people: 60 } })
  })

  test('a source that is silent is an outcome, after which the desk answers as before', async () => {
    await following()
    await station.call('settings.set', { name: 'feedSources', value: ['http://127.0.0.1:1/'] })
    await station.call('updates.run')
    expect(await station.until((now) => isIdle(now) && now.runs[0]?.outcome.kind === 'no-source')).toMatchObject({
      enrolment: { sources: ['http://127.0.0.1:1/'], sourcesOf: 'settings' },
      standing: { people: 60 },
      next: { why: 'retry' },
    })
  })
})

describe('enrolling', () => {
  test('leaves no key in clear in the data folder', async () => {
    await enrolled()
    const { contentKey } = publisher.keys()
    const clear = [contentKey.toString('base64'), contentKey.toString('hex'), contentKey.toString('latin1'), PASSPHRASE]
    for (const file of filesUnder(station.dataFolder)) {
      const text = readFileSync(file).toString('latin1')
      for (const one of clear) expect(text.includes(one), file).toBe(false)
    }
  })

  test('is refused for what is no enrolment, the wrong passphrase, none, and another station', async () => {
    const enrol = (enrolment: string, passphrase: string | null = null) => station.call('updates.enrol', { enrolment, passphrase })
    expect(await enrol('{}')).toMatchObject({ code: 'enrolment-unreadable' })
    expect(await enrol(enrolmentText(publisher))).toMatchObject({ code: 'passphrase-needed' })
    expect(await enrol(enrolmentText(publisher), 'иная')).toMatchObject({ code: 'passphrase-wrong' })
    expect(await enrol(enrolmentText(publisher, { stationKey: newStationKeys().publicKey }))).toMatchObject({ code: 'station-key-wrong' })
    expect(await station.updates()).toMatchObject({ enrolment: null, runs: [] })
  })

  test('needs no passphrase where the key was wrapped for this station', async () => {
    const told = await station.call('updates.station-key')
    expect(await station.call('updates.station-key')).toEqual(told)
    const { publicKey: stationKey } = told as { readonly publicKey: string }
    await station.restart()
    await station.call('updates.enrol', { enrolment: enrolmentText(publisher, { stationKey }) })
    expect(await station.until(hasRuns(1))).toMatchObject({ standing: { people: 60 } })
  })

  test('another dataset needs a word of its own, and a demo folder takes no real one', async () => {
    await following()
    const [other, real] = [testPublisher('demo-other'), testPublisher('region-00')]
    try {
      valueOf(await other.publish(0, people(30)))
      const enrolment = enrolmentText(other)
      expect(await station.call('updates.enrol', { enrolment, passphrase: PASSPHRASE })).toMatchObject({ code: 'enrolment-other' })
      expect(await station.call('updates.enrol', { enrolment: enrolmentText(real), passphrase: PASSPHRASE, replace: true })).toMatchObject({
        code: 'folder-kind-differs',
      })
      await station.call('updates.enrol', { enrolment, passphrase: PASSPHRASE, replace: true })
      expect(await station.until((now) => isIdle(now) && now.standing?.people === 30)).toMatchObject({
        enrolment: { dataset: 'demo-other' },
      })
    } finally {
      other.remove()
      real.remove()
    }
  })

  test('a publisher who began anew with other root keys is trusted again only by a new enrolment', async () => {
    await following()
    const anew = testPublisher()
    try {
      valueOf(await anew.publish(0, people(60)))
      valueOf(await anew.publish(0.1, people(70)))
      await station.call('settings.set', { name: 'feedSources', value: [anew.feedFolder] })
      station.setClock(anew.at(0.1))
      await station.call('updates.run')
      expect(await station.until(hasRuns(2))).toMatchObject({ runs: [{ outcome: { kind: 'refused' } }, {}], standing: { people: 60 } })
      await station.call('updates.enrol', { enrolment: enrolmentText(anew), passphrase: PASSPHRASE })
      expect(await station.until((now) => isIdle(now) && now.standing?.people === 70)).toMatchObject({
        runs: [{ outcome: { kind: 'updated' } }, {}, {}],
      })
    } finally {
      anew.remove()
    }
  })

  test('a folder that follows a feed makes no demo register of its own', async () => {
    await following()
    expect(await station.call('demo.make', { people: 5 })).toMatchObject({ code: 'not-permitted' })
    await station.restart({ demoPeople: 7 })
    await station.desk.settled
    expect(await station.call('state')).toMatchObject({ register: { people: 60 } })
  })

  test('nor does one that follows a feed of which nothing has come yet', async () => {
    rmSync(publisher.feedFolder, { recursive: true })
    await enrolled()
    await station.restart({ demoPeople: 7 })
    await station.desk.settled
    expect(await station.call('state')).toMatchObject({ register: { state: 'missing' } })
  })

  test('a damaged enrolment keeps nobody from working: the desk answers and says what it lacks', async () => {
    await following()
    writeFileSync(path.join(station.dataFolder, 'feed', 'enrolment.json'), '{"format":1')
    await station.restart()
    expect(await station.updates()).toMatchObject({ enrolment: null, standing: { people: 60 }, next: null })
    expect(await station.call('updates.run')).toMatchObject({ code: 'enrolment-missing' })
    await station.call('updates.enrol', { enrolment: enrolmentText(publisher), passphrase: PASSPHRASE })
    expect(await station.until((now) => isIdle(now) && now.runs[0]?.outcome.kind === 'unchanged')).toMatchObject({
      standing: { people: 60 },
    })
  })
})

test('a desk that is closed in the middle of a run goes on at its next start', async () => {
  valueOf(await publisher.publish(0.1, people(3000)))
  station.setClock(publisher.at(0.1))
  await station.call('updates.enrol', { enrolment: enrolmentText(publisher), passphrase: PASSPHRASE })
  await station.until(({ activity }) => activity?.what === 'run')
  await station.restart()
  station.setClock('2025-11-01T07:00:00.000Z')
  expect(await station.until(({ standing, activity }) => standing !== null && activity === null)).toMatchObject({
    standing: { people: 3000 },
    runs: [{ outcome: { kind: 'updated' } }, { outcome: { kind: 'cancelled' } }],
  })
})

test('the journal of runs survives a line that a crash cut short', async () => {
  await following()
  const file = path.join(station.dataFolder, 'feed', 'runs.jsonl')
  writeFileSync(file, `${readFileSync(file, 'utf8')}{"startedAt":"2025-11-`)
  await station.restart()
  await station.call('updates.run')
  expect(await station.until(hasRuns(2))).toMatchObject({ runs: [{ outcome: { kind: 'unchanged' } }, { outcome: { kind: 'updated' } }] })
  await station.restart()
  expect((await station.updates()).runs).toHaveLength(2)
  expect(readdirSync(path.dirname(file))).not.toContain('runs.jsonl.draft')
})
