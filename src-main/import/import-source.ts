import type { CalendarDate } from '../../src-shared/calendar.ts'
import type { EncodingName } from './encoding.ts'
import { checkOrder, nameParts, statedFacts } from './file-facts.ts'
import type { AcceptedFile, Objection } from './file-facts.ts'
import { dayOf, mergeRows } from './merge-rows.ts'
import type { WaitingRow } from './merge-rows.ts'
import { isBraked, liftableRefusals, SourceFault } from './outcome.ts'
import type { ImportCounts, ImportOutcome, RefusalCode, Rejection, SourceFacts } from './outcome.ts'
import { lackedParts } from './person-parts.ts'
import { probeSource } from './probe.ts'
import type { Probe } from './probe.ts'
import type { Profile } from './profile.ts'
import { readProfileRows } from './profile-rows.ts'
import { readPerson } from './read-person.ts'
import type { ReadRow, RowReader } from './read-person.ts'
import { carriesPolicies } from './read-policy.ts'
import { createRowIndex } from './row-index.ts'
import type { RowIndex } from './row-index.ts'
import type { RawRow } from './rows.ts'
import { openSourceFile, readFault } from './source-file.ts'
import type { SourceFile } from './source-file.ts'

export interface ImportOptions {
  readonly file: string
  readonly profile: Profile
  /** Births and deaths after it are mistakes. */
  readonly today: CalendarDate
  /** The day of which the data are, for profiles whose files do not tell it. */
  readonly asOf?: CalendarDate
  /** The encoding that a person chose by the samples of `encoding-doubtful`. */
  readonly encoding?: EncodingName
  /** Refusals that an administrator lifts; only those of `liftableRefusals` count. */
  readonly lifted?: ReadonlySet<RefusalCode>
  /** Hears which refusals would have been, had they not been lifted. */
  readonly onLifted?: (code: RefusalCode) => void
  /** Hears of rows as they are read, once in each reading. */
  readonly onRows?: (rows: number) => void
  /** The last file taken of a series, and whether bytes with this hash were ever taken; without them nothing is too old. */
  readonly accepted?: { last(series: string): AcceptedFile | null; hasBytes(sha256: string): boolean }
  /** Rows that may wait in memory for other rows of their person; more are read in several rounds. */
  readonly mostWaiting?: number
}

/** A row waiting takes some two thousand bytes: 100 MB at most. */
const MOST_WAITING = 50_000

/**
 * Reads a file of a register source by its profile (register sources §5). Gives `source` with everything known about the file, then a
 * `record`, `duplicate`, `merged` or `rejected` for every row, then `finished`; or `refused` alone.
 *
 * The file is read at least twice. The first time every row is judged and nothing handed over, so a file that is cut, older than the
 * last one, or damaged at its end is refused before its first record, and `source` already says whether the brake holds. Rows of one
 * person may stand anywhere: the index of the first time knows which belong together. Only rows of people with several wait in memory; where
 * these are too many, the file is read in several rounds, each for a part of the people. Only `file-changed` and
 * `file-unreadable` can still come after records, as a last outcome: whoever publishes waits for `finished`.
 */
export async function* importSource(options: ImportOptions): AsyncGenerator<ImportOutcome, void, void> {
  let source: SourceFile | null = null
  try {
    source = await openSourceFile(options.file, options.profile.limits)
    const { name } = source
    if (nameParts(options.profile, name) === null)
      throw new SourceFault('name-unexpected', { file: name, pattern: options.profile.fileName })
    const probe = await probeSource(source.read(), options.profile, options.encoding ?? null)
    const reader = { profile: options.profile, plan: probe.plan, today: options.today }
    const surveyed = await survey(source, probe, reader, options)
    yield { kind: 'source', source: surveyed.facts }
    yield* rounds(source, probe, reader, surveyed.index, options)
    await source.checkUnchanged()
    yield { kind: 'finished', counts: surveyed.facts.counts }
  } catch (error) {
    const fault = readFault(error, options.file)
    if (!(fault instanceof SourceFault)) throw fault
    yield { kind: 'refused', refusal: fault.refusal }
  } finally {
    await source?.close()
  }
}

