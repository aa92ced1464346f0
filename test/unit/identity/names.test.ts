import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareName, looseNameKey, nameKey } from '../../../src-shared/identity/names.ts'
import vectors from '../../vectors/identity/names.json' with { type: 'json' }

describe('keys', () => {
  it.each(vectors.keys)('$name', ({ part, key }) => expect(nameKey(part)).toBe(key))
  it('an absent part has no key', () => expect(nameKey(null)).toBeNull())
})

describe('comparisons', () => {
  it.each(vectors.comparisons)('$name', ({ presented, register, prefix, result }) => {
    expect(compareName(presented, register, prefix === true ? { prefix } : {})).toBe(result)
  })
})

describe('loose keys', () => {
  it.each(vectors.loose)('$name', ({ part, key }) => {
    expect(looseNameKey(part)).toBe(key)
  })
  it('a key without old habits is its own loose key', () => expect(looseNameKey('Семёнов')).toBe('СЕМЕНОВ'))
})

describe('properties', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.string({ unit: fc.constantFrom(..."АЁё́̈̆ИЙнетНЕТHETABx -–—.'’ʼ\u00ad\u00a0\u200bI1VßŉΐÅ"), maxLength: 12 }),
  )
  it('a key is its own key', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const key = nameKey(text)
        expect(nameKey(key)).toBe(key)
        const loose = looseNameKey(text)
        expect(looseNameKey(loose)).toBe(loose)
      }),
      { numRuns: 2000 },
    )
  })
  it('comparing does not depend on the side, and everything equals itself', () => {
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        expect(compareName(one, other)).toBe(compareName(other, one))
        expect(compareName(one, one)).toBe('equal')
      }),
    )
  })
})
