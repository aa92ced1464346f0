import { createSecretKey } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { check } from '../../../src-main/app/check.ts'
import { RECHECK_OPERATOR, recheck } from '../../../src-main/app/recheck.ts'
import type { RecheckCounts, RecheckDependencies } from '../../../src-main/app/recheck.ts'
import type { JournalEntry } from '../../../src-main/app/ports.ts'
import { checkRequestSchema } from '../../../src-shared/contract.ts'
import { settingsSchema } from '../../../src-shared/settings.ts'
import { fakeJournal, fakeLog, fakeRegister } from '../../fakes/fake-folder.ts'
import type { FakeJournal, FakeLog, FakeRegister } from '../../fakes/fake-folder.ts'
import { fakeInsurer, fakePerson, fakePolicy } from '../../fakes/people.ts'

const ENP = '0056410834000014'
const questionKey = createSecretKey(new Uint8Array(32).fill(1))
const settings = settingsSchema.parse({})
const FIRST = '2025-11-22T02:00:00Z'
const NEXT = '2025-11-23T02:00:00Z'

let register: FakeRegister
let journal: FakeJournal
let log: FakeLog
let now: string

beforeEach(() => {
  now = '2025-11-22T08:00:00.000Z'
  register = fakeRegister(FIRST, [], [fakeInsurer])
  journal = fakeJournal()
  log = fakeLog()
})

const clock = { now: () => now }

/** The receptionist asks; returns the id of the check. */
function ask(request: object = { shown: [{ text: ENP }] }): string {
  const reply = check(checkRequestSchema.parse(request), { register, journal, questionKey, settings, clock, operator: 'anna', log })
  return reply.checkId ?? ''
}

/** The night brings a register, and the desk rechecks in the morning. */
function switchTo(asOf: string, people = [fakePerson()]): void {
  register.people = people
  register.stated = { ...register.stated, asOf, version: asOf }
  now = asOf.replace('T02:00:00Z', 'T08:00:00.000Z')
}

function run(changes: Partial<RecheckDependencies> = {}): Promise<RecheckCounts> {
  return recheck({ register, journal, questionKey, settings: () => settings, clock, log, isStopped: () => false, ...changes })
}

const everything = { since: '2000-01-01T00:00:00Z', limit: 1000 }
const raised = () => journal.renewed(everything).map(({ id, renewed }) => [id, renewed.outcome, renewed.reasons[0]])
const waiting = () => journal.waiting({ after: null, ...everything }).map(({ id }) => id)
const rechecks = (): JournalEntry[] => journal.entries.map(({ entry }) => entry).filter(({ operator }) => operator === RECHECK_OPERATOR)

