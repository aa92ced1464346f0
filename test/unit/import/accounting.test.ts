import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { personSchema } from '../../../src-shared/register/person.ts'
import type { ImportOutcome } from '../../../src-main/import/outcome.ts'
import { dbfFile, encodeText } from '../../fakes/source-files.ts'
import { attachedRow } from './attached-rows.ts'
import { builtIn, importBytes, shown } from './import-file.ts'

const NAME = 'MO10000120240801.csv'

/** Every row is told exactly once, the sums agree with what was told, and a refusal stands alone. */
function expectAccounted(outcomes: readonly ImportOutcome[], rows?: number): void {
  const [first] = outcomes
  if (first?.kind === 'refused') {
    expect(outcomes).toHaveLength(1)
    return
  }
  const last = outcomes.at(-1)
  if (first?.kind !== 'source' || last?.kind !== 'finished') throw new Error('no beginning or no end')
  const { counts } = last
  expect(first.source.counts).toEqual(counts)
  const told = { record: 0, merged: 0, duplicate: 0, rejected: 0 }
  const places = new Set<number>()
  for (const outcome of outcomes.slice(1, -1)) {
    if (outcome.kind === 'source' || outcome.kind === 'finished' || outcome.kind === 'refused')
      throw new Error(`${outcome.kind} in the middle`)
    told[outcome.kind] += outcome.kind === 'rejected' ? outcome.rows : 1
    expect(places.has(outcome.place.record)).toBe(false)
    places.add(outcome.place.record)
    if (outcome.kind === 'record' && 'person' in outcome.record) expect(personSchema.safeParse(outcome.record.person).error).toBeUndefined()
  }
  expect(told).toEqual({ record: counts.records, merged: counts.merged, duplicate: counts.duplicates, rejected: counts.rejected })
  expect(counts.rows).toBe(counts.records + counts.merged + counts.duplicates + counts.rejected)
  if (rows !== undefined) expect(counts.rows).toBe(rows)
}

const someRow = fc.record({
  serial: fc.integer({ min: 1, max: 6 }),
  familyName: fc.oneof(fc.constantFrom('ИВАНОВ', 'Петрова-Ёлкина', 'SMITH', '', '-'), fc.string({ maxLength: 12 })),
  from: fc.constantFrom('20200201', '20210201', '', '20201301'),
  to: fc.constantFrom('', '20220101', '20190101'),
  document: fc.oneof(fc.constantFrom('00 00 № 000001', '', 'I-АА № 000002'), fc.string({ unit: 'grapheme', maxLength: 20 })),
  enp: fc.option(fc.constantFrom('', '1', '0056410834000014', '0056410834000015'), { nil: undefined }),
})

/** A row of one of several people whose rows stand apart: with room for one of them the file is read in as many rounds. */
function scattered(serial: number, row: number) {
  const [from, to] = row < 3 ? (['20200201', '20220101'] as const) : (['20210201', ''] as const)
  return { serial, familyName: 'ИВАНОВ', from, to, document: '00 00 № 000001', enp: undefined }
}

