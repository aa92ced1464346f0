import type { OlderRow } from './combine-given.ts'
import type { FileTally } from './sort-source.ts'

/** Rows of a file whose statuses were not taken, since what is known of these people is of a later day. */
export interface OlderStatuses {
  /** Null for the register. */
  readonly file: string | null
  readonly rows: number
  /** The first of them: numbers of records in the file, from 1; none of the register. */
  readonly records: readonly number[]
}

export interface OlderTally {
  add(row: OlderRow): void
  /** By file, in the order of finding. */
  sums(): readonly OlderStatuses[]
}

const LISTED = 20

export function createOlderTally(lists: readonly Pick<FileTally, 'file'>[]): OlderTally {
  const sums = new Map<number | null, { rows: number; readonly records: number[] }>()
  return {
    add({ list, record }) {
      const sum = sums.get(list) ?? { rows: 0, records: [] }
      sum.rows += 1
      if (list !== null && sum.records.length < LISTED) sum.records.push(record)
      sums.set(list, sum)
    },
    sums: () => [...sums].map(([list, { rows, records }]) => ({ file: list === null ? null : (lists[list]?.file ?? null), rows, records })),
  }
}
