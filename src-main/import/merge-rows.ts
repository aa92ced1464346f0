import { documentKey } from '../../src-shared/identity/documents.ts'
import type { Person, Policy } from '../../src-shared/register/person.ts'
import type { RowPlace } from './outcome.ts'
import { identityHash } from './person-key.ts'
import type { ReadRow } from './read-person.ts'

/** A row of a person who has several, with its number in the file. */
export interface WaitingRow extends ReadRow {
  readonly place: RowPlace
  readonly row: number
}

/** One person made of several rows, and what became of the rows that do not count. */
export interface MergedRows {
  readonly person: Person
  readonly others: readonly { readonly place: RowPlace; readonly isMerged: boolean; readonly differs: boolean }[]
}

/**
 * One person of several rows: the winner's own data, and from the others what the winner does not have, a policy with another number or
 * start, another document, an attachment of another kind, a death; of equals the later row's. A row with another name or birth date
 * gives nothing: its number may be mistyped, and it would lead to somebody else.
 */
export function mergeRows(winner: WaitingRow, rest: readonly WaitingRow[]): MergedRows {
  const { person } = winner
  const identity = identityHash(person)
  const policies = new Map(person.policies.map((one) => [policyKey(one), one]))
  const documents = new Map(person.documents.map((one) => [documentKey(one.type, one.series, one.number), one]))
  const attachments = new Map(person.attachments.map((one) => [one.areaType, one]))
  const latestFirst = rest.toSorted((one, other) => dayOf(other.person) - dayOf(one.person) || other.row - one.row)
  const others = latestFirst.map((row) => {
    const differs = identityHash(row.person) !== identity
    if (differs) return { place: row.place, isMerged: false, differs }
    const added = [
      ...row.person.policies.map((one) => putNew(policies, policyKey(one), one)),
      ...row.person.documents.map((one) => putNew(documents, documentKey(one.type, one.series, one.number), one)),
      ...row.person.attachments.map((one) => putNew(attachments, one.areaType, one)),
    ]
    return { place: row.place, isMerged: added.includes(true), differs }
  })
  // Beside a valid policy a death is a contradiction, which somebody looks at: better than a dead person's policy.
  const dead = rest.find((row) => row.person.deathDate !== null && identityHash(row.person) === identity)
  const deathDate = person.deathDate ?? dead?.person.deathDate ?? null
  const parts = { policies: [...policies.values()], documents: [...documents.values()], attachments: [...attachments.values()] }
  return { person: { ...person, deathDate, ...parts }, others }
}

/** The day on which the person was attached, as a number that compares; 0 without. */
export function dayOf({ attachments }: Pick<Person, 'attachments'>): number {
  const [attachment] = attachments
  return attachment === undefined ? 0 : Number(attachment.from.replaceAll('-', ''))
}

const MOST_PARTS = 100

function putNew<Part>(parts: Map<string, Part>, key: string, part: Part): boolean {
  if (parts.has(key) || parts.size >= MOST_PARTS) return false
  parts.set(key, part)
  return true
}

function policyKey({ type, enp, series, number, from }: Policy): string {
  return [type, enp, series, number, from].join('|')
}
