import type { Connection } from '../encrypted-database.ts'
import { ROWS_PER_PERSON } from './packed-values.ts'

/**
 * SQLite sorts the keys of an index in memory (its temporary files would be in clear), so a large register gets each index in
 * parts of at most so many people, each a partial index. A look-up asks all parts.
 */
export const PEOPLE_PER_SEGMENT = 500_000

/** How the indexes of one register are divided. */
export interface Segments {
  readonly count: number
  readonly people: number
}

interface IndexPlan {
  readonly name: string
  readonly table: 'person' | 'policy_number' | 'document'
  readonly columns: string
  readonly only: string | null
}

export const registerIndexes: readonly IndexPlan[] = [
  { name: 'person_by_source_id', table: 'person', columns: 'source_id', only: null },
  { name: 'person_by_enp', table: 'person', columns: 'enp', only: 'enp IS NOT NULL' },
  { name: 'person_by_snils', table: 'person', columns: 'snils', only: 'snils IS NOT NULL' },
  { name: 'person_by_name', table: 'person', columns: 'name_key, birth_date', only: null },
  { name: 'policy_by_number', table: 'policy_number', columns: 'number_key', only: 'number_key IS NOT NULL' },
  { name: 'document_by_number', table: 'document', columns: 'number_key', only: null },
]

/** The statements that make one index, one per segment. */
export function indexStatements(index: IndexPlan, segments: Segments): readonly string[] {
  return ranges(index.table, segments).map((range, segment) => {
    const terms = [index.only, range].filter((term) => term !== null)
    const where = terms.length === 0 ? '' : ` WHERE ${terms.join(' AND ')}`
    return `CREATE INDEX ${index.name}_${segment} ON ${index.table} (${index.columns})${where}`
  })
}

/**
 * A query over all segments, so that each part can use its own index. `select` is the query for the whole table; it ends in its
 * WHERE clause and has named parameters.
 */
export function overSegments(table: IndexPlan['table'], segments: Segments, select: string): string {
  return ranges(table, segments)
    .map((range) => (range === null ? select : `${select} AND ${range}`))
    .join(' UNION ALL ')
}

/**
 * A query of a column and the id of every person in the order of both, for the one index of that column alone: each part is walked in its
 * order and nothing is sorted. SQLite by itself would rather sort the ids of the whole register in memory.
 */
export function inOrderOf(column: string, index: string, segments: Segments): string {
  const parts = ranges('person', segments).map((range, segment) => {
    const only = range === null ? '' : ` WHERE ${range}`
    return `SELECT ${column} AS value, id FROM person INDEXED BY ${index}_${segment}${only}`
  })
  return `${parts.join(' UNION ALL ')} ORDER BY value, id`
}

/** How many parts so many person rows need. */
export function segmentsFor(rows: number, people: number): Segments {
  return { count: Math.max(1, Math.ceil(rows / people)), people }
}

/** Reads how the indexes of a finished register are divided. */
export function readSegments(database: Connection): Segments {
  const row = database
    .prepare<[], { count: number; people: number }>('SELECT segments AS count, segment_people AS people FROM dataset')
    .get()
  if (row === undefined) throw new Error('The register has no dataset row.')
  return row
}

/** SQLite uses a partial index only where the query repeats its condition word for word. */
function ranges(table: IndexPlan['table'], segments: Segments): readonly (string | null)[] {
  if (segments.count === 1) return [null]
  const factor = table === 'person' ? 1 : ROWS_PER_PERSON
  return Array.from({ length: segments.count }, (_, segment) => {
    const from = segment * segments.people * factor
    return `id >= ${from} AND id < ${from + segments.people * factor}`
  })
}
