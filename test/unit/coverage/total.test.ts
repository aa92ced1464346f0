import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../src-shared/coverage/evaluate.ts'
import { reasonCodes } from '../../../src-shared/coverage/reason-codes.ts'
import { verdictSchema } from '../../../src-shared/coverage/verdict.ts'
import type { Verdict } from '../../../src-shared/coverage/verdict.ts'
import { placesOf } from './mutate-facts.ts'
import { tablesOf, vectors, verdictOf } from './vector-files.ts'

const known = new Set<string>(reasonCodes)

function expectVerdict(verdict: Verdict): void {
  expect(verdictSchema.safeParse(verdict).success).toBe(true)
  expect(verdict.reasons.filter((reason) => !known.has(reason.code))).toEqual([])
  if (verdict.underlying !== null) expect(known.has(verdict.underlying.code)).toBe(true)
  expect(verdict.emergency === null).toBe(verdict.outcome === 'covered')
}

describe('the evaluation is total', () => {
  test('any JSON gives a verdict of the closed list, never covered, never an exception', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const verdict = evaluate(value, { language: 'ru' })
        expectVerdict(verdict)
        expect(verdict.reasons.map((reason) => reason.code)).toEqual(['fact-missing'])
        expect(verdict.outcome).toBe('not-checked')
      }),
      { numRuns: 500, seed: 20261122 },
    )
  })

  test('any JSON in any place of any vector gives a verdict', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.constantFrom(...vectors), fc.nat(), fc.jsonValue({ maxDepth: 2 }), ({ vector }, where, value) => {
        const facts = structuredClone(vector.facts)
        const places = placesOf(facts)
        const place = places[where % Math.max(1, places.length)]
        if (place !== undefined) place.holder[place.key] = value
        const verdict = evaluate(facts, { tables: tablesOf(vector), language: 'en' })
        expectVerdict(verdict)
        expect(verdict.reasons.map((reason) => reason.code)).not.toContain(vector.brokenTables === true ? '' : 'internal-error')
      }),
      { numRuns: 1000, seed: 20261122 },
    )
  })

  test.each([undefined, null, 0, '', [], Number.NaN, new Map(), Symbol('facts'), () => 1])('%s is an unreadable fact', (value) => {
    expect(evaluate(value, { language: 'ru' })).toMatchObject({ outcome: 'not-checked', reasons: [{ code: 'fact-missing' }] })
  })

  test('facts that throw when looked at give internal-error', () => {
    const trap = new Proxy(
      {},
      {
        get() {
          throw new Error('trap')
        },
      },
    )
    expect(evaluate(trap, { language: 'ru' })).toMatchObject({ outcome: 'not-checked', reasons: [{ code: 'internal-error' }] })
  })

  test('the facts are left as they were', () => {
    for (const { vector } of vectors) {
      const before = JSON.stringify(vector.facts)
      verdictOf(vector)
      expect(JSON.stringify(vector.facts)).toBe(before)
    }
  })

  test('a verdict takes well under a millisecond', { timeout: 60_000 }, () => {
    for (const { vector } of vectors) verdictOf(vector)
    // Time of this process only, so that a busy machine does not count. The aim is 0.2 ms; the bound also holds for cold code.
    const before = process.cpuUsage()
    for (const { vector } of vectors) verdictOf(vector)
    const { user } = process.cpuUsage(before)
    expect(user / 1000 / vectors.length).toBeLessThan(2)
  })
})