/** The first reading: judges every row, learns which belong together, and checks what the file says about itself. */
async function survey(
  source: SourceFile,
  probe: Probe,
  reader: RowReader,
  options: ImportOptions,
): Promise<{ readonly facts: SourceFacts; readonly index: RowIndex }> {
  const { profile, lifted, accepted, asOf } = options
  const object: Objection = (code, params) => {
    if (!(lifted?.has(code) === true && liftableRefusals.has(code))) throw new SourceFault(code, params)
    options.onLifted?.(code)
  }
  const index = createRowIndex()
  let header: ReadonlyMap<string, string> = new Map()
  let rows = 0
  let rejected = 0
  let ordinal = 0
  for await (const batch of readProfileRows(source.read(), profile, probe.encoding)) {
    header = batch.header
    options.onRows?.(batch.rows.length)
    for (const raw of batch.rows) {
      if (isColumnHeader(raw, probe)) continue
      const row = ordinal
      ordinal += 1
      rows += 'fault' in raw ? raw.rows : 1
      const read = judge(raw, reader)
      if ('kind' in read) rejected += read.rows
      else if (!index.add({ high: read.key.high, low: read.key.low, day: dayOf(read.person), row })) rejected += 1
    }
    if (ordinal > profile.limits.rows) throw new SourceFault('rows-too-many', { most: String(profile.limits.rows) })
  }
  if (ordinal === 0) throw new SourceFault('file-empty', { file: source.name })
  const stated = statedFacts(profile, source.name, header, object, asOf ?? null)
  if (stated.statedRows !== null && stated.statedRows !== rows) {
    object('rows-stated-differ', { stated: String(stated.statedRows), found: String(rows) })
  }
  const { sha256 } = source
  checkOrder({ ...stated, sha256 }, accepted?.last(stated.series) ?? null, accepted?.hasBytes(sha256) ?? false, object)
  const others = await countOthers(source, probe, reader, index, options)
  const facts: SourceFacts = {
    ...stated,
    profile: profile.id,
    file: source.shownName,
    sha256,
    bytes: source.bytes,
    encoding: probe.encoding,
    content: profile.content,
    carriesPolicies: carriesPolicies(probe.plan.places),
    carriesNames: probe.plan.places.has('familyName'),
    lacks: lackedParts(probe.plan.places),
    carriesIds: probe.plan.places.has('id'),
    counts: { rows, records: index.people, ...others, rejected, brake: isBraked({ rows, rejected, records: index.people }) },
  }
  return { facts, index }
}

/** Whether a row of a person with several was merged shows only when they are put together, so that is done once without handing over. */
async function countOthers(
  source: SourceFile,
  probe: Probe,
  reader: RowReader,
  index: RowIndex,
  options: ImportOptions,
): Promise<Pick<ImportCounts, 'merged' | 'duplicates'>> {
  let merged = 0
  let duplicates = 0
  if (index.scattered === 0) return { merged, duplicates }
  for await (const outcome of rounds(source, probe, reader, index, options)) {
    if (outcome.kind === 'merged') merged += 1
    if (outcome.kind === 'duplicate') duplicates += 1
  }
  return { merged, duplicates }
}

async function* rounds(
  source: SourceFile,
  probe: Probe,
  reader: RowReader,
  index: RowIndex,
  { mostWaiting = MOST_WAITING, onRows }: ImportOptions,
): AsyncGenerator<ImportOutcome, void, void> {
  const parts = Math.max(1, Math.ceil(index.scattered / mostWaiting))
  for (let part = 0; part < parts; part += 1) {
    const waiting = new Map<number, WaitingRow[]>()
    let ordinal = 0
    for await (const batch of readProfileRows(source.read(), reader.profile, probe.encoding)) {
      onRows?.(batch.rows.length)
      for (const raw of batch.rows) {
        if (isColumnHeader(raw, probe)) continue
        const row = ordinal
        ordinal += 1
        const read = judge(raw, reader)
        if ('kind' in read) {
          if (part === 0) yield read
          continue
        }
        const person = index.find(read.key)
        if (person === null) throw new SourceFault('file-changed', { file: source.name })
        if (row > person.last) {
          if (part === 0) yield { kind: 'rejected', place: raw.place, field: null, reason: 'person-too-often', rows: 1, raw: cellsOf(raw) }
          continue
        }
        if (person.isSingle) {
          if (part === 0) yield { kind: 'record', place: raw.place, record: { person: read.person }, warnings: read.warnings }
          continue
        }
        if (person.entry % parts !== part) continue
        const others = waiting.get(person.entry) ?? []
        others.push({ ...read, place: raw.place, row })
        if (person.last === row) {
          waiting.delete(person.entry)
          yield* together(others, person.winner, source.name)
        } else waiting.set(person.entry, others)
      }
    }
    if (waiting.size > 0) throw new SourceFault('file-changed', { file: source.name })
  }
}

function* together(rows: readonly WaitingRow[], winnerRow: number, file: string): Generator<ImportOutcome, void, void> {
  const winner = rows.find(({ row }) => row === winnerRow)
  if (winner === undefined) throw new SourceFault('file-changed', { file })
  const { person, isContradicted, others } = mergeRows(
    winner,
    rows.filter((row) => row !== winner),
  )
  const warnings = isContradicted ? [...winner.warnings, 'status-contradicts' as const] : winner.warnings
  yield { kind: 'record', place: winner.place, record: { person }, warnings }
  for (const { place, isMerged, differs } of others) {
    yield isMerged ? { kind: 'merged', place, kept: winner.place } : { kind: 'duplicate', place, kept: winner.place, differs }
  }
}

function judge(raw: RawRow, reader: RowReader): ReadRow | Rejection {
  if ('fault' in raw) return { kind: 'rejected', place: raw.place, field: null, reason: raw.fault, rows: raw.rows, raw: null }
  const read = readPerson(raw.cells, reader)
  return read.ok
    ? read.value
    : { kind: 'rejected', place: raw.place, field: read.error.field, reason: read.error.reason, rows: 1, raw: raw.cells }
}

function isColumnHeader(raw: RawRow, { plan }: Probe): boolean {
  return plan.skip === 1 && raw.place.record === 1
}

function cellsOf(raw: RawRow): readonly string[] | null {
  return 'cells' in raw ? raw.cells : null
}
