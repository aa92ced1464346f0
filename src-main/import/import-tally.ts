import type { CalendarDate } from '../../src-shared/calendar.ts'
import type { ImportCounts, ImportOutcome, RejectReason, Rejection, SourceFacts, WarningCode } from './outcome.ts'

/** What a file of a register source brings, in numbers (register sources §5.5, rule 4). Without personal data. */
export interface ImportReport {
  readonly source: SourceFacts | null
  readonly counts: ImportCounts
  readonly rejectedByReason: Readonly<Partial<Record<RejectReason, number>>>
  /** The first 100. */
  readonly rejections: readonly Pick<Rejection, 'place' | 'field' | 'reason' | 'rows'>[]
  readonly warnings: Readonly<Partial<Record<WarningCode, number>>>
  /** Duplicates that do not agree with the row that counts on name and birth date. */
  readonly differingDuplicates: number
  /** Records with an ENP among all people read and rejected, 0–1. */
  readonly validEnpShare: number
  readonly births: Span
  readonly attachments: Span
}

/** The first and the last day; null where there is none. */
export interface Span {
  readonly oldest: CalendarDate | null
  readonly newest: CalendarDate | null
}

/** Sums up the outcomes of one import as they pass. Memory: the first rejections and some sums. */
export interface ImportTally {
  add(outcome: ImportOutcome): void
  report(): ImportReport
}

const LISTED = 100
const NO_COUNTS: ImportCounts = { rows: 0, records: 0, merged: 0, duplicates: 0, rejected: 0, brake: true }

export function createImportTally(): ImportTally {
  const rejectedByReason: Partial<Record<RejectReason, number>> = {}
  const warnings: Partial<Record<WarningCode, number>> = {}
  const rejections: ImportReport['rejections'][number][] = []
  const [births, attachments] = [createSpan(), createSpan()]
  let source: SourceFacts | null = null
  let withEnp = 0
  let differingDuplicates = 0
  return {
    add(outcome) {
      if (outcome.kind === 'source') source = outcome.source
      if (outcome.kind === 'duplicate' && outcome.differs) differingDuplicates += 1
      if (outcome.kind === 'rejected') {
        const { place, field, reason, rows } = outcome
        rejectedByReason[reason] = (rejectedByReason[reason] ?? 0) + rows
        if (rejections.length < LISTED) rejections.push({ place, field, reason, rows })
      }
      if (outcome.kind === 'record' && 'person' in outcome.record) {
        for (const warning of outcome.warnings) warnings[warning] = (warnings[warning] ?? 0) + 1
        const { person } = outcome.record
        if (person.enp !== null) withEnp += 1
        births.add(person.birthDate)
        for (const { from } of person.attachments) attachments.add(from)
      }
    },
    report() {
      const counts = source?.counts ?? NO_COUNTS
      const judged = counts.records + counts.rejected
      return {
        source,
        counts,
        rejectedByReason,
        rejections,
        warnings,
        differingDuplicates,
        validEnpShare: judged === 0 ? 0 : withEnp / judged,
        births: births.span(),
        attachments: attachments.span(),
      }
    },
  }
}

function createSpan(): { add(day: CalendarDate): void; span(): Span } {
  let oldest: CalendarDate | null = null
  let newest: CalendarDate | null = null
  return {
    add(day) {
      if (oldest === null || day < oldest) oldest = day
      if (newest === null || day > newest) newest = day
    },
    span: () => ({ oldest, newest }),
  }
}
