import { closeSync, existsSync, openSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codePng, policyPayloads } from '../unit/decoder/pictures.ts'
import { fakeInsurer, fakePerson, fakePolicy } from '../fakes/people.ts'
import { answerOf, answersOf, machine } from './run-desk.ts'
import type { Ended } from './run-desk.ts'

const ENP = '0056410834000014'
const EXPIRED = '0067940818000017'
const TWIN = '0047999768000018'
const NOW = '2025-11-22T08:00:00Z'
const S1 =
  '020000334E2BB8D88E5D039C750FD740E73F5D039C7505E600000000000000000000000000000000000000000000000000000000000000000000000001798F0000' +
  `01${Array.from({ length: 64 }, (_none, index) => index.toString(16).padStart(2, '0')).join('')}`

const people = [
  fakePerson(),
  fakePerson({
    id: '2',
    enp: EXPIRED,
    birthDate: '1950-12-31',
    documents: [],
    policies: [fakePolicy({ enp: EXPIRED, status: 'НСД', to: '2025-01-31' })],
  }),
  fakePerson({
    id: '3',
    enp: TWIN,
    birthDate: '2000-12-31',
    policies: [fakePolicy({ enp: TWIN })],
    documents: [],
    familyName: 'ТЕСТОВА',
    givenName: 'АННА',
    patronymic: null,
    sex: 'female',
  }),
  fakePerson({
    id: '4',
    enp: null,
    birthDate: '2000-12-31',
    documents: [],
    policies: [],
    familyName: 'ТЕСТОВА',
    givenName: 'АННА',
    patronymic: null,
  }),
]
const header = { schemaVersion: 1, dataset: 'clinic', scope: 'attached', version: '7', asOf: '2025-11-22T02:00:00Z' }

const station = machine()
const file = path.join(station.folder, 'register.jsonl')

beforeAll(async () => {
  const records = [header, { insurer: fakeInsurer }, ...people.map((person) => ({ person }))]
  writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
})
afterAll(() => station.remove())

/** A verb of two words; its options stand after the words. */
function desk(...args: string[]): Promise<Ended> {
  return station.desk([...args, '--data', station.data])
}

