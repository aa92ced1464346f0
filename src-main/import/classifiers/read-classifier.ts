import type { CalendarDate } from '../../../src-shared/calendar.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { readDate } from '../dates.ts'
import { SourceFault } from '../outcome.ts'
import type { Refusal } from '../outcome.ts'
import { openSourceFile, readFault } from '../source-file.ts'
import type { SourceFile } from '../source-file.ts'
import { readClassifierRows } from './classifier-file.ts'
import type { ClassifierValues, EntryFault, ReadRows, RejectedEntry } from './classifier-file.ts'

/** Classifiers in the form packet/zap (register sources §6). F002 has a form of its own: `readInsurers`. */
export type ClassifierName = 'F008' | 'F010' | 'F011' | 'F032'

/** One entry in one period of validity. */
export interface ClassifierEntryRow {
  readonly classifier: string
  readonly code: string
  readonly name: string
  /** The first and the last day, both included; null where the classifier gives none. */
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
  /** Other columns that are known: `okato` and `district` of F010, `series` and `number` masks of F011, `oktmo` of F032. */
  readonly details: Readonly<Record<string, string>>
}

export interface Classifier<Entry> {
  readonly version: string | null
  readonly date: CalendarDate | null
  /** In the order of the file; one code may have several periods. */
  readonly entries: readonly Entry[]
  readonly rejected: readonly RejectedEntry[]
}

interface Layout {
  readonly code: string
  readonly codeShape: RegExp
  /** Columns that name an entry, the first that is filled; an entry without a name is shown by its code. */
  readonly names: readonly string[]
  readonly details: Readonly<Record<string, string>>
}

const layouts: Readonly<Record<ClassifierName, Layout>> = {
  F008: { code: 'IDDOC', codeShape: /^\d{1,3}$/, names: ['DOCNAME'], details: {} },
  F010: { code: 'KOD_TF', codeShape: /^\d{2}$/, names: ['SUBNAME'], details: { okato: 'KOD_OKATO', district: 'OKRUG' } },
  F011: { code: 'IDDOC', codeShape: /^\d{1,3}$/, names: ['DOCNAME'], details: { series: 'DOCSER', number: 'DOCNUM' } },
  F032: { code: 'MCOD', codeShape: /^\d{6}$/, names: ['NAM_MOK', 'NAM_MOP'], details: { oktmo: 'OKTMO_P' } },
}

const MOST_BYTES = 512 << 20
const LONGEST_NAME = 1000

/**
 * Reads F008, F010, F011 or F032 from its published XML, plain or in a zip. Rows that cannot be read are listed and left out. Errors:
 * every refusal of a file that has no profile.
 */
export async function readClassifier(file: string, name: ClassifierName): Promise<Result<Classifier<ClassifierEntryRow>, Refusal>> {
  const layout = layouts[name]
  const entries: ClassifierEntryRow[] = []
  const rows = await withSource(file, (source) =>
    readClassifierRows(source, { root: 'packet', row: 'zap', header: 'zglv' }, (values) => {
      const code = values.get(layout.code) ?? ''
      if (!layout.codeShape.test(code)) return { column: layout.code, reason: code === '' ? 'value-missing' : 'value-format' }
      const period = readPeriod(values, 'DATEBEG', 'DATEEND')
      if ('reason' in period) return period
      const details = Object.entries(layout.details).map(([key, column]) => [key, values.get(column) ?? ''] as const)
      entries.push({
        classifier: name,
        code,
        name: nameOf(values, layout.names) ?? code,
        ...period,
        details: Object.fromEntries(details.filter(([, value]) => value !== '')),
      })
      return null
    }),
  )
  return rows.ok ? ok({ ...headerOf(rows.value), entries, rejected: rows.value.rejected }) : rows
}

/** The entries that hold on a day, one for every code: of several the one that began last (register sources §6). */
export function entriesOn<Entry extends Pick<ClassifierEntryRow, 'code' | 'from' | 'to'>>(
  entries: readonly Entry[],
  day: CalendarDate,
): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>()
  for (const entry of entries) {
    if ((entry.from ?? '') > day || (entry.to ?? '9999-12-31') < day) continue
    const before = found.get(entry.code)
    if (before === undefined || (entry.from ?? '') >= (before.from ?? '')) found.set(entry.code, entry)
  }
  return found
}

/** The entry without its details: what a feed publishes. */
export function withoutDetails({ classifier, code, name, from, to }: ClassifierEntryRow): Omit<ClassifierEntryRow, 'details'> {
  return { classifier, code, name, from, to }
}

/** A period of validity; a date that does not exist spoils the row. */
export function readPeriod(
  values: ClassifierValues,
  begin: string,
  end: string,
): { readonly from: CalendarDate | null; readonly to: CalendarDate | null } | EntryFault {
  const dates: (CalendarDate | null)[] = []
  for (const column of [begin, end]) {
    const text = values.get(column) ?? ''
    const date = readDate(text, ['DD.MM.YYYY', 'YYYY-MM-DD'])
    if (text !== '' && date === null) return { column, reason: 'date-impossible' }
    dates.push(date)
  }
  const [from = null, to = null] = dates
  return { from, to }
}

/** The first of the columns that is filled, at most a thousand characters. */
export function nameOf(values: ClassifierValues, columns: readonly string[]): string | null {
  for (const column of columns) {
    const name = values.get(column) ?? ''
    if (name !== '') return name.slice(0, LONGEST_NAME)
  }
  return null
}

/** Version and date as the header states them. */
export function headerOf({ header }: ReadRows): Pick<Classifier<never>, 'version' | 'date'> {
  return { version: header.get('VERSION') ?? null, date: readDate(header.get('DATE') ?? '', ['DD.MM.YYYY', 'YYYY-MM-DD']) }
}

/** Opens a file for `use`, and gives its faults as a value. */
export async function withSource<Value>(file: string, use: (source: SourceFile) => Promise<Value>): Promise<Result<Value, Refusal>> {
  let source: SourceFile | null = null
  try {
    source = await openSourceFile(file, { unpackedBytes: MOST_BYTES })
    return ok(await use(source))
  } catch (error) {
    const fault = readFault(error, file)
    if (fault instanceof SourceFault) return err(fault.refusal)
    throw fault
  } finally {
    await source?.close()
  }
}
