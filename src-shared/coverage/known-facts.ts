import { z } from 'zod'
import { isTimeZone } from '../calendar.ts'
import type { CalendarDate, Instant } from '../calendar.ts'
import { inputProblemSchema, usableItemSchema } from '../intake/item.ts'
import type { InputProblem, UsableItem } from '../intake/item.ts'
import { personSchema } from '../register/person.ts'
import type { Insurer, Person } from '../register/person.ts'
import { confirmationSchema, factsSchema, lookupSchema, newbornFactsSchema, registerFactsSchema, stationFactsSchema } from './facts.ts'
import type { Confirmation, Facts, Lookup, StationFacts } from './facts.ts'

/** A section of the facts that could not be read; named so that the text can say which. */
export type Section = 'station' | 'register' | 'evidence' | 'people' | 'insurers' | 'history' | 'newborn' | 'facts'

/** What identifies a person: readable even where the rest of the record is not. */
export type Identity = Pick<Person, 'id' | 'familyName' | 'givenName' | 'patronymic' | 'birthDate' | 'dost' | 'sex'>

export interface PersonEntry {
  readonly id: string
  readonly redirect: string | null
  readonly identity: Identity | null
  /** Null where some part of the record cannot be read. */
  readonly full: Person | null
}

export interface KnownEvidence {
  /** `unreadable`: what was shown cannot be judged at all. */
  readonly problem: InputProblem | 'unreadable' | null
  readonly presented: readonly UsableItem[] | null
  readonly lookups: readonly Lookup[] | null
}

export interface KnownNewborn {
  readonly birthDate: CalendarDate
  readonly registered: CalendarDate | 'not-yet' | 'unknown'
  readonly representative: KnownEvidence
}

/** The facts as far as they could be read. Null stands for unreadable; `missing` holds every section that is not whole. */
export interface KnownFacts {
  readonly serviceDate: CalendarDate | null
  readonly clock: Instant | null
  readonly asOf: Instant | null
  readonly registerState: Facts['register']['state'] | null
  readonly register: Facts['register'] | null
  readonly station: StationFacts | null
  readonly evidence: KnownEvidence
  /** By id; null where not even ids and redirects can be read. */
  readonly people: ReadonlyMap<string, PersonEntry> | null
  readonly insurers: ReadonlyMap<string, Insurer>
  readonly onlineAnswer: Facts['onlineAnswer'] | 'unreadable'
  readonly confirmation: Confirmation | null
  readonly changedSinceLastVisit: Facts['changedSinceLastVisit']
  readonly newborn: KnownNewborn | null
  readonly missing: ReadonlySet<Section>
}

const linkSchema = z.object({ id: personSchema.shape.id, redirect: personSchema.shape.redirect })
const identitySchema = personSchema
  .pick({ id: true, familyName: true, givenName: true, patronymic: true, birthDate: true, dost: true, sex: true })
  .strip()
const registerStateSchema = registerFactsSchema.shape.state
const unreadableEvidence: KnownEvidence = { problem: 'unreadable', presented: null, lookups: null }

/**
 * Reads facts section by section (coverage rules §8): what cannot be read is *unknown*, is named in `missing`, and never takes
 * part in a positive answer, while whole sections still speak at their own step. Accepts anything and never throws on JSON.
 */
export function readFacts(facts: unknown): KnownFacts {
  const whole = factsSchema.safeParse(facts)
  const known = whole.success ? fromWhole(whole.data) : fromParts(isObject(facts) ? facts : {})
  return withContradictions(known)
}

function fromWhole(facts: Facts): KnownFacts {
  const missing = new Set<Section>()
  return {
    ...facts,
    asOf: facts.register.asOf,
    registerState: facts.register.state,
    station: readableStation(facts.station, missing),
    people: peopleById(facts.people.map((full) => ({ id: full.id, redirect: full.redirect, identity: full, full }))),
    insurers: insurersByCode(facts.insurers),
    missing,
  }
}

function fromParts(facts: Readonly<Record<string, unknown>>): KnownFacts {
  const missing = new Set<Section>()
  if (Object.keys(facts).some((key) => !(key in factsSchema.shape))) missing.add('facts')
  const part = <Value>(section: Section, schema: z.ZodType<Value>, value: unknown): Value | null => {
    const parsed = schema.safeParse(value)
    if (!parsed.success) missing.add(section)
    return parsed.success ? parsed.data : null
  }
  const register = isObject(facts['register']) ? facts['register'] : {}
  const station = part('station', stationFactsSchema, facts['station'])
  const onlineAnswer = factsSchema.shape.onlineAnswer.safeParse(facts['onlineAnswer'])
  if (!onlineAnswer.success) missing.add('register')
  return {
    serviceDate: part('facts', factsSchema.shape.serviceDate, facts['serviceDate']),
    clock: part('facts', factsSchema.shape.clock, facts['clock']),
    asOf: part('register', registerFactsSchema.shape.asOf, register['asOf']),
    registerState: part('register', registerStateSchema, register['state']),
    register: part('register', registerFactsSchema, facts['register']),
    station: station === null ? null : readableStation(station, missing),
    evidence: readEvidence(facts['evidence'], missing),
    people: readPeople(facts['people'], missing),
    insurers: insurersByCode(part('insurers', factsSchema.shape.insurers, facts['insurers']) ?? []),
    onlineAnswer: onlineAnswer.success ? onlineAnswer.data : 'unreadable',
    confirmation: part('history', confirmationSchema.nullable(), facts['confirmation']),
    changedSinceLastVisit: part('history', factsSchema.shape.changedSinceLastVisit, facts['changedSinceLastVisit']) ?? [],
    newborn: readNewborn(facts['newborn'], missing),
    missing,
  }
}

