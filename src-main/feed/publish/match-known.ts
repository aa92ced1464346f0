import { z } from 'zod'
import { canonicalRecord } from '../../../src-shared/feed/canonical-record.ts'
import { SHARD_COUNT } from '../../../src-shared/feed/state-digest.ts'
import { personSchema } from '../../../src-shared/register/person.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import { mayWithdraw } from '../../import/doubt.ts'
import { shardOfKey } from '../hash.ts'
import { createBuckets } from './buckets.ts'
import type { Buckets } from './buckets.ts'
import { strengthSchema } from './combine-records.ts'
import type { Strength } from './combine-records.ts'
import { idKey, keyOf, keysOf, knownPerson, meantBy, whoKeyOf } from './person-match.ts'
import type { KnownPerson } from './person-match.ts'
import type { Origin } from './source.ts'

/** People of lists without the register's ids, waiting to be told who they are. */
export interface Unmatched {
  readonly size: number
  /** `hasId`: the list gives the register's id, which may be mistyped like any number. */
  add(person: Person, strength: Strength, origin: Origin | null, hasId: boolean): void
  /** Notes a known person, canonical JSON, whom a waiting row may mean; `isStale`: only an older register had that person. */
  note(record: string, isStale: boolean): void
  /** Every waiting person, of one key in the order of adding. */
  settle(): Generator<Settled, void, void>
  remove(): void
}

export interface Settled {
  /** With the id of the known person who is meant, else with its own. */
  readonly person: Person
  readonly strength: Strength
  readonly origin: Origin | null
  readonly problem: 'known-differs' | 'several-known' | null
  /** Where there is a problem and the row withdraws something: ids of the known people from whom it may. */
  readonly doubts: readonly string[]
}

/**
 * Finds the known people whom rows of lists mean (`person-match.ts`). Two files, both sorted by the key that is compared, keep the memory
 * bounded by a part of them; only known people with a key that some row has are written at all. What a crash leaves opens for nobody.
 */
export function createUnmatched(fileOf: (name: string) => string): Unmatched {
  let files: { readonly waiting: Buckets; readonly known: Buckets; readonly sieve: Sieve } | null = null
  let hasEnpsOnly = true
  let size = 0
  return {
    get size() {
      return size
    },
    add(person, strength, origin, hasId) {
      files ??= { waiting: createBuckets(fileOf('waiting')), known: createBuckets(fileOf('known')), sieve: createSieve() }
      const key = hasId ? idKey(person.id) : keyOf(person)
      size += 1
      files.sieve.add(key)
      if (person.enp === null || hasId) hasEnpsOnly = false
      const who = strength === 'weaker' || !mayWithdraw(person) ? null : whoKeyOf(person)
      if (who !== null) {
        files.sieve.add(who)
        files.sieve.add(birthKey(person.birthDate))
      }
      files.waiting.add(shardOfKey('key', key), [key, JSON.stringify([strength, origin]), canonicalRecord({ person }).json].join('\t'))
    },
    note(record, isStale) {
      if (files === null || (hasEnpsOnly && !hasEnpOf(files.sieve, record) && !hasBirthOf(files.sieve, record))) return
      const { known, sieve } = files
      const parsed = personSchema.safeParse(JSON.parse(record))
      if (!parsed.success) return
      const line = JSON.stringify(knownPerson(parsed.data, isStale))
      for (const key of keysOf(parsed.data)) if (sieve.mayHave(key)) known.add(shardOfKey('key', key), `${key}\t${line}`)
    },
    *settle() {
      if (files === null) return
      const doubtful: Settled[] = []
      for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
        for (const settled of settleShard(files.waiting, files.known, shard)) {
          const mayMean = settled.problem !== null && settled.strength !== 'weaker' && mayWithdraw(settled.person)
          if (mayMean && doubtful.length < MOST_DOUBTFUL) doubtful.push(settled)
          else yield mayMean ? settled : { ...settled, doubts: [] }
        }
      }
      yield* withNamesakes(doubtful, files.known)
    },
    remove() {
      files?.waiting.remove()
      files?.known.remove()
    },
  }
}

