import { documentKey } from '../../src-shared/identity/documents.ts'
import type { Person, Policy } from '../../src-shared/register/person.ts'
import { mayWithdraw, withDoubt } from './doubt.ts'
import type { RowPlace } from './outcome.ts'
import { identityHash } from './person-key.ts'
import type { ReadRow } from './read-person.ts'
import { NOT_CARRIED } from './read-policy.ts'

/** A row of a person who has several, with its number in the file. */
export interface WaitingRow extends ReadRow {
  readonly place: RowPlace
  readonly row: number
}

/** One person made of several rows, and what became of the rows that do not count. */
export interface MergedRows {
  readonly person: Person
  /** True where the rows do not agree on what is valid: what they do not agree on is not. */
  readonly isContradicted: boolean
  readonly others: readonly { readonly place: RowPlace; readonly isMerged: boolean; readonly differs: boolean }[]
}

/**
 * One person of several rows: the winner's own data, and from the others what the winner does not have, a policy with another number or
 * start, another document, an attachment of another kind, a death; of equals the later row's. A row with another name or birth date
 * gives nothing: its number may be mistyped, and it would lead to somebody else. Statuses that contradict each other are not carried, of two
 * ends the earlier counts, and where a row with another name withdraws something, nothing is valid.
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
      ...row.person.policies.map((one) => putPolicy(policies, one)),
      ...row.person.documents.map((one) => putNew(documents, documentKey(one.type, one.series, one.number), one)),
      ...row.person.attachments.map((one) => putNew(attachments, one.areaType, one)),
    ]
    return { place: row.place, isMerged: added.includes(true), differs }
  })
  // Beside a valid policy a death is a contradiction, which somebody looks at: better than a dead person's policy.
  const dead = rest.find((row) => row.person.deathDate !== null && identityHash(row.person) === identity)
  const deathDate = person.deathDate ?? dead?.person.deathDate ?? null
  const same = rest.filter((row) => identityHash(row.person) === identity)
  const status = same.every((row) => isOfOneMind(row.person.status, person.status)) ? person.status : NOT_CARRIED
  const parts = { policies: [...policies.values()], documents: [...documents.values()], attachments: [...attachments.values()] }
  const merged = { ...person, status, deathDate, ...parts }
  const believed = rest.some((row) => !same.includes(row) && mayWithdraw(row.person)) ? withDoubt(merged, null) : merged
  return { person: believed, isContradicted: isContradicted(believed, [winner, ...same]), others }
}

/** Who carries no status contradicts nobody. */
function isOfOneMind(one: string, other: string): boolean {
  return one === other || one === NOT_CARRIED || other === NOT_CARRIED
}

function isContradicted(believed: Person, rows: readonly WaitingRow[]): boolean {
  return rows.some(
    ({ person }) =>
      (person.status !== believed.status && person.status !== NOT_CARRIED) ||
      person.policies.some((one) => {
        const other = believed.policies.find((policy) => policyKey(policy) === policyKey(one))
        return other !== undefined && !isSamePolicy(one, other)
      }),
  )
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

/** Puts a policy beside the others, or takes away from the same one what the two do not agree on; false where nothing changes. */
function putPolicy(policies: Map<string, Policy>, policy: Policy): boolean {
  const key = policyKey(policy)
  const known = policies.get(key)
  if (known === undefined || isSamePolicy(known, policy)) return putNew(policies, key, policy)
  const status = known.status === policy.status ? known.status : NOT_CARRIED
  const ends = { to: earlier(known.to, policy.to), certificateTo: earlier(known.certificateTo, policy.certificateTo) }
  policies.set(key, { ...known, status, ...ends })
  return true
}

function isSamePolicy(one: Policy, other: Policy): boolean {
  return one.status === other.status && one.to === other.to && one.certificateTo === other.certificateTo
}

/** Null is no end. */
function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other
  return one < other ? one : other
}

function policyKey({ type, enp, series, number, from }: Policy): string {
  return [type, enp, series, number, from].join('|')
}
