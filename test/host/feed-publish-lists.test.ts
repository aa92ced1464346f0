import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakePerson } from '../fakes/people.ts'
import { encodeText } from '../fakes/source-files.ts'
import { attachedRow } from '../unit/import/attached-rows.ts'
import { linesOf, valueOf } from '../unit/feed/publisher.ts'
import { answered, listPublication, NOW, rows, SCOPE } from './list-publication.ts'
import type { ListPublication } from './list-publication.ts'

let here: ListPublication
beforeEach(() => {
  here = listPublication()
})
afterEach(() => here.publisher.remove())

describe('lists of attached people', () => {
  it('are shown first, published once, and never go back', async () => {
    const first = here.list('MO10000120240801.csv', [...rows(1, 5), attachedRow({ serial: 5 })])
    const dry = answered(await here.publish(...SCOPE, '--from', first, '--dry-run'))
    expect(dry).toMatchObject({
      outcome: 'dry-run',
      would: { insert: 5, change: 0, detach: 0, leave: 0, notMentioned: 0 },
      lists: [{ counts: { rows: 6, records: 5, duplicates: 1 }, validEnpShare: 1, births: { oldest: '1985-03-15', newest: '1985-03-15' } }],
    })
    expect(existsSync(here.publisher.feedFolder)).toBe(false)
    expect(readdirSync(here.publisher.stateFolder)).toEqual(['lock'])
    // Data of a day count from its beginning where the publisher is.
    expect(answered(await here.publish(...SCOPE, '--from', first))).toMatchObject({ asOf: '2024-07-31T21:00:00Z', changes: { added: 5 } })

    const twice = [here.list('MO10000120240802.csv', rows(1, 2)), here.list('MO10000120240802.txt', rows(1, 3))]
    const both = await here.publish(...twice.flatMap((file) => ['--from', file]))
    expect(both).toMatchObject({ code: 3, stderr: expect.stringContaining('mo1/00001, 20240802 0. [already-loaded]') })
    const again = await here.publish('--from', first)
    expect(again).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('[same-bytes]') })
    const sameDay = await here.publish('--from', here.list('MO10000120240801.csv', rows(1, 6)))
    expect(sameDay).toMatchObject({ code: 3, stderr: expect.stringContaining('Already loaded: mo1/00001, 20240801 0. [already-loaded]') })
    const older = here.list('MO10000120240731.csv', rows(1, 6))
    expect(await here.publish('--from', older, '--lang', 'ru')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('Старше загруженного'),
    })
    expect(
      answered(await here.publish('--from', older, '--accept', 'MO10000120240731.csv=older-than-loaded', '--reason', 'забыли')),
    ).toMatchObject({
      accepted: ['older-than-loaded'],
      changes: { added: 1 },
    })
    // What was passed once is passed: the newest one still counts.
    expect(await here.publish('--from', here.list('MO10000120240801.csv', rows(1, 7)))).toMatchObject({ code: 3 })

    const left = attachedRow({ serial: 1, to: '20240810' })
    const second = here.list('MO100001202408032.csv', [left, ...rows(2, 2), ...rows(8, 8)])
    const would = answered(await here.publish('--from', second, '--dry-run')).would
    expect(would).toEqual({ insert: 1, change: 0, detach: 1, leave: 0, notMentioned: 4 })
    const published = answered(await here.publish('--from', second))
    expect(published.changes).toMatchObject({ added: 1, changed: 1, left: 0, removed: 0 })
    expect(here.peopleOf().find(({ attachments }) => attachments[0]?.to === '2024-08-10')).toBeDefined()
    valueOf(await here.publisher.verify(1))
  })

  it('laid on a register keep its statuses and its age', async () => {
    const mine = fakePerson()
    const base = here.register('2024-08-10T00:00:00Z', [{}, { enp: null, familyName: 'ДРУГОЙ', policies: [], documents: [] }])
    answered(await here.publish('--from', base))
    const file = here.list('MO10000120240814.csv', [attachedRow({ serial: 1 }), attachedRow({ serial: 9 })])
    const answer = answered(await here.publish('--from', file))
    expect(answer).toMatchObject({ asOf: '2024-08-10T00:00:00Z', changes: { added: 1, changed: 1, notMentioned: 1 } })
    const attachments = [{ areaType: '1', clinicCode: '000001', area: '12', from: '2020-02-01', to: null, status: 'ДПП' }]
    expect(here.peopleOf().find(({ id }) => id === mine.id)).toMatchObject({ status: 'ДПП', policies: mine.policies, attachments })
    expect(here.publisher.listed().dataset).toMatchObject({ scope: 'register', version: '2024-08-10' })
    // A list with a wrong date of the future would shut out all that follow.
    const ahead = await here.publish('--from', here.list('MO10000120251103.csv', rows(1, 3)))
    expect(ahead).toMatchObject({ code: 3, stderr: expect.stringContaining('[source-from-future]') })
    // On the next register the same list is laid once more.
    const next = here.register('2024-08-14T00:00:00Z', [{}])
    expect(answered(await here.publish('--from', next, '--from', file, '--accept', 'people-fall', '--reason', 'проба'))).toMatchObject({
      asOf: '2024-08-14T00:00:00Z',
    })
    for (const option of [['--whole'], ['--as-of', NOW]]) {
      const refused = await here.publish('--from', here.list('MO10000120240815.csv', rows(1, 3)), ...option)
      expect(refused).toMatchObject({ code: 3, stderr: expect.stringContaining('[statuses-missing]') })
    }
  })

  it('with statuses are read by a profile of one’s own; only what is whole makes the statuses younger', async () => {
    const profile = path.resolve(import.meta.dirname, '../vectors/import/generic-table.profile.json')
    const head =
      'oip,enp,surname,name,patronymic,born,sex,state,died,merged,dost,policy,policy state,from,to,insurer,doc,series,number,snils,clinic,attached'
    const table = (day: string, ids: readonly string[]): string =>
      here.list(`people-${day}.csv`, [
        head,
        ...ids.map(
          (id) =>
            `${id},0056410834000014,ИВАНОВ,ИВАН,,1985-03-15,М,ДПП,,,,Ц,ДПП,2020-01-01,,00001,14,00 00,${id},,000001,2020-02-${day.slice(6)}`,
        ),
      ])
    const more = ['--profile', profile]
    expect(answered(await here.publish(...SCOPE, ...more, '--from', table('20240801', ['000000000001', '000000000002'])))).toMatchObject({
      asOf: '2024-07-31T21:00:00Z',
      changes: { added: 2 },
    })
    expect(answered(await here.publish(...more, '--from', table('20240802', ['000000000001'])))).toMatchObject({
      asOf: '2024-07-31T21:00:00Z',
      changes: { left: 0, notMentioned: 1 },
    })
    const third = table('20240803', ['000000000001'])
    expect(answered(await here.publish(...more, '--from', third, '--as-of', '2024-08-03T18:00:00Z'))).toMatchObject({
      asOf: '2024-08-03T18:00:00Z',
    })
    const whole = [...more, '--whole', '--from', table('20240804', ['000000000001'])]
    expect(await here.publish(...whole)).toMatchObject({ code: 3, stderr: expect.stringContaining('[people-fall]') })
    expect(answered(await here.publish(...whole, '--accept', 'people-fall', '--reason', 'передан участок'))).toMatchObject({
      asOf: '2024-08-03T21:00:00Z',
      changes: { left: 1 },
    })
  })

  it('bring classifiers along, which later registers leave alone', async () => {
    const head = '<?xml version="1.0" encoding="utf-8"?>'
    const insurers = here.fileOf(
      'insurers.xml',
      `${head}<packet><insCompany><smocod>00001</smocod><nam_smok>ПРИМЕР</nam_smok><hot_line>8 800</hot_line></insCompany></packet>`,
    )
    const documents = here.fileOf(
      'documents.xml',
      `${head}<packet><zap><IDDoc>14</IDDoc><DocName>Паспорт</DocName><DocSer/></zap></packet>`,
    )
    const base = here.register('2024-08-10T00:00:00Z', [{}])
    const answer = answered(await here.publish('--from', base, '--classifier', insurers, '--classifier', documents))
    expect(answer.classifiers).toMatchObject([
      { name: 'F002', records: 1 },
      { name: 'F011', records: 1 },
    ])
    expect([...linesOf(here.publisher).keys()].toSorted()).toEqual(['classifier F011/14', 'insurer 00001', 'person 000000000001'])
    expect(answered(await here.publish('--from', here.register('2024-08-11T00:00:00Z', [{}])))).toMatchObject({
      changes: { changed: 0, removed: 0 },
    })
    expect(await here.publish('--classifier', here.fileOf('x.xml', `${head}<packet><zap><X/></zap></packet>`))).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('[layout-unknown]'),
    })
  })

  it('say in words what is wrong, with a next step', async () => {
    const file = here.list('MO10000120240801.csv', rows(1, 3))
    const base = here.register('2024-08-10T00:00:00Z', [{}])
    const doubtful = here.fileOf(
      'MO10000120240805.csv',
      Buffer.concat([encodeText(`${rows(1, 3).join('\n')}\n`, 'ibm866'), encodeText(rows(4, 6).join('\n'), 'windows-1251')]),
    )
    const cases: readonly (readonly [readonly string[], number, string])[] = [
      [['--from', file], 3, '[scope-missing]'],
      [[...SCOPE, '--from', file, '--profile', 'mo9'], 2, 'mo1, mo2, prks, wq2'],
      [[...SCOPE, '--from', file, '--profile', here.fileOf('own.json', '{}')], 3, '[profile-unreadable]'],
      [[...SCOPE, '--from', file, '--profile', 'prks'], 3, '[name-unexpected]'],
      [[...SCOPE, '--from', here.list('people.csv', rows(1, 3))], 3, '[profile-unknown]'],
      [[...SCOPE, '--from', here.list('MO10000120251103.csv', rows(1, 3))], 3, '[source-from-future]'],
      [[...SCOPE, '--from', doubtful], 3, '--encoding windows-1251'],
      [['--from', path.join(here.publisher.feedFolder, 'register.jsonl')], 2, 'which others read'],
      [['--from', base, '--from', base], 2, 'several register files'],
      [['--from', base, '--whole'], 2, '--whole'],
      [['--from', base, '--accept', 'people-fall'], 2, '--reason'],
      [['--from', base, '--accept', 'так надо', '--reason', 'так надо'], 2, 'list-rejected'],
      [['--from', base, '--reason', 'так надо'], 2, '--accept'],
      [['--from', base, '--accept', 'x.csv=list-rejected', '--reason', 'так надо'], 2, 'x.csv'],
      [[...SCOPE, '--classifier', path.join(here.publisher.folder, 'nowhere.xml')], 3, '[file-unreadable]'],
    ]
    for (const [args, code, words] of cases) {
      const ended = await here.publish(...args)
      expect(ended.stderr, args.join(' ')).toContain(words)
      expect(ended, args.join(' ')).toMatchObject({ code, stdout: '' })
      expect(ended.stderr.trimEnd().split('\n').length, args.join(' ')).toBeGreaterThanOrEqual(2)
    }
    expect(existsSync(here.publisher.feedFolder)).toBe(false)
  })

  it('leave everything whole when they are stopped with Ctrl+C', async () => {
    answered(await here.publish('--from', here.register('2024-08-10T00:00:00Z', [{}])))
    const file = here.list('MO10000120240814.csv', rows(1, 150))
    const main = path.resolve(import.meta.dirname, '../../src-main/hosts/cli/main.ts')
    const child = spawn(process.execPath, [main, ...here.publishArgs(['--from', file])], { stdio: 'ignore' })
    const over = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)))
    // In the middle of its work: that file is there from the first record to the last comparison.
    const look = setInterval(() => {
      if (existsSync(path.join(here.publisher.stateFolder, 'buckets.work'))) child.kill('SIGINT')
    }, 2)
    expect(await over).toBe('SIGINT')
    clearInterval(look)
    expect(valueOf(await here.publisher.verify(1))).toMatchObject({ sequence: 1 })
    expect(answered(await here.publish('--from', file))).toMatchObject({ changes: { added: 149, changed: 1 } })
    valueOf(await here.publisher.verify(1))
  }, 120_000)
})
