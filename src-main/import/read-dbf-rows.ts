import type { TextDecoder } from 'node:util'
import { createDecoder } from './encoding.ts'
import type { EncodingName } from './encoding.ts'
import { SourceFault } from './outcome.ts'
import type { ByteStream, RawRow, RowBatches } from './rows.ts'

/** What the head of a DBF file tells. */
export interface DbfHead {
  /** Records as stated, deleted ones among them. */
  readonly stated: number
  readonly encoding: EncodingName | null
  readonly columns: readonly DbfColumn[]
  readonly headLength: number
  readonly recordLength: number
}

export interface DbfColumn {
  /** Upper case. */
  readonly name: string
  readonly type: string
  readonly offset: number
  readonly length: number
}

const FIELD_LENGTH = 32
const END_OF_FIELDS = 0x0d
const END_OF_FILE = 0x1a
const LIVE = 0x20
const DELETED = 0x2a
/** dBase III and IV, FoxBASE, FoxPro and Visual FoxPro, with and without memo (first byte of the file). */
const VERSIONS: ReadonlySet<number> = new Set([0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x83, 0x8b, 0xcb, 0xf5, 0xfb])
/** Language drivers of byte 29 (register sources §5.2). */
const CODE_PAGES: Readonly<Record<number, EncodingName>> = { 0x26: 'ibm866', 0x65: 'ibm866', 0xc9: 'windows-1251' }
/** Text, numbers as text, dates as `YYYYMMDD`, logical. The others are binary or lie in another file. */
const TEXT_TYPES: ReadonlySet<string> = new Set(['C', 'N', 'F', 'D', 'L'])

/** True where the first bytes may be those of a DBF file: a known version, a date, and a head of whole fields. */
export function looksLikeDbf(start: Uint8Array): boolean {
  if (start.length < FIELD_LENGTH || !VERSIONS.has(start[0] ?? 0)) return false
  const [, , month = 0, day = 0] = start
  return month <= 12 && day <= 31 && view(start).getUint16(8, true) > FIELD_LENGTH && view(start).getUint16(10, true) > 1
}

/**
 * Reads the records of a DBF file of dBase or FoxPro as a stream, one cell for every wanted column, trimmed. Records marked as deleted
 * are none. Refuses with `dbf-damaged`, `columns-missing`, `dbf-field-type` (a wanted column that is no text) and `file-truncated`.
 * Memory: one chunk and one record.
 */
export async function* readDbfRows(bytes: ByteStream, options: { encoding: EncodingName; columns: readonly string[] }): RowBatches {
  const decoder = createDecoder(options.encoding)
  let head: DbfHead | null = null
  let wanted: readonly DbfColumn[] = []
  let rest = new Uint8Array(0)
  let position = 0
  let ended = false
  for await (const chunk of bytes) {
    if (ended) continue
    rest = rest.length === 0 ? chunk.slice() : new Uint8Array(Buffer.concat([rest, chunk]))
    if (head === null) {
      head = readDbfHead(rest)
      if (head === null) continue
      wanted = wantedColumns(head, options.columns)
      rest = rest.subarray(head.headLength)
    }
    const rows: RawRow[] = []
    let start = 0
    let isDamaged = false
    while (start + head.recordLength <= rest.length) {
      const record = rest.subarray(start, start + head.recordLength)
      const [flag] = record
      const isRecord = flag === LIVE || flag === DELETED
      ended = flag === END_OF_FILE || (!isRecord && position === head.stated)
      // Beyond those that are stated stand records of a program that broke off: whether they are whole, nobody knows.
      isDamaged = !ended && (!isRecord || position === head.stated)
      if (ended || isDamaged) break
      start += head.recordLength
      position += 1
      if (flag === LIVE) {
        rows.push({ place: { line: null, record: position }, cells: wanted.map((column) => cellOf(record, column, decoder)) })
      }
    }
    rest = rest.subarray(start)
    if (rows.length > 0) yield rows
    if (isDamaged) throw new SourceFault('dbf-damaged', { record: String(position + 1) })
  }
  if (head === null) throw new SourceFault('dbf-damaged', { record: '0' })
  if (position < head.stated) throw new SourceFault('file-truncated', { stated: String(head.stated), found: String(position) })
}

/** The head, null where the bytes are too few. Throws `dbf-damaged` where lengths contradict each other. */
export function readDbfHead(start: Uint8Array): DbfHead | null {
  if (start.length < FIELD_LENGTH) return null
  const headLength = view(start).getUint16(8, true)
  if (start.length < headLength) return null
  const stated = view(start).getUint32(4, true)
  const recordLength = view(start).getUint16(10, true)
  const columns: DbfColumn[] = []
  let offset = 1
  for (let at = FIELD_LENGTH; at + FIELD_LENGTH <= headLength && start[at] !== END_OF_FIELDS; at += FIELD_LENGTH) {
    const length = start[at + 16] ?? 0
    columns.push({ name: fieldName(start.subarray(at, at + 11)), type: String.fromCharCode(start[at + 11] ?? 0), offset, length })
    offset += length
  }
  if (columns.length === 0 || offset !== recordLength) throw new SourceFault('dbf-damaged', { record: '0' })
  return { stated, encoding: CODE_PAGES[start[29] ?? 0] ?? null, columns, headLength, recordLength }
}

function wantedColumns(head: DbfHead, names: readonly string[]): readonly DbfColumn[] {
  const found = names.map((name) => head.columns.find((column) => column.name === name.toUpperCase()))
  const missing = names.filter((_, place) => found[place] === undefined)
  if (missing.length > 0) throw new SourceFault('columns-missing', { columns: missing.join(', ') })
  const columns = found.filter((column) => column !== undefined)
  const binary = columns.filter(({ type }) => !TEXT_TYPES.has(type))
  if (binary.length > 0) throw new SourceFault('dbf-field-type', { columns: binary.map(({ name }) => name).join(', ') })
  return columns
}

/** Fields are filled up with spaces, by some programs with NUL. */
function cellOf(record: Uint8Array, { offset, length }: DbfColumn, decoder: TextDecoder): string {
  const text = decoder.decode(record.subarray(offset, offset + length))
  return text.replace(/[\0 ]+$/, '').trimStart()
}

function fieldName(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return String.fromCharCode(...bytes.subarray(0, end === -1 ? bytes.length : end))
    .trim()
    .toUpperCase()
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
