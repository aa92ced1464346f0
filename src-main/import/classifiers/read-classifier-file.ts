import type { CalendarDate } from '../../../src-shared/calendar.ts'
import type { Insurer } from '../../../src-shared/register/person.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { Refusal } from '../outcome.ts'
import { SourceFault } from '../outcome.ts'
import { kindOf, sampleOf } from '../probe.ts'
import type { RejectedEntry } from './classifier-file.ts'
import { entriesOn, readClassifier, withoutDetails, withSource } from './read-classifier.ts'
import type { ClassifierEntryRow, ClassifierName } from './read-classifier.ts'
import { insurersOf, readInsurers } from './read-insurers.ts'

/** A published classifier as records of a feed. */
export interface ClassifierRecords {
  readonly name: ClassifierName | 'F002'
  readonly version: string | null
  readonly date: CalendarDate | null
  /** One for every code. */
  readonly records: readonly ({ readonly insurer: Insurer } | { readonly classifier: Omit<ClassifierEntryRow, 'details'> })[]
  readonly rejected: readonly RejectedEntry[]
}

/**
 * Reads F002, F008, F010, F011 or F032 from its published XML, plain or in a zip; which of them it is tell the names of its columns
 * (register sources §6). Of several periods of a code the one that holds on `day` counts, else the one nearest to it. Errors: every
 * refusal of a file that has no profile; `layout-unknown` for any other XML.
 */
export async function readClassifierFile(file: string, day: CalendarDate): Promise<Result<ClassifierRecords, Refusal>> {
  const name = await withSource(file, async (source) => {
    const sample = await sampleOf(source.read())
    if (kindOf(sample) !== 'xml') throw new SourceFault('kind-differs', { found: kindOf(sample), expected: 'xml' })
    const found = classifierIn(new TextDecoder('latin1').decode(sample))
    if (found === null) throw new SourceFault('layout-unknown', { found: source.name, expected: 'F002, F008, F010, F011, F032' })
    return found
  })
  if (!name.ok) return name
  if (name.value === 'F002') {
    const insurers = await readInsurers(file)
    if (!insurers.ok) return insurers
    const { version, date, entries, rejected } = insurers.value
    return withRecords({ name: 'F002', version, date, rejected, records: insurersOf(entries).map((insurer) => ({ insurer })) })
  }
  const classifier = await readClassifier(file, name.value)
  if (!classifier.ok) return classifier
  const { version, date, entries, rejected } = classifier.value
  const records = entriesToPublish(entries, day).map((entry) => ({ classifier: withoutDetails(entry) }))
  return withRecords({ name: name.value, version, date, rejected, records })
}

/** A file of which nothing can be read is no classifier of nothing. */
function withRecords(read: ClassifierRecords): Result<ClassifierRecords, Refusal> {
  return read.records.length === 0 ? err({ code: 'file-empty', params: { file: read.name } }) : ok(read)
}

/** By columns that no other classifier has; values may be elements or attributes. */
function classifierIn(text: string): ClassifierName | 'F002' | null {
  const has = (column: string): boolean => new RegExp(`[<\\s]${column}[\\s=/>]`, 'i').test(text)
  if (has('insCompany')) return 'F002'
  if (has('KOD_TF')) return 'F010'
  if (has('MCOD')) return 'F032'
  if (!has('IDDoc')) return null
  return has('DocSer') || has('DocNum') ? 'F011' : 'F008'
}

/** One entry for every code: of those that do not hold on the day the one that ended last, else the one that begins first. */
function entriesToPublish(entries: readonly ClassifierEntryRow[], day: CalendarDate): readonly ClassifierEntryRow[] {
  const chosen = new Map<string, ClassifierEntryRow>()
  for (const entry of entries.toSorted((one, other) => (distance(one, day) < distance(other, day) ? -1 : 1))) chosen.set(entry.code, entry)
  for (const [code, entry] of entriesOn(entries, day)) chosen.set(code, entry)
  return [...chosen.values()].toSorted((one, other) => (one.code < other.code ? -1 : 1))
}

/** Sorts what is to come before what is over, the nearest last. */
function distance({ from, to }: ClassifierEntryRow, day: CalendarDate): string {
  return (from ?? '') > day ? `0 ${complement(from ?? '')}` : `1 ${to ?? ''}`
}

function complement(date: string): string {
  return date.replace(/\d/g, (digit) => String(9 - Number(digit)))
}
