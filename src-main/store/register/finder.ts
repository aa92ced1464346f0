import type { Insurer, Person } from '../../../src-shared/register/person.ts'
import type { UsableItem } from '../../../src-shared/intake/item.ts'
import type { Finding } from '../../app/ports.ts'
import type { Connection } from '../encrypted-database.ts'
import { createCodeReader } from './codes.ts'
import { createLookUp } from './look-up.ts'
import { createPersonReader } from './read-person.ts'
import { readSegments } from './segments.ts'

/** Answers questions from one opened generation. Throws SQLite's errors where the file is damaged. */
export interface Finder {
  find(items: readonly UsableItem[]): Finding
  byId(id: string): Finding
}

/** Redirects are followed so far; a longer chain is a mistake in the data, and its end counts as missing. */
const LONGEST_CHAIN = 64

export function createFinder(database: Connection): Finder {
  const codes = createCodeReader(database)
  const lookUp = createLookUp(database, readSegments(database), codes)
  const reader = createPersonReader(database, codes)

  /** Adds a record and those it leads to by redirects; returns the record. */
  const collect = (row: number, people: Map<number, Person>): Person => {
    const start = people.get(row) ?? readPerson(row)
    people.set(row, start)
    let person = start
    for (let step = 0; step < LONGEST_CHAIN && person.redirect !== null; step += 1) {
      const next = lookUp.sourceId(person.redirect)
      if (next === null || people.has(next)) break
      person = readPerson(next)
      people.set(next, person)
    }
    return start
  }
  const readPerson = (row: number): Person => {
    const person = reader.person(row)
    if (person === null) throw new Error('An index of the register names a row that does not exist.')
    return person
  }
  const finding = (lookups: Finding['lookups'], people: ReadonlyMap<number, Person>): Finding => {
    const all = [...people.values()]
    return { lookups, people: all, insurers: insurersOf(all, (code) => reader.insurer(code)) }
  }
  /** One transaction for all statements of an answer: one lock of the file instead of many. */
  const inOneRead = database.transaction((work: () => Finding) => work())

  return {
    find: (items) =>
      inOneRead(() => {
        const people = new Map<number, Person>()
        const lookups = items.flatMap((item, index) =>
          lookUp.item(item).map((hit) => ({ item: index, key: hit.key, people: hit.rows.map((row) => collect(row, people).id) })),
        )
        return finding(lookups, people)
      }),
    byId: (id) =>
      inOneRead(() => {
        const people = new Map<number, Person>()
        const row = lookUp.sourceId(id)
        if (row !== null) collect(row, people)
        return finding([], people)
      }),
  }
}

function insurersOf(people: readonly Person[], read: (code: string) => Insurer | null): readonly Insurer[] {
  const codes = new Set<string>()
  for (const person of people) {
    for (const { insurer, printedInsurer } of person.policies) {
      if (insurer !== null) codes.add(insurer)
      if (printedInsurer !== null) codes.add(printedInsurer)
    }
  }
  return [...codes].map(read).filter((insurer) => insurer !== null)
}
