import type { Lookup, LookupKey } from './facts.ts'
import { finding } from './finding.ts'
import type { Finding } from './finding.ts'
import type { KnownEvidence, KnownFacts, PersonEntry } from './known-facts.ts'
import { missingText } from './missing-text.ts'
import type { Moment } from './moment.ts'

/** Exactly one person, with how it was found. */
export interface Matched {
  readonly entry: PersonEntry
  /** The strongest key that hit. */
  readonly key: LookupKey
  /** The strongest key by which each item hit this person, by the index of the presented item. */
  readonly keys: ReadonlyMap<number, LookupKey>
  /** The records on the way to `entry`, itself included: documents of merged records still find the person. */
  readonly records: readonly PersonEntry[]
  readonly merged: boolean
}

export type Match =
  | { readonly kind: 'one'; readonly matched: Matched }
  | { readonly kind: 'nobody'; readonly decision: Finding }
  | { readonly kind: 'undecided'; readonly decision: Finding; readonly candidates: readonly PersonEntry[] }

const keyOrder: readonly LookupKey[] = ['enp', 'policy-number', 'document', 'snils', 'name-and-birth-date']

/**
 * Step 3 (coverage rules §2): over all presented items together. Redirects are followed first; then each key of each item that
 * hit anybody narrows the set of people. Nobody left means that two keys hit different people, be it keys of one item; a key
 * that hit nobody contradicts nothing.
 */
export function stepMatch(evidence: KnownEvidence, known: KnownFacts, moment: Moment): Match {
  const { people } = known
  if (people === null || evidence.lookups === null || evidence.presented === null || evidence.problem !== null) {
    return undecided(finding('fact-missing', { what: missingText(known) }), [])
  }
  const hits = hitsByKey(evidence.lookups)
  if (hits.length === 0) return { kind: 'nobody', decision: nobody(known, moment) }
  const ways = new Map<string, readonly PersonEntry[]>()
  const sets: ReadonlySet<string>[] = []
  const lastFound: PersonEntry[] = []
  for (const hit of hits) {
    const ends = new Set<string>()
    for (const id of hit.people) {
      const way = follow(id, people)
      if (way.broken) lastFound.push(...way.records.slice(-1))
      const end = way.records.at(-1)
      if (end === undefined) continue
      ends.add(end.id)
      ways.set(end.id, uniqueRecords([...(ways.get(end.id) ?? []), ...way.records]))
    }
    sets.push(ends)
  }
  if (lastFound.length > 0) return undecided(finding('redirect-broken'), lastFound)
  const everybody = [...ways.keys()]
  const common = everybody.filter((id) => sets.every((set) => set.has(id)))
  const entries = (ids: readonly string[]) => ids.flatMap((id) => people.get(id) ?? [])
  if (common.length === 0) return undecided(finding('evidence-conflicts'), entries(everybody))
  if (common.length > 1) return undecided(finding('several-people', { count: String(common.length) }), entries(common))
  const [entry] = entries(common)
  if (entry === undefined) throw new Error('a hit without its record')
  const records = ways.get(entry.id) ?? [entry]
  const strongestLast = hits.toSorted((one, other) => keyOrder.indexOf(other.key) - keyOrder.indexOf(one.key))
  const keys = new Map(strongestLast.map((hit) => [hit.item, hit.key]))
  const key = strongestLast.at(-1)?.key ?? 'name-and-birth-date'
  return { kind: 'one', matched: { entry, key, keys, records, merged: records.length > 1 } }
}

/** The look-ups that hit anybody; joined where an item was asked twice by one key. */
function hitsByKey(lookups: readonly Lookup[]): readonly Lookup[] {
  const joined = new Map<string, Lookup>()
  for (const lookup of lookups) {
    if (lookup.people.length === 0) continue
    const place = `${lookup.item} ${lookup.key}`
    const known = joined.get(place)
    joined.set(place, known === undefined ? lookup : { ...known, people: [...known.people, ...lookup.people] })
  }
  return [...joined.values()]
}

/** The records from `start` along its redirects; `broken` where they end at nothing or run in a circle. */
function follow(
  start: string,
  people: ReadonlyMap<string, PersonEntry>,
): { readonly records: readonly PersonEntry[]; readonly broken: boolean } {
  const records: PersonEntry[] = []
  const seen = new Set<string>()
  for (let id: string | null = start; id !== null;) {
    const entry = people.get(id)
    if (entry === undefined || seen.has(id)) return { records, broken: true }
    seen.add(id)
    records.push(entry)
    id = entry.redirect
  }
  return { records, broken: false }
}

function uniqueRecords(records: readonly PersonEntry[]): readonly PersonEntry[] {
  return [...new Map(records.map((record) => [record.id, record])).values()]
}

/** Only an on-line register can say that somebody is not insured; a copy can only not hold them. */
function nobody(known: KnownFacts, moment: Moment): Finding {
  if (moment.register.source !== 'online') return finding('not-in-local-register', { asOf: moment.asOf })
  if (known.onlineAnswer === 'unreadable') return finding('fact-missing', { what: missingText(known) })
  if (known.onlineAnswer === 'not-in-register') return finding('not-in-register')
  const emptyCounts = known.onlineAnswer === 'empty' && moment.station.emptyAnswerMeansNotInRegister
  return finding(emptyCounts ? 'not-in-register' : 'register-answer-empty')
}

function undecided(decision: Finding, candidates: readonly PersonEntry[]): Match {
  return { kind: 'undecided', decision, candidates }
}