describe('after a switch', () => {
  test('a person who is in the new register is raised, with a proof of the program and no mark of a visit', async () => {
    const id = ask()
    switchTo(NEXT)
    expect(await run()).toEqual({ asked: 1, changed: 1, isBrokenOff: false })
    expect(raised()).toEqual([[id, 'covered', 'digital-policy']])
    expect(rechecks()).toMatchObject([{ at: now, operator: RECHECK_OPERATOR, asked: 'enp', asOf: NEXT, outcome: 'covered' }])
    expect(journal.entries.at(-1)?.extras.visit).toBeNull()
  })

  test('the day of service is the day it was asked for, by the clock of now', async () => {
    ask({ shown: [{ text: ENP }], serviceDate: '2025-11-20' })
    ask({ shown: [{ text: '00 00 000001' }] })
    switchTo('2025-11-25T02:00:00Z', [fakePerson({ policies: [fakePolicy({ from: '2025-11-21' })] })])
    await run()
    expect(rechecks()).toMatchObject([
      { serviceDate: '2025-11-20', outcome: 'not-covered', reasons: expect.arrayContaining(['not-yet-valid']) },
      { serviceDate: '2025-11-22', outcome: 'covered' },
    ])
    expect(new Set(rechecks().map(({ at }) => at))).toEqual(new Set([now]))
  })

  test('nothing is asked while the register is no newer, and once for each that is', async () => {
    ask()
    expect(await run()).toEqual({ asked: 0, changed: 0, isBrokenOff: false })
    switchTo(NEXT, [])
    expect(await run()).toEqual({ asked: 1, changed: 0, isBrokenOff: false })
    expect(await run()).toEqual({ asked: 0, changed: 0, isBrokenOff: false })
    switchTo('2025-11-24T02:00:00Z', [])
    expect(await run()).toEqual({ asked: 1, changed: 0, isBrokenOff: false })
    expect(raised()).toEqual([])
  })

  test('a question whose answer is the same and waits for data stays, one that is settled leaves quietly', async () => {
    const unknown = ask({ shown: [{ text: '0067940818000017' }] })
    register.people = [fakePerson()]
    register.stated = { ...register.stated, asOf: '2025-11-20T02:00:00Z' }
    ask()
    expect(journal.entries.at(-1)?.entry.reasons).toContain('data-age')
    switchTo(NEXT)
    expect(await run()).toEqual({ asked: 2, changed: 0, isBrokenOff: false })
    expect(raised()).toEqual([])
    expect(waiting()).toEqual([unknown])
  })

  test('data that were too old, with the same answer under them, raise nothing', async () => {
    register.people = [fakePerson()]
    register.stated = { ...register.stated, asOf: '2025-11-01T02:00:00Z' }
    ask()
    expect(journal.entries.at(-1)?.entry).toMatchObject({ outcome: 'not-checked', underlying: 'covered/digital-policy' })
    switchTo(NEXT)
    expect(await run()).toEqual({ asked: 1, changed: 0, isBrokenOff: false })
    expect(waiting()).toEqual([])
  })

  test('who was covered by old data and is no longer is raised', async () => {
    register.people = [fakePerson()]
    register.stated = { ...register.stated, asOf: '2025-11-20T02:00:00Z' }
    const id = ask()
    switchTo(NEXT, [fakePerson({ policies: [fakePolicy({ status: 'НВС', to: '2025-11-01' })] })])
    await run()
    expect(raised()).toEqual([[id, 'not-covered', 'suspended-conscription']])
  })
})

describe('a raised answer', () => {
  test('stays until it is seen, and then its question is settled', async () => {
    ask()
    switchTo(NEXT)
    await run()
    const [change] = journal.renewed(everything)
    expect(waiting()).toHaveLength(1)
    journal.seen(change?.renewed.id ?? '')
    expect(raised()).toEqual([])
    expect(waiting()).toEqual([])
  })

  test('is asked again by the next register too, and vanishes where it is as it was told', async () => {
    const id = ask()
    switchTo(NEXT)
    await run()
    switchTo('2025-11-24T02:00:00Z', [fakePerson({ deathDate: '2025-01-01' })])
    await run()
    expect(raised()).toEqual([[id, 'needs-a-look', 'alive-and-dead']])
    switchTo('2025-11-25T02:00:00Z', [])
    await run()
    expect(raised()).toEqual([])
    expect(waiting()).toEqual([id])
  })

  test('that waits for data itself is what was told once it is seen', async () => {
    register.people = [fakePerson()]
    register.stated = { ...register.stated, asOf: '2025-11-20T02:00:00Z' }
    const id = ask()
    switchTo(NEXT, [])
    await run()
    expect(raised()).toEqual([[id, 'not-checked', 'not-in-local-register']])
    journal.seen(journal.renewed(everything)[0]?.renewed.id ?? '')
    switchTo('2025-11-24T02:00:00Z', [])
    expect(await run()).toEqual({ asked: 1, changed: 0, isBrokenOff: false })
    expect(waiting()).toEqual([id])
  })

  test('that was opened counts as told, and stays until it is put aside', async () => {
    const id = ask()
    switchTo(NEXT)
    await run()
    journal.opened(journal.renewed(everything)[0]?.renewed.id ?? '')
    switchTo('2025-11-24T02:00:00Z')
    expect(await run()).toEqual({ asked: 1, changed: 0, isBrokenOff: false })
    expect(raised()).toEqual([[id, 'covered', 'digital-policy']])
    switchTo('2025-11-25T02:00:00Z', [])
    expect(await run()).toEqual({ asked: 1, changed: 1, isBrokenOff: false })
    expect(raised()).toEqual([[id, 'not-checked', 'not-in-local-register']])
  })

  test('is not raised of a check that was withdrawn, not even while it is asked', async () => {
    journal.withdraw(ask(), now, 'anna')
    const other = ask({ shown: [{ text: '00 00 000001' }] })
    switchTo(NEXT)
    const find = register.find.bind(register)
    register.find = (items) => {
      journal.withdraw(other, now, 'anna')
      return find(items)
    }
    expect(await run()).toEqual({ asked: 0, changed: 0, isBrokenOff: false })
    expect(raised()).toEqual([])
    expect(rechecks()).toEqual([])
  })

  test('is not raised of a question that is too old to be kept', async () => {
    ask()
    switchTo('2025-12-07T02:00:00Z')
    expect(await run()).toEqual({ asked: 0, changed: 0, isBrokenOff: false })
  })
})

