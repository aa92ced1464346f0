import type { UpdatesState } from '../../../src-shared/feed/updates-state.ts'
import { nights, runFixture, updatesFixture } from '../../fakes/updates-fixtures.ts'

const following = [
  runFixture(),
  runFixture({ kind: 'unchanged' }, { startedAt: '2026-11-20T23:47:00.000Z', endedAt: '2026-11-20T23:47:00.400Z', bytes: 1_800 }),
  runFixture(
    { kind: 'refused', because: 'mix-and-match', cause: 'snapshot version 12' },
    { startedAt: '2026-11-19T23:47:00.000Z', endedAt: '2026-11-19T23:47:09.000Z' },
  ),
  runFixture({ kind: 'no-source' }, { startedAt: '2026-11-18T23:47:00.000Z', endedAt: '2026-11-18T23:48:09.000Z', why: 'retry' }),
  runFixture(
    { kind: 'updated', by: 'snapshot' },
    { startedAt: '2026-11-17T09:47:00.000Z', endedAt: '2026-11-17T09:49:09.000Z', why: 'first' },
  ),
]

const running: UpdatesState['activity'] = {
  what: 'run',
  why: 'manual',
  progress: {
    phase: 'download',
    parts: { done: 12, total: 48 },
    bytes: { done: 31_400_000, total: 122_000_000 },
    rows: { done: 0, total: 1_702_311 },
    etaSeconds: 84,
  },
  cancelling: false,
}

/** States of the updates for the gallery, by scene. */
export const stationScenes: Readonly<Record<string, UpdatesState>> = {
  following: updatesFixture({ runs: following }),
  running: updatesFixture({ runs: following, activity: running }),
  waiting: updatesFixture({
    runs: [
      runFixture({ kind: 'held', brakes: [{ brake: 'people-fall', before: 1, after: 0, ofBefore: 1, ofAfter: 0, insurers: [] }] }),
      ...following.slice(1),
    ],
    waiting: {
      position: { epoch: 1, sequence: 43 },
      since: '2026-11-21T23:47:04.200Z',
      brakes: [
        { brake: 'people-fall', before: 1_702_311, after: 1_391_004, ofBefore: 1_702_311, ofAfter: 1_391_004, insurers: [] },
        { brake: 'insurer-vanished', before: 270_000, after: 0, ofBefore: 1_671_002, ofAfter: 1_380_400, insurers: ['00003'] },
      ],
    },
  }),
  frozen: updatesFixture({ runs: [...nights({ kind: 'publisher-frozen', asOf: '2026-11-19T00:10:00Z', cause: 'late' }, 3), ...following] }),
  'no-source': updatesFixture({
    runs: [...nights({ kind: 'no-source' }, 2), ...following],
    next: { at: '2026-11-22T09:22:00Z', why: 'retry' },
  }),
  refused: updatesFixture({
    runs: [...nights({ kind: 'refused', because: 'arbitrary-installation', cause: 'timestamp was signed by 0/1 keys' }, 2), ...following],
  }),
  returned: updatesFixture({
    runs: following,
    standing: { ...updatesFixture().standing, returned: true } as UpdatesState['standing'],
    disk: { free: 900_000_000, register: 820_000_000, journal: 14_000_000, feed: 3_100_000 },
    verification: { at: '2026-11-22T09:02:00.000Z', result: 'damaged', records: 1_702_530 },
    decisions: [
      {
        at: '2026-11-22T08:40:00.000Z',
        operator: 'zav',
        what: 'returned',
        position: { epoch: 1, sequence: 42 },
        brakes: [],
        reason: 'В новых данных нет нашей страховой',
      },
      {
        at: '2026-11-12T08:40:00.000Z',
        operator: 'zav',
        what: 'accepted',
        position: { epoch: 1, sequence: 33 },
        brakes: ['people-fall'],
        reason: 'Издатель подтвердил: закрыт филиал',
      },
    ],
  }),
  unenrolled: updatesFixture({ enrolment: null, standing: null, previous: null, next: null, runs: [] }),
}
