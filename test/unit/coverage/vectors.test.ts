import { describe, expect, test } from 'vitest'
import { reasonCodes } from '../../../src-shared/coverage/reason-codes.ts'
import { verdictSchema } from '../../../src-shared/coverage/verdict.ts'
import { vectors, verdictOf } from './vector-files.ts'

describe('the vectors of the coverage rules', () => {
  test.each(vectors.map(({ file, vector }) => [`${file}: ${vector.name}`, vector] as const))('%s', (_, vector) => {
    const verdict = verdictOf(vector)
    expect({
      outcome: verdict.outcome,
      underlying: verdict.underlying === null ? null : { outcome: verdict.underlying.outcome, code: verdict.underlying.code },
      reasons: verdict.reasons.map((reason) => reason.code),
    }).toEqual(vector.expect)
    expect(verdictSchema.parse(verdict)).toEqual(verdict)
  })

  test('are at least 110, each with a name of its own', () => {
    expect(new Set(vectors.map(({ vector }) => vector.name)).size).toBe(vectors.length)
    expect(vectors.length).toBeGreaterThanOrEqual(110)
  })

  test('every code of the closed list has at least one', () => {
    const seen = new Set(vectors.flatMap(({ vector }) => vector.expect.reasons))
    expect(reasonCodes.filter((code) => !seen.has(code))).toEqual([])
  })

  test('no vector expects a code outside the list', () => {
    const known = new Set<string>(reasonCodes)
    const used = [
      ...vectors.flatMap(({ vector }) => vector.expect.reasons),
      ...vectors.map(({ vector }) => vector.expect.underlying?.code ?? 'death'),
    ]
    expect(used.filter((code) => !known.has(code))).toEqual([])
  })
})
