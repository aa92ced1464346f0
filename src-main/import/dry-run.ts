import type { CalendarDate } from '../../src-shared/calendar.ts'
import type { Person } from '../../src-shared/register/person.ts'
import type { ImportCounts, ImportOutcome, Refusal, RejectReason, Rejection, SourceFacts, WarningCode } from './outcome.ts'

/** What was published last, as far as a dry run has to know it. */
export interface PublishedPeople {
  /** Digest of the published record of a person; null where there is none. */
  digestOf(id: string): string | null | Promise<string | null>
  /** How many people are published. */
  readonly count: number
}

export interface DryRunOptions {
  readonly published: PublishedPeople
  /** The same digest as `published` gives, of a record that would be published. */
  digest(person: Person): string
}

/** What an import would do; nothing is written (register sources §5.5, rule 4). Without personal data but for `refusal.samples`. */
export interface DryRunReport {
  /** Null where the file can be imported, if need be with an administrator's consent to `source.counts.brake`. */
  readonly refusal: Refusal | null
  readonly source: SourceFacts | null
  readonly counts: ImportCounts
  readonly rejectedByReason: Readonly<Partial<Record<RejectReason, number>>>
  /** The first 100. */
  readonly rejections: readonly Pick<Rejection, 'place' | 'field' | 'reason' | 'rows'>[]
  readonly warnings: Readonly<Partial<Record<WarningCode, number>>>
  /** Duplicates that do not agree with the row that counts on name and birth date. */
  readonly differingDuplicates: number
  readonly insert: number
  readonly change: number
  readonly unchanged: number
  /** Published people whose attachments in this file have all ended. */
  readonly detach: number
  /** Published people who are not in a full list; null for a list of changes. They stay as they are (§5.5, rule 7). */
  readonly notMentioned: number | null
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

const LISTED = 100
const NO_COUNTS: ImportCounts = { rows: 0, records: 0, merged: 0, duplicates: 0, rejected: 0, brake: true }

/** Compares the outcomes of an import with what is published. Memory: the first rejections and some sums. */
export async function dryRun(outcomes: AsyncIterable<ImportOutcome>, { published, digest }: DryRunOptions): Promise<DryRunReport> {
  const sums = { insert: 0, change: 0, unchanged: 0, detach: 0, withEnp: 0, differingDuplicates: 0 }
  const rejectedByReason: Partial<Record<RejectReason, number>> = {}
  const warnings: Partial<Record<WarningCode, number>> = {}
  const rejections: DryRunReport['rejections'][number][] = []
  const [births, attachments] = [createSpan(), createSpan()]
  let source: SourceFacts | null = null
  let refusal: Refusal | null = null
  for await (const outcome of outcomes) {
    switch (outcome.kind) {
      case 'source':
        source = outcome.source
        break
      case 'refused':
        refusal = outcome.refusal
        break
      case 'rejected': {
        const { place, field, reason, rows } = outcome
        rejectedByReason[reason] = (rejectedByReason[reason] ?? 0) + rows
        if (rejections.length < LISTED) rejections.push({ place, field, reason, rows })
        break
      }
      case 'duplicate':
        if (outcome.differs) sums.differingDuplicates += 1
        break
      case 'record': {
        for (const warning of outcome.warnings) warnings[warning] = (warnings[warning] ?? 0) + 1
        if (!('person' in outcome.record)) break
        const { person } = outcome.record
        if (person.enp !== null) sums.withEnp += 1
        births.add(person.birthDate)
        for (const { from } of person.attachments) attachments.add(from)
        const before = await published.digestOf(person.id)
        if (before === null) sums.insert += 1
        else if (before === digest(person)) sums.unchanged += 1
        else if (isDetached(person, source?.asOf ?? '')) sums.detach += 1
        else sums.change += 1
        break
      }
      case 'merged':
      case 'finished':
        break
    }
  }
  const counts = source?.counts ?? NO_COUNTS
  const { withEnp, ...told } = sums
  const judged = counts.records + counts.rejected
  return {
    refusal,
    source,
    counts,
    rejectedByReason,
    rejections,
    warnings,
    ...told,
    notMentioned: source?.content === 'full-list' ? published.count - sums.change - sums.unchanged - sums.detach : null,
    validEnpShare: judged === 0 ? 0 : withEnp / judged,
    births: births.span(),
    attachments: attachments.span(),
  }
}

function isDetached({ attachments }: Person, day: CalendarDate): boolean {
  return attachments.length > 0 && attachments.every(({ to }) => to !== null && to <= day)
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