describe('what goes wrong', () => {
  test('with one question stops no other, and nothing of it is logged', async () => {
    ask({ shown: [{ text: 'Иванов Иван Иванович 15.03.1985' }] })
    journal.record(
      { ...(journal.entries[0]?.entry as JournalEntry), questionHash: new Uint8Array(32) },
      { visit: null, recheck: '{"name":"Иванов"', answered: false },
    )
    const good = ask()
    switchTo(NEXT)
    const find = register.find.bind(register)
    register.find = (items) => {
      if (items.some((item) => item.kind === 'name-and-birth-date')) throw new Error('Иванов 15.03.1985')
      return find(items)
    }
    expect(await run()).toMatchObject({ changed: 1 })
    expect(raised()).toEqual([[good, 'covered', 'digital-policy']])
    expect(waiting()).toHaveLength(3)
    expect(JSON.stringify(log.lines)).not.toMatch(/Иванов|1985|0056410834000014/i)
  })

  test('with the journal ends the run and loses nothing', async () => {
    ask()
    ask({ shown: [{ text: '00 00 000001' }] })
    switchTo(NEXT)
    journal.failure = { code: 'disk-full', message: 'full', params: {} }
    expect(await run()).toEqual({ asked: 0, changed: 0, isBrokenOff: true })
    expect(log.lines.filter(({ event }) => event === 'recheck.unwritable')).toHaveLength(1)
    journal.failure = null
    expect(await run()).toEqual({ asked: 2, changed: 2, isBrokenOff: false })
  })

  test('with the clock ends the run after one question, raises nothing and heals', async () => {
    ask()
    ask({ shown: [{ text: '00 00 000001' }] })
    switchTo(NEXT)
    const right = now
    now = '2025-11-22T10:00:00.000Z'
    expect(await run()).toMatchObject({ isBrokenOff: true })
    expect(rechecks()).toMatchObject([{ reasons: expect.arrayContaining(['clock-untrusted']) }])
    expect(raised()).toEqual([])
    now = right
    expect(await run()).toEqual({ asked: 2, changed: 2, isBrokenOff: false })
  })

  test('with the list itself is logged and thrown at nobody', async () => {
    journal.waiting = () => {
      throw new Error('Иванов')
    }
    expect(await run()).toEqual({ asked: 0, changed: 0, isBrokenOff: true })
    expect(log.lines).toMatchObject([{ event: 'recheck.failed' }])
    expect(JSON.stringify(log.lines)).not.toContain('Иванов')
  })
})

describe('beside a desk at work', () => {
  const numbers = Array.from({ length: 120 }, (_, index) => `00 00 ${String(100 + index).padStart(6, '0')}`)

  test('every page is asked, and others get a turn between two questions', async () => {
    for (const text of numbers) ask({ shown: [{ text }] })
    switchTo(NEXT, [])
    const asked = register.asked.length
    let most = 0
    let last = asked
    const watch = setInterval(() => undefined, 1)
    const look = (): void => {
      most = Math.max(most, register.asked.length - last)
      last = register.asked.length
      if (last - asked < numbers.length) setImmediate(look)
    }
    setImmediate(look)
    expect(await run()).toEqual({ asked: 120, changed: 0, isBrokenOff: false })
    clearInterval(watch)
    expect(most).toBeLessThanOrEqual(2)
  })

  test('it stops after the question that is being asked and touches nothing more', async () => {
    for (const text of numbers) ask({ shown: [{ text }] })
    switchTo(NEXT, [])
    let isStopped = false
    const done = run({ isStopped: () => isStopped })
    const stop = (): void => {
      if (rechecks().length < 5) setImmediate(stop)
      else isStopped = true
    }
    stop()
    const { asked } = await done
    expect(asked).toBeGreaterThanOrEqual(5)
    expect(asked).toBeLessThanOrEqual(7)
    expect(waiting()).toHaveLength(120)
  })
})
