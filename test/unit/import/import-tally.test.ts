import { describe, expect, it } from 'vitest'
import { importSource } from '../../../src-main/import/import-source.ts'
import type { ImportOptions } from '../../../src-main/import/import-source.ts'
import { createImportTally } from '../../../src-main/import/import-tally.ts'
import type { ImportReport } from '../../../src-main/import/import-tally.ts'
import type { RefusalCode } from '../../../src-main/import/outcome.ts'
import { attachedRow } from './attached-rows.ts'
import { builtIn, importBytes, TODAY, withFile } from './import-file.ts'

const NAME = 'MO10000120240801.csv'

async function reportOf(lines: readonly string[]): Promise<ImportReport> {
  const tally = createImportTally()
  for (const outcome of await importBytes(NAME, Buffer.from(lines.join('\n')))) tally.add(outcome)
  return tally.report()
}

describe('the report of an import', () => {
  it('counts every row, lists what was rejected with its line, and tells how good the rest is', async () => {
    const report = await reportOf([
      attachedRow({ serial: 1 }),
      attachedRow({ serial: 5, birthDate: '2001-02-03' }),
      attachedRow({ serial: 5, birthDate: '2001-02-03', familyName: 'ДРУГОЙ', from: '20190101' }),
      attachedRow({ serial: 6, enp: '0056410834000015' }),
      attachedRow({ serial: 7, familyName: 'ИBАНОВ', from: '20190101' }),
      'a;b',
    ])
    expect(report).toMatchObject({
      source: { file: NAME, carriesIds: false, carriesPolicies: false },
      counts: { rows: 6, records: 3, duplicates: 1, merged: 0, rejected: 2, brake: false },
      differingDuplicates: 1,
      rejectedByReason: { 'enp-check-digit': 1, 'field-count': 1 },
      rejections: [
        { place: { line: 4, record: 4 }, field: 'enp', reason: 'enp-check-digit', rows: 1 },
        { place: { line: 6, record: 6 }, field: null, reason: 'field-count', rows: 1 },
      ],
      warnings: { 'look-alikes-in-name': 1 },
      births: { oldest: '1985-03-15', newest: '2001-02-03' },
      attachments: { oldest: '2019-01-01', newest: '2020-02-01' },
    })
    expect(report.validEnpShare).toBeCloseTo(3 / 5)
    expect(JSON.stringify(report)).not.toContain('ИВАН')
  })

  it('lists a hundred rejections at most', async () => {
    const bad = Array.from({ length: 150 }, () => attachedRow({ serial: 2, enp: '1' }))
    const report = await reportOf([attachedRow({ serial: 1 }), ...bad])
    expect(report.counts).toMatchObject({ rejected: 150, brake: true })
    expect(report.rejections).toHaveLength(100)
  })

  it('of a file that is refused has nothing', async () => {
    expect(await reportOf([])).toMatchObject({ source: null, counts: { rows: 0, brake: true }, validEnpShare: 0 })
  })
})

describe('an import', () => {
  it('hands a rejected row over as it came, and tells how far it is and what was lifted', async () => {
    const told: { rows: number; lifted: RefusalCode[] } = { rows: 0, lifted: [] }
    const options: Partial<ImportOptions> = {
      lifted: new Set(['already-loaded'] as const),
      accepted: { last: (series) => ({ series, order: ['20240801', 0], sha256: '' }), hasBytes: () => false },
      onRows: (rows) => (told.rows += rows),
      onLifted: (code) => told.lifted.push(code),
    }
    const row = attachedRow({ serial: 2, enp: '1' })
    await withFile(NAME, Buffer.from([attachedRow({ serial: 1 }), row, 'a;b', '"c'].join('\n')), async (file) => {
      const raw: (readonly string[] | null)[] = []
      for await (const one of importSource({ file, profile: builtIn('mo1'), today: TODAY, ...options })) {
        if (one.kind === 'rejected') raw.push(one.raw)
      }
      expect(raw).toEqual([row.split(';').map((cell) => cell.slice(1, -1)), ['a', 'b'], null])
    })
    expect(told).toEqual({ rows: 8, lifted: ['already-loaded'] })
  })
})
