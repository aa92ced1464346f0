import type { CalendarDate } from '../../../src-shared/calendar.ts'
import type { Insurer } from '../../../src-shared/register/person.ts'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { Refusal } from '../outcome.ts'
import { readClassifierRows } from './classifier-file.ts'
import { headerOf, nameOf, readPeriod, withSource } from './read-classifier.ts'
import type { Classifier } from './read-classifier.ts'

/** A row of F002: an insurer in one period (register sources §6). */
export interface InsurerRow {
  readonly code: string
  /** The short name, where there is none the full one, else the code. */
  readonly name: string
  readonly hotLine: string | null
  readonly okato: string | null
  readonly ogrn: string | null
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
}

const LONGEST_NAME = 400
const LONGEST_HOT_LINE = 60

/** Reads the directory of insurers F002 from its published XML, plain or in a zip. Errors: every refusal of a file without a profile. */
export async function readInsurers(file: string): Promise<Result<Classifier<InsurerRow>, Refusal>> {
  const entries: InsurerRow[] = []
  const rows = await withSource(file, (source) =>
    readClassifierRows(source, { root: 'packet', row: 'insCompany', header: null }, (values) => {
      const code = values.get('SMOCOD') ?? ''
      if (!/^\d{5}$/.test(code)) return { column: 'SMOCOD', reason: code === '' ? 'value-missing' : 'value-format' }
      const period = readPeriod(values, 'D_BEGIN', 'D_END')
      if ('reason' in period) return period
      entries.push({
        code,
        name: (nameOf(values, ['NAM_SMOK', 'NAM_SMOP']) ?? code).slice(0, LONGEST_NAME),
        hotLine: nameOf(values, ['HOT_LINE'])?.slice(0, LONGEST_HOT_LINE) ?? null,
        okato: nameOf(values, ['TF_OKATO']),
        ogrn: nameOf(values, ['OGRN']),
        ...period,
      })
      return null
    }),
  )
  return rows.ok ? ok({ ...headerOf(rows.value), entries, rejected: rows.value.rejected }) : rows
}

/**
 * One insurer for every code: the row without an end, else the one that ended last. Insurers that have stopped stay, with their last day:
 * policies of theirs still occur.
 */
export function insurersOf(rows: readonly InsurerRow[]): readonly Insurer[] {
  const latest = new Map<string, InsurerRow>()
  for (const row of rows) {
    const before = latest.get(row.code)
    if (before === undefined || endOf(row) >= endOf(before)) latest.set(row.code, row)
  }
  return [...latest.values()].map(({ code, name, hotLine, to }) => ({ code, name, hotLine, closedOn: to }))
}

function endOf({ from, to }: InsurerRow): string {
  return `${to ?? '9999-12-31'} ${from ?? ''}`
}
