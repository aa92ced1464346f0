import { createSecretKey } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { check } from '../../../src-main/app/check.ts'
import type { CheckDependencies } from '../../../src-main/app/check.ts'
import { checkReplySchema, checkRequestSchema } from '../../../src-shared/contract.ts'
import type { CheckReply } from '../../../src-shared/contract.ts'
import type { Settings } from '../../../src-shared/settings.ts'
import { settingsSchema } from '../../../src-shared/settings.ts'
import { fakeJournal, fakeLog, fakeRegister, fixedClock } from '../../fakes/fake-folder.ts'
import type { FakeJournal, FakeLog, FakeRegister } from '../../fakes/fake-folder.ts'
import { fakeInsurer, fakePerson, fakePolicy } from '../../fakes/people.ts'

const ENP = '0056410834000014'
const OTHER_ENP = '0067940818000017'
const now = '2025-11-22T08:00:00.000Z'

let register: FakeRegister
let journal: FakeJournal
let log: FakeLog

beforeEach(() => {
  register = fakeRegister('2025-11-22T02:00:00Z', [fakePerson()], [fakeInsurer])
  journal = fakeJournal()
  log = fakeLog()
})

function ask(request: object, settings: Partial<Settings> = {}, changes: Partial<CheckDependencies> = {}): CheckReply {
  const reply = check(checkRequestSchema.parse(request), {
    register,
    journal,
    questionKey: createSecretKey(new Uint8Array(32).fill(1)),
    settings: { ...settingsSchema.parse({}), ...settings },
    clock: fixedClock(now),
    operator: 'anna',
    log,
    ...changes,
  })
  expect(checkReplySchema.parse(reply)).toEqual(reply)
  return reply
}

const codes = (reply: CheckReply): string[] => reply.verdict.reasons.map((reason) => reason.code)
const text = (value: string): object => ({ shown: [{ text: value }] })

describe('a check from end to end', () => {
  test('reads, finds, judges and journals before it answers', () => {
    const reply = ask(text(ENP))
    expect(reply.verdict).toMatchObject({ outcome: 'covered', insurer: { code: '00001' }, serviceDate: '2025-11-22', source: 'loaded' })
    expect(codes(reply)).toEqual(expect.arrayContaining(['digital-policy', 'compare-person']))
    expect(reply).toMatchObject({ checkId: 'entry-1', at: now, items: [{ kind: 'enp', enp: ENP }] })
    expect(journal.entries).toHaveLength(1)
    expect(journal.entries[0]?.entry).toMatchObject({
      at: now,
      operator: 'anna',
      asked: 'enp',
      serviceDate: '2025-11-22',
      outcome: 'covered',
      reasons: codes(reply),
      registerVersion: 'v1',
      confirmation: null,
    })
    expect(journal.entries[0]?.extras).toMatchObject({ recheck: null, answered: true })
  })

  test('takes today in the time zone of the station', () => {
    const reply = ask(text(ENP), { timeZone: 'Asia/Kamchatka' }, { clock: fixedClock('2025-11-22T13:00:00.000Z') })
    expect(reply.verdict.serviceDate).toBe('2025-11-23')
  })

  test('feeds the limits of the settings to the rules', () => {
    const old = { clock: fixedClock('2025-11-24T08:00:00.000Z') }
    expect(codes(ask(text(ENP), {}, old))).toContain('data-age')
    expect(ask(text(ENP), { dataAgeLimitHours: 48 }, old).verdict).toMatchObject({ outcome: 'not-checked' })
  })

  test('answers in the language asked for', () => {
    expect(ask({ ...text(ENP), language: 'en' }).verdict.language).toBe('en')
  })

  test('the journal gets no name, number or date of a person', () => {
    ask(text('Иванов Иван Иванович 15.03.1985'))
    const { entry, extras } = journal.entries[0] ?? {}
    expect(JSON.stringify([entry, extras])).not.toMatch(/иванов|1985|0056410834000014/i)
  })
})

