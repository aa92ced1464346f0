import { existsSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dryRun } from '../../../src-main/import/dry-run.ts'
import type { DryRunReport } from '../../../src-main/import/dry-run.ts'
import { importSource } from '../../../src-main/import/import-source.ts'
import type { ImportOutcome } from '../../../src-main/import/outcome.ts'
import { parseProfile } from '../../../src-main/import/profile.ts'
import { createQuarantineFile } from '../../../src-main/import/quarantine-file.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import { attachedRow } from './attached-rows.ts'
import { builtIn, TODAY, withFile } from './import-file.ts'

const NAME = 'MO10000120240801.csv'
const digest = (person: Person) => JSON.stringify(person)
const fullList = parseProfile({ ...builtIn('mo1'), content: 'full-list' })

function runDry(text: string, published: Readonly<Record<string, string>>, isFull = false): Promise<DryRunReport> {
  const profile = isFull && fullList.ok ? fullList.value : builtIn('mo1')
  return withFile(NAME, Buffer.from(text), (file) =>
    dryRun(importSource({ file, profile, today: TODAY }), {
      published: { digestOf: (id) => published[id] ?? null, count: Object.keys(published).length },
      digest,
    }),
  )
}

async function peopleIn(text: string): Promise<Readonly<Record<string, string>>> {
  const outcomes: ImportOutcome[] = []
  await withFile(NAME, Buffer.from(text), async (file) => {
    for await (const one of importSource({ file, profile: builtIn('mo1'), today: TODAY })) outcomes.push(one)
  })
  const people = outcomes.flatMap((one) => (one.kind === 'record' && 'person' in one.record ? [one.record.person] : []))
  return Object.fromEntries(people.map((person) => [person.id, digest(person)]))
}

describe('a dry run', () => {
  it('tells what an import would do to what is published', async () => {
    const before = [1, 2, 3, 4].map((serial) => attachedRow({ serial })).join('\n')
    const published = { ...(await peopleIn(before)), '0000000000000000': 'somebody else' }
    const now = [
      attachedRow({ serial: 1 }),
      attachedRow({ serial: 2, familyName: 'ПЕТРОВ' }),
      attachedRow({ serial: 3, to: '20240731' }),
      attachedRow({ serial: 4, to: '20240901', from: '20190101' }),
      attachedRow({ serial: 5, birthDate: '2001-02-03' }),
      attachedRow({ serial: 5, birthDate: '2001-02-03', familyName: 'ДРУГОЙ', from: '20190101' }),
      attachedRow({ serial: 6, enp: '0056410834000015' }),
      'a;b',
    ].join('\n')
    const report = await runDry(now, published)
    expect(report).toMatchObject({
      refusal: null,
      counts: { rows: 8, records: 5, duplicates: 1, merged: 0, rejected: 2, brake: false },
      insert: 1,
      change: 2,
      unchanged: 1,
      detach: 1,
      notMentioned: null,
      differingDuplicates: 1,
      rejectedByReason: { 'enp-check-digit': 1, 'field-count': 1 },
      rejections: [
        { place: { line: 7, record: 7 }, field: 'enp', reason: 'enp-check-digit', rows: 1 },
        { place: { line: 8, record: 8 }, field: null, reason: 'field-count', rows: 1 },
      ],
      births: { oldest: '1985-03-15', newest: '2001-02-03' },
      attachments: { oldest: '2019-01-01', newest: '2020-02-01' },
    })
    expect(report.validEnpShare).toBeCloseTo(5 / 7)
    expect((await runDry(now, published, true)).notMentioned).toBe(1)
  })

  it('counts warnings and lists a hundred rejections at most', async () => {
    const bad = Array.from({ length: 150 }, () => attachedRow({ serial: 2, enp: '1' }))
    const report = await runDry([attachedRow({ serial: 1, familyName: 'ИBАНОВ' }), ...bad].join('\n'), {})
    expect(report).toMatchObject({ counts: { rejected: 150, brake: true }, warnings: { 'look-alikes-in-name': 1 } })
    expect(report.rejections).toHaveLength(100)
  })

  it('gives the refusal of a file that cannot be read', async () => {
    expect(await runDry('', {})).toMatchObject({ refusal: { code: 'file-empty' }, source: null, counts: { rows: 0 }, insert: 0 })
  })
})

describe('the list of rejected rows', () => {
  it('has where and why, and nothing of the rows; it has its name when it is complete', async () => {
    const text = [
      attachedRow({ serial: 1 }),
      attachedRow({ serial: 2, enp: '1', familyName: 'СЕКРЕТОВ' }),
      attachedRow({ serial: 3 }),
    ].join('\n')
    await withFile(NAME, Buffer.from(text), async (file) => {
      const list = `${file}.rejected`
      let started = null
      for await (const outcome of importSource({ file, profile: builtIn('mo1'), today: TODAY })) {
        if (outcome.kind === 'source') started = await createQuarantineFile(list, outcome.source)
        if (outcome.kind === 'rejected') await started?.add(outcome)
        expect(existsSync(list)).toBe(false)
      }
      expect(await started?.finish()).toEqual({ listed: 1, unlisted: 0 })
      const written = readFileSync(list, 'utf8')
      expect(written).not.toContain('СЕКРЕТОВ')
      expect(
        written
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ).toEqual([
        { profile: 'mo1', file: NAME, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), asOf: '2024-08-01' },
        { line: 2, record: 2, field: 'enp', reason: 'enp-format', rows: 1 },
      ])
      if (process.platform !== 'win32') expect(statSync(list).mode & 0o077).toBe(0)
    })
  })

  it('leaves nothing behind when it is given up', async () => {
    await withFile(NAME, Buffer.from('x'), async (file) => {
      const list = await createQuarantineFile(`${file}.rejected`, { profile: 'mo1', file: NAME, sha256: '', asOf: '2024-08-01' })
      await list.abort()
      expect([existsSync(`${file}.rejected`), existsSync(`${file}.rejected.part`)]).toEqual([false, false])
    })
  })
})
