import { documentKey } from '../../../src-shared/identity/documents.ts'
import { nameKey } from '../../../src-shared/identity/names.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import { isWeak } from '../../import/keep-stronger.ts'
import { identityText } from '../../import/person-key.ts'
import type { Strength } from './combine-records.ts'

type Who = Pick<Person, 'familyName' | 'givenName' | 'patronymic' | 'birthDate'>

/** What a comparison has to know of a published person. */
export interface KnownPerson extends Who {
  readonly id: string
  /** Known by lists without statuses alone. */
  readonly isWeak: boolean
  /** Neither gone nor merged into another record, nor absent from the register that is published now. */
  readonly isLive: boolean
  /** Documents and СНИЛС, as keys. */
  readonly numbers: readonly string[]
}

/** Whom a row of a list means: a known person's id; null for nobody who is known; or why nothing of the row may be used. */
export type Meant =
  | { readonly id: string | null; readonly isRenamed: boolean }
  /** Another person has that number, or several have. */
  | {
      readonly problem: 'known-differs' | 'several-known'
      /** Ids of the known people who may be meant all the same. */
      readonly perhaps: readonly string[]
    }

/** By what a row is compared with people who are known (register sources §5.5, rule 6): ENP, else document, else name and birth date. */
export function keyOf(person: Person): string {
  const [document] = person.documents
  if (person.enp !== null) return enpKey(person.enp)
  return document === undefined ? whoKey(person) : documentKeyOf(document)
}

/** Under what a known person may be meant: former ENPs and all documents too. */
export function keysOf(person: Person): ReadonlySet<string> {
  const enps = [person.enp, ...person.formerEnps, ...person.policies.map(({ enp }) => enp)].filter((enp) => enp !== null)
  return new Set([idKey(person.id), ...enps.map(enpKey), ...person.documents.map(documentKeyOf), whoKey(person)])
}

export function knownPerson(person: Person, isStale: boolean): KnownPerson {
  const { id, familyName, givenName, patronymic, birthDate, removed, redirect } = person
  return {
    id,
    familyName,
    givenName,
    patronymic,
    birthDate,
    isWeak: isWeak(person),
    isLive: removed === null && redirect === null && !isStale,
    numbers: numbersOf(person),
  }
}

/**
 * Of the people who have the key of a row, the one whom it means. A number alone is not believed: it may be mistyped, and then everything
 * that the row brings would be found under somebody else. Where statuses stand, birth date and given name must agree; a family name may
 * change, but then only the attachment is believed (`isRenamed`). Twins have all but the given name in common, so a list with statuses
 * renames nobody whose given name differs, unless a second number agrees. A list may correct name or birth date where another list said it.
 */
export function meantBy(row: Person, strength: Strength, candidates: readonly KnownPerson[], hasId: boolean): Meant {
  const live = candidates.filter(({ isLive }) => isLive)
  const [one, ...others] = live.length > 0 ? live : candidates
  if (one === undefined) return { id: null, isRenamed: false }
  if (others.length > 0) return { problem: 'several-known', perhaps: [one, ...others].map(({ id }) => id) }
  const isBirth = row.birthDate === one.birthDate
  const names = comparedNames(row, one)
  const isDoubtful = strength === 'weaker' && !one.isWeak
  const isOfList = strength === 'weaker' && one.isWeak
  const isCorrected = names === 'same' || (isBirth && (names !== 'other' || isOfList || haveOneNumber(row, one)))
  const isEnough = row.enp === null && !hasId ? isBirth && isUnopposed(names) : isDoubtful ? isBirth && names !== 'other' : isCorrected
  if (isEnough) return { id: one.id, isRenamed: isDoubtful && names === 'renamed' }
  return { problem: 'known-differs', perhaps: isBirth || names === 'same' ? [one.id] : [] }
}

/** By what a row that nobody can attribute may mean somebody else still. */
export function whoKeyOf(row: Person): string | null {
  return hasNoName(row) ? null : whoKey(row)
}

function haveOneNumber(row: Person, { numbers }: KnownPerson): boolean {
  return numbersOf(row).some((number) => numbers.includes(number))
}

function numbersOf({ documents, snils }: Person): readonly string[] {
  return [...documents.map(documentKeyOf), ...(snils === null ? [] : [`s ${snils}`])]
}

/** The register's own id, as a list without statuses gives it. */
export function idKey(id: string): string {
  return `i ${plain(id)}`
}

function enpKey(enp: string): string {
  return `e ${enp}`
}

function documentKeyOf({ type, series, number }: Person['documents'][number]): string {
  return `d ${plain(documentKey(type, series, number))}`
}

function whoKey(person: Who): string {
  return `n ${plain(identityText(person))}`
}

/** Keys stand in lines, between tabs. */
function plain(text: string): string {
  return text.replace(/\s/g, ' ')
}

type ComparedNames = 'same' | 'renamed' | 'other' | 'unknown'

function isUnopposed(names: ComparedNames): boolean {
  return names === 'same' || names === 'unknown'
}

/** `renamed`: the given name alone is the same. A list may leave the patronymic out, or all names: then nothing speaks for the number. */
function comparedNames(one: Who, other: Who): ComparedNames {
  if (hasNoName(one) || hasNoName(other)) return 'unknown'
  if (nameKey(one.givenName) !== nameKey(other.givenName)) return 'other'
  const patronymics = [nameKey(one.patronymic), nameKey(other.patronymic)]
  const isSame = nameKey(one.familyName) === nameKey(other.familyName) && (patronymics.includes(null) || patronymics[0] === patronymics[1])
  return isSame ? 'same' : 'renamed'
}

function hasNoName({ familyName, givenName }: Who): boolean {
  return familyName === null && givenName === null
}
