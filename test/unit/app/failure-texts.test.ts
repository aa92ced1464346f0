import { describe, expect, test } from 'vitest'
import { failureCodeSchema } from '../../../src-shared/failure.ts'
import { describeFailure } from '../../../src-shared/failure-texts.ts'

describe('texts of failures', () => {
  test.each(failureCodeSchema.options)('%s has a message and a next step in both languages, with and without its values', (code) => {
    const everything = {
      path: '/data',
      method: 'm',
      where: 'w',
      name: 'n',
      allowed: 'a',
      found: '9',
      why: 'y',
      cause: 'c',
      bad: '2',
      lines: '3',
      line: '1',
    }
    for (const language of ['ru', 'en'] as const) {
      for (const params of [{}, everything]) {
        const { message, nextStep } = describeFailure({ code, params }, language)
        expect(message).toMatch(language === 'ru' ? /^[А-Я]/ : /^[A-Z]/)
        expect(nextStep.length).toBeGreaterThan(10)
        expect(`${message} ${nextStep}`).not.toMatch(/[{}[\]…]/)
      }
    }
  })

  test('leave out a part whose value is not known', () => {
    expect(describeFailure({ code: 'key-missing', params: {} }, 'en').message).toBe('The key of the data folder was not found.')
    expect(describeFailure({ code: 'key-missing', params: { path: '/k' } }, 'en').message).toBe(
      'The key of the data folder was not found: /k.',
    )
  })

  test('leave out a part as soon as one of its values is not known', () => {
    expect(describeFailure({ code: 'file-refused', params: { bad: '20' } }, 'en').message).toMatch(
      /^Too many lines of the file are wrong\./,
    )
  })

  test('a value is never taken for a pattern', () => {
    expect(describeFailure({ code: 'key-missing', params: { path: '$& {code}' } }, 'en').message).toContain('$& {code}')
  })
})
