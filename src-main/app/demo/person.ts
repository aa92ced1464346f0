import type { Person, Policy, Representative } from '../../../src-shared/register/person.ts'
import type { Sex } from '../../../src-shared/schema-pieces.ts'
import { drawAttachments } from './attachments.ts'
import { addYears, dateText, type DayNumber } from './days.ts'
import { citizenDocuments, drawStanding, foreignDocuments } from './documents.ts'
import { citizenPolicies, foreignPolicies } from './policies.ts'
import type { Numbers } from './numbers.ts'
import type { Random } from './random.ts'

/** Who somebody is, before the register knows anything about policies and documents. */
export interface Identity {
  readonly familyName: string | null
  readonly givenName: string | null
  readonly patronymic: string | null
  readonly sex: Sex
  readonly birth: DayNumber
  readonly foreign: boolean
}

/** Days of grace between two kinds of dates that never coincide in life. */
const NEWBORN_DAYS = 25

/** One record of the register with everything that a usual life leaves there. */
export function buildPerson(
  random: Random,
  identity: Identity,
  representatives: readonly Representative[],
  today: DayNumber,
  numbers: Numbers,
): Person {
  const { birth, sex } = identity
  const enp = numbers.enp(birth, sex)
  const age = Math.floor((today - birth) / 365.25)
  const register = registered(random, identity, enp, today, numbers)
  return {
    id: numbers.personId(),
    enp,
    formerEnps: [],
    familyName: identity.familyName,
    givenName: identity.givenName,
    patronymic: identity.patronymic,
    birthDate: dateText(birth),
    dost: dostOf(identity),
    sex,
    snils: random.chance(today - birth < NEWBORN_DAYS ? 0.5 : 0.96) ? numbers.snils() : null,
    status: 'ДПП',
    deathDate: null,
    redirect: null,
    removed: null,
    contacts: random.chance(0.94) ? 'present' : 'none',
    policies: register.policies,
    documents: register.documents,
    attachments: drawAttachments(random, birth, today, sex === 'female' && age >= 16 && age < 50),
    representatives: age < 18 ? [...representatives] : [],
  }
}

/** Documents and policies of a citizen, or of somebody whose stay ends on a day. */
function registered(
  random: Random,
  { birth, foreign }: Identity,
  enp: string,
  today: DayNumber,
  numbers: Numbers,
): Pick<Person, 'documents' | 'policies'> {
  if (!foreign) {
    return { documents: citizenDocuments(random, birth, today, numbers), policies: citizenPolicies(random, enp, birth, today, numbers) }
  }
  const standing = drawStanding(random)
  const until = today + (random.chance(0.12) ? -random.between(1, 400) : random.between(5, standing.days))
  const from = Math.max(birth, until - standing.days)
  return {
    documents: foreignDocuments(random, standing, from, until, today, numbers),
    policies: foreignPolicies(random, enp, from, until, today),
  }
}

/** Somebody with the same names, sex and birth date who is another person. */
export function identityOf(person: Person, birth: DayNumber, sex: Sex): Identity {
  return { familyName: person.familyName, givenName: person.givenName, patronymic: person.patronymic, sex, birth, foreign: false }
}

/** Rare turns of life, each drawn at its own rate; most people come back as they are. */
export function liveOn(random: Random, person: Person, sex: Sex, birth: DayNumber, today: DayNumber): Person {
  const turn = random.below(10_000)
  const age = Math.floor((today - birth) / 365.25)
  if (age >= 18 && age < 28 && sex === 'male' && turn < 250)
    return { ...person, policies: stopped(person, turn < 200 ? 'НВС' : 'НПВ', null) }
  if (turn < 20 + Math.max(0, age - 55) * 12) return died(person, today - random.below(700))
  const rare = 9_999 - turn
  if (rare < 4) return { ...person, status: 'НПП', policies: stopped(person, 'НСП', null) }
  if (rare < 6) return { ...person, status: 'ННП' }
  if (rare < 26) return { ...person, removed: { reason: 'left-this-copy', on: dateText(today - random.between(1, 200)) } }
  if (rare < 34) return { ...person, policies: stopped(person, 'НПГ', dateText(today - random.between(1, 300))) }
  if (rare < 42) return { ...person, policies: stopped(person, 'ННП', null) }
  if (rare < 50) return secondPolicy(person, dateText(Math.max(birth, today - random.between(20, 300))))
  if (rare < 62 && birth < addYears(today, -60)) return birthDatePartlyKnown(person, rare % 3)
  return person
}

/** The record that was merged into `person`, and `person` with its former ENP. */
export function mergedPair(person: Person, sex: Sex, birth: DayNumber, numbers: Numbers): readonly [Person, Person] {
  const former = numbers.enp(birth, sex)
  const merged: Person = {
    ...person,
    id: numbers.personId(),
    enp: former,
    snils: null,
    status: 'НАП',
    redirect: person.id,
    policies: formerPolicies(person, former),
    documents: [],
    attachments: [],
    representatives: [],
  }
  return [{ ...person, formerEnps: [...person.formerEnps, former] }, merged]
}

function formerPolicies(person: Person, enp: string): Policy[] {
  const [first] = person.policies
  return first === undefined ? [] : [{ ...first, enp: first.enp === null ? null : enp, status: 'НАП' }]
}

function dostOf(identity: Identity): number[] {
  const dost: number[] = []
  if (identity.patronymic === null) dost.push(1)
  if (identity.familyName === null) dost.push(2)
  if (identity.givenName === null) dost.push(3)
  return dost
}

/** The last policy loses its force with a status; the others stay. */
function stopped(person: Person, status: string, to: string | null): Policy[] {
  const last = person.policies.length - 1
  return person.policies.map((policy, place) =>
    place === last ? { ...policy, status, to: to !== null && to >= policy.from ? to : policy.to } : policy,
  )
}

function died(person: Person, day: DayNumber): Person {
  const date = dateText(day)
  return { ...person, status: 'НСН', deathDate: date < person.birthDate ? person.birthDate : date, policies: stopped(person, 'НСН', date) }
}

function secondPolicy(person: Person, from: string): Person {
  const last = person.policies.at(-1)
  if (last === undefined || last.insurer === null) return person
  const insurer = last.insurer === '00002' ? '00003' : '00002'
  const second: Policy = {
    type: 'Ц',
    status: 'ДПП',
    enp: person.enp,
    series: null,
    number: null,
    from: from > last.from ? from : last.from,
    to: last.to,
    certificateTo: null,
    insurer,
    printedInsurer: null,
  }
  return { ...person, policies: [...person.policies, second] }
}

function birthDatePartlyKnown(person: Person, kind: number): Person {
  const year = person.birthDate.slice(0, 4)
  if (kind === 0) return { ...person, birthDate: `${person.birthDate.slice(0, 7)}-00`, dost: [...person.dost, 4] }
  if (kind === 1) return { ...person, birthDate: `${year}-00-00`, dost: [...person.dost, 5] }
  return { ...person, birthDate: `${year}-02-30`, dost: [...person.dost, 6] }
}
