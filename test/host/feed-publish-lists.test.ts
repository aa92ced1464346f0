import { spawn } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { encodingNames } from '../../src-main/import/encoding.ts'
import { NOT_CARRIED } from '../../src-main/import/read-policy.ts'
import { personSchema } from '../../src-shared/register/person.ts'
import type { Person } from '../../src-shared/register/person.ts'
import { fakeInsurer, fakePerson } from '../fakes/people.ts'
import { encodeText } from '../fakes/source-files.ts'
import { attachedRow } from '../unit/import/attached-rows.ts'
import { linesOf, testPublisher, valueOf } from '../unit/feed/publisher.ts'
import type { TestPublisher } from '../unit/feed/publisher.ts'
import badRows from '../vectors/import/bad-rows.json' with { type: 'json' }
import { deskHere } from './desk-here.ts'
import { answerOf, answersOf } from './run-desk.ts'
import type { Ended } from './run-desk.ts'

const encodingSchema = z.enum(encodingNames)
const vectors = z
  .array(
    z.strictObject({
      name: z.string(),
      file: z.string(),
      encoding: encodingSchema,
      /** A line alone in another encoding says so. */
      lines: z.array(z.union([z.string(), z.strictObject({ encoding: encodingSchema, text: z.string() })])),
      /** Line, field or `row`, reason. */
      setAside: z.array(z.string()),
      warnings: z.record(z.string(), z.number()),
      /** ENP and family name of everybody who is published. */
      published: z.array(z.string()),
    }),
  )
  .parse(badRows)

/** The parts of an answer that are looked at here. */
const answerSchema = z.object({
  outcome: z.string(),
  asOf: z.string(),
  changes: z.record(z.string(), z.number()),
  accepted: z.array(z.string()),
  held: z.array(z.object({ code: z.string() })),
  would: z.record(z.string(), z.number()).optional(),
  lists: z.array(
    z.object({
      source: z.object({ file: z.string(), encoding: z.string() }),
      counts: z.object({ rows: z.number(), records: z.number(), duplicates: z.number(), rejected: z.number(), brake: z.boolean() }),
      warnings: z.record(z.string(), z.number()),
      validEnpShare: z.number(),
      births: z.object({ oldest: z.string(), newest: z.string() }),
    }),
  ),
  classifiers: z.array(z.object({ name: z.string(), records: z.number() })),
  setAside: z.array(z.object({ file: z.string(), line: z.number().nullable(), field: z.string().nullable(), reason: z.string() })),
  quarantine: z.object({ path: z.string(), listed: z.number() }).nullable(),
})

let publisher: TestPublisher
beforeEach(() => {
  publisher = testPublisher('demo-lists')
})
afterEach(() => publisher.remove())

/** The night of which `publisher.verify(1)` speaks. */
const NOW = '2025-11-02T03:00:00Z'
const SCOPE = ['--scope', 'attached people of an invented clinic']

function fileOf(name: string, bytes: Uint8Array | string): string {
  const file = path.join(publisher.folder, name)
  writeFileSync(file, bytes)
  return file
}

function publishArgs(more: readonly string[]): string[] {
  const { keyFolder, stateFolder, feedFolder } = publisher
  const folders = ['--keys', keyFolder, '--state', stateFolder, '--to', feedFolder]
  return ['feed', 'publish', ...folders, '--tz', 'Europe/Moscow', '--now', NOW, ...more]
}

function publish(...more: string[]): Promise<Ended> {
  return deskHere(publishArgs(more))
}

function answered(ended: Ended): z.infer<typeof answerSchema> {
  if (ended.code !== 0) throw new Error(ended.stderr)
  return answerSchema.parse(answerOf(ended))
}

/** A register in JSON Lines, with ids of its own. */
function register(asOf: string, people: readonly Partial<Person>[]): string {
  const header = { schemaVersion: 1, dataset: 'demo-lists', scope: 'register', version: asOf.slice(0, 10), asOf }
  const records = people.map((changes, index) => ({ person: fakePerson({ id: String(index + 1).padStart(12, '0'), ...changes }) }))
  return fileOf(
    `register-${asOf.slice(0, 10)}.jsonl`,
    [header, { insurer: fakeInsurer }, ...records].map((line) => `${JSON.stringify(line)}\n`).join(''),
  )
}

const rows = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_none, index) => attachedRow({ serial: from + index }))
const list = (name: string, lines: readonly string[]): string => fileOf(name, lines.join('\r\n'))
const peopleOf = (): Person[] =>
  [...linesOf(publisher).values()].filter(({ entity }) => entity === 'person').map(({ record }) => personSchema.parse(record))

