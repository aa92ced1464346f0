import type { RegisterHeader } from '../../../src-shared/register/record.ts'
import type { Connection } from '../encrypted-database.ts'
import { createPersonRemover } from './remove-person.ts'
import { inOrderOf, indexStatements, registerIndexes } from './segments.ts'
import type { Segments } from './segments.ts'

/**
 * Turns rows into a register: the last of several records with the same source id stays, indexes are made, the dataset is named.
 * Returns how many records were replaced by a later one.
 */
export function finishTables(database: Connection, header: Omit<RegisterHeader, 'schemaVersion'>, segments: Segments): number {
  let replaced = 0
  for (const index of registerIndexes) {
    for (const statement of indexStatements(index, segments)) database.exec(statement)
    if (index.name === 'person_by_source_id') replaced = removeReplaced(database, segments)
  }
  database
    .prepare('INSERT INTO dataset VALUES (1, ?, ?, ?, ?, (SELECT count(*) FROM person), ?, ?)')
    .run(header.dataset, header.scope, header.version, header.asOf, segments.count, segments.people)
  return replaced
}

/** Removes every record that a later one with the same source id replaces, and tells how many. */
function removeReplaced(database: Connection, segments: Segments): number {
  const replaced = findReplaced(database.prepare<[], Pair>(inOrderOfSourceId(segments)).raw().iterate())
  if (replaced.length === 0) return 0
  const remover = createPersonRemover(database)
  for (const row of replaced) remover.remove(row)
  return replaced.length
}

/** Both queries walk the index in its order. With one segment SQLite itself picks out the ids that occur more than once. */
export function inOrderOfSourceId(segments: Segments): string {
  if (segments.count > 1) return inOrderOf('source_id', 'person_by_source_id', segments)
  const twice = 'source_id IN (SELECT source_id FROM person GROUP BY source_id HAVING count(*) > 1)'
  return `SELECT source_id, id FROM person WHERE ${twice} ORDER BY source_id, id`
}

type Pair = readonly [sourceId: string, id: number]

function findReplaced(pairs: Iterable<Pair>): readonly number[] {
  const replaced: number[] = []
  let former: Pair | null = null
  for (const pair of pairs) {
    if (former !== null && former[0] === pair[0]) replaced.push(former[1])
    former = pair
  }
  return replaced
}
