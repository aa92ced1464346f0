import { jsonObject } from './request-body.ts'

/** A violation of the page's policy: which rule, and what was stopped. */
export interface CspReport {
  readonly directive: string
  readonly blocked: string
  readonly source: string
}

/** Keeps the first reports of this run for tests and the log; a screen without faults makes none. */
export interface CspReports {
  /** Takes the body of a report as the browser sends it. */
  add(body: string): CspReport
  list(): readonly CspReport[]
}

const maximumReports = 100

/** Starts empty. */
export function createCspReports(): CspReports {
  const reports: CspReport[] = []
  return {
    add(body) {
      const report = parseReport(body)
      if (reports.length < maximumReports) reports.push(report)
      return report
    },
    list: () => reports,
  }
}

/** A body in another shape is a report all the same: something was stopped. */
function parseReport(body: string): CspReport {
  const content = jsonObject(body)?.['csp-report']
  const fields: Readonly<Record<string, unknown>> = typeof content === 'object' && content !== null ? { ...content } : {}
  const text = (name: string): string => {
    const value = fields[name]
    return typeof value === 'string' ? value.slice(0, 300) : 'unknown'
  }
  return { directive: text('effective-directive'), blocked: text('blocked-uri'), source: text('source-file') }
}