describe('real-looking files with bad rows', () => {
  it('are published without these, which are listed with file and line, and sealed as they came', async () => {
    const files = vectors.map(({ file, encoding, lines }) => {
      const bytes = lines.map((line) => (typeof line === 'string' ? encodeText(line, encoding) : encodeText(line.text, line.encoding)))
      return fileOf(file, Buffer.concat(bytes.flatMap((line) => [line, Buffer.from('\r\n')])))
    })
    const ended = await publish(...SCOPE, ...files.flatMap((file) => ['--from', file]))
    const answer = answered(ended)
    for (const { name, file, encoding, setAside, warnings } of vectors) {
      const found = answer.setAside
        .filter((row) => row.file === file)
        .map(({ line, field, reason }) => `${line} ${field ?? 'row'} ${reason}`)
      expect(found, name).toEqual(setAside)
      const report = answer.lists.find(({ source }) => source.file === file)
      expect(report, name).toMatchObject({ source: { encoding }, warnings, counts: { rejected: setAside.length, brake: false } })
    }
    const published = peopleOf().map(({ enp, familyName }) => `${enp} ${familyName}`)
    expect(published.toSorted()).toEqual(vectors.flatMap((vector) => vector.published).toSorted())
    for (const person of peopleOf()) expect(person).toMatchObject({ status: NOT_CARRIED, policies: [] })
    valueOf(await publisher.verify(1))

    expect(ended.stderr).toContain('PRKS00001M000001_24081.xml, line 4, enp: the check digit of the ENP is wrong [enp-check-digit]')
    expect(ended.stdout + ended.stderr).not.toContain('ИВАН')
    const sealed = answer.quarantine?.path ?? ''
    expect(readFileSync(sealed).includes(Buffer.from('0056410834007019'))).toBe(false)
    const shown = answersOf(await deskHere(['feed', 'quarantine', sealed, '--keys', publisher.keyFolder]))
    expect(shown.at(-1)).toEqual({ listed: answer.setAside.length, unlisted: 0 })
    expect(shown.find(({ reason }) => reason === 'enp-zero-lost')).toMatchObject({
      profile: 'mo1',
      line: 2,
      raw: expect.arrayContaining(['ИВАНОВ', 'Г. ПРИМЕРОВ']),
    })
    const other = testPublisher('demo-other')
    const wrong = await deskHere(['feed', 'quarantine', sealed, '--keys', other.keyFolder])
    other.remove()
    expect(wrong).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('[quarantine-unreadable]') })
  })

  it('wait as a whole when more than one row in a hundred is bad, until somebody gives a reason', async () => {
    const bad = Array.from({ length: 11 }, (_none, index) => attachedRow({ serial: 200 + index, enp: '1' }))
    const file = list('MO10000120240801.csv', [...rows(1, 100), ...bad])
    const held = await publish(...SCOPE, '--from', file)
    expect(held).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('11 of 111 rows are rejected. [list-rejected]') })
    expect(held.stderr).toContain('MO10000120240801.csv, line 101, enp: the ENP is not 16 digits [enp-format]')
    expect(existsSync(publisher.feedFolder)).toBe(false)
    expect(readdirSync(path.join(publisher.stateFolder, 'quarantine'))).toHaveLength(1)
    expect(answered(await publish(...SCOPE, '--from', file, '--accept', 'сверено'))).toMatchObject({ accepted: ['list-rejected'] })
  })
})