describe('an administrator at the command line', () => {
  test('a check before there is a register is an answer, journalled, exit 12', async () => {
    const ended = await station.withData(['check', ENP, '--now', NOW])
    expect(ended.code).toBe(12)
    expect(answerOf(ended)).toMatchObject({ outcome: 'not-checked', reasons: [{ code: 'register-missing' }], checkId: expect.any(String) })
  })

  test('register says in words that there is none, exit 3', async () => {
    const ended = await station.withData(['register'])
    expect(ended).toMatchObject({ code: 3, stdout: '' })
    expect(ended.stderr).toMatch(/register-missing[^]*desk load/)
  })

  test('load and register tell counts, version and asOf', async () => {
    const loaded = await station.withData(['load', file])
    expect(loaded).toMatchObject({ code: 0, stderr: '' })
    const ended = await station.withData(['register'])
    expect(ended.code).toBe(0)
    expect(answerOf(ended)).toMatchObject({
      state: 'ready',
      dataset: 'clinic',
      version: '7',
      people: 4,
      demo: false,
      asOf: expect.stringContaining('2025-11-22T02:00:00'),
    })
  })

  test.each([
    ['covered', [ENP], 0],
    ['not-covered', [EXPIRED], 10],
    ['needs-a-look', ['Тестова Анна 31.12.2000'], 11],
    ['not-checked', ['0047999768000091'], 12],
    ['not-checked', [''], 12],
  ])('check: %s', async (outcome, args, code) => {
    const ended = await station.withData(['check', ...args, '--now', NOW])
    expect(answerOf(ended)).toMatchObject({ outcome, checkId: expect.any(String), at: expect.any(String), items: [expect.any(Object)] })
    expect(ended).toMatchObject({ code, stderr: '' })
  })

  test('check --lines: one answer a line in the same order; bad lines are answers too', async () => {
    const lines: (string | object)[] = [
      { text: ENP, now: NOW },
      'not JSON',
      { hex: S1, now: NOW, lang: 'en' },
      '',
      { text: ENP, od: '2025-01-01' },
      { text: 'Тестова Анна 31.12.2000', also: [TWIN], now: NOW },
      { text: ENP, hex: '01' },
      { now: NOW },
      { text: ENP, image: '/no/such/file.png' },
      { text: ENP, on: '2025-02-30' },
      { text: ENP, on: '2026-06-01', now: NOW, tz: 'Asia/Omsk' },
      { newborn: { born: '2025-11-10', registered: 'none', representative: '00 00 000001' }, now: NOW },
      { text: EXPIRED, now: NOW },
    ]
    const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
    const ended = await station.withData(['check', '--lines'], input)
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    const answers = answersOf(ended)
    expect(answers.map((answer) => ('error' in answer ? 'error' : answer['outcome']))).toEqual([
      'covered',
      'error',
      'covered',
      'error',
      'error',
      'covered',
      'error',
      'error',
      'error',
      'error',
      'not-checked',
      'covered',
      'not-covered',
    ])
    for (const answer of answers.filter((candidate) => 'error' in candidate)) {
      expect(answer).toMatchObject({
        outcome: 'not-checked',
        error: { code: 'bad-input', message: expect.stringMatching(/line \d+/), nextStep: expect.any(String) },
      })
    }
    expect(answers[2]).toMatchObject({ language: 'en', items: [{ kind: 'policy-barcode', type: 2 }] })
  })

  test('settings: get, set, wrong name and wrong value', async () => {
    expect(answerOf(await desk('settings', 'get'))).toMatchObject({ language: 'ru', clinicCode: null })
    const set = await desk('settings', 'set', 'clinicCode', '000001')
    expect(set.code).toBe(0)
    expect(answerOf(set)).toMatchObject({ clinicCode: '000001' })
    expect((await desk('settings', 'get', 'clinicCode')).stdout).toBe('"000001"\n')
    const refused = await desk('settings', 'set', 'dataAgeLimitHours', '241')
    expect(refused).toMatchObject({ code: 3, stdout: '' })
    expect(refused.stderr).toContain('setting-invalid')
    const unknown = await desk('settings', 'set', 'colour', 'red')
    expect(unknown).toMatchObject({ code: 3, stdout: '' })
    expect(unknown.stderr).toContain('desk settings get')
  })

  test('a demo register is refused in this folder of real records', async () => {
    const ended = await station.withData(['demo', '--people', '50'])
    expect(ended).toMatchObject({ code: 3, stdout: '' })
    expect(ended.stderr).toContain('folder-kind-differs')
  })

  test('another key does not open the folder', async () => {
    const ended = await station.withData(['register', '--key-file', path.join(station.folder, 'other.json')])
    expect(ended).toMatchObject({ code: 3, stdout: '' })
    expect(ended.stderr).toMatch(/key-missing[^]*--key-file/)
    expect(existsSync(path.join(station.folder, 'other.json'))).toBe(false)
  })

  test('a check is an answer without proof, exit 12, also where the folder does not open', async () => {
    const other = ['--key-file', path.join(station.folder, 'other.json')]
    const ended = await station.withData(['check', ENP, '--now', NOW, ...other])
    expect(ended.code).toBe(12)
    expect(answerOf(ended)).toMatchObject({ outcome: 'not-checked', reasons: [{ code: 'proof-not-written' }], checkId: null })
    expect(ended.stderr).toMatch(/key-missing[^]*--key-file/)
    const lines = await station.withData(['check', '--lines', ...other], `${JSON.stringify({ text: ENP })}\n`)
    expect(answersOf(lines)).toMatchObject([{ outcome: 'not-checked', checkId: null }])
  })

  test('a check with a damaged settings file is no answer by the defaults', async () => {
    const settings = path.join(station.data, 'settings.json')
    const before = readFileSync(settings)
    writeFileSync(settings, '{"dataAgeLimitHours":24')
    const ended = await station.withData(['check', ENP, '--now', NOW])
    writeFileSync(settings, before)
    expect(ended.code).toBe(12)
    expect(ended.stderr).toMatch(/settings-damaged[^]*Correct the file/)
  })

  test.skipIf(!existsSync('/dev/full'))('an answer that could not be written never gives the exit code of covered', async () => {
    const full = openSync('/dev/full', 'w')
    const ended = await station.withData(['check', ENP, '--now', NOW], '', full)
    closeSync(full)
    expect(ended.code).toBe(3)
    expect(ended.stderr).toMatch(/could not be written[^]*try again/)
    const closed = await station.withData(['check', ENP, '--now', NOW], '', 'closed')
    expect(closed).toMatchObject({ code: 3, stderr: '' })
  })

  test('a truncated register is an answer, journalled, exit 12', async () => {
    const database = readdirSync(station.data).find((name) => /^register.*\.db$/.test(name)) ?? ''
    writeFileSync(path.join(station.data, database), 'cut')
    const ended = await station.withData(['check', ENP, '--now', NOW])
    expect(ended.code).toBe(12)
    expect(answerOf(ended)).toMatchObject({ reasons: [{ code: 'register-damaged' }], checkId: expect.any(String) })
    const register = await station.withData(['register'])
    expect(register).toMatchObject({ code: 3, stdout: '' })
    expect(register.stderr).toMatch(/register-damaged[^]*desk load/)
  })

  test('loading again mends it', async () => {
    expect((await station.withData(['load', file])).code).toBe(0)
    expect((await station.withData(['check', ENP, '--now', NOW])).code).toBe(0)
  })

  test('a damaged journal is an answer without proof, exit 12, with the cause in words', async () => {
    writeFileSync(path.join(station.data, 'journal.db'), 'cut')
    const ended = await station.withData(['check', ENP, '--now', NOW])
    expect(ended.code).toBe(12)
    expect(answerOf(ended)).toMatchObject({ outcome: 'not-checked', reasons: [{ code: 'proof-not-written' }], checkId: null })
    expect(ended.stderr).toContain('database-damaged')
  })
})