/** Rows of a few thousand bytes; a list with more of them is held by its brake. */
const MOST_DOUBTFUL = 20_000

const headSchema = z.tuple([strengthSchema, z.object({ file: z.string(), line: z.number().nullable(), record: z.number() }).nullable()])

function* settleShard(waiting: Buckets, known: Buckets, shard: number): Generator<Settled, void, void> {
  const lines = waiting.lines(shard)
  if (lines.length === 0) return
  const candidates = byKey(known.lines(shard))
  for (const line of lines) {
    const [key = '', head = '', record = ''] = line.split('\t')
    const [strength, origin] = headSchema.parse(JSON.parse(head))
    const person: Person = JSON.parse(record)
    const meant = meantBy(person, strength, candidates.get(key) ?? [], key === idKey(person.id))
    if ('problem' in meant) yield { person, strength, origin, problem: meant.problem, doubts: meant.perhaps }
    else {
      const believed = meant.isRenamed ? { ...person, documents: [], snils: null } : person
      yield { person: { ...believed, id: meant.id ?? person.id }, strength, origin, problem: null, doubts: [] }
    }
  }
}

/** Rows that withdraw something from nobody knows whom: whoever has that name and birth date may be meant too. */
function* withNamesakes(rows: readonly Settled[], known: Buckets): Generator<Settled, void, void> {
  const shards = new Map<number, { readonly row: Settled; readonly who: string }[]>()
  for (const row of rows) {
    const who = whoKeyOf(row.person)
    if (who === null) {
      yield row
      continue
    }
    const shard = shardOfKey('key', who)
    shards.set(shard, [...(shards.get(shard) ?? []), { row, who }])
  }
  for (const [shard, waiting] of shards) {
    const candidates = byKey(known.lines(shard))
    for (const { row, who } of waiting) {
      const namesakes = (candidates.get(who) ?? []).map(({ id }) => id)
      yield { ...row, doubts: [...new Set([...row.doubts, ...namesakes])] }
    }
  }
}

function byKey(lines: readonly string[]): ReadonlyMap<string, readonly KnownPerson[]> {
  const people = new Map<string, KnownPerson[]>()
  for (const line of lines) {
    const end = line.indexOf('\t')
    const key = line.slice(0, end)
    const one: KnownPerson = JSON.parse(line.slice(end + 1))
    people.set(key, [...(people.get(key) ?? []), one])
  }
  return people
}

/** Numbers stand alone between quotation marks, so most people are passed over without being parsed. */
function hasEnpOf(sieve: Sieve, record: string): boolean {
  for (const [, enp] of record.matchAll(/"(\d{16})"/g)) if (sieve.mayHave(`e ${enp}`)) return true
  return false
}

/** So it is for birth dates, which few people share with a row that withdraws something. */
function hasBirthOf(sieve: Sieve, record: string): boolean {
  const [, birthDate = ''] = /"birthDate":"([^"]*)"/.exec(record) ?? []
  return sieve.mayHave(birthKey(birthDate))
}

function birthKey(birthDate: string): string {
  return `b ${birthDate}`
}

/** Remembers keys in 16 MB however many they are; now and then it takes a stranger for one of them. */
interface Sieve {
  add(key: string): void
  mayHave(key: string): boolean
}

function createSieve(): Sieve {
  const words = new Uint32Array(1 << 22)
  return {
    add(key) {
      const hash = hashOf(key)
      words[hash >>> 10] = (words[hash >>> 10] ?? 0) | (1 << ((hash >>> 5) & 31))
    },
    mayHave(key) {
      const hash = hashOf(key)
      return ((words[hash >>> 10] ?? 0) & (1 << ((hash >>> 5) & 31))) !== 0
    },
  }
}

/** 32 bits, FNV-1a with a last stir. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let place = 0; place < text.length; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
