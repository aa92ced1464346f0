import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correctWords } from '../../../../src-shared/decoder/pdf417/reed-solomon.ts'
import { symbolWords } from './symbol-words.ts'

const anySymbol = fc.record({
  data: fc.array(fc.nat(928), { minLength: 1, maxLength: 120 }),
  level: fc.integer({ min: 0, max: 5 }),
  seed: fc.nat(),
})

/** `count` different places of a list of `length`, the same for the same seed. */
function places(length: number, count: number, seed: number): number[] {
  const all = Array.from({ length }, (_, index) => index)
  let state = seed % 2147483647
  for (let index = length - 1; index > 0; index--) {
    state = (state * 48271 + 11) % 2147483647
    const other = state % (index + 1)
    ;[all[index], all[other]] = [all[other] ?? 0, all[index] ?? 0]
  }
  return all.slice(0, count)
}

describe('correction words', () => {
  it('leave an undamaged symbol alone', () => {
    fc.assert(
      fc.property(anySymbol, ({ data, level }) => {
        const words = symbolWords(data, level)
        const before = [...words]
        expect(correctWords(words, 2 ** (level + 1), [])).toBe(0)
        expect([...words]).toEqual(before)
      }),
      { numRuns: 60 },
    )
  })

  it('correct any errors and erasures with twice the errors plus the erasures within their number', () => {
    fc.assert(
      fc.property(
        anySymbol,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 928 }),
        ({ data, level, seed }, share, add) => {
          const words = symbolWords(data, level)
          const before = [...words]
          const correction = 2 ** (level + 1)
          const errors = Math.floor((correction / 2) * share)
          const erasures = Math.min(correction - 2 * errors, words.length - errors)
          const damaged = places(words.length, errors + erasures, seed)
          for (const [index, place] of damaged.entries()) words[place] = ((words[place] ?? 0) + ((add * (index + 1)) % 929 || 1)) % 929
          expect(correctWords(words, correction, damaged.slice(errors))).toBe(errors)
          expect([...words]).toEqual(before)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('refuse what is damaged beyond their reach, or give another symbol only at that distance', () => {
    fc.assert(
      fc.property(anySymbol, ({ data, level, seed }) => {
        const words = symbolWords(data, Math.max(2, level))
        const correction = 2 ** (Math.max(2, level) + 1)
        const damaged = places(words.length, Math.min(words.length, correction / 2 + 1), seed)
        for (const [index, place] of damaged.entries()) words[place] = ((words[place] ?? 0) + 1 + ((seed + index * 37) % 928)) % 929
        const before = [...words]
        const errors = correctWords(words, correction, [])
        if (errors === null) expect([...words]).toEqual(before)
        else expect(errors).toBe(words.filter((word, index) => word !== before[index]).length)
      }),
      { numRuns: 60 },
    )
  })

  it('refuse more erasures than there are correction words', () => {
    expect(correctWords(symbolWords([1, 2, 3], 0), 2, [0, 1, 2])).toBeNull()
  })
})
