import { describe, expect, it } from 'vitest'
import { birthDateKey, birthDateKeys, compareBirthDate } from '../../../src-shared/identity/birth-date.ts'
import vectors from '../../vectors/identity/birth-date.json' with { type: 'json' }

describe('birth dates of registers', () => {
  it.each(vectors.compared)('$name', ({ presented, register, dost, result }) => {
    expect(compareBirthDate(presented, register, dost)).toBe(result)
  })
  it.each(vectors.compared.filter((vector) => vector.presented !== null && vector.result !== 'not-given'))(
    'is found exactly where it is not different: $name',
    ({ presented, register, dost, result }) => {
      expect(birthDateKeys(presented ?? '').includes(birthDateKey(register, dost))).toBe(result !== 'different')
    },
  )
})
