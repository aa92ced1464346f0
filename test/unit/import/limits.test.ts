import { describe, expect, it } from 'vitest'
import { readLineRows } from '../../../src-main/import/read-line-rows.ts'
import { readQuotedRows } from '../../../src-main/import/read-quoted-rows.ts'
import { readXml } from '../../../src-main/import/read-xml.ts'
import { encodeText } from '../../fakes/source-files.ts'
import { attachedRow } from './attached-rows.ts'
import { importBytes, shown } from './import-file.ts'

const TEN_MEGABYTES = 10 << 20

async function* chunks(bytes: Buffer, size = 64 << 10): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

describe('a line of ten megabytes', () => {
  const long = Buffer.concat([Buffer.from('a;b\n'), Buffer.alloc(TEN_MEGABYTES, 'x'), Buffer.from('\nc;d\n')])

  it('is one rejected row of a table, and the rows around it are read', async () => {
    const rows = []
    for await (const batch of readLineRows(chunks(long), { encoding: 'utf-8', delimiter: ';', quoting: 'loose' })) rows.push(...batch)
    expect(rows).toEqual([
      { place: { line: 1, record: 1 }, cells: ['a', 'b'] },
      { place: { line: 2, record: 2 }, fault: 'row-too-long', rows: 1 },
      { place: { line: 3, record: 3 }, cells: ['c', 'd'] },
    ])
  })

  it('is one of a quoted table too', async () => {
    const rows = []
    for await (const batch of readQuotedRows(chunks(long), { encoding: 'utf-8', delimiter: ';' })) rows.push(...batch)
    expect(rows).toEqual([
      { place: { line: 1, record: 1 }, cells: ['a', 'b'] },
      { place: { line: 2, record: 2 }, fault: 'row-too-long', rows: 1 },
      { place: { line: 3, record: 3 }, cells: ['c', 'd'] },
    ])
  })

  it('that is a whole file is refused', async () => {
    expect((await importBytes('MO10000120240801.csv', Buffer.alloc(TEN_MEGABYTES, 'x'))).map(shown)).toEqual(['refused layout-unknown'])
  })
})

describe('a line that is short enough for a row', () => {
  it('takes no longer when it is hostile: open marks, delimiters alone, spaces within a number', async () => {
    const open = Array.from({ length: 40 }, () => `"${';'.repeat(65_000)}`)
    const spaces = attachedRow({ serial: 2, document: `a${' '.repeat(24_000)}b` })
    const rows = [attachedRow({ serial: 1 }), spaces, ...open]
    const told = (await importBytes('MO10000120240801.csv', encodeText(rows.join('\n'), 'windows-1251'))).map(shown)
    expect(told.slice(1, 4)).toEqual(['record 1', 'rejected 2 document value-too-long', 'rejected 3 row quote-open'])
  }, 3000)
})

describe('an XML file', () => {
  const shape = { root: 'a', row: 'r', header: null }
  const read = async (text: string | Buffer) => {
    const rows = []
    for await (const batch of readXml(chunks(Buffer.from(text)), shape, 'utf-8')) rows.push(...batch.rows)
    return rows.map(({ record, fault, values }) => [record, fault, values.size])
  }

  it('loses a row of more elements than a row has, though they are empty', async () => {
    const many = Array.from({ length: 20_000 }, (_none, index) => `<e${index}/>`).join('')
    const [[, fault, size] = []] = await read(`<a><r>${many}</r></a>`)
    expect(fault).toBe('row-too-long')
    expect(size).toBeLessThan(20_000)
  })

  it('may be one line', async () => {
    const rows = await read(`<a>${'<r><x>1</x></r>'.repeat(8000)}</a>`)
    expect(rows).toHaveLength(8000)
  })

  it('loses a row that is too long, not its neighbours', async () => {
    const long = `<r><x>${'y'.repeat(100_000)}</x></r>`
    expect(await read(`<a><r><x>1</x></r>${long}<r><x>2</x></r></a>`)).toEqual([
      [1, null, 1],
      [2, 'row-too-long', 0],
      [3, null, 1],
    ])
  })

  it.each([
    ['text', `<a><r><x>${'y'.repeat(3 << 20)}`],
    ['a comment', `<a><!--${'y'.repeat(3 << 20)}`],
    ['an attribute', `<a><r x="${'y'.repeat(3 << 20)}`],
  ])('without an end in sight is refused: %s', async (_, text) => {
    await expect(read(text)).rejects.toThrow('xml-too-long')
  })

  it('as deep as no register is refused', async () => {
    await expect(read('<a>'.repeat(17))).rejects.toThrow('xml-too-deep')
  })

  it('with rows at another depth is refused, or they would be lost', async () => {
    await expect(read('<a><r><x>1</x></r><b><r><x>2</x></r></b></a>')).rejects.toThrow('xml-damaged')
  })

  it('with an entity of its own is refused', async () => {
    await expect(read('<!DOCTYPE a [<!ENTITY e "x">]><a><r><x>&e;</x></r></a>')).rejects.toThrow('xml-doctype')
    await expect(read('<a><r><x>&e;</x></r></a>')).rejects.toThrow('xml-damaged')
  })
})

describe('a table in pieces', () => {
  it('is the same wherever the pieces end', async () => {
    const bytes = encodeText(`\ufeff${[1, 2].map((serial) => attachedRow({ serial })).join('\r\n')}`, 'utf-8')
    const read = async (size: number) => {
      const rows = []
      for await (const batch of readLineRows(chunks(bytes, size), { encoding: 'utf-8', delimiter: ';', quoting: 'loose' }))
        rows.push(...batch)
      return rows
    }
    const whole = await read(bytes.length)
    expect(whole).toHaveLength(2)
    for (const size of [1, 2, 3, 7, 100]) expect(await read(size)).toEqual(whole)
  })
})
