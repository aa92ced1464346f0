import { describe, expect, test } from 'vitest'
import { answerWords } from '../../../src-shared/coverage/answer-words.ts'
import type { RememberedAnswer } from '../../../src-shared/coverage/answer-words.ts'
import { reasonCodes } from '../../../src-shared/coverage/reason-codes.ts'
import { knownOutcome } from '../../../src-shared/coverage/reasons.ts'

const answer = (changes: Partial<RememberedAnswer>): RememberedAnswer => ({
  outcome: 'not-checked',
  reasons: ['not-in-local-register'],
  underlying: null,
  asOf: '2026-11-20T00:10:00Z',
  serviceDate: '2026-11-21',
  ...changes,
})
const words = (changes: Partial<RememberedAnswer>, language: 'ru' | 'en' = 'ru') =>
  answerWords(answer(changes), 'Europe/Moscow', 96, language)

describe('words for an answer of the past', () => {
  test('tell why, without the advice', () => {
    expect(words({})).toEqual({ text: 'Прочитано верно, но в копии регистра такого человека нет', underlying: null })
    expect(words({ outcome: 'covered', reasons: ['digital-policy', 'data-age'] }).text).toBe('Действует цифровой полис')
    expect(words({ outcome: 'not-covered', reasons: ['suspended-conscription'] }).text).toBe(
      'Полис приостановлен (служба): призыв на военную службу',
    )
    expect(words({ outcome: 'not-covered', reasons: ['no-policy-on-date'] }).text).toBe(
      'На 21.11.2026 полиса этого человека в регистре нет',
    )
  })

  test('tell what data that were too old said', () => {
    expect(words({ reasons: ['register-too-old'], underlying: 'covered/digital-policy' }, 'en')).toEqual({
      text: 'The register data are too old',
      underlying: 'A digital policy is in force',
    })
  })

  test('fall back to the title where a fact is gone', () => {
    expect(words({ outcome: 'not-covered', reasons: ['death'] }).text).toBe('Полис не действует')
    expect(words({ outcome: 'needs-a-look', reasons: ['identity-differs'] }, 'en').text).toBe('Needs a look')
  })

  test.each(['ru', 'en'] as const)('exist for every reason in %s, with no placeholder left', (language) => {
    for (const code of reasonCodes) {
      const { outcome } = knownOutcome(code)
      if (outcome === null) continue
      for (const serviceDate of ['2026-11-21', null]) {
        const { text } = words({ outcome, reasons: [code], asOf: null, serviceDate }, language)
        expect(text, code).toMatch(/^[А-ЯA-Z][^{}[\]|]+$/)
      }
    }
  })

  test('are none for a code of another version', () => {
    expect(words({ reasons: ['something-new'], underlying: 'covered/something-else' })).toEqual({ text: '', underlying: null })
  })
})