function readEvidence(value: unknown, missing: Set<Section>): KnownEvidence {
  const evidence = isObject(value) ? value : {}
  const problem = inputProblemSchema.nullable().safeParse(evidence['problem'])
  const presented = z.array(usableItemSchema).safeParse(evidence['presented'])
  const lookups = z.array(lookupSchema).safeParse(evidence['lookups'])
  const whole = problem.success && presented.success && lookups.success && Object.keys(evidence).length === 3
  if (!whole) missing.add('evidence')
  return {
    problem: problem.success ? problem.data : 'unreadable',
    presented: presented.success ? presented.data : null,
    lookups: lookups.success ? lookups.data : null,
  }
}

function readNewborn(value: unknown, missing: Set<Section>): KnownNewborn | null {
  if (value === null) return null
  const newborn = isObject(value) ? value : {}
  const birthDate = newbornFactsSchema.shape.birthDate.safeParse(newborn['birthDate'])
  const registered = newbornFactsSchema.shape.registered.safeParse(newborn['registered'])
  if (!birthDate.success || !registered.success || Object.keys(newborn).length !== 3) {
    missing.add('newborn')
    return null
  }
  return {
    birthDate: birthDate.data,
    registered: registered.data,
    representative: isObject(newborn['representative']) ? readEvidence(newborn['representative'], missing) : unreadable(missing),
  }
}

function unreadable(missing: Set<Section>): KnownEvidence {
  missing.add('evidence')
  return unreadableEvidence
}

function readPeople(value: unknown, missing: Set<Section>): ReadonlyMap<string, PersonEntry> | null {
  const entries: PersonEntry[] = []
  for (const record of Array.isArray(value) ? value : [null]) {
    const full = personSchema.safeParse(record)
    if (full.success) {
      entries.push({ id: full.data.id, redirect: full.data.redirect, identity: full.data, full: full.data })
      continue
    }
    missing.add('people')
    const link = linkSchema.safeParse(record)
    if (!link.success) return null
    const identity = identitySchema.safeParse(record)
    entries.push({ ...link.data, identity: identity.success ? identity.data : null, full: null })
  }
  return peopleById(entries)
}

/** Null where one id stands for two records: then nobody can say which is meant. */
function peopleById(entries: readonly PersonEntry[]): ReadonlyMap<string, PersonEntry> | null {
  const people = new Map(entries.map((entry) => [entry.id, entry]))
  return people.size === entries.length ? people : null
}

/** Of two entries with one code the one that sorts first counts, so that the order of the list does not matter. */
function insurersByCode(insurers: readonly Insurer[]): ReadonlyMap<string, Insurer> {
  return new Map(insurers.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? 1 : -1)).map((one) => [one.code, one]))
}

function readableStation(station: StationFacts, missing: Set<Section>): StationFacts | null {
  if (isTimeZone(station.timeZone)) return station
  missing.add('station')
  return null
}

/** Facts that contradict themselves count as unreadable. */
function withContradictions(known: KnownFacts): KnownFacts {
  const missing = new Set(known.missing)
  if (known.people === null) missing.add('people')
  const evidence = consistent(known.evidence, known, missing)
  const newborn =
    known.newborn === null ? null : { ...known.newborn, representative: consistent(known.newborn.representative, known, missing) }
  return { ...known, evidence, newborn, missing }
}

/**
 * Where something was looked up, every presented item has its look-up (empty `people` where it found nobody), by a key that its
 * kind can be found by, and every hit is among `people`. Facts of a register that is not ready hold no look-ups.
 */
function consistent(evidence: KnownEvidence, { people, registerState }: KnownFacts, missing: Set<Section>): KnownEvidence {
  const { presented, lookups } = evidence
  if (presented === null || lookups === null || people === null || evidence.problem !== null || registerState !== 'ready') return evidence
  const right =
    presented.every((_, index) => lookups.some((lookup) => lookup.item === index)) &&
    lookups.every((lookup) => canFind(presented[lookup.item], lookup.key) && lookup.people.every((id) => people.has(id)))
  if (right) return evidence
  missing.add('evidence')
  return { ...evidence, lookups: null }
}

function canFind(item: UsableItem | undefined, key: Lookup['key']): boolean {
  if (item === undefined) return false
  if (item.kind === 'snils' || item.kind === 'name-and-birth-date') return key === item.kind
  if (item.kind === 'document') return key === 'document'
  if (item.kind === 'mrz') return key === 'document' || key === 'name-and-birth-date'
  return key === 'enp' || key === 'policy-number' || (item.kind === 'policy-barcode' && key === 'name-and-birth-date')
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
