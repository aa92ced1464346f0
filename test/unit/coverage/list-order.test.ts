import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../src-shared/coverage/evaluate.ts'
import { tablesOf, vectors } from './vector-files.ts'

const withFacts = vectors.filter(({ vector }) => vector.facts !== undefined && vector.brokenTables !== true)

interface EvidenceLists {
  presented: unknown[]
  lookups: { item: number }[]
}

/** Reorders every list at any depth; presented things move together with the look-ups that point at them. */
function shuffled(value: unknown, permute: (length: number) => readonly number[]): unknown {
  if (Array.isArray(value)) return permute(value.length).map((index) => shuffled(value[index], permute))
  if (typeof value !== 'object' || value === null) return value
  if (isEvidence(value)) return shuffledEvidence(value, permute)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shuffled(part, permute)]))
}

function shuffledEvidence(evidence: EvidenceLists, permute: (length: number) => readonly number[]): unknown {
  const order = permute(evidence.presented.length)
  return {
    ...evidence,
    presented: order.map((index) => evidence.presented[index]),
    lookups: permute(evidence.lookups.length).map((index) => {
      const lookup = evidence.lookups[index]
      return Object.assign(shuffled(lookup, permute) as object, { item: order.indexOf(lookup?.item ?? -1) })
    }),
  }
}

function isEvidence(value: object): value is EvidenceLists {
  return 'presented' in value && Array.isArray(value.presented) && 'lookups' in value && Array.isArray(value.lookups)
}

/** A permutation drawn from a seed, the same for the same seed. */
function permutation(seed: number): (length: number) => readonly number[] {
  let state = seed
  return (length) => {
    const order = Array.from({ length }, (_, index) => index)
    for (let last = length - 1; last > 0; last -= 1) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
      const other = state % (last + 1)
      const kept = order[last] ?? 0
      order[last] = order[other] ?? 0
      order[other] = kept
    }
    return order
  }
}

describe('the verdict does not depend on the order of lists (coverage rules §8)', () => {
  test('every list of every vector reversed', { timeout: 60_000 }, () => {
    for (const { vector } of withFacts) {
      const options = { tables: tablesOf(vector), language: 'ru' } as const
      const reversed = shuffled(vector.facts, (length) => Array.from({ length }, (_, index) => length - 1 - index))
      expect(evaluate(reversed, options), vector.name).toEqual(evaluate(vector.facts, options))
    }
  })

  test('every list of any vector in any order', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.constantFrom(...withFacts), fc.nat(), ({ vector }, seed) => {
        const options = { tables: tablesOf(vector), language: 'en' } as const
        expect(evaluate(shuffled(vector.facts, permutation(seed)), options)).toEqual(evaluate(vector.facts, options))
      }),
      { numRuns: 600, seed: 20261122 },
    )
  })
})
