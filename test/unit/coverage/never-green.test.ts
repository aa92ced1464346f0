import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../src-shared/coverage/evaluate.ts'
import { duringDeletion, duringGarbage, garbageFor, placesOf } from './mutate-facts.ts'
import type { Place } from './mutate-facts.ts'
import { judge } from '../../../src-shared/coverage/judge.ts'
import { readFacts } from '../../../src-shared/coverage/known-facts.ts'
import { tablesOf, vectors, verdictOf } from './vector-files.ts'
import type { Vector } from './vector-files.ts'

const notCovered = vectors.flatMap(({ vector }) =>
  vector.facts !== undefined && vector.brokenTables !== true && vector.expect.outcome !== 'covered' ? [vector] : [],
)

/** Coverage rules §8: removing a whole element of a list is no such mutation; an element in its place that is garbage is. */
function deletable({ holder }: Place): boolean {
  return !Array.isArray(holder)
}

/** Exactly what `evaluate` announces, without the time that the words take. */
function decidedOutcome(vector: Vector): string {
  return judge(readFacts(vector.facts), tablesOf(vector)).decision.outcome
}

describe('never wrongly green (coverage rules §8)', () => {
  test('deleting any key at any depth of any vector that is not covered never makes it covered', { timeout: 120_000 }, () => {
    const green: string[] = []
    let tried = 0
    for (const vector of notCovered) {
      for (const place of placesOf(vector.facts).filter(deletable)) {
        tried += 1
        if (duringDeletion(place, () => decidedOutcome(vector)) === 'covered') green.push(`${vector.name}: ${place.path}`)
      }
    }
    expect(green).toEqual([])
    expect(tried).toBeGreaterThan(10_000)
  })

  test('putting garbage or an unknown code in any place of any such vector never makes it covered', { timeout: 120_000 }, () => {
    const green: string[] = []
    for (const [number, vector] of notCovered.entries()) {
      for (const [index, place] of placesOf(vector.facts).entries()) {
        if (place.key === 'regionCode' && vector.presentedRows !== undefined) continue
        const choices = garbageFor(place.holder[place.key], place.key)
        // One kind at each place, another in the next vector: the same places come back in every vector.
        const garbage = choices[(index + number) % choices.length]
        const outcome = duringGarbage(place, garbage, () => decidedOutcome(vector))
        if (outcome === 'covered') green.push(`${vector.name}: ${place.path} = ${JSON.stringify(garbage)}`)
      }
    }
    expect(green).toEqual([])
  })

  test('leaving out anything presented, or any look-up, never makes such a vector covered', { timeout: 60_000 }, () => {
    const green: string[] = []
    for (const vector of notCovered) {
      for (const place of placesOf(vector.facts)) {
        if (!/\/(presented|lookups)\/\d+$/.test(place.path)) continue
        const facts = structuredClone(vector.facts)
        const list = placesOf(facts).find((one) => one.path === place.path)?.holder
        if (Array.isArray(list)) list.splice(Number(place.key), 1)
        if (evaluate(facts, { tables: tablesOf(vector), language: 'ru' }).outcome === 'covered') green.push(`${vector.name}: ${place.path}`)
      }
    }
    expect(green).toEqual([])
  })

  test('several random mutations at once never make such a vector covered', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...notCovered),
        fc.array(fc.tuple(fc.nat(), fc.nat(6)), { minLength: 2, maxLength: 4 }),
        (vector, changes) => {
          const facts = structuredClone(vector.facts)
          for (const [where, what] of changes) {
            const places = placesOf(facts)
            const place = places[where % places.length]
            if (place === undefined || (place.key === 'regionCode' && vector.presentedRows !== undefined)) continue
            const choices = garbageFor(place.holder[place.key], place.key)
            if (what === 0 && deletable(place)) delete place.holder[place.key]
            else place.holder[place.key] = choices[what % choices.length]
          }
          expect(evaluate(facts, { tables: tablesOf(vector), language: 'ru' }).outcome).not.toBe('covered')
        },
      ),
      { numRuns: 1000, seed: 20261122 },
    )
  })

  test('every vector, covered or not, is covered only by a rule that names itself', () => {
    const rules =
      /^(digital-policy|paper-policy|card-policy|uek-policy|old-style-policy|temporary-certificate|registered-without-policy|mfc-state|newborn-by-representative)$/
    for (const { vector } of vectors) {
      const verdict = verdictOf(vector)
      const [first] = verdict.reasons
      expect(verdict.outcome === 'covered', vector.name).toBe(first?.tone === 'ok' && rules.test(first.code))
      expect(verdict.reasons.slice(1).filter((reason) => reason.tone === 'ok')).toEqual([])
    }
  })
})
