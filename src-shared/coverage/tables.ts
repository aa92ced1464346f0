import limitsFile from '../../resources/rules/limits.json' with { type: 'json' }
import presentedFile from '../../resources/rules/presented.json' with { type: 'json' }
import type { CalendarDate } from '../calendar.ts'
import type { PresentedRow } from '../settings.ts'

interface Dated {
  /** Both ends inclusive; null is open. */
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
}

export interface AcceptedSets extends Dated {
  /** Full years on the service date, both ends inclusive; `ageTo` null is open. */
  readonly ageFrom: number
  readonly ageTo: number | null
  /** F011 numbers; every document of one set must be shown together. */
  readonly sets: readonly (readonly number[])[]
}

export type LimitName = keyof typeof limitsFile.limits

/** Every date and limit of the coverage rules as data with an effective period. */
export interface CoverageTables {
  readonly presented: readonly PresentedRow[]
  readonly acceptedSets: readonly AcceptedSets[]
  readonly limits: Readonly<Record<LimitName, { readonly rows: readonly (Dated & { readonly value: number })[] }>>
}

export const builtInTables: CoverageTables = {
  presented: presentedFile.rows,
  acceptedSets: presentedFile.acceptedSets,
  limits: limitsFile.limits,
}

/** The built-in tables with an administrator's rows of §3 put before the built-in ones, so that they count first. */
export function tablesWith(rows: readonly PresentedRow[]): CoverageTables {
  return rows.length === 0 ? builtInTables : { ...builtInTables, presented: [...rows, ...builtInTables.presented] }
}

/**
 * What may be presented on `day` (coverage rules §3): the first row of the station's region that holds the day, else the first
 * federal one; null where no row holds it, and then nothing is enough.
 */
export function presentedRow(tables: CoverageTables, day: CalendarDate, regionCode: string | null): PresentedRow | null {
  const rows = tables.presented.filter((row) => holds(row, day))
  const regional = regionCode === null ? undefined : rows.find((row) => row.regionCode === regionCode)
  return regional ?? rows.find((row) => row.regionCode === null) ?? null
}

/** The document sets accepted on `day` for someone of `age` full years; empty where no row holds both. */
export function acceptedSets(tables: CoverageTables, day: CalendarDate, age: number): readonly (readonly number[])[] {
  return tables.acceptedSets
    .filter((row) => holds(row, day) && row.ageFrom <= age && (row.ageTo === null || age <= row.ageTo))
    .flatMap((row) => row.sets)
}

/** The value of a dated limit on `day`. Throws where the table has no row for it: the table itself is then wrong. */
export function limitOn(tables: CoverageTables, name: LimitName, day: CalendarDate): number {
  const row = tables.limits[name].rows.find((candidate) => holds(candidate, day))
  if (row === undefined) throw new Error(`limits.json: ${name} has no row for the day`)
  return row.value
}

function holds(row: Dated, day: CalendarDate): boolean {
  return (row.from === null || row.from <= day) && (row.to === null || day <= row.to)
}
