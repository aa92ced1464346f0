import { appendFileSync, existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { encodingNames } from '../../src-main/import/encoding.ts'
import { NOT_CARRIED } from '../../src-main/import/read-policy.ts'
import { encodeText } from '../fakes/source-files.ts'
import { testPublisher, valueOf } from '../unit/feed/publisher.ts'
import { attachedRow } from '../unit/import/attached-rows.ts'
import badRows from '../vectors/import/bad-rows.json' with { type: 'json' }
import { deskHere } from './desk-here.ts'
import { answered, listPublication, rows, SCOPE } from './list-publication.ts'
import type { ListPublication } from './list-publication.ts'
import { answersOf } from './run-desk.ts'

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

let here: ListPublication
beforeEach(() => {
  here = listPublication()
})
afterEach(() => here.publisher.remove())

describe('real-looking files with bad rows', () => {
  it('are published without these, which are listed with file and line, and sealed as they came', async () => {
    const files = vectors.map(({ file, encoding, lines }) => {
      const bytes = lines.map((line) => (typeof line === 'string' ? encodeText(line, encoding) : encodeText(line.text, line.encoding)))
      return here.fileOf(file, Buffer.concat(bytes.flatMap((line) => [line, Buffer.from('\r\n')])))
    })
    const ended = await here.publish(...SCOPE, ...files.flatMap((file) => ['--from', file]))
    const answer = answered(ended)
    for (const { name, file, encoding, setAside, warnings } of vectors) {
      const found = answer.setAside
        .filter((row) => row.file === file)
        .map(({ line, field, reason }) => `${line} ${field ?? 'row'} ${reason}`)
      expect(found, name).toEqual(setAside)
      const report = answer.lists.find(({ source }) => source.file === file)
      expect(report, name).toMatchObject({ source: { encoding }, warnings, counts: { rejected: setAside.length, brake: false } })
    }
    const published = here.peopleOf().map(({ enp, familyName }) => `${enp} ${familyName}`)
    expect(published.toSorted()).toEqual(vectors.flatMap((vector) => vector.published).toSorted())
    for (const person of here.peopleOf()) expect(person).toMatchObject({ status: NOT_CARRIED, policies: [] })
    valueOf(await here.publisher.verify(1))

    expect(ended.stderr).toContain('PRKS00001M000001_24081.xml, line 4, enp: the check digit of the ENP is wrong [enp-check-digit]')
    expect(ended.stdout + ended.stderr).not.toContain('ИВАН')
    const sealed = answer.quarantine?.path ?? ''
    expect(readFileSync(sealed).includes(Buffer.from('0056410834007019'))).toBe(false)
    const shown = answersOf(await deskHere(['feed', 'quarantine', sealed, '--keys', here.publisher.keyFolder]))
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

  it('are told of a register in JSON Lines too', async () => {
    const base = here.register('2024-08-10T00:00:00Z', [{}, { enp: '0056410834000015' }])
    appendFileSync(base, '\n{"person":{"id":"000000000003"\n')
    const { setAside, quarantine } = answered(await here.publish('--from', base))
    expect(setAside).toMatchObject([
      { file: 'register-2024-08-10.jsonl', line: 4, reason: 'enp-check-digit' },
      { file: 'register-2024-08-10.jsonl', line: 6, reason: 'not-json' },
    ])
    const shown = answersOf(await deskHere(['feed', 'quarantine', quarantine?.path ?? '', '--keys', here.publisher.keyFolder]))
    expect(shown[1]).toMatchObject({ line: 6, raw: ['{"person":{"id":"000000000003"'] })
  })

  it('wait as a whole when more than one row in a hundred is bad, until somebody gives a reason', async () => {
    const bad = Array.from({ length: 11 }, (_none, index) => attachedRow({ serial: 200 + index, enp: '1' }))
    const file = here.list('MO10000120240801.csv', [...rows(1, 100), ...bad])
    const held = await here.publish(...SCOPE, '--from', file)
    expect(held).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('11 of 111 rows are rejected. [list-rejected]') })
    expect(held.stderr).toContain('MO10000120240801.csv, line 101, enp: the ENP is not 16 digits [enp-format]')
    expect(existsSync(here.publisher.feedFolder)).toBe(false)
    expect(readdirSync(path.join(here.publisher.stateFolder, 'quarantine'))).toHaveLength(1)
    expect(
      answered(await here.publish(...SCOPE, '--from', file, '--accept', 'MO10000120240801.csv=list-rejected', '--reason', 'сверено')),
    ).toMatchObject({ accepted: ['list-rejected'] })
  })

  it('wait too where one number stands in the rows of several people, all but one of whom would be lost', async () => {
    const shared = Array.from({ length: 12 }, (_none, index) =>
      attachedRow({ serial: 200, document: '', familyName: `ИВАНОВ${'АБВГДЕЖЗИКЛМ'[index]}` }),
    )
    const file = here.list('MO10000120240801.csv', [...rows(1, 100), ...shared])
    const held = await here.publish(...SCOPE, '--from', file)
    expect(held).toMatchObject({ code: 3, stderr: expect.stringContaining('11 of 112 rows are rejected. [list-rejected]') })
    expect(held.stderr).toContain('MO10000120240801.csv, line 111: another row of the file has this number')
    const { setAside } = answered(
      await here.publish(...SCOPE, '--from', file, '--accept', 'MO10000120240801.csv=list-rejected', '--reason', 'сверено'),
    )
    expect(setAside.map(({ line }) => line).toReversed()).toEqual(shared.slice(1).map((_none, index) => index + 101))
  })
})
