import type { Connection } from '../encrypted-database.ts'
import { ROWS_PER_PERSON } from './packed-values.ts'

const TABLES_OF_PERSON = ['other_enp', 'policy', 'policy_number', 'document', 'attachment', 'representative'] as const

/** Removes a record with all rows that belong to it. */
export interface PersonRemover {
  remove(row: number): void
}

export function createPersonRemover(database: Connection): PersonRemover {
  const removePerson = database.prepare<[number]>('DELETE FROM person WHERE id = ?')
  const removeException = database.prepare<[number]>('DELETE FROM person_exception WHERE id = ?')
  const removeRows = TABLES_OF_PERSON.map((table) => database.prepare<[number, number]>(`DELETE FROM ${table} WHERE id >= ? AND id < ?`))
  return {
    remove(row) {
      removePerson.run(row)
      removeException.run(row)
      for (const statement of removeRows) statement.run(row * ROWS_PER_PERSON, (row + 1) * ROWS_PER_PERSON)
    },
  }
}
