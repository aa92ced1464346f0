import { describe, expect, it } from 'vitest'
import { parseProfile } from '../../../src-main/import/profile.ts'
import { dbfFile, zipFile } from '../../fakes/source-files.ts'
import type { DbfParts } from '../../fakes/source-files.ts'
import { builtIn, importBytes, shown } from './import-file.ts'

const columns: DbfParts['columns'] = [
  ['ID', 'N', 8],
  ['FAM', 'C', 40],
  ['IM', 'C', 40],
  ['OT', 'C', 40],
  ['W', 'N', 1],
  ['DR', 'D', 8],
  ['SMO', 'C', 5],
  ['POLTP', 'N', 1],
  ['NPOL', 'C', 20],
  ['LPU', 'C', 6],
  ['LPUDT', 'D', 8],
]
const ivanov = ['1', 'ИВАНОВ', 'ИВАН', 'ИВАНОВИЧ', '1', '19850315', '00001', '3', '0056410834000014', '000001', '20200201']
const petrova = ['2', 'Петрова', 'Анна', '', '2', '19901107', '00001', '2', '000000002', '000001', '20210315']
const sidorov = ['3', 'Сидоров', 'Пётр', 'Иванович', '1', '20190602', '00001', '3', '0093089747000017', '000001', '        ']
const rows = [ivanov, petrova, sidorov]
const name = 'WQ2000001240801.dbf'
const run = async (bytes: Buffer, file = name) => (await importBytes(file, bytes)).map(shown)
const packed = (members: Parameters<typeof zipFile>[0]) => run(zipFile(members), 'WQ2000001240801.zip')
const table = (more: Partial<DbfParts> = {}) => dbfFile({ columns, rows, encoding: 'ibm866', ...more })

describe('a DBF file', () => {
  it('is read in cp866; with POLTP 3 alone NPOL is the ENP', async () => {
    const outcomes = await importBytes(name, table())
    expect(outcomes.map(shown)).toEqual(['source ibm866', 'record 1', 'record 2', 'record 3 attachment-incomplete', 'finished'])
    const people = outcomes.flatMap((one) => (one.kind === 'record' && 'person' in one.record ? [one.record.person] : []))
    expect(people).toMatchObject([
      { enp: '0056410834000014', familyName: 'ИВАНОВ', sex: 'male', birthDate: '1985-03-15', attachments: [{ from: '2020-02-01' }] },
      { enp: null, familyName: 'Петрова', sex: 'female', id: expect.stringMatching(/^n[0-9a-f]{32}$/) },
      { enp: '0093089747000017', attachments: [] },
    ])
  })

  it.each([
    ['the code page of its head', 0xc9, 'windows-1251'],
    ['the code page of its head', 0x65, 'ibm866'],
    ['the names where the head is silent', 0, 'windows-1251'],
    ['the names where the head has an unknown code page', 0x7f, 'windows-1251'],
  ] as const)('is read by %s (%i: %s)', async (_, codePage, encoding) => {
    expect((await run(table({ encoding, codePage })))[0]).toBe(`source ${encoding}`)
  })

  it('is refused where its head names another code page than its names have', async () => {
    expect(await run(table({ encoding: 'windows-1251', codePage: 0x65 }))).toEqual(['refused encoding-contradicts'])
  })

  it('asks where the names tell nothing, showing three of them in each encoding', async () => {
    const [refused] = await importBytes(name, table({ rows: [['1', '░▒', '▓', '', '1', '19850315', '', '3', ivanov[8] ?? '', '', '']] }))
    expect(refused).toMatchObject({ kind: 'refused', refusal: { samples: { 'windows-1251': ['°± І '], ibm866: ['░▒ ▓ '] } } })
  })

  it('is read in the encoding that a person chose after that', async () => {
    const bytes = table({ rows: [ivanov.map((cell) => cell.toLowerCase())], encoding: 'ibm866' })
    expect((await importBytes(name, bytes, { encoding: 'windows-1251' })).map(shown)).toContain('rejected 1 familyName name-characters')
    expect((await importBytes(name, bytes, { encoding: 'ibm866' })).map(shown)).toContain('record 1')
  })

  it('leaves out records marked as deleted and reads on where the ending lies', async () => {
    const file = table({ deleted: [1] })
    expect(await run(file, 'WQ2000001240801.csv')).toEqual(['source ibm866', 'record 1', 'record 3 attachment-incomplete', 'finished'])
  })

  it('counts a bad row by its record number', async () => {
    const bad = table({ rows: [ivanov, petrova, sidorov, [...ivanov.slice(0, 5), '19851503', ...ivanov.slice(6)]] })
    expect((await run(bad)).at(-2)).toBe('rejected 4 birthDate date-impossible')
    const code = table({ rows: [ivanov, petrova, [...sidorov.slice(0, 7), '7', ...sidorov.slice(8)]] })
    expect((await run(code)).at(-2)).toBe('rejected 3 enp unknown-code')
  })

  it('is refused wherever it is cut', async () => {
    const whole = table()
    for (let length = 1; length < whole.length - 1; length += 29) {
      const outcomes = await run(whole.subarray(0, length))
      expect(outcomes, String(length)).toEqual([expect.stringMatching(/^refused (dbf-damaged|file-truncated|kind-differs)$/)])
    }
  })

  it.each([
    ['a wanted column is missing', table({ columns: columns.filter(([column]) => column !== 'LPU') }), 'columns-missing'],
    [
      'a wanted column is a memo',
      table({ columns: columns.map(([column, type, length]) => [column, column === 'FAM' ? 'M' : type, length]) }),
      'dbf-field-type',
    ],
    ['records are said to be longer', Buffer.from(table().map((byte, at) => (at === 10 ? byte + 1 : byte))), 'dbf-damaged'],
    ['more records are stated', table({ stated: 4 }), 'file-truncated'],
    ['fewer records are stated', table({ stated: 2 }), 'dbf-damaged'],
  ])('is refused where %s', async (_, bytes, code) => {
    expect(await run(bytes)).toEqual([`refused ${code}`])
  })
})

