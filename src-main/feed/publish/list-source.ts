import { localDateTime } from '../../../src-shared/calendar.ts'
import type { CalendarDate, Instant } from '../../../src-shared/calendar.ts'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { failed } from '../feed-failure.ts'
import type { FeedFailure } from '../feed-failure.ts'
import type { QuarantinedRow } from '../quarantine-file.ts'
import { readClassifierFile } from '../../import/classifiers/read-classifier-file.ts'
import type { ClassifierRecords } from '../../import/classifiers/read-classifier-file.ts'
import type { EncodingName } from '../../import/encoding.ts'
import { compareOrder } from '../../import/file-facts.ts'
import { importSource } from '../../import/import-source.ts'
import { createImportTally } from '../../import/import-tally.ts'
import type { ImportReport, ImportTally } from '../../import/import-tally.ts'
import { liftableRefusals } from '../../import/outcome.ts'
import type { ImportOutcome, Refusal, RefusalCode, SourceFacts } from '../../import/outcome.ts'
import type { Profile } from '../../import/profile.ts'
import { listHeader } from './list-header.ts'
import { rememberSources } from './source-memory.ts'
import type { SourceMemory } from './source-memory.ts'
import type { Origin, PublishSource, SourceOpener, SourceOutcome } from './source.ts'
import type { Published } from './state-folder.ts'

export interface ListOrder {
  readonly dataset: string
  readonly scope: string | null
  /** A whole register, on which the lists are laid; `file` for reports. */
  readonly base: { readonly file: string; readonly source: PublishSource } | null
  readonly lists: readonly { readonly file: string; readonly profile: Profile }[]
  /** Files of F002, F008, F010, F011, F032. */
  readonly classifiers: readonly string[]
  readonly isWhole: boolean
  readonly asOf: Instant | null
  /** The day of the data, for profiles whose files do not tell it. */
  readonly day: CalendarDate | null
  readonly encoding: EncodingName | null
  readonly now: Instant
  readonly timeZone: string
  /** True where a reason was given that lifts refusals. */
  readonly isAccepted: boolean
  readonly refusalText: (refusal: Refusal) => string
  /** Hears of every row that is set aside. */
  readonly onSetAside: (row: QuarantinedRow) => void
  readonly onRows: (rows: number) => void
}

/** What was read, file by file; true once the source was read to its end. */
export interface ListReports {
  readonly lists: readonly ImportReport[]
  readonly classifiers: readonly (Pick<ClassifierRecords, 'name' | 'version' | 'date' | 'rejected'> & {
    readonly file: string
    readonly records: number
  })[]
}

interface OpenList {
  readonly facts: SourceFacts
  readonly outcomes: AsyncGenerator<ImportOutcome, void, void>
  readonly tally: ImportTally
}

interface Opened {
  readonly lists: OpenList[]
  readonly classifiers: { readonly file: string; readonly read: ClassifierRecords }[]
  readonly lifted: RefusalCode[]
}

/**
 * A source of many files: a whole register, classifiers, and lists laid on them, those with statuses first, each kind by its order. Every list is
 * read once to its end before the first record is taken, so nothing of a file that is refused is used. Errors of the opener:
 * `list-refused`, `source-from-future`, those of `listHeader`.
 */
export function listSource(order: ListOrder): { readonly open: SourceOpener; reports(): ListReports } {
  const opened: Opened = { lists: [], classifiers: [], lifted: [] }
  return {
    async open(former) {
      const source = await openAll(order, former, opened)
      if (!source.ok) await closeAll(opened)
      return source
    },
    reports: () => ({
      lists: opened.lists.map(({ tally }) => tally.report()),
      classifiers: opened.classifiers.map(({ file, read: { name, version, date, rejected, records } }) => ({
        file,
        name,
        version,
        date,
        rejected,
        records: records.length,
      })),
    }),
  }
}

async function openAll(order: ListOrder, former: Published | null, opened: Opened): Promise<Result<PublishSource, FeedFailure>> {
  const memory = former?.sources ?? { hasStatuses: former !== null, accepted: [], hashes: [], classifiers: [] }
  const today = localDateTime(order.now, order.timeZone).date
  for (const file of order.classifiers) {
    const read = await readClassifierFile(file, today)
    if (!read.ok) return refused(order, file, read.error)
    opened.classifiers.push({ file, read: read.value })
  }
  for (const list of order.lists) {
    const refusal = await openList(order, list, memory, today, opened)
    if (refusal !== null) return refusal
  }
  opened.lists.sort(byStrengthAndOrder)
  const lists = opened.lists.map(({ facts }) => facts)
  const header = listHeader({ ...order, base: order.base?.source.header ?? null, lists, former })
  if (!header.ok) return header
  const hasDirectory = memory.classifiers.some(({ name }) => name === 'F002')
  return ok({
    ...header.value,
    outcomes: outcomesOf(order, opened, hasDirectory),
    memory: rememberSources(
      memory,
      {
        lists: lists.map(({ series, order: place, sha256, file, asOf }) => ({ series, order: [...place], sha256, file, asOf })),
        classifiers: opened.classifiers.map(({ read: { name, version, date } }) => ({ name, version, date })),
        hasStatuses: order.base !== null || lists.some(({ carriesPolicies }) => carriesPolicies),
      },
      (one, other) => compareOrder(one, other) > 0,
    ),
    lifted: opened.lifted,
    onRejected: (origin, reason, record) =>
      order.onSetAside({
        ...(origin ?? { file: '', line: null, record: 0 }),
        profile: null,
        field: null,
        reason,
        rows: 1,
        raw: [JSON.stringify(record)],
      }),
    close: () => closeAll(opened),
  })
}

