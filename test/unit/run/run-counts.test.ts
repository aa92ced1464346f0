import { describe, expect, it } from 'vitest'
import { countPlaywright, countStage, countVitest, summaryLine } from '../../run-counts.ts'

const vitestReport = (passed: number, failed: number, pending = 0) =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numPendingTests: pending, numTodoTests: 0 })
const playwrightReport = (expected: number, unexpected: number, flaky = 0, skipped = 0) =>
  JSON.stringify({ stats: { expected, unexpected, flaky, skipped } })

describe('counting a vitest run', () => {
  it('takes the numbers of the report', () => {
    expect(countVitest(vitestReport(7, 2, 1), false)).toEqual({ passed: 7, failed: 2, skipped: 1 })
  })

  it.each([
    ['a run that ends badly without a failed test', vitestReport(7, 0), false, { passed: 7, failed: 1, skipped: 0 }],
    ['a report without any test', vitestReport(0, 0), true, { passed: 0, failed: 1, skipped: 0 }],
    ['no report at all', null, true, { passed: 0, failed: 1, skipped: 0 }],
    ['a report that is cut off', '{"numPassedTests": 3', true, { passed: 0, failed: 1, skipped: 0 }],
    ['a report of another shape', '{"passed": 3}', true, { passed: 0, failed: 1, skipped: 0 }],
  ])('counts %s as a failure', (_, report, succeeded, counts) => {
    expect(countVitest(report, succeeded)).toEqual(counts)
  })
})

describe('counting a Playwright run', () => {
  it('takes the numbers of the report', () => {
    expect(countPlaywright(playwrightReport(20, 0, 0, 3), true)).toEqual({ passed: 20, failed: 0, skipped: 3 })
  })

  it('counts a test that passed only when repeated as failed', () => {
    expect(countPlaywright(playwrightReport(20, 1, 2), false)).toEqual({ passed: 20, failed: 3, skipped: 0 })
  })

  it('counts a run that ends badly without a failed test as a failure', () => {
    expect(countPlaywright(playwrightReport(20, 0), false).failed).toBe(1)
  })
})

describe('the last line', () => {
  it('sums all stages and holds nothing else', () => {
    expect(summaryLine([countStage(true), countStage(false), { passed: 5, failed: 0, skipped: 4 }])).toBe('6 passed, 1 failed')
  })
})
