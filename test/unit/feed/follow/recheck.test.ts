import { describe, expect, test } from 'vitest'
import { asksAgain, recheckResult } from '../../../../src-shared/feed/recheck.ts'
import type { KeptAnswer } from '../../../../src-shared/feed/recheck.ts'

const answer = (changes: Partial<KeptAnswer>): KeptAnswer => ({
  outcome: 'covered',
  reasons: ['digital-policy'],
  underlying: null,
  person: 'aa',
  asOf: '2025-11-20T00:00:00Z',
  ...changes,
})
const covered = answer({})
const tooOld = (underlying: string): KeptAnswer => answer({ outcome: 'not-checked', reasons: ['register-too-old'], underlying })
const unknown = answer({ outcome: 'not-checked', reasons: ['not-in-local-register'], person: null })
const station = (reason: string, underlying: string | null = null): KeptAnswer =>
  answer({ outcome: 'not-checked', reasons: [reason], underlying, person: null })
const suspended = answer({ outcome: 'not-covered', reasons: ['policy-suspended'] })
const result = (before: KeptAnswer, after: KeptAnswer, waits = false) => recheckResult(before, { ...after, waits })

describe('a question in the list', () => {
  test('is asked again when the register holds newer data than its answer', () => {
    expect(asksAgain(covered, '2025-11-21T00:00:00Z')).toBe(true)
    expect(asksAgain(covered, '2025-11-20T00:00:00Z')).toBe(false)
    expect(asksAgain(covered, '2025-11-19T00:00:00Z')).toBe(false)
    expect(asksAgain({ asOf: null }, '2025-11-19T00:00:00Z')).toBe(true)
    expect(asksAgain({ asOf: '2025-11-20T03:00:00+03:00' }, '2025-11-20T00:00:00.000Z')).toBe(false)
  })

  test('is raised when somebody is found, or is no longer covered', () => {
    expect(result(unknown, covered)).toBe('changed')
    expect(result(covered, suspended)).toBe('changed')
    expect(result(covered, unknown, true)).toBe('changed')
    expect(result(tooOld('covered/digital-policy'), suspended)).toBe('changed')
    expect(result(tooOld('not-covered/policy-suspended'), covered)).toBe('changed')
    expect(result(covered, tooOld('not-covered/policy-suspended'), true)).toBe('changed')
  })

  test('is raised when the answer is now about somebody else', () => {
    expect(result(covered, { ...covered, person: 'bb' })).toBe('changed')
  })

  test('leaves the list quietly when the new data say what was told', () => {
    expect(result(covered, covered)).toBe('same')
    expect(result(covered, { ...covered, reasons: ['paper-policy'] })).toBe('same')
    expect(result(tooOld('covered/digital-policy'), covered)).toBe('same')
  })

  test('stays while the answer waits for data', () => {
    expect(result(unknown, unknown, true)).toBe('waits-on')
    expect(result(covered, { ...covered, reasons: ['digital-policy', 'data-age'] }, true)).toBe('waits-on')
  })

  test('is as if not asked where the answer tells only of this station', () => {
    for (const before of [covered, unknown, tooOld('covered/digital-policy')]) {
      for (const reason of ['clock-untrusted', 'register-missing', 'register-damaged', 'internal-error', 'fact-missing']) {
        expect(result(before, station(reason)), reason).toBe('unanswered')
      }
      expect(result(before, station('clock-untrusted', 'covered/digital-policy'))).toBe('unanswered')
    }
  })

  test('is raised where the new record of a person cannot be read: that is no matter of the station', () => {
    expect(result(covered, answer({ outcome: 'needs-a-look', reasons: ['fact-missing'] }))).toBe('changed')
  })
})