describe('the pure verbs', () => {
  test('read --lines', async () => {
    const lines: (string | object | Uint8Array)[] = [
      { text: ENP },
      { hex: S1 },
      { hex: S1.slice(2) },
      { text: 'AB 123', as: 'document:9' },
      { also: [ENP] },
      'null',
      '[1]',
      { text: 5 },
    ]
    const text = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')
    const input = Buffer.concat([
      Buffer.from(text, 'utf8'),
      new Uint8Array([0xcf, 0x0a]),
      Buffer.from(JSON.stringify({ text: '' }), 'utf8'),
    ])
    const ended = await station.desk(['read', '--lines'], input)
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    const kinds = answersOf(ended).map((answer) => ('error' in answer ? 'error' : answer['kind']))
    expect(kinds).toEqual([
      'enp',
      'policy-barcode',
      'unrecognised',
      'document',
      'error',
      'error',
      'error',
      'error',
      'error',
      'unrecognised',
    ])
  })

  test('read --hex gives the barcode of the format description', async () => {
    const ended = await station.desk(['read', '--hex', S1])
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(answerOf(ended)).toMatchObject({
      kind: 'policy-barcode',
      enp: ENP,
      familyName: 'ИВАНОВ',
      birthDate: '1985-03-15',
      expires: null,
      sex: 'male',
    })
  })

  test('pictures of codes', async () => {
    const pictures = { policy: await codePng(policyPayloads.S1, { format: 'PDF417' }), number: await codePng(ENP, { format: 'QRCode' }) }
    const lines = Object.entries(pictures).map(([name, content]) => {
      const place = path.join(station.folder, `${name}.png`)
      writeFileSync(place, content)
      return JSON.stringify({ image: place })
    })
    const ended = await station.desk(['read', '--lines'], lines.join('\n'))
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(answersOf(ended)).toMatchObject([
      { kind: 'policy-barcode', enp: ENP, familyName: 'ИВАНОВ', picture: { codes: [{ format: 'PDF417', bytes: 130 }] } },
      {
        kind: 'enp',
        enp: ENP,
        picture: {
          codes: [{ format: 'QRCode', engine: 'wasm', bytes: 16 }],
          effort: expect.arrayContaining([expect.objectContaining({ engine: 'wasm', codes: 1 })]),
        },
      },
    ])
  })

  test('a picture that is none is an answer, with the next step in words', async () => {
    const picture = path.join(station.folder, 'no-picture.png')
    writeFileSync(picture, 'text')
    const ended = await station.desk(['read', '--image', picture])
    expect(ended.code).toBe(0)
    expect(answerOf(ended)).toMatchObject({ kind: 'unrecognised', reason: 'misread', detail: 'image-unreadable' })
    expect(ended.stderr).toMatch(/image-unreadable[^]*PNG/)
  })

  test('verdict judges a facts file by the exit code of its outcome, and garbage is never covered', async () => {
    const facts = path.join(station.folder, 'facts.json')
    writeFileSync(facts, '{}')
    const ended = await station.desk(['verdict', '--facts', facts])
    expect(ended).toMatchObject({ code: 12, stderr: '' })
    expect(answerOf(ended)).toMatchObject({ outcome: 'not-checked', reasons: [{ code: 'fact-missing' }] })
  })

  test('verdict --lines answers every line', async () => {
    const ended = await station.desk(['verdict', '--lines', '--lang', 'en'], '{}\nnonsense\n[]\n')
    expect(ended.code).toBe(0)
    expect(answersOf(ended)).toMatchObject([
      { outcome: 'not-checked', language: 'en' },
      { error: { code: 'bad-input' } },
      { outcome: 'not-checked' },
    ])
  })

  test('help tells the verbs and the exit codes', async () => {
    const ended = await station.desk(['help'])
    expect(ended.code).toBe(0)
    for (const verb of ['read', 'check', 'verdict', 'demo', 'load', 'register', 'settings', 'bench']) expect(ended.stdout).toContain(verb)
  })

  test('an unknown verb and an unknown option give exit code 2 and nothing on stdout', async () => {
    for (const args of [['chek'], ['check', '--colour']]) {
      const ended = await station.desk(args)
      expect(ended).toMatchObject({ code: 2, stdout: '' })
      expect(ended.stderr.trim().split('\n').length).toBeGreaterThanOrEqual(2)
    }
  })
})
