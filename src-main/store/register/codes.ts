import type { Connection } from '../encrypted-database.ts'
import type { RowWriter } from './row-writer.ts'

/** Gives each distinct short text (status, type, clinic code …) a number, so that rows hold numbers: less to write and to store. */
export interface CodeWriter {
  number(text: string): number
}

/** `held`: the codes that the table holds already; numbers go on after them. */
export function createCodeWriter(rows: RowWriter, held: ReadonlyMap<string, number> = new Map()): CodeWriter {
  const numbers = new Map(held)
  return {
    number(text) {
      const known = numbers.get(text)
      if (known !== undefined) return known
      const number = numbers.size
      rows.push(number, text)
      numbers.set(text, number)
      return number
    },
  }
}

/** All codes of a table, for a writer that goes on with it. */
export function readCodes(database: Connection): ReadonlyMap<string, number> {
  const rows = database.prepare<[], { id: number; text: string }>('SELECT id, text FROM code').all()
  return new Map(rows.map(({ id, text }) => [text, id]))
}

/** Reads texts back; each is read from the file once. */
export interface CodeReader {
  text(number: number): string
}

export const codeStatement = 'SELECT text FROM code WHERE id = ?'

export function createCodeReader(database: Connection): CodeReader {
  const select = database.prepare<[number], string>(codeStatement).pluck()
  const texts = new Map<number, string>()
  return {
    text(number) {
      const known = texts.get(number)
      if (known !== undefined) return known
      const text = select.get(number)
      if (text === undefined) throw new Error('A row of the register names a code that does not exist.')
      texts.set(number, text)
      return text
    },
  }
}