describe('whatever a file holds', () => {
  it('every row is told exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someRow, { minLength: 1, maxLength: 12 }), async (rows) => {
        const lines = rows.map(({ enp, ...row }) => attachedRow(enp === undefined ? row : { ...row, enp }).replace(/[\r\n]/g, ' '))
        expectAccounted(await importBytes(NAME, Buffer.from([attachedRow({ serial: 9 }), ...lines].join('\n'))), lines.length + 1)
      }),
      { numRuns: 40 },
    )
  })

  it('a first row whose values stand in wrong places is told, and no header', async () => {
    const cells = attachedRow({ serial: 1 }).split(';')
    const shifted = [...cells.slice(0, 6), cells[7], cells[6], ...cells.slice(8)].join(';')
    const bytes = encodeText([shifted, attachedRow({ serial: 2 })].join('\n'), 'windows-1251')
    const outcomes = await importBytes(NAME, bytes)
    expectAccounted(outcomes, 2)
    expect(outcomes.map(shown)).toContain('rejected 1 patronymic name-characters')
  })

  it('a number that stands in every row fills no memory: beyond a thousand rows each is set aside', async () => {
    const enp = '0056410834000014'
    const lines = Array.from({ length: 1050 }, (_none, index) => attachedRow({ serial: index + 1, enp }))
    const outcomes = await importBytes(NAME, Buffer.from([...lines, attachedRow({ serial: 9 })].join('\n')), { mostWaiting: 100 })
    expectAccounted(outcomes, 1051)
    expect(outcomes.map(shown)).toContain('rejected 1001 row person-too-often')
    expect(outcomes[0]).toMatchObject({ source: { counts: { records: 2, rejected: 50, brake: true } } })
  })

  it('nothing is thrown by any bytes', async () => {
    const forms = [
      [NAME, builtIn('mo1')],
      ['PRKS00001M000001_24081.xml', builtIn('prks')],
      ['WQ2000001240801.dbf', builtIn('wq2')],
    ] as const
    const starts = ['', '<PRK>', '\u0003\u007c\u0001\u0001', 'PK\u0003\u0004', '"Р";"П";', '<?xml version="1.0"?><PRK><ZGLV>']
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...forms),
        fc.constantFrom(...starts),
        fc.uint8Array({ maxLength: 300 }),
        async ([name, profile], start, bytes) => {
          expectAccounted(await importBytes(name, Buffer.concat([Buffer.from(start), bytes]), { profile }))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('damage to a whole file is told or refused, never thrown', async () => {
    const xml = encodeText(
      `<?xml version="1.0" encoding="windows-1251"?><PRK><ZGLV><DATE>2024-08-01</DATE><FILENAME>PRKS00001M000001_24081</FILENAME><ZAP>1</ZAP></ZGLV><PERS><FAM>ИВАНОВ</FAM><IM>ИВАН</IM><OT/><W>1</W><DR>1985-03-15</DR><DOCTYPE/><DOCSER/><DOCNUM/><DOCDATE/><ENP>0056410834000014</ENP><CODE_MO>000001</CODE_MO><AREA_TYPE>1</AREA_TYPE><DBEG>2020-02-01</DBEG><DEND/></PERS></PRK>`,
      'windows-1251',
    )
    const csv = encodeText([1, 2, 3].map((serial) => attachedRow({ serial })).join('\r\n'), 'windows-1251')
    const names = ['FAM', 'IM', 'OT', 'NPOL', 'LPU'].map((name) => [name, 'C', 20] as const)
    const dates = ['DR', 'LPUDT'].map((name) => [name, 'D', 8] as const)
    const dbf = dbfFile({
      columns: [...names, ...dates, ['W', 'N', 1], ['POLTP', 'N', 1]],
      rows: [['Иванов', 'Иван', '', '0056410834000014', '000001', '19850315', '20200201', '1', '3']],
      encoding: 'ibm866',
    })
    const files = [
      ['PRKS00001M000001_24081.xml', xml],
      [NAME, csv],
      ['WQ2000001240801.dbf', dbf],
    ] as const
    for (const [name, whole] of files) expect((await importBytes(name, whole)).map(shown).at(-1)).toBe('finished')
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), fc.nat(255), fc.boolean(), async ([name, whole], at, byte, isCut) => {
        const bytes = Buffer.from(isCut ? whole.subarray(0, at % whole.length) : whole)
        bytes[at % whole.length] = byte
        expectAccounted(await importBytes(name, bytes))
      }),
      { numRuns: 60 },
    )
  })

  it('rows of one person may stand anywhere: with room for one of them in memory the same comes out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someRow, { minLength: 2, maxLength: 9 }), async (rows) => {
        const lines = rows.map(({ serial, familyName, from, to, document }) =>
          attachedRow({ serial, familyName, from, to, document }).replace(/[\r\n]/g, ' '),
        )
        const bytes = Buffer.from([attachedRow({ serial: 9 }), ...lines].join('\n'))
        const told = async (mostWaiting: number) => {
          const outcomes = await importBytes(NAME, bytes, { mostWaiting })
          expectAccounted(outcomes)
          return outcomes.map((outcome) => JSON.stringify(outcome)).toSorted()
        }
        expect(await told(1)).toEqual(await told(1000))
      }),
      { numRuns: 15, examples: [[[1, 2, 3, 1, 2, 3].map(scattered)]] },
    )
  })
})