describe('a zip', () => {
  it('is known by its content and names the member it was read from', async () => {
    const outcomes = await importBytes('WQ2000001240801.zip', zipFile([{ name, data: table() }]))
    expect(outcomes[0]).toMatchObject({ kind: 'source', source: { file: `WQ2000001240801.zip/${name}`, counts: { records: 3 } } })
  })

  it('is refused beyond the bytes that its profile allows', async () => {
    const small = parseProfile({ ...builtIn('wq2'), limits: { unpackedBytes: 500 } })
    if (!small.ok) throw new Error(small.error.join())
    const outcomes = await importBytes('WQ2000001240801.zip', zipFile([{ name, data: table() }]), { profile: small.value })
    expect(outcomes.map(shown)).toEqual(['refused zip-too-large'])
  })

  it.each([
    [
      'two members',
      [
        { name, data: table() },
        { name: 'README.txt', data: Buffer.from('x') },
      ],
      'zip-members',
    ],
    ['no member', [], 'kind-differs'],
    ['a path upwards', [{ name: `../${name}`, data: table() }], 'zip-name'],
    ['a folder', [{ name: `folder/${name}`, data: table() }], 'zip-name'],
    ['a path of Windows', [{ name: `folder\\${name}`, data: table() }], 'zip-name'],
    ['an encrypted member', [{ name, data: table(), isEncrypted: true }], 'zip-encrypted'],
    ['a zip within', [{ name, data: zipFile([{ name, data: table() }]) }], 'zip-nested'],
    ['a wrong check sum', [{ name, data: table(), statedSum: 1 }], 'zip-damaged'],
    ['a size that is stated too small', [{ name, data: table(), statedSize: 100 }], 'zip-damaged'],
    ['a size that is stated too large', [{ name, data: table(), statedSize: 4000 }], 'zip-damaged'],
    ['a stated size beyond the cap', [{ name, data: table(), statedSize: 0x7fff_ffff }], 'zip-too-large'],
    ['twenty megabytes of nothing', [{ name, data: Buffer.alloc(20 << 20) }], 'zip-too-large'],
    ['an empty member', [{ name, data: Buffer.alloc(0) }], 'file-empty'],
  ])('with %s is refused', async (_, members, code) => {
    expect(await packed(members)).toEqual([`refused ${code}`])
  })

  it('is refused wherever it is cut', async () => {
    const whole = zipFile([{ name, data: table() }])
    for (let length = 4; length < whole.length; length += 31) {
      expect(await run(whole.subarray(0, length), 'WQ2000001240801.zip'), String(length)).toEqual(['refused zip-damaged'])
    }
  })
})
