import type { RunEntry } from '../../../src-shared/feed/run-outcome.ts'

/** The entry of a run whose thread ended without a word. */
export function unfinishedRun(known: Pick<RunEntry, 'startedAt' | 'endedAt' | 'why' | 'dataset'> & { readonly cause: string }): RunEntry {
  const { cause, ...run } = known
  return {
    ...run,
    outcome: { kind: 'station-failed', code: 'internal', cause },
    from: null,
    to: null,
    asOf: null,
    cadenceHours: null,
    timestampExpires: null,
    rootVersion: null,
    rootExpires: null,
    bytes: 0,
    rows: { read: 0, added: 0, changed: 0, removed: 0, unreadable: 0 },
    milliseconds: 0,
    phases: {},
    sources: [],
  }
}