describe('what cannot be read', () => {
  test.each([
    ['nothing shown', { shown: [] }, 'input-empty'],
    ['an empty text', text(''), 'input-empty'],
    ['a wrong check digit', text('0056410834000015'), 'misread'],
    ['a picture without a code', { shown: [{ unread: 'image-without-code' }] }, 'misread'],
    ['an ENP inside other text', text(`https://example.test/?enp=${ENP}`), 'input-ambiguous'],
    ['an ENP and something unread', { shown: [{ text: ENP }, { text: '???' }] }, 'not-a-policy-code'],
  ])('%s: not checked, journalled, the register is not asked', (_name, request, code) => {
    const reply = ask(request)
    expect(reply.verdict.outcome).toBe('not-checked')
    expect(codes(reply)[0]).toBe(code)
    expect(reply.checkId).toBe('entry-1')
    expect(journal.entries[0]?.extras).toEqual({ visit: null, recheck: null, answered: false })
    expect(register.asked).toEqual([])
  })

  test('an item that asks first is used once it is confirmed', () => {
    const shown = [{ text: `https://example.test/?enp=${ENP}`, confirmed: true }]
    expect(ask({ shown }).verdict.outcome).toBe('covered')
  })

  test('a number that is perhaps a bank card is neither kept nor shown again', () => {
    const card = '4000000000000002'
    const reply = ask(text(card))
    expect(codes(reply)).toEqual(['not-a-policy-code'])
    expect(reply.items).toMatchObject([{ kind: 'unrecognised', reason: 'not-a-policy-code', detail: 'bank-card' }])
    expect(JSON.stringify([reply, journal.entries, log.lines])).not.toContain(card)
    const hash = journal.entries[0]?.entry.questionHash
    ask(text('4000000000000010'))
    expect(journal.entries[1]?.entry.questionHash).toEqual(hash)
  })
})

describe('never green without proof', () => {
  test('an unwritable journal is an answer of its own', () => {
    journal.failure = { code: 'disk-full', message: 'full', params: {} }
    const reply = ask(text(ENP))
    expect(reply).toMatchObject({ checkId: null, verdict: { outcome: 'not-checked', person: null, underlying: null } })
    expect(codes(reply)).toEqual(['proof-not-written'])
  })

  test('so is a journal that throws', () => {
    journal.record = () => {
      throw new Error('Иванов')
    }
    expect(codes(ask(text(ENP)))).toEqual(['proof-not-written'])
    expect(JSON.stringify(log.lines)).not.toContain('Иванов')
  })

  test('an exception on the way is not checked, journalled and logged without personal data', () => {
    register.onFind = () => {
      throw new Error('Иванов 15.03.1985')
    }
    const reply = ask(text(ENP))
    expect(reply).toMatchObject({ checkId: 'entry-1', verdict: { outcome: 'not-checked' } })
    expect(codes(reply)).toEqual(['internal-error'])
    expect(journal.entries[0]?.entry).toMatchObject({ outcome: 'not-checked', reasons: ['internal-error'] })
    expect(log.lines).toContainEqual(expect.objectContaining({ event: 'check.failed' }))
    expect(JSON.stringify(log.lines)).not.toMatch(/Иванов|1985/)
  })

  test('a register that turns out to be damaged during the look-up says so', () => {
    register.onFind = () => {
      register.stated = { ...register.stated, state: 'damaged' }
      return { lookups: [], people: [], insurers: [] }
    }
    expect(codes(ask(text(ENP)))).toEqual(['register-damaged'])
  })
})

describe('questions to ask again', () => {
  test.each([
    ['nobody found', () => void (register.people = []), 'not-in-local-register'],
    ['no register', () => void (register.stated = { ...register.stated, state: 'missing' }), 'register-missing'],
    ['data too old', () => void (register.stated = { ...register.stated, asOf: '2025-11-01T00:00:00Z' }), 'register-too-old'],
  ])('%s: the question is kept', (_name, prepare, code) => {
    prepare()
    const reply = ask(text(ENP))
    expect(codes(reply)[0]).toBe(code)
    const { recheck, answered } = journal.entries[0]?.extras ?? {}
    expect(answered).toBe(false)
    expect(JSON.parse(recheck ?? '')).toMatchObject({ shown: [{ text: ENP }], serviceDate: '2025-11-22' })
    expect(checkRequestSchema.safeParse(JSON.parse(recheck ?? '')).success).toBe(true)
  })

  test('a verdict on data older than a day is given and kept to be asked again', () => {
    register.stated = { ...register.stated, asOf: '2025-11-21T00:00:00Z' }
    expect(ask(text(ENP)).verdict.outcome).toBe('covered')
    expect(journal.entries[0]?.extras.recheck).not.toBeNull()
  })
})