async function openList(
  order: ListOrder,
  { file, profile }: ListOrder['lists'][number],
  memory: SourceMemory,
  today: CalendarDate,
  opened: Opened,
): Promise<ReturnType<typeof failed> | null> {
  const { base, encoding, day, isAccepted } = order
  const outcomes = importSource({
    file,
    profile,
    today,
    lifted: liftedBy(isAccepted, base !== null),
    accepted: {
      last: (series) => memory.accepted.find((one) => one.series === series) ?? null,
      hasBytes: (sha256) => memory.hashes.includes(sha256) || opened.lists.some(({ facts }) => facts.sha256 === sha256),
    },
    onLifted: (code) => void (isAccepted && opened.lifted.push(code)),
    onRows: order.onRows,
    ...(encoding === null ? {} : { encoding }),
    ...(day === null ? {} : { asOf: day }),
  })
  const { value: first } = await outcomes.next()
  // It waits behind its first outcome with the file open.
  if (first?.kind === 'refused') await outcomes.return()
  if (first?.kind === 'refused') return refused(order, file, first.refusal)
  if (first?.kind !== 'source') throw new Error('an import begins with its source')
  const tally = createImportTally()
  tally.add(first)
  opened.lists.push({ facts: first.source, outcomes, tally })
  if (first.source.asOf > today) return failed('source-from-future', { asOf: first.source.asOf, now: order.now })
  return null
}

/** On a new register the last list is laid once more: what it said of the former one is gone with it. */
function liftedBy(isAccepted: boolean, hasBase: boolean): ReadonlySet<RefusalCode> {
  if (isAccepted) return liftableRefusals
  return new Set(hasBase ? (['already-loaded', 'same-bytes'] as const) : [])
}

function refused({ refusalText }: ListOrder, file: string, refusal: Refusal): ReturnType<typeof failed> {
  return failed('list-refused', { file, reason: refusal.code, text: refusalText(refusal) })
}

async function* outcomesOf(
  order: ListOrder,
  { lists, classifiers }: Opened,
  hasDirectory: boolean,
): AsyncGenerator<SourceOutcome, void, void> {
  const { base, onSetAside } = order
  if (base !== null) {
    for await (const outcome of base.source.outcomes) {
      if (outcome.kind === 'rejected') onSetAside(rejectedLine(base.file, outcome))
      // The directory of insurers knows more of them than a register does.
      const isKnownBetter = hasDirectory && outcome.kind === 'record' && 'insurer' in outcome.record
      yield isKnownBetter ? { ...outcome, strength: 'weaker' } : outcome
    }
  }
  for (const { read } of classifiers) for (const record of read.records) yield { kind: 'record', record }
  for (const { facts, outcomes, tally } of lists) {
    yield { kind: 'source', source: facts }
    for await (const outcome of outcomes) {
      tally.add(outcome)
      yield listOutcome(outcome, facts, onSetAside)
    }
  }
}

function listOutcome(outcome: ImportOutcome, facts: SourceFacts, onSetAside: ListOrder['onSetAside']): SourceOutcome {
  if (outcome.kind === 'rejected') {
    const { place, field, reason, rows, raw } = outcome
    onSetAside({ file: facts.file, ...place, profile: facts.profile, field, reason, rows, raw })
  }
  if (outcome.kind !== 'record') return outcome
  const { file, carriesIds, carriesPolicies, lacks } = facts
  return {
    kind: 'record',
    record: outcome.record,
    strength: carriesPolicies ? { lacks } : 'weaker',
    known: carriesIds ? 'by-id' : 'by-identity',
    origin: { file, ...outcome.place },
  }
}

function rejectedLine(
  file: string,
  { reason, origin, raw = null, rows = 1 }: Extract<SourceOutcome, { kind: 'rejected' }>,
): QuarantinedRow {
  const { line, record }: Omit<Origin, 'file'> = origin ?? { line: null, record: 0 }
  return { file, line, record, profile: null, field: null, reason, rows, raw }
}

function byStrengthAndOrder({ facts: one }: OpenList, { facts: other }: OpenList): number {
  if (one.carriesPolicies !== other.carriesPolicies) return one.carriesPolicies ? -1 : 1
  return compareOrder([one.asOf, ...one.order], [other.asOf, ...other.order])
}

async function closeAll({ lists }: Opened): Promise<void> {
  for (const { outcomes } of lists) await outcomes.return()
}
