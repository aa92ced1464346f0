import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asEnglishKeys, asRussianKeys, repairToRussian } from '../../../src-shared/intake/keyboard-layout.ts'

describe('keyboard layouts', () => {
  it('repairs words and the dot key, and leaves dates of the number pad', () => {
    expect(repairToRussian('bdfyjd ,jhbc 15.03.1985')).toBe('иванов борис 15.03.1985')
    expect(repairToRussian('bdfyjd 15/03/1985')).toBe('иванов 15.03.1985')
    expect(repairToRussian('иванов 0000 # 000000')).toBe('иванов 0000 № 000000')
  })

  it('what was typed under the wrong layout comes back key by key', () => {
    const keys = fc.string({
      unit: fc.constantFrom(...'ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ0123456789 +=-()!*'),
    })
    fc.assert(
      fc.property(keys, (text) => {
        expect(asRussianKeys(asEnglishKeys(text))).toBe(text)
      }),
    )
    const codes = fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=<>:?&.,-_') })
    fc.assert(
      fc.property(codes, (text) => {
        expect(asEnglishKeys(asRussianKeys(text))).toBe(text)
      }),
    )
  })

  it('Russian words come back through the word by word repair', () => {
    const word = fc.string({ unit: fc.constantFrom(...'йцукенгшщзфывапролдячсмить'), minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const text = words.join(' ')
        expect(repairToRussian(asEnglishKeys(text))).toBe(text)
      }),
    )
  })
})
