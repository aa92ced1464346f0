import type { FeedRecord } from '../../../src-shared/feed/canonical-record.ts'
import { canonicalRecord } from '../../../src-shared/feed/canonical-record.ts'
import type { UsableItem } from '../../../src-shared/intake/item.ts'
import { enpCheckDigit, hasEnpCheckDigit } from '../../../src-shared/policy/enp.ts'
import type { Insurer, Person } from '../../../src-shared/register/person.ts'
import { fakeInsurer, fakePerson, fakePolicy } from '../../fakes/people.ts'

/** What happens to somebody of a small region between two nights. */
export type LifeEvent =
  | { readonly what: 'born'; readonly count: number }
  | { readonly what: 'leaves'; readonly who: number }
  | { readonly what: 'returns'; readonly who: number }
  | { readonly what: 'is-split-off'; readonly who: number }
  | { readonly what: 'is-merged'; readonly who: number; readonly into: number }
  | { readonly what: 'changes'; readonly who: number; readonly part: PersonPart }
  | { readonly what: 'insurer'; readonly who: number }
  | { readonly what: 'classifier'; readonly who: number }

/** `strange`: the record turns into one that no desk can interpret, and back. */
export type PersonPart = 'name' | 'passport' | 'enp' | 'policy' | 'snils' | 'strange'

/**
 * A small region as it is, and as it was published last. It says by itself, without publisher and desk, what a desk must hold in the
 * end and by which keys somebody was ever known.
 */
export interface NightLife {
  happen(event: LifeEvent): void
  /** All records, or those that changed since the last publication; these cannot tell that somebody went. */
  records(content: 'full-list' | 'changes'): readonly FeedRecord[]
  hasLosses(): boolean
  /** The records were published as complete up to this day. */
  published(content: 'full-list' | 'changes', day: string): void
  /** What a desk holds of every person who was ever published. */
  held(): ReadonlyMap<string, Person>
  /** Everything by which anybody was ever known. */
  items(): readonly UsableItem[]
}

const FIRST_PEOPLE = 90
/** A region never shrinks below so many. */
const LEAST_PEOPLE = 40

export function nightLife(): NightLife {
  const alive = new Map<string, Person>()
  const gone = new Map<string, Person>()
  const insurers = new Map<string, Insurer>([['00001', fakeInsurer]])
  const classifiers = new Map<string, FeedRecord>()
  const sent = new Map<string, string>()
  const held = new Map<string, Person>()
  const items = new Map<string, UsableItem>()
  let number = 0

  const put = (person: Person): void => {
    alive.set(person.id, person)
    for (const item of itemsOf(person)) items.set(JSON.stringify(item), item)
  }
  const born = (): void => {
    number += 1
    const policies = [fakePolicy({ enp: enpOf(number), insurer: insurerOf(number % 3) })]
    const document = { type: 14, series: '0000', number: digits(number, 6), issuedOn: null, expiresOn: null, status: 'ДПП' }
    const familyName = FAMILY_NAMES[number % FAMILY_NAMES.length] ?? ''
    const birthDate = `19${50 + (number % 40)}-0${1 + (number % 9)}-11`
    const snils = digits(number, 11)
    put(fakePerson({ id: digits(number, 12), enp: enpOf(number), familyName, birthDate, snils, policies, documents: [document] }))
  }
  for (let count = 0; count < FIRST_PEOPLE; count += 1) born()

  const all = (): readonly FeedRecord[] => [
    ...[...alive.values()].map((person) => ({ person })),
    ...[...insurers.values()].map((insurer) => ({ insurer })),
    ...classifiers.values(),
  ]

  return {
    happen(event) {
      if (event.what === 'born') return Array.from({ length: event.count }).forEach(born)
      if (event.what === 'returns') {
        const person = at(gone, event.who)
        if (person === null) return
        gone.delete(person.id)
        return put({ ...person, status: 'ДПП' })
      }
      if (event.what === 'insurer') {
        const code = insurerOf(event.who)
        if (insurers.has(code) && event.who % 2 === 0) insurers.delete(code)
        else insurers.set(code, { code, name: `СМО ${event.who}`, hotLine: null, closedOn: event.who % 3 === 0 ? '2025-10-31' : null })
        return undefined
      }
      if (event.what === 'classifier') {
        const code = String(1 + (event.who % 4))
        if (classifiers.has(code) && event.who % 2 === 0) classifiers.delete(code)
        else classifiers.set(code, { classifier: { classifier: 'F011', code, name: `Документ ${event.who}`, from: null, to: null } })
        return undefined
      }
      const person = at(alive, event.who)
      if (person === null) return undefined
      if (event.what === 'leaves') {
        if (alive.size <= LEAST_PEOPLE) return undefined
        alive.delete(person.id)
        gone.set(person.id, person)
        return undefined
      }
      if (event.what === 'is-split-off') return put({ ...person, redirect: null, status: 'ДПП' })
      if (event.what === 'changes') {
        number += 1
        return put(changed(person, event.part, number))
      }
      const into = at(alive, event.into)
      return into === null || into.id === person.id ? undefined : put({ ...person, redirect: into.id, status: 'НПП' })
    },
    records: (content) => all().filter((record) => content === 'full-list' || sent.get(nameOf(record)) !== canonicalRecord(record).json),
    hasLosses() {
      const now = new Set(all().map(nameOf))
      return [...sent.keys()].some((name) => !now.has(name))
    },
    published(content, day) {
      for (const person of alive.values()) held.set(person.id, person)
      if (content === 'full-list') {
        for (const [id, person] of held) {
          if (!alive.has(id) && person.removed === null) held.set(id, { ...person, removed: { reason: 'left-this-copy', on: day } })
        }
      }
      sent.clear()
      for (const record of all()) sent.set(nameOf(record), canonicalRecord(record).json)
    },
    held: () => held,
    items: () => [...items.values()],
  }
}

