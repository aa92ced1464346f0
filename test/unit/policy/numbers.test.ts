import { describe, expect, it } from 'vitest'
import { policyNumberKey, policyType, policyTypeLetter, policyTypes } from '../../../src-shared/policy/numbers.ts'
import vectors from '../../vectors/policy/numbers.json' with { type: 'json' }

type Pair = readonly (string | null)[]
const key = ([series = null, number]: Pair) => policyNumberKey(series, number ?? '')

describe('numbers that find each other', () => {
  it.each(vectors.same)('$name', ({ a, b }) => expect(key(a)).toBe(key(b)))
})

describe('numbers that stay apart', () => {
  it.each(vectors.different)('$name', ({ a, b }) => expect(key(a)).not.toBe(key(b)))
})

describe('type letters', () => {
  it.each(vectors.letters)('$name', ({ text, letter }) => expect(policyTypeLetter(text)).toBe(letter))

  it('knows nine letters, all Cyrillic', () => {
    expect(policyTypes.map((type) => type.letter).join('')).toBe('СВЕПЭКЦХМ')
    expect(policyType('c')?.short.ru).toBe('полис старого образца')
    expect(policyType('Щ')).toBeNull()
  })
})
