import { z } from 'zod'
import type { CalendarDate } from '../../../src-shared/calendar.ts'
import { canonicalRecord } from '../../../src-shared/feed/canonical-record.ts'
import { personSchema } from '../../../src-shared/register/person.ts'
import type { Marks, Provenance } from './provenance.ts'
import { entityOf, isRemoved, isTombstone } from './state-line.ts'
import type { StateLine } from './state-line.ts'

export interface MergeOrder {
  /** The publication's sequence: the version of every line that changes. */
  readonly sequence: number
  /** The day of the source, written into tombstones. */
  readonly day: CalendarDate
  /** Tombstones of this day and earlier are removed. */
  readonly forgetUpTo: CalendarDate
  /** Removals of this version and earlier are known to every desk that can still follow. */
  readonly settledUpTo: number
  /** True where the source is not the whole: who is absent stays. */
  readonly keepAbsent: boolean
  /** True where insurers come from a directory of their own, so that a register's silence says nothing of them. */
  readonly keepInsurers: boolean
  /** Attachments that end until this day have ended. */
  readonly today: CalendarDate
  readonly provenance: Provenance
}

/** A record of the next state, canonical JSON, and of which lists it is. */
export interface MarkedRecord {
  readonly record: string
  readonly marks?: Marks
}

/** What changed in a shard, in numbers of records. */
export interface MergeCounts {
  added: number
  changed: number
  /** People who left, written as tombstones. */
  left: number
  /** Records removed altogether. */
  removed: number
  /** Changed people whose last attachment a list closed. */
  detached: number
  /** People in this copy whom the source does not mention, whether they stay or leave. */
  notMentioned: number
  /** People who lost a valid status, because a row that nobody can attribute withdraws one and may mean them. */
  doubted: number
  /** People of whom everything is as before, but stated by a later list. */
  redated: number
}

/**
 * One shard of the next state: its former lines against what the source gives by `stateName`, in the order of names. A record that is
 * the same keeps its line, version and all, so that a delta holds changes only. A person who is absent stays as a tombstone, because
 * their keys must still find them (person.ts, `removed`); any other absent record is removed.
 */
export function mergeShard(
  former: readonly StateLine[],
  given: ReadonlyMap<string, MarkedRecord>,
  order: MergeOrder,
  counts: MergeCounts,
): readonly StateLine[] {
  const lines: StateLine[] = []
  const known = new Set<string>()
  for (const line of former) {
    known.add(line.name)
    const brought = given.get(line.name)
    const next = brought === undefined ? absent(line, order, counts) : present(line, brought, order, counts)
    if (next !== null) lines.push(next)
  }
  for (const [name, brought] of given) {
    if (known.has(name)) continue
    counts.added += 1
    lines.push({ ...brought, name, version: order.sequence })
  }
  return lines.toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

function present(line: StateLine, brought: MarkedRecord, { sequence, provenance }: MergeOrder, counts: MergeCounts): StateLine {
  if (line.record === brought.record) {
    if (isSameAge(line.marks, brought.marks, provenance)) return line
    counts.redated += 1
    return { ...brought, name: line.name, version: line.version }
  }
  if (isRemoved(line)) counts.added += 1
  else counts.changed += 1
  return { ...brought, name: line.name, version: sequence }
}

function isSameAge(one: Marks | undefined, other: Marks | undefined, { statusesDay, attachmentsDay }: Provenance): boolean {
  return statusesDay(one) === statusesDay(other) && attachmentsDay(one) === attachmentsDay(other)
}

/** True for a person of whom a list told after the day of the register that does not name them: its silence says nothing of that. */
export function isLaterThanRegister({ name, marks }: StateLine, { isAfterRegister }: Provenance): boolean {
  return marks !== undefined && isAfterRegister(marks.statuses) && entityOf({ name }) === 'person'
}

function absent(line: StateLine, order: MergeOrder, counts: MergeCounts): StateLine | null {
  if (isRemoved(line)) return line.version <= order.settledUpTo ? null : line
  if (isTombstone(line)) return isForgotten(line, order.forgetUpTo) ? removal(line, 'kept-long-enough', order, counts) : line
  const entity = entityOf(line)
  if (entity === 'person') counts.notMentioned += 1
  if (isLaterThanRegister(line, order.provenance)) return line
  if (order.keepAbsent || entity === 'classifier' || (entity === 'insurer' && order.keepInsurers)) return line
  const tombstone = entity === 'person' ? tombstoneOf(line.record, order.day) : null
  if (tombstone === null) return removal(line, 'not-in-source', order, counts)
  counts.left += 1
  return { name: line.name, version: order.sequence, record: tombstone }
}

function removal({ name }: StateLine, reason: string, { sequence }: MergeOrder, counts: MergeCounts): StateLine {
  counts.removed += 1
  return { name, version: sequence, record: `!${reason}` }
}

const removedSchema = z.object({ removed: z.object({ on: z.string().nullable() }) })

function isForgotten({ record }: StateLine, day: CalendarDate): boolean {
  const { removed } = removedSchema.parse(JSON.parse(record))
  return removed.on !== null && removed.on <= day
}

/** Null for a person of another shape, of whom nothing can be said but that they are gone. */
function tombstoneOf(record: string, on: CalendarDate): string | null {
  const person = personSchema.safeParse(JSON.parse(record))
  return person.success ? canonicalRecord({ person: { ...person.data, removed: { reason: 'left-this-copy', on } } }).json : null
}
