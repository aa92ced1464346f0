import type { RegisterHeader } from '../../../src-shared/register/record.ts'
import type { Connection } from '../encrypted-database.ts'
import { ROWS_PER_PERSON } from './packed-values.ts'
import { indexStatements, overSegments, registerIndexes, segmentsFor } from './segments.ts'
import type { Segments } from './segments.ts'

/**
 * Turns rows into a register: the last of several records with the same source id stays, indexes are made, the dataset is named.
 * `rows`: how many person rows were given out, from 0.
 */
export function finishTables(
  database: Connection,
  header: RegisterHeader,
  counts: { readonly rows: number; readonly segmentPeople: number },
): void {
  const segments = segmentsFor(counts.rows, counts.segmentPeople)
  for (const index of registerIndexes) {
    for (const statement of indexStatements(index, segments)) database.exec(statement)
    if (index.name === 'person_by_source_id') removeReplaced(database, segments)
  }
  database
    .prepare('INSERT INTO dataset VALUES (1, ?, ?, ?, ?, (SELECT count(*) FROM person), ?, ?)')
    .run(header.dataset, header.scope, header.version, header.asOf, segments.count, segments.people)
}

const TABLES_OF_PERSON = ['other_enp', 'policy', 'policy_number', 'document', 'attachment', 'representative'] as const

/** Removes every record that a later one with the same source id replaces. */
function removeReplaced(database: Connection, segments: Segments): void {
  const replaced = findReplaced(database.prepare<[], Pair>(inOrderOfSourceId(segments)).iterate())
  if (replaced.length === 0) return
  const removePerson = database.prepare<[number]>('DELETE FROM person WHERE id = ?')
  const removeException = database.prepare<[number]>('DELETE FROM person_exception WHERE id = ?')
  const removeRows = TABLES_OF_PERSON.map((table) => database.prepare<[number, number]>(`DELETE FROM ${table} WHERE id >= ? AND id < ?`))
  for (const row of replaced) {
    removePerson.run(row)
    removeException.run(row)
    for (const statement of removeRows) statement.run(row * ROWS_PER_PERSON, (row + 1) * ROWS_PER_PERSON)
  }
}

/** Both queries walk the index in its order. With one segment SQLite itself picks out the ids that occur more than once. */
function inOrderOfSourceId(segments: Segments): string {
  const only = segments.count === 1 ? 'source_id IN (SELECT source_id FROM person GROUP BY source_id HAVING count(*) > 1)' : 'true'
  const all = overSegments('person', segments, `SELECT source_id AS sourceId, id FROM person WHERE ${only}`)
  return `${all} ORDER BY sourceId, id`
}

interface Pair {
  readonly sourceId: string
  readonly id: number
}

function findReplaced(pairs: Iterable<Pair>): readonly number[] {
  const replaced: number[] = []
  let former: Pair | null = null
  for (const pair of pairs) {
    if (former !== null && former.sourceId === pair.sourceId) replaced.push(former.id)
    former = pair
  }
  return replaced
}
