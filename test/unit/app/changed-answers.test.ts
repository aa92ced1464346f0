import { createSecretKey } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { createDemoKeeper } from '../../../src-main/app/demo-keeper.ts'
import { createDispatch } from '../../../src-main/app/dispatch.ts'
import type { Dispatch } from '../../../src-main/app/dispatch.ts'
import { createRecheck } from '../../../src-main/app/create-recheck.ts'
import { openStation } from '../../../src-main/app/station.ts'
import type { ChangedAnswer } from '../../../src-shared/changed-answer.ts'
import type { CheckReply, StationState } from '../../../src-shared/contract.ts'
import { fakeFolder, fakeLog, fakeRegister } from '../../fakes/fake-folder.ts'
import type { FakeFolder, FakeLog } from '../../fakes/fake-folder.ts'
import { fakeInsurer, fakePerson, fakePolicy } from '../../fakes/people.ts'

const ENP = '0056410834000014'
const questionKey = createSecretKey(new Uint8Array(32))
let now: string
let folder: FakeFolder
let log: FakeLog
let dispatch: Dispatch
let states: StationState[]
let recheckNow: () => Promise<void>

beforeEach(() => {
  now = '2025-11-22T08:00:00.000Z'
  folder = fakeFolder(fakeRegister('2025-11-22T02:00:00Z', [], [fakeInsurer]))
  folder.stored = {}
  log = fakeLog()
  const clock = { now: () => now }
  const station = openStation({ folder, clock, log, host: 'web', operator: 'anna', appVersion: '0.0.0' })
  const demo = createDemoKeeper(folder, station, clock, log)
  const given = { folder, station, demo, questionKey, operator: 'anna', clock, log, updates: null }
  dispatch = createDispatch({ ...given, samples: async () => [], testCard: async () => [] })
  const again = createRecheck({ folder, station, questionKey, clock, log })
  recheckNow = async () => {
    again.afterSwitch()
    await again.settled()
  }
  states = []
  station.onChange((state) => states.push(state))
})

async function ask(input: object): Promise<CheckReply> {
  const reply = await dispatch('check', input)
  if (!reply.ok) throw new Error(reply.error.code)
  return reply.value as CheckReply
}

async function switchTo(asOf: string, people = [fakePerson()]): Promise<void> {
  folder.register.people = people
  folder.register.stated = { ...folder.register.stated, asOf }
  now = asOf.replace('T02:00:00Z', 'T08:00:00.000Z')
  await recheckNow()
}

async function changed(): Promise<ChangedAnswer[]> {
  const reply = await dispatch('recheck.changed', { language: 'ru' })
  if (!reply.ok) throw new Error(reply.error.code)
  return reply.value
}

