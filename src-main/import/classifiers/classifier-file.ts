import { byteEvidence } from '../encoding.ts'
import type { EncodingName } from '../encoding.ts'
import { SourceFault } from '../outcome.ts'
import type { RejectReason, RowPlace } from '../outcome.ts'
import { declaredEncoding, kindOf, sampleOf } from '../probe.ts'
import { readXml } from '../read-xml.ts'
import type { XmlShape } from '../read-xml.ts'
import type { SourceFile } from '../source-file.ts'

/** What stands in a row of a classifier, by upper-case names of columns, trimmed. */
export type ClassifierValues = ReadonlyMap<string, string>

/** A row that was set aside. */
export interface RejectedEntry {
  readonly place: RowPlace
  /** Name of the column; null where the row as such cannot be read. */
  readonly column: string | null
  readonly reason: RejectReason
}

/** Why a row gives no entry. */
export interface EntryFault {
  readonly column: string | null
  readonly reason: RejectReason
}

export interface ReadRows {
  readonly header: ReadonlyMap<string, string>
  readonly rejected: readonly RejectedEntry[]
}

/** The largest classifier here, F032, has some tens of thousands. */
const MOST_ROWS = 200_000
const DAMAGED = /[\p{Cc}\ufeff\ufffd]/u

/**
 * Reads the rows of a classifier's XML file, values as elements or, in older files, as attributes of the row (register sources §6). `take`
 * keeps an entry and returns null, or says what is wrong with the row. Throws SourceFault.
 */
export async function readClassifierRows(
  file: SourceFile,
  shape: XmlShape,
  take: (values: ClassifierValues) => EntryFault | null,
): Promise<ReadRows> {
  const sample = await sampleOf(file.read())
  const kind = kindOf(sample)
  if (kind !== 'xml') throw new SourceFault('kind-differs', { found: kind, expected: 'xml' })
  const rejected: RejectedEntry[] = []
  let header: ReadonlyMap<string, string> = new Map()
  let count = 0
  for await (const batch of readXml(file.read(), shape, encodingOf(sample))) {
    header = batch.header
    for (const { line, record, values, fault, repeated } of batch.rows) {
      count += 1
      const found: EntryFault | null = fault === null ? (rowFault(values, repeated) ?? take(values)) : { column: null, reason: fault }
      if (found !== null) rejected.push({ place: { line, record }, ...found })
    }
    if (count > MOST_ROWS) throw new SourceFault('rows-too-many', { most: String(MOST_ROWS) })
  }
  if (count === 0) throw new SourceFault('file-empty', { file: file.name })
  return { header, rejected }
}

function rowFault(values: ClassifierValues, repeated: ReadonlySet<string>): EntryFault | null {
  // Elements within others are licences and reports of which there are several; none of them is read.
  for (const column of repeated) if (!column.includes('/')) return { column, reason: 'element-repeated' }
  for (const [column, value] of values) if (DAMAGED.test(value)) return { column, reason: 'control-character' }
  return null
}

/** The declaration is obeyed; without one the bytes tell UTF-8 from windows-1251, the only others that these files have. */
function encodingOf(sample: Uint8Array): EncodingName {
  const declared = declaredEncoding(sample, 'xml')
  const evidence = byteEvidence(sample)
  if (evidence === 'other-mark') throw new SourceFault('encoding-unsupported', { found: 'utf-16' })
  if (evidence === 'ascii') return declared ?? 'utf-8'
  const isUtf8 = evidence !== 'single-byte'
  if (declared !== null && (declared === 'utf-8') !== isUtf8) {
    throw new SourceFault('encoding-contradicts', { declared, found: isUtf8 ? 'utf-8' : 'windows-1251' })
  }
  return declared ?? (isUtf8 ? 'utf-8' : 'windows-1251')
}
