import { createSecretKey } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { createDemoKeeper } from '../../../src-main/app/demo-keeper.ts'
import { createDispatch } from '../../../src-main/app/dispatch.ts'
import type { Dispatch } from '../../../src-main/app/dispatch.ts'
import { openStation } from '../../../src-main/app/station.ts'
import type { Station } from '../../../src-main/app/station.ts'
import type { StationState } from '../../../src-shared/contract.ts'
import { fakeFolder, fakeLog, fakeRegister, fixedClock } from '../../fakes/fake-folder.ts'
import type { FakeFolder, FakeLog } from '../../fakes/fake-folder.ts'
import { fakeInsurer, fakePerson } from '../../fakes/people.ts'

const now = '2025-11-22T08:00:00.000Z'
let folder: FakeFolder
let log: FakeLog
let station: Station
let dispatch: Dispatch
let states: StationState[]

beforeEach(() => {
  folder = fakeFolder(fakeRegister('2025-11-21T21:00:00Z', [fakePerson()], [fakeInsurer]))
  log = fakeLog()
  const clock = fixedClock(now)
  station = openStation({ folder, clock, log, host: 'web', operator: 'anna', appVersion: '0.0.0' })
  dispatch = createDispatch({
    folder,
    station,
    demo: createDemoKeeper(folder, station, clock, log),
    questionKey: createSecretKey(new Uint8Array(32)),
    operator: 'anna',
    clock,
    log,
    samples: async () => [],
    testCard: async () => [],
    updates: null,
  })
  states = []
  station.onChange((state) => states.push(state))
})

describe('the door', () => {
  test.each(['', 'no.such', 'toString', '__proto__', 'constructor'])('answers the unknown method "%s"', async (method) => {
    expect(await dispatch(method, {})).toMatchObject({ ok: false, error: { code: 'unknown-method' } })
  })

  test.each([
    [undefined],
    [null],
    ['ENP'],
    [{ shown: 'text' }],
    [{ shown: [{ text: 'a', extra: 1 }] }],
    [{ shown: [], unknown: 1 }],
    [{ shown: [{ text: 'x'.repeat(20_001) }] }],
  ])('answers bad input %#', async (input) => {
    expect(await dispatch('check', input)).toMatchObject({ ok: false, error: { code: 'bad-input' } })
    expect(folder.journal.entries).toEqual([])
  })

  test('repeats nothing of a bad input, neither in the answer nor in the log', async () => {
    const reply = await dispatch('check', { shown: [{ text: 5 }], 'Иванов 15.03.1985': 1 })
    expect(JSON.stringify([reply, log.lines])).not.toMatch(/Иванов|1985/)
  })

  test('turns an exception into an answer and logs no personal data', async () => {
    folder.register.state = () => {
      throw new Error('Иванов')
    }
    expect(await dispatch('state', {})).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error', event: 'dispatch.failed' }))
    expect(JSON.stringify(log.lines)).not.toContain('Иванов')
  })
})

describe('state and settings', () => {
  test('the state tells the register, the kind of folder and the settings', async () => {
    const reply = await dispatch('state', {})
    expect(reply).toMatchObject({
      ok: true,
      value: { register: { state: 'ready', people: 1 }, demo: false, empty: false, operator: 'anna', now, host: 'web', busy: null },
    })
  })

  test('a setting is written, answered and told to the listeners', async () => {
    const reply = await dispatch('settings.set', { name: 'language', value: 'en' })
    expect(reply).toMatchObject({ ok: true, value: { language: 'en' } })
    expect(folder.stored).toEqual({ language: 'en' })
    expect(states.at(-1)?.settings.language).toBe('en')
  })

  test('tells of another register before it answers from it', async () => {
    const asked = { shown: [{ text: '0056410834000014' }] }
    await dispatch('state', {})
    await dispatch('check', asked)
    expect(states).toEqual([])
    folder.register.stated = { ...folder.register.stated, version: 'v2' }
    const reply = await dispatch('check', asked)
    expect(reply).toMatchObject({ ok: true, value: { verdict: { registerVersion: 'v2' } } })
    expect(states.map(({ register }) => register.version)).toEqual(['v2'])
    await dispatch('check', asked)
    expect(states).toHaveLength(1)
  })

  test('a refused setting changes nothing', async () => {
    expect(await dispatch('settings.set', { name: 'language', value: 'de' })).toMatchObject({
      ok: false,
      error: { code: 'setting-invalid' },
    })
    expect(await dispatch('settings.set', { name: 'colour', value: 'red' })).toMatchObject({
      ok: false,
      error: { code: 'setting-unknown' },
    })
    expect(folder.stored).toBeNull()
    expect(states).toEqual([])
  })
})

describe('taking a check back', () => {
  test('needs a check that the journal knows', async () => {
    expect(await dispatch('check.withdraw', { checkId: 'none' })).toMatchObject({ ok: false })
    await dispatch('check', { shown: [{ text: '' }] })
    expect(await dispatch('check.withdraw', { checkId: 'entry-1' })).toEqual({ ok: true, value: {} })
    expect(folder.journal.withdrawn).toEqual(['entry-1'])
  })
})

describe('the demo register', () => {
  test('is refused in a folder of real records', async () => {
    expect(await dispatch('demo.make', { people: 50 })).toMatchObject({ ok: false, error: { code: 'folder-kind-differs' } })
    expect(folder.built).toEqual([])
  })

  test('is made once in an empty folder, with progress, however often it is asked for', async () => {
    folder.folderKind = 'empty'
    const replies = await Promise.all([dispatch('demo.make', { people: 50 }), dispatch('demo.make', { people: 50 })])
    expect(replies[0]).toMatchObject({ ok: true, value: { demo: true, empty: false, busy: null, register: { people: 50 } } })
    expect(folder.built.map((build) => build.outcome)).toEqual(['finished'])
    expect(states[0]?.busy).toEqual({ what: 'demo', done: 0, total: 50 })
    expect(states.at(-1)?.busy).toBeNull()
  })

  test('has samples only in a demo folder', async () => {
    expect(await dispatch('demo.samples', {})).toEqual({ ok: true, value: [] })
  })
})