describe('changed answers on the desk', () => {
  test('are counted in the state, and listeners hear of them', async () => {
    await ask({ shown: [{ text: ENP }] })
    await switchTo('2025-11-23T02:00:00Z')
    expect(states.at(-1)?.changedAnswers).toBe(1)
    const [one] = await changed()
    expect(await dispatch('recheck.seen', { id: one?.id ?? '' })).toEqual({ ok: true, value: {} })
    expect(states.at(-1)?.changedAnswers).toBe(0)
    expect(await changed()).toEqual([])
  })

  test('tell both answers, and of the patient no more than a name and four digits', async () => {
    await ask({ shown: [{ text: ENP }] })
    await switchTo('2025-11-23T02:00:00Z')
    expect(await changed()).toEqual([
      {
        id: 'entry-2',
        askedAt: '2025-11-22T08:00:00.000Z',
        serviceDate: '2025-11-22',
        shown: { kind: 'enp', documentType: null, ending: '0014' },
        name: 'Иванов И. И.',
        isNewborn: false,
        before: {
          outcome: 'not-checked',
          text: 'Прочитано верно, но в копии регистра такого человека нет',
          underlying: null,
          asOf: '2025-11-22T02:00:00Z',
        },
        after: { outcome: 'covered', text: 'Действует цифровой полис', underlying: null, asOf: '2025-11-23T02:00:00Z' },
        isOtherPerson: false,
        isCurrent: true,
        isOpened: false,
      },
    ])
    expect(JSON.stringify(await changed())).not.toMatch(/0056410834|1985|Иванович/)
  })

  test('are named as they were shown where nobody is found, and a document by its kind', async () => {
    folder.register.people = [fakePerson()]
    folder.register.stated = { ...folder.register.stated, asOf: '2025-11-20T02:00:00Z' }
    await ask({ shown: [{ text: 'Иванов Иван Иванович 15.03.1985' }] })
    await ask({ shown: [{ text: '00 00 000001' }] })
    await switchTo('2025-11-23T02:00:00Z', [])
    expect(await changed()).toMatchObject([
      { shown: { kind: 'document', documentType: 14, ending: '0001' }, name: null },
      { shown: { kind: 'name-and-birth-date', documentType: null, ending: null }, name: 'Иванов И. И.', after: { outcome: 'not-checked' } },
    ])
  })

  test('are not shown as an answer any more once the same question is answered otherwise', async () => {
    await ask({ shown: [{ text: ENP }] })
    await switchTo('2025-11-23T02:00:00Z')
    expect(await changed()).toMatchObject([{ isCurrent: true }])
    now = '2025-11-28T08:00:00.000Z'
    expect(await changed()).toMatchObject([{ after: { outcome: 'covered' }, isCurrent: false }])
    now = '2025-11-23T09:00:00.000Z'
    folder.register.people = [fakePerson({ policies: [fakePolicy({ status: 'НВС', to: '2025-01-01' })] })]
    expect(await changed()).toMatchObject([{ isCurrent: false }])
  })

  test('say that they are about another person now', async () => {
    folder.register.people = [fakePerson()]
    folder.register.stated = { ...folder.register.stated, asOf: '2025-11-20T02:00:00Z' }
    await ask({ shown: [{ text: ENP }] })
    await switchTo('2025-11-23T02:00:00Z', [fakePerson({ id: 'another' })])
    expect(await changed()).toMatchObject([{ isOtherPerson: true, before: { outcome: 'covered' }, after: { outcome: 'covered' } }])
  })

  test('are opened with the same question and the same day, and stay in the list', async () => {
    await ask({ shown: [{ text: ENP }], serviceDate: '2025-11-20' })
    await switchTo('2025-11-23T02:00:00Z')
    const opened = await dispatch('recheck.open', { id: 'entry-2' })
    expect(opened).toMatchObject({ ok: true, value: { shown: [{ text: ENP }], serviceDate: '2025-11-20', candidate: null } })
    expect((await ask(opened.ok ? (opened.value as object) : {})).verdict).toMatchObject({ outcome: 'covered', serviceDate: '2025-11-20' })
    expect(await changed()).toMatchObject([{ id: 'entry-2', isOpened: true }])
    expect(await dispatch('recheck.open', { id: 'entry-7' })).toEqual({ ok: true, value: null })
  })

  test('go with the check that is taken back', async () => {
    const { checkId } = await ask({ shown: [{ text: ENP }] })
    await switchTo('2025-11-23T02:00:00Z')
    await dispatch('check.withdraw', { checkId: checkId ?? '' })
    expect(states.at(-1)?.changedAnswers).toBe(0)
    expect(await changed()).toEqual([])
  })

  test('of a question that this program cannot read are listed without it', async () => {
    await ask({ shown: [{ text: ENP }] })
    await switchTo('2025-11-23T02:00:00Z')
    const [one] = folder.journal.renewed({ since: '2000-01-01T00:00:00Z', limit: 1 })
    folder.journal.renewed = () => (one === undefined ? [] : [{ ...one, question: '{"later":1}' }])
    expect(await changed()).toMatchObject([{ shown: null, name: null, isCurrent: false }])
    expect(await dispatch('recheck.open', { id: 'entry-2' })).toEqual({ ok: true, value: null })
  })

  test('that cannot be counted leave the state of the station there', async () => {
    folder.journal.renewedCount = () => {
      throw new Error('Иванов')
    }
    expect(await dispatch('state', {})).toMatchObject({ ok: true, value: { changedAnswers: 0 } })
    expect(log.lines).toContainEqual(expect.objectContaining({ event: 'recheck.uncounted' }))
    expect(JSON.stringify(log.lines)).not.toContain('Иванов')
  })
})