/** True for a record that no desk can interpret. */
export function isStrange({ enp }: Person): boolean {
  return enp !== null && !hasEnpCheckDigit(enp)
}

const FAMILY_NAMES = ['ИВАНОВ', 'ПЕТРОВ', 'СЁМИН-ТЯН', 'ЛИ', 'КУЗНЕЦОВ']

function changed(person: Person, part: PersonPart, number: number): Person {
  switch (part) {
    case 'name':
      return { ...person, familyName: FAMILY_NAMES[number % FAMILY_NAMES.length] ?? '', patronymic: number % 3 === 0 ? null : 'ПЕТРОВИЧ' }
    case 'passport': {
      const former = person.documents.slice(-3).map(outdated)
      const next = { type: 14, series: '0000', number: digits(number, 6), issuedOn: null, expiresOn: null, status: 'ДПП' }
      return { ...person, documents: [...former, next] }
    }
    case 'enp': {
      const formerEnps = person.enp === null || isStrange(person) ? person.formerEnps : [...person.formerEnps.slice(-2), person.enp]
      return { ...person, enp: enpOf(number), formerEnps, policies: [fakePolicy({ enp: enpOf(number), insurer: insurerOf(number % 3) })] }
    }
    case 'policy':
      return { ...person, policies: person.policies.map((policy) => ({ ...policy, status: policy.status === 'ДПП' ? 'НСД' : 'ДПП' })) }
    case 'snils':
      return { ...person, snils: number % 4 === 0 ? null : digits(number, 11) }
    case 'strange': {
      const enp = person.enp ?? enpOf(number)
      return { ...person, enp: enp.slice(0, 15) + ((Number(enp[15]) + (isStrange(person) ? 9 : 1)) % 10) }
    }
  }
}

function outdated(document: Person['documents'][number]): Person['documents'][number] {
  return { ...document, status: 'НСД' }
}

function itemsOf({ enp, formerEnps, snils, documents, familyName, givenName, patronymic, birthDate }: Person): readonly UsableItem[] {
  const warnings: [] = []
  return [
    ...[enp ?? '', ...formerEnps]
      .filter((one) => hasEnpCheckDigit(one))
      .map((one): UsableItem => ({ kind: 'enp', enp: one, confirm: false, warnings })),
    ...(snils === null ? [] : [{ kind: 'snils', snils, warnings } as const]),
    ...documents.map(({ type, series, number }): UsableItem => ({ kind: 'document', type, series, number, warnings })),
    { kind: 'name-and-birth-date', familyName, givenName, patronymic, birthDate, warnings },
  ]
}

function nameOf(record: FeedRecord): string {
  const { entity, key } = canonicalRecord(record)
  return `${entity} ${key}`
}

function at(people: ReadonlyMap<string, Person>, who: number): Person | null {
  return [...people.values()][who % Math.max(1, people.size)] ?? null
}

function digits(number: number, length: number): string {
  return String(number).padStart(length, '0')
}

function insurerOf(which: number): string {
  return digits(1 + (which % 4), 5)
}

function enpOf(number: number): string {
  const first15 = `00${digits(number * 7919, 13)}`
  return first15 + String(enpCheckDigit(first15))
}