describe('several people and what the receptionist chooses', () => {
  const one = fakePerson({ id: 'one', patronymic: 'ИВАНОВИЧ' })
  const other = fakePerson({
    id: 'other',
    enp: OTHER_ENP,
    patronymic: 'ПЕТРОВИЧ',
    policies: [fakePolicy({ enp: OTHER_ENP, to: '2025-01-01' })],
  })
  const question = text('Иванов Иван 15.03.1985')

  test('are listed, never picked', () => {
    register.people = [one, other]
    const { verdict } = ask(question)
    expect(verdict.outcome).toBe('needs-a-look')
    expect(verdict.candidates.map((candidate) => candidate.id).toSorted()).toEqual(['one', 'other'])
    expect(journal.entries[0]?.entry.personHash).toBeNull()
  })

  test('the chosen one is judged, and the journal tells that it was chosen', () => {
    register.people = [one, other]
    const { verdict } = ask({ ...question, candidate: 'other' })
    expect(verdict.person?.id).toBe('other')
    expect(verdict.outcome).not.toBe('covered')
    expect(journal.entries[0]?.entry).toMatchObject({ confirmation: 'candidate-chosen' })
    expect(journal.entries[0]?.entry.personHash).not.toBeNull()
  })

  test('a candidate that was not found changes nothing', () => {
    register.people = [one, other]
    expect(ask({ ...question, candidate: 'somebody' }).verdict.candidates).toHaveLength(2)
  })

  test('a confirmed difference stands in the journal', () => {
    ask({ ...text(ENP), confirmation: { field: 'familyName', reason: 'name-changed' } })
    expect(journal.entries[0]?.entry.confirmation).toBe('familyName/name-changed')
  })
})

describe('the last visit', () => {
  test('what changed since then is told once', () => {
    expect(codes(ask(text(ENP)))).not.toContain('changed-since-last-visit')
    register.people = [fakePerson({ policies: [fakePolicy({ insurer: '00002' })] })]
    expect(codes(ask(text(ENP)))).toContain('changed-since-last-visit')
    expect(codes(ask(text(ENP)))).not.toContain('changed-since-last-visit')
  })

  test('a person whose identity is in doubt leaves no marks', () => {
    ask(text('Иванов Иван Иванович 15.03.1985'))
    const { visit } = journal.entries[0]?.extras ?? {}
    ask({ shown: [{ text: ENP }, { text: 'Петров Пётр Петрович 01.02.1990' }] })
    expect(visit).not.toBeNull()
    expect(journal.entries[1]?.extras.visit).toBeNull()
  })
})

const newborn = (representative: string): object => ({
  shown: [],
  newborn: { born: '2025-11-10', registered: 'not-yet', representative: { text: representative } },
})

describe("the newborn's question", () => {
  test('is answered through the representative', () => {
    const reply = ask(newborn('00 00 000001'))
    expect(codes(reply)[0]).toBe('newborn-by-representative')
    expect(journal.entries[0]).toMatchObject({ entry: { asked: 'newborn' }, extras: { visit: null } })
  })

  test('an unread representative is not checked', () => {
    expect(ask(newborn('')).verdict.outcome).toBe('not-checked')
  })

  test('the recheck keeps the whole question', () => {
    register.people = []
    ask(newborn(ENP))
    expect(JSON.parse(journal.entries[0]?.extras.recheck ?? '')).toMatchObject({ newborn: { representative: { text: ENP } } })
  })
})
