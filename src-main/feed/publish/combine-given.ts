import type { CalendarDate } from '../../../src-shared/calendar.ts'
import { combineRecords, doubtedRecord, withoutStatuses } from './combine-records.ts'
import type { Strength } from './combine-records.ts'
import { isLaterThanRegister } from './merge-shard.ts'
import type { MarkedRecord, MergeCounts, MergeOrder } from './merge-shard.ts'
import { UNMARKED } from './provenance.ts'
import type { Marks, Provenance } from './provenance.ts'
import { ROWS_OF_A_LIST } from './sort-source.ts'
import { entityOf, isRemoved } from './state-line.ts'
import type { StateLine } from './state-line.ts'

/** A record on its way to the merge (`givenText`). */
export interface GivenLine {
  readonly name: string
  readonly record: string
  readonly strength: Strength | 'doubt'
  readonly rank: number
}

/** A row whose statuses were not taken, because those that are known are of a later day. */
export interface OlderRow {
  /** The place of its list among the lists of the run; null for the register. */
  readonly list: number | null
  /** Of the list, from 1. */
  readonly record: number
}

/**
 * What a source says of every record of a shard. Of several records with one name the last counts; one of a list is combined with what is
 * known by then, and statuses or attachments of an earlier day than the known ones are not taken, of the register neither (register
 * sources §5.5, rule 8). Who is absent from a full list is not known to a weaker one: their statuses are of an older day than the list.
 */
export function combineGiven(
  lines: readonly GivenLine[],
  former: readonly StateLine[],
  order: MergeOrder,
  counts: MergeCounts,
  onOlder: (row: OlderRow) => void,
): ReadonlyMap<string, MarkedRecord> {
  const { keepAbsent, provenance, today } = order
  const records = new Map<string, MarkedRecord>()
  const hasMarks = former.some(({ marks }) => marks !== undefined)
  let older: ReadonlyMap<string, StateLine> | null = null
  for (const { name, record, strength, rank } of lines.toSorted((one, other) => one.rank - other.rank)) {
    const isPerson = entityOf({ name }) === 'person'
    if (strength === 'whole' && !(hasMarks && isPerson)) {
      records.set(name, { record })
      continue
    }
    older ??= new Map(former.filter((line) => !isRemoved(line)).map((line) => [line.name, line]))
    const before = older.get(name)
    if (strength === 'whole' && !isTold(records.get(name) ?? before, provenance)) {
      records.set(name, { record })
      continue
    }
    const isOlderKnown =
      keepAbsent ||
      (strength !== 'weaker' && strength !== 'doubt') ||
      !isPerson ||
      (before !== undefined && isLaterThanRegister(before, provenance))
    const known = records.get(name) ?? (isOlderKnown ? before : undefined)
    if (strength === 'doubt') {
      const doubted = known === undefined ? null : withDoubtOf(known, record, provenance.listAt(placeOf(rank)), provenance)
      if (doubted !== null) records.set(name, doubted)
      if (doubted !== null) counts.doubted += 1
      continue
    }
    const place = placeOf(rank)
    const { number, day } = strength === 'whole' ? { number: null, day: provenance.day } : provenance.listAt(place)
    const age = agesOf(known?.marks, day, strength, isPerson, provenance)
    if (age.areStatusesOlder) onOlder({ list: place < 0 ? null : place, record: rank % ROWS_OF_A_LIST })
    if (known === undefined) {
      const isTaken = !age.areStatusesOlder && strength !== 'weaker'
      records.set(name, {
        record: age.areStatusesOlder ? withoutStatuses(record) : record,
        ...(isPerson ? marked({ statuses: isTaken ? number : null, attachments: number }) : {}),
      })
      continue
    }
    const combined = combineRecords(name, known.record, record, { strength, ...age, today })
    if (combined.isDetached) counts.detached += 1
    const { statuses, attachments } = known.marks ?? UNMARKED
    records.set(name, {
      record: combined.record,
      ...(isPerson
        ? marked({
            statuses: combined.hasStatuses ? number : statuses,
            attachments: combined.hasAttachments ? number : attachments,
          })
        : {}),
    })
  }
  return records
}

/** The place of the list of a rank; -1 of the register. */
function placeOf(rank: number): number {
  return Math.floor(rank / ROWS_OF_A_LIST) - 1
}

/** Null where the doubt is older than what is known, or finds nothing valid. */
function withDoubtOf(
  { record, marks = UNMARKED }: MarkedRecord,
  end: string,
  { number, day }: ReturnType<Provenance['listAt']>,
  { statusesDay }: Provenance,
): MarkedRecord | null {
  if (day < (statusesDay(marks) ?? day)) return null
  const doubted = doubtedRecord(record, end)
  return doubted === record ? null : { record: doubted, ...marked({ ...marks, statuses: number }) }
}

/** True for a person of whom a list told something after the day of what replaces the known. */
function isTold(known: MarkedRecord | undefined, { isAfterRegister }: Provenance): boolean {
  return known?.marks !== undefined && (isAfterRegister(known.marks.statuses) || isAfterRegister(known.marks.attachments))
}

function agesOf(
  marks: Marks | undefined,
  day: CalendarDate,
  strength: Strength,
  isPerson: boolean,
  { statusesDay, attachmentsDay, isAfterRegister }: Provenance,
): { readonly areStatusesOlder: boolean; readonly areAttachmentsOlder: boolean } {
  const { statuses, attachments } = marks ?? UNMARKED
  if (isPerson && strength === 'whole') {
    return { areStatusesOlder: isAfterRegister(statuses), areAttachmentsOlder: isAfterRegister(attachments) }
  }
  return {
    areStatusesOlder: isPerson && strength !== 'weaker' && day < (statusesDay(marks) ?? day),
    areAttachmentsOlder: isPerson && day < (attachmentsDay(marks) ?? day),
  }
}

function marked(marks: Marks): { readonly marks?: Marks } {
  return marks.statuses === null && marks.attachments === null ? {} : { marks }
}