describe('lists of attached people', () => {
  it('are shown first, published once, and never go back', async () => {
    const first = list('MO10000120240801.csv', [...rows(1, 5), attachedRow({ serial: 5 })])
    const dry = answered(await publish(...SCOPE, '--from', first, '--dry-run'))
    expect(dry).toMatchObject({
      outcome: 'dry-run',
      would: { insert: 5, change: 0, detach: 0, leave: 0, notMentioned: 0 },
      lists: [{ counts: { rows: 6, records: 5, duplicates: 1 }, validEnpShare: 1, births: { oldest: '1985-03-15', newest: '1985-03-15' } }],
    })
    expect(existsSync(publisher.feedFolder)).toBe(false)
    expect(readdirSync(publisher.stateFolder)).toEqual(['lock'])
    // Data of a day count from its beginning where the publisher is.
    expect(answered(await publish(...SCOPE, '--from', first))).toMatchObject({ asOf: '2024-07-31T21:00:00Z', changes: { added: 5 } })

    const again = await publish('--from', first)
    expect(again).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('[same-bytes]') })
    const sameDay = await publish('--from', list('MO10000120240801.csv', rows(1, 6)))
    expect(sameDay).toMatchObject({ code: 3, stderr: expect.stringContaining('Already loaded: mo1/00001, 20240801 0. [already-loaded]') })
    const older = list('MO10000120240731.csv', rows(1, 6))
    expect(await publish('--from', older, '--lang', 'ru')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('Старше загруженного'),
    })
    expect(answered(await publish('--from', older, '--accept', 'забыли'))).toMatchObject({
      accepted: ['older-than-loaded'],
      changes: { added: 1 },
    })
    // What was passed once is passed: the newest one still counts.
    expect(await publish('--from', list('MO10000120240801.csv', rows(1, 7)))).toMatchObject({ code: 3 })

    const left = attachedRow({ serial: 1, to: '20240810' })
    const second = list('MO100001202408032.csv', [left, ...rows(2, 2), ...rows(8, 8)])
    const would = answered(await publish('--from', second, '--dry-run')).would
    expect(would).toEqual({ insert: 1, change: 0, detach: 1, leave: 0, notMentioned: 4 })
    const published = answered(await publish('--from', second))
    expect(published.changes).toMatchObject({ added: 1, changed: 1, left: 0, removed: 0 })
    expect(peopleOf().find(({ attachments }) => attachments[0]?.to === '2024-08-10')).toBeDefined()
    valueOf(await publisher.verify(1))
  })

  it('laid on a register keep its statuses and its age', async () => {
    const mine = fakePerson()
    const base = register('2024-08-10T00:00:00Z', [{}, { enp: null, familyName: 'ДРУГОЙ', policies: [], documents: [] }])
    answered(await publish('--from', base))
    const file = list('MO10000120240814.csv', [attachedRow({ serial: 1 }), attachedRow({ serial: 9 })])
    const answer = answered(await publish('--from', file))
    expect(answer).toMatchObject({ asOf: '2024-08-10T00:00:00Z', changes: { added: 1, changed: 1, notMentioned: 1 } })
    const attachments = [{ areaType: '1', clinicCode: '000001', area: '12', from: '2020-02-01', to: null, status: 'ДПП' }]
    expect(peopleOf().find(({ id }) => id === mine.id)).toMatchObject({ status: 'ДПП', policies: mine.policies, attachments })
    expect(publisher.listed().dataset).toMatchObject({ scope: 'register', version: '2024-08-10' })
    // A list with a wrong date of the future would shut out all that follow.
    const ahead = await publish('--from', list('MO10000120251103.csv', rows(1, 3)))
    expect(ahead).toMatchObject({ code: 3, stderr: expect.stringContaining('[source-from-future]') })
    // On the next register the same list is laid once more.
    const next = register('2024-08-14T00:00:00Z', [{}])
    expect(answered(await publish('--from', next, '--from', file, '--accept', 'проба'))).toMatchObject({ asOf: '2024-08-14T00:00:00Z' })
    for (const option of [['--whole'], ['--as-of', NOW]]) {
      const refused = await publish('--from', list('MO10000120240815.csv', rows(1, 3)), ...option)
      expect(refused).toMatchObject({ code: 3, stderr: expect.stringContaining('[statuses-missing]') })
    }
  })

  it('with statuses are read by a profile of one’s own; only what is whole makes the statuses younger', async () => {
    const profile = path.resolve(import.meta.dirname, '../vectors/import/generic-table.profile.json')
    const head =
      'oip,enp,surname,name,patronymic,born,sex,state,died,merged,dost,policy,policy state,from,to,insurer,doc,series,number,snils,clinic,attached'
    const table = (day: string, ids: readonly string[]): string =>
      list(`people-${day}.csv`, [
        head,
        ...ids.map(
          (id) =>
            `${id},0056410834000014,ИВАНОВ,ИВАН,,1985-03-15,М,ДПП,,,,Ц,ДПП,2020-01-01,,00001,14,00 00,${id},,000001,2020-02-${day.slice(6)}`,
        ),
      ])
    const more = ['--profile', profile]
    expect(answered(await publish(...SCOPE, ...more, '--from', table('20240801', ['000000000001', '000000000002'])))).toMatchObject({
      asOf: '2024-07-31T21:00:00Z',
      changes: { added: 2 },
    })
    expect(answered(await publish(...more, '--from', table('20240802', ['000000000001'])))).toMatchObject({
      asOf: '2024-07-31T21:00:00Z',
      changes: { left: 0, notMentioned: 1 },
    })
    const third = table('20240803', ['000000000001'])
    expect(answered(await publish(...more, '--from', third, '--as-of', '2024-08-03T18:00:00Z'))).toMatchObject({
      asOf: '2024-08-03T18:00:00Z',
    })
    const whole = [...more, '--whole', '--from', table('20240804', ['000000000001'])]
    expect(await publish(...whole)).toMatchObject({ code: 3, stderr: expect.stringContaining('[people-fall]') })
    expect(answered(await publish(...whole, '--accept', 'передан участок'))).toMatchObject({
      asOf: '2024-08-03T21:00:00Z',
      changes: { left: 1 },
    })
  })

  it('bring classifiers along, which later registers leave alone', async () => {
    const head = '<?xml version="1.0" encoding="utf-8"?>'
    const insurers = fileOf(
      'insurers.xml',
      `${head}<packet><insCompany><smocod>00001</smocod><nam_smok>ПРИМЕР</nam_smok><hot_line>8 800</hot_line></insCompany></packet>`,
    )
    const documents = fileOf('documents.xml', `${head}<packet><zap><IDDoc>14</IDDoc><DocName>Паспорт</DocName><DocSer/></zap></packet>`)
    const base = register('2024-08-10T00:00:00Z', [{}])
    const answer = answered(await publish('--from', base, '--classifier', insurers, '--classifier', documents))
    expect(answer.classifiers).toMatchObject([
      { name: 'F002', records: 1 },
      { name: 'F011', records: 1 },
    ])
    expect([...linesOf(publisher).keys()].toSorted()).toEqual(['classifier F011/14', 'insurer 00001', 'person 000000000001'])
    expect(answered(await publish('--from', register('2024-08-11T00:00:00Z', [{}])))).toMatchObject({ changes: { changed: 0, removed: 0 } })
    expect(await publish('--classifier', fileOf('x.xml', `${head}<packet><zap><X/></zap></packet>`))).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('[layout-unknown]'),
    })
  })

  it('say in words what is wrong, with a next step', async () => {
    const file = list('MO10000120240801.csv', rows(1, 3))
    const base = register('2024-08-10T00:00:00Z', [{}])
    const doubtful = fileOf(
      'MO10000120240805.csv',
      Buffer.concat([encodeText(`${rows(1, 3).join('\n')}\n`, 'ibm866'), encodeText(rows(4, 6).join('\n'), 'windows-1251')]),
    )
    const cases: readonly (readonly [readonly string[], number, string])[] = [
      [['--from', file], 3, '[scope-missing]'],
      [[...SCOPE, '--from', file, '--profile', 'mo9'], 2, 'mo1, mo2, prks, wq2'],
      [[...SCOPE, '--from', file, '--profile', fileOf('own.json', '{}')], 3, '[profile-unreadable]'],
      [[...SCOPE, '--from', file, '--profile', 'prks'], 3, '[name-unexpected]'],
      [[...SCOPE, '--from', list('people.csv', rows(1, 3))], 3, '[profile-unknown]'],
      [[...SCOPE, '--from', list('MO10000120251103.csv', rows(1, 3))], 3, '[source-from-future]'],
      [[...SCOPE, '--from', doubtful], 3, '--encoding windows-1251'],
      [['--from', base, '--from', base], 2, 'several register files'],
      [['--from', base, '--whole'], 2, '--whole'],
      [[...SCOPE, '--classifier', path.join(publisher.folder, 'nowhere.xml')], 3, '[file-unreadable]'],
    ]
    for (const [args, code, words] of cases) {
      const ended = await publish(...args)
      expect(ended.stderr, args.join(' ')).toContain(words)
      expect(ended, args.join(' ')).toMatchObject({ code, stdout: '' })
      expect(ended.stderr.trimEnd().split('\n').length, args.join(' ')).toBeGreaterThanOrEqual(2)
    }
    expect(existsSync(publisher.feedFolder)).toBe(false)
  })

  it('leave everything whole when they are stopped with Ctrl+C', async () => {
    answered(await publish('--from', register('2024-08-10T00:00:00Z', [{}])))
    const file = list('MO10000120240814.csv', rows(1, 150))
    const main = path.resolve(import.meta.dirname, '../../src-main/hosts/cli/main.ts')
    const child = spawn(process.execPath, [main, ...publishArgs(['--from', file])], { stdio: 'ignore' })
    const over = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)))
    // In the middle of its work: that file is there from the first record to the last comparison.
    const look = setInterval(() => {
      if (existsSync(path.join(publisher.stateFolder, 'buckets.work'))) child.kill('SIGINT')
    }, 2)
    expect(await over).toBe('SIGINT')
    clearInterval(look)
    expect(valueOf(await publisher.verify(1))).toMatchObject({ sequence: 1 })
    expect(answered(await publish('--from', file))).toMatchObject({ changes: { added: 149, changed: 1 } })
    valueOf(await publisher.verify(1))
  }, 120_000)
})
