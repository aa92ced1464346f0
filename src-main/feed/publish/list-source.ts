import path from 'node:path'
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
import { isBraked, liftableRefusals } from '../../import/outcome.ts'
import type { ImportOutcome, Refusal, RefusalCode, SourceFacts } from '../../import/outcome.ts'
import type { Profile } from '../../import/profile.ts'
import { fileName } from './acceptance.ts'
import type { Lifted } from './acceptance.ts'
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
  /** Whether somebody lets a refusal or brake of a file pass, with a reason. */
  readonly lifts: (code: string, file: string) => boolean
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
  readonly lifted: Lifted[]
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
    for (const held of holdClassifier(order, file, read.value, memory)) {
      const code = held.error.params['reason'] ?? held.error.code
      if (!order.lifts(code, file)) return held
      opened.lifted.push({ code, file: path.basename(file) })
    }
    opened.classifiers.push({ file, read: read.value })
  }
  for (const list of order.lists) {
    const refusal = await openList(order, list, memory, today, opened)
    if (refusal !== null) return refusal
  }
  opened.lists.sort(byStrengthAndOrder)
  const lists = opened.lists.map(({ facts }) => facts)
  for (const { file, refusal } of lateStatuses(order, former, memory, lists)) {
    if (!order.lifts(refusal.code, file)) return refused(order, file, refusal)
    opened.lifted.push({ code: refusal.code, file })
  }
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

/** Lists whose statuses are of an earlier day than those that they would overwrite: what has ended since would hold again (§5.5, rule 8). */
function lateStatuses(
  { base, timeZone }: ListOrder,
  former: Published | null,
  { hasStatuses }: SourceMemory,
  lists: readonly SourceFacts[],
): readonly { readonly file: string; readonly refusal: Refusal & { readonly code: RefusalCode } }[] {
  const asOf = base?.source.header.asOf ?? (hasStatuses ? former?.dataset.asOf : undefined)
  if (asOf === undefined) return []
  const last = localDateTime(asOf, timeZone).date
  const late = lists.filter((list) => list.carriesPolicies && list.asOf < last)
  return late.map((list) => ({
    file: list.file,
    refusal: { code: 'older-than-loaded', params: { series: list.series, order: list.asOf, last } },
  }))
}

/** Tells what was set aside of a classifier. Errors: `list-rejected` as for lists, `list-refused` for one of an earlier day than the last. */
function holdClassifier(
  order: ListOrder,
  file: string,
  { name, date, records, rejected }: ClassifierRecords,
  memory: SourceMemory,
): readonly ReturnType<typeof failed>[] {
  const held: ReturnType<typeof failed>[] = []
  const shown = path.basename(file)
  for (const { place, column, reason } of rejected)
    order.onSetAside({ file: shown, ...place, profile: name, field: column, reason, rows: 1, raw: null })
  const rows = records.length + rejected.length
  if (isBraked({ rows, rejected: rejected.length, records: records.length }))
    held.push(failed('list-rejected', { file: shown, rejected: String(rejected.length), rows: String(rows) }))
  const last = memory.classifiers.find((one) => one.name === name)?.date ?? null
  if (last !== null && date !== null && date < last)
    held.push(refused(order, file, { code: 'older-than-loaded', params: { series: name, order: date, last } }))
  return held
}

async function openList(
  order: ListOrder,
  { file, profile }: ListOrder['lists'][number],
  memory: SourceMemory,
  today: CalendarDate,
  opened: Opened,
): Promise<ReturnType<typeof failed> | null> {
  const { base, encoding, day, lifts } = order
  const name = path.basename(file)
  const outcomes = importSource({
    file,
    profile,
    today,
    lifted: new Set([...liftableRefusals].filter((code) => lifts(code, file) || isLaidAgain(code, base !== null))),
    accepted: {
      last: (series) => memory.accepted.find((one) => one.series === series) ?? null,
      hasBytes: (sha256) => memory.hashes.includes(sha256) || opened.lists.some(({ facts }) => facts.sha256 === sha256),
    },
    onLifted: (code) => void (lifts(code, file) && opened.lifted.push({ code, file: name })),
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
  const { series, order: place } = first.source
  const [, ...twins] = opened.lists.filter(({ facts }) => facts.series === series && compareOrder(facts.order, place) === 0)
  if (twins.length === 0) return null
  // Which of two with one place in their series counts, nobody could say.
  if (!lifts('already-loaded', file)) return refused(order, file, { code: 'already-loaded', params: { series, order: place.join(' ') } })
  opened.lifted.push({ code: 'already-loaded', file: name })
  return null
}

/** On a new register the last list is laid once more: what it said of the former one is gone with it. */
function isLaidAgain(code: RefusalCode, hasBase: boolean): boolean {
  return hasBase && (code === 'already-loaded' || code === 'same-bytes')
}

function refused({ refusalText }: ListOrder, file: string, refusal: Refusal): ReturnType<typeof failed> {
  const isLiftable = liftableRefusals.has(refusal.code)
  return failed(isLiftable ? 'list-held' : 'list-refused', {
    file: isLiftable ? fileName(file) : file,
    reason: refusal.code,
    text: refusalText(refusal),
  })
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
  if (outcome.kind === 'duplicate' && outcome.differs) {
    // Nothing of it is used, and whose number it is nobody knows: a column of wrong numbers must not pass for repetitions.
    const row = { file: facts.file, ...outcome.place, reason: 'number-shared' }
    onSetAside({ ...row, profile: facts.profile, field: null, rows: 1, raw: null })
    return { kind: 'rejected', reason: row.reason }
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
