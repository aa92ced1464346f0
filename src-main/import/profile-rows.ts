import type { EncodingName } from './encoding.ts'
import { SourceFault } from './outcome.ts'
import { columnsOf, fieldNames } from './profile.ts'
import type { FieldName, Profile } from './profile.ts'
import { readDbfRows } from './read-dbf-rows.ts'
import { readLineRows } from './read-line-rows.ts'
import { readQuotedRows } from './read-quoted-rows.ts'
import { elementName, readXml } from './read-xml.ts'
import type { XmlRow } from './read-xml.ts'
import type { ByteStream, RawRow } from './rows.ts'

/** Rows of a file, and what its header said so far. */
export interface ProfileBatch {
  readonly rows: readonly RawRow[]
  readonly header: ReadonlyMap<string, string>
}

/** Where the columns of a profile stand in the cells of a row. */
export interface ColumnPlan {
  readonly places: ReadonlyMap<FieldName, number>
  /** Of the columns that conditions of the profile look at. */
  readonly conditions: ReadonlyMap<FieldName, number>
  /** Cells that a row must have. */
  readonly width: number
  /** Records at the beginning that are no rows: the header of a CSV file. */
  readonly skip: 0 | 1
}

const NO_HEADER: ReadonlyMap<string, string> = new Map()

/** Reads a file by the form of its profile. Throws SourceFault. */
export async function* readProfileRows(bytes: ByteStream, profile: Profile, encoding: EncodingName): AsyncGenerator<ProfileBatch> {
  const columns = columnsOf(profile)
  const { csv, xml } = profile
  if (xml !== undefined) {
    const names = columns.map((column) => column.split('/').map(elementName).join('/'))
    for await (const { rows, header } of readXml(bytes, xml, encoding)) yield { rows: rows.map((row) => xmlCells(row, names)), header }
  } else {
    const batches =
      csv === undefined
        ? readDbfRows(bytes, { encoding, columns })
        : csv.quoting === 'standard'
          ? readQuotedRows(bytes, { encoding, delimiter: csv.delimiter })
          : readLineRows(bytes, { encoding, delimiter: csv.delimiter, quoting: csv.quoting })
    for await (const rows of batches) yield { rows, header: NO_HEADER }
  }
}

/**
 * Finds the columns by the first rows of a file. Refuses with `columns-missing` where the header lacks some and with `layout-unknown`
 * where the rows have as many cells as no layout (register sources §5.1: the field count decides).
 */
export function planColumns(profile: Profile, rows: readonly RawRow[]): ColumnPlan {
  const { csv } = profile
  const wanted = columnsOf(profile)
  if (csv === undefined) return { ...placesIn(profile, wanted), width: wanted.length, skip: 0 }
  const cells = rows.map((row) => ('cells' in row ? row.cells : null)).filter((one) => one !== null)
  const [first] = cells
  if (csv.header === 'present') {
    const [header] = rows
    if (header === undefined || !('cells' in header)) throw new SourceFault('columns-missing', { columns: wanted.join(', ') })
    return byHeader(profile, header.cells)
  }
  const width = mostFrequent(cells.map((one) => one.length).filter((length) => csv.layouts.some((layout) => layout.length === length)))
  const layout = csv.layouts.find(({ length }) => length === width)
  if (layout === undefined) {
    const usual = mostFrequent(cells.map((one) => one.length))
    throw new SourceFault('layout-unknown', { found: String(usual ?? 0), expected: csv.layouts.map(({ length }) => length).join(', ') })
  }
  const found = placesIn(profile, layout)
  const hasHeader =
    csv.header === 'maybe' && rows[0] !== undefined && first !== undefined && 'cells' in rows[0] && isHeader(first, found.places)
  return { ...found, width: layout.length, skip: hasHeader ? 1 : 0 }
}

function byHeader(profile: Profile, names: readonly string[]): ColumnPlan {
  const plain = names.map(plainName)
  const wanted = columnsOf(profile)
  const odd = wanted.filter((column) => plain.filter((name) => name === plainName(column)).length !== 1)
  if (odd.length > 0) throw new SourceFault('columns-missing', { columns: odd.join(', ') })
  return { ...placesIn(profile, plain, plainName), width: names.length, skip: 1 }
}

function plainName(name: string): string {
  return name.trim().toLowerCase()
}

function placesIn(profile: Profile, columns: readonly string[], plain = (name: string) => name): Pick<ColumnPlan, 'places' | 'conditions'> {
  const places = new Map<FieldName, number>()
  const conditions = new Map<FieldName, number>()
  for (const field of fieldNames) {
    const column = profile.fields[field]
    const condition = profile.onlyWhere[field]
    if (column !== undefined) places.set(field, columns.indexOf(plain(column)))
    if (condition !== undefined) conditions.set(field, columns.indexOf(plain(condition.column)))
  }
  return { places, conditions }
}

/** A header has words where a row has the birth date, and nowhere a date or a number: a row whose values are shifted is no header. */
function isHeader(cells: readonly string[], places: ReadonlyMap<FieldName, number>): boolean {
  const cell = cells[places.get('birthDate') ?? -1] ?? ''
  return /\p{L}/u.test(cell) && !/\d/.test(cell) && !cells.some((one) => /\d{5}|\d\d\.\d\d/.test(one))
}

function mostFrequent(numbers: readonly number[]): number | null {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? null
}

/** Elements of a row in the order of the columns. One that is missing may be one that was cut, so the row is set aside. */
function xmlCells(row: XmlRow, names: readonly string[]): RawRow {
  const place = { line: row.line, record: row.record }
  if (row.fault !== null) return { place, fault: row.fault, rows: 1 }
  if (names.some((name) => row.repeated.has(name))) return { place, fault: 'element-repeated', rows: 1 }
  const cells = names.map((name) => row.values.get(name))
  const whole = cells.filter((cell) => cell !== undefined)
  return whole.length === cells.length ? { place, cells: whole } : { place, fault: 'column-missing', rows: 1 }
}
