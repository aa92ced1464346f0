import { readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'

/** How many tests a stage ran, by result. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
})
const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
})

/** A stage without tests of its own counts as one. */
export function countStage(succeeded: boolean): Counts {
  return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 }
}

/** Counts of a vitest JSON report. A run that failed without a failed test (a file that cannot be loaded) counts as one failure. */
export function countVitest(reportText: string | null, succeeded: boolean): Counts {
  const report = parsed(vitestReport, reportText)
  if (report === null) return countStage(false)
  return atLeastOneFailure(
    { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests },
    succeeded,
  )
}

/** Counts of a Playwright JSON report. A test that passed only when repeated counts as failed: it hides a race. */
export function countPlaywright(reportText: string | null, succeeded: boolean): Counts {
  const report = parsed(playwrightReport, reportText)
  if (report === null) return countStage(false)
  const { expected, unexpected, flaky, skipped } = report.stats
  return atLeastOneFailure({ passed: expected, failed: unexpected + flaky, skipped }, succeeded)
}

/** The last line of a test run, alone on its line. */
export function summaryLine(all: readonly Counts[]): string {
  const total = (kind: keyof Counts) => all.reduce((sum, counts) => sum + counts[kind], 0)
  return `${total('passed')} passed, ${total('failed')} failed`
}

/** The text of a report file, removed so that no later run counts it again; null where there is none. */
export function takeReport(file: string): string | null {
  try {
    const text = readFileSync(file, 'utf8')
    rmSync(file)
    return text
  } catch {
    return null
  }
}

/** A report without a single test is no success either. */
function atLeastOneFailure(counts: Counts, succeeded: boolean): Counts {
  const nothingRan = counts.passed + counts.failed === 0
  return (succeeded && !nothingRan) || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

function parsed<Report>(schema: z.ZodType<Report>, text: string | null): Report | null {
  if (text === null) return null
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
