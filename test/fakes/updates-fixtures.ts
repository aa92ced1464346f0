import type { RunEntry, RunOutcome } from '../../src-shared/feed/run-outcome.ts'
import type { UpdatesState } from '../../src-shared/feed/updates-state.ts'
import { fixtureNow } from './desk-fixtures.ts'

/** A run of this night that brought changes; parts can be replaced. */
export function runFixture(outcome: RunOutcome = { kind: 'updated', by: 'deltas' }, parts: Partial<RunEntry> = {}): RunEntry {
  return {
    startedAt: '2026-11-21T23:47:00.000Z',
    endedAt: '2026-11-21T23:47:04.200Z',
    why: 'nightly',
    outcome,
    dataset: 'region-00',
    from: { epoch: 1, sequence: 41 },
    to: { epoch: 1, sequence: 42 },
    asOf: '2026-11-22T00:10:00.000Z',
    cadenceHours: 24,
    timestampExpires: '2026-11-25T00:20:00.000Z',
    rootVersion: 1,
    rootExpires: '2027-08-01T00:00:00.000Z',
    bytes: 212_400,
    rows: { read: 2_514, added: 180, changed: 2_310, removed: 24, unreadable: 3 },
    milliseconds: 4_200,
    phases: { metadata: 210, download: 900, verify: 120, insert: 1_900, digest: 300, switch: 90 },
    sources: [
      { address: 'https://feed.example/register/', state: 'silent', refusal: null, cause: 'ECONNREFUSED' },
      { address: '\\\\server\\register', state: 'good', refusal: null, cause: '' },
    ],
    ...parts,
  }
}

/** A station that follows a feed and was updated this night; parts can be replaced. */
export function updatesFixture(parts: Partial<UpdatesState> = {}): UpdatesState {
  return {
    enrolment: {
      dataset: 'region-00',
      enrolledAt: '2026-09-01T06:00:00.000Z',
      rootFingerprint: '1f3a 90c2 77de 4b10 a8e5 06fd 3c91 be24',
      contentKeyId: '5b0e13f7a2c8d946',
      sources: ['https://feed.example/register/', '\\\\server\\register'],
      sourcesOf: 'enrolment',
    },
    standing: {
      position: { epoch: 1, sequence: 42 },
      issuedAt: '2026-11-22T00:20:00.000Z',
      entities: { person: 1_702_311, insurer: 5, clinic: 214 },
      people: 1_702_311,
      insured: 1_671_002,
      insurers: { '00001': 900_120, '00002': 500_882, '00003': 270_000 },
      unreadable: 3,
      returned: false,
      behind: false,
    },
    previous: { kind: 'delta', version: '2026-11-21', asOf: '2026-11-21T00:10:00.000Z', position: { epoch: 1, sequence: 41 } },
    next: { at: '2026-11-22T23:47:00.000Z', why: 'nightly' },
    activity: null,
    runs: [runFixture()],
    waiting: null,
    decisions: [],
    decisionsWhole: true,
    verification: null,
    disk: { free: 48_000_000_000, register: 820_000_000, journal: 14_000_000, feed: 3_100_000 },
    ...parts,
  }
}

/** Runs that ended alike, newest first, so many hours apart, the newest an hour before the fixture's now. */
export function nights(outcome: RunOutcome, count: number, hoursApart = 24): readonly RunEntry[] {
  return Array.from({ length: count }, (_, place) => {
    const at = new Date(Date.parse(fixtureNow) - (1 + place * hoursApart) * 3_600_000).toISOString()
    return runFixture(outcome, { startedAt: at, endedAt: at })
  })
}
