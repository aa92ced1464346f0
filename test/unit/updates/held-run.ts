import type { FeedPosition } from '../../../src-shared/feed/update-plan.ts'
import type { RunEntry } from '../../../src-shared/feed/run-outcome.ts'

/** A run that found a state held back because people are fewer. */
export function heldRun(dataset: string, to: FeedPosition): RunEntry {
  const brake = { brake: 'people-fall', before: 100, after: 50, ofBefore: 100, ofAfter: 50, insurers: [] } as const
  return {
    startedAt: '2026-11-22T00:10:00.000Z',
    endedAt: '2026-11-22T00:11:00.000Z',
    why: 'nightly',
    outcome: { kind: 'held', brakes: [{ ...brake, insurers: [] }] },
    dataset,
    from: { ...to, sequence: to.sequence - 1 },
    to: { ...to },
    asOf: '2026-11-22T00:00:00.000Z',
    cadenceHours: 24,
    timestampExpires: null,
    rootVersion: 1,
    rootExpires: null,
    bytes: 0,
    rows: { read: 0, added: 0, changed: 0, removed: 0, unreadable: 0 },
    milliseconds: 0,
    phases: {},
    sources: [],
  }
}
