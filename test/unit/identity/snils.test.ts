import { describe, expect, it } from 'vitest'
import { formatSnils, judgeSnils, parseSnils, snilsCheck } from '../../../src-shared/identity/snils.ts'
import vectors from '../../vectors/identity/snils.json' with { type: 'json' }

describe('the check of policy formats §5.3', () => {
  it.each(vectors.judged)('$name', ({ snils, result }) => expect(judgeSnils(snils)).toBe(result))
  it.each(vectors.sums)('$name', ({ first9, check }) => expect(snilsCheck(first9)).toBe(check))
  it('throws nothing that holds the number', () => {
    expect(() => judgeSnils('1122334459')).toThrow(/^(?!.*1122334459).*$/)
  })
})

describe('writing', () => {
  it.each(['112-233-445 95', '11223344595', '112 233 445 95', '112–233–445\u00a095'])('%s', (text) => {
    expect(parseSnils(text)).toBe('11223344595')
  })
  it.each(['1122334459', '112-233-445 9Б', ''])('no СНИЛС: %s', (text) => expect(parseSnils(text)).toBeNull())
  it('is shown XXX-XXX-XXX YY', () => expect(formatSnils('11223344595')).toBe('112-233-445 95'))
})
