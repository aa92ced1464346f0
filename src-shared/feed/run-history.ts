import type { RunHistory } from './follow-schedule.ts'
import { runEnd } from './run-outcome.ts'
import type { RunEntry } from './run-outcome.ts'

/** What the schedule needs of the runs so far; `entries` in the order in which they were made. */
export function runHistory(entries: readonly RunEntry[]): RunHistory {
  const last = entries.at(-1)
  if (last === undefined) return { last: null, failures: 0 }
  const ends = entries.map(({ outcome }) => runEnd(outcome))
  const good = ends.findLastIndex((end) => end === 'done' || end === 'held')
  const { startedAt, endedAt, outcome } = last
  return { last: { startedAt, endedAt, end: runEnd(outcome) }, failures: entries.length - 1 - good }
}

/** What the publisher promised last; null while no listing was seen. */
export function knownCadence(entries: readonly RunEntry[]): number | null {
  return entries.findLast(({ cadenceHours }) => cadenceHours !== null)?.cadenceHours ?? null
}
