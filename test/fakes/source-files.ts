import { crc32, deflateRawSync } from 'node:zlib'
import type { EncodingName } from '../../src-main/import/encoding.ts'

const tables = new Map<EncodingName, ReadonlyMap<string, number>>()

/** A text in one of the encodings of register files; throws on a letter that the encoding does not have. */
export function encodeText(text: string, encoding: EncodingName): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8')
  const known = tables.get(encoding)
  const table =
    known ??
    new Map(
      Array.from(new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)), (letter, byte) => [letter, byte]),
    )
  tables.set(encoding, table)
  return Buffer.from(
    Array.from(text, (letter) => {
      const byte = table.get(letter)
      if (byte === undefined) throw new Error(`${encoding} has no U+${letter.codePointAt(0)?.toString(16)}`)
      return byte
    }),
  )
}

export interface DbfParts {
  readonly columns: readonly (readonly [name: string, type: string, length: number])[]
  /** A row of `null` cells is written with the mark of a deleted record. */
  readonly rows: readonly (readonly string[])[]
  readonly encoding: EncodingName
  /** Byte 29 of the head. */
  readonly codePage?: number
  /** Indexes of rows marked as deleted. */
  readonly deleted?: readonly number[]
  /** Records as stated, where that is to be a lie. */
  readonly stated?: number
}

/** A dBase III file. */
export function dbfFile({ columns, rows, encoding, codePage = 0, deleted = [], stated = rows.length }: DbfParts): Buffer {
  const headLength = 32 + columns.length * 32 + 1
  const recordLength = 1 + columns.reduce((sum, [, , length]) => sum + length, 0)
  const head = Buffer.alloc(headLength)
  head.set([0x03, 124, 8, 1])
  head.writeUInt32LE(stated, 4)
  head.writeUInt16LE(headLength, 8)
  head.writeUInt16LE(recordLength, 10)
  head[29] = codePage
  columns.forEach(([name, type, length], place) => {
    head.write(name, 32 + place * 32, 'latin1')
    head.write(type, 32 + place * 32 + 11, 'latin1')
    head[32 + place * 32 + 16] = length
  })
  head[headLength - 1] = 0x0d
  const records = rows.map((cells, row) => {
    const texts = columns.map(([, type, length], place) => {
      const cell = cells[place] ?? ''
      return type === 'N' ? cell.padStart(length).slice(0, length) : cell.padEnd(length).slice(0, length)
    })
    return Buffer.concat([Buffer.from(deleted.includes(row) ? '*' : ' '), encodeText(texts.join(''), encoding)])
  })
  return Buffer.concat([head, ...records, Buffer.from([0x1a])])
}

export interface ZipMemberParts {
  readonly name: string
  readonly data: Buffer
  /** Lies: sizes and check sums that are not those of the data. */
  readonly statedSize?: number
  readonly statedSum?: number
  readonly isEncrypted?: boolean
}

/** A zip archive, deflated, with whatever its directory is to say. */
export function zipFile(members: readonly ZipMemberParts[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data, statedSize = data.length, statedSum = crc32(data), isEncrypted = false } of members) {
    const packed = deflateRawSync(data)
    const nameBytes = Buffer.from(name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(isEncrypted ? 0x801 : 0x800, 2)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt32LE(statedSum, 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(statedSize, 18)
    shared.writeUInt16LE(nameBytes.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), shared, nameBytes, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), shared, tail, nameBytes]))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, central, end])
}
