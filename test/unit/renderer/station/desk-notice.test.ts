import { describe, expect, it } from 'vitest'
import { deskNotice, noticeWords } from '../../../../src-renderer/station/desk-notice.ts'
import type { RunOutcome } from '../../../../src-shared/feed/run-outcome.ts'
import type { UpdatesState } from '../../../../src-shared/feed/updates-state.ts'
import { fixtureNow } from '../../../fakes/desk-fixtures.ts'
import { nights, runFixture, updatesFixture } from '../../../fakes/updates-fixtures.ts'

const here = { now: fixtureNow, timeZone: 'Europe/Moscow', language: 'ru' } as const
const kindOf = (parts: Partial<UpdatesState>) => deskNotice(updatesFixture(parts), fixtureNow)?.kind ?? null
const frozen: RunOutcome = { kind: 'publisher-frozen', asOf: '2026-11-19T00:10:00Z', cause: 'late' }
const waiting: UpdatesState['waiting'] = {
  position: { epoch: 1, sequence: 43 },
  since: fixtureNow,
  brakes: [{ brake: 'people-fall', before: 10, after: 5, ofBefore: 10, ofAfter: 5, insurers: [] }],
}

describe('the desk says nothing', () => {
  it.each<[string, Partial<UpdatesState>]>([
    ['after a good night', {}],
    ['before the first run', { runs: [] }],
    ['of a station that follows no feed', { enrolment: null, runs: [...nights({ kind: 'no-source' }, 3)] }],
    ['of one hour without a connection', { runs: [...nights({ kind: 'no-source' }, 1), runFixture()] }],
    ['of a run that somebody stopped', { runs: [...nights({ kind: 'cancelled' }, 1), runFixture()] }],
    ['of failures before the last success', { runs: [runFixture(), ...nights(frozen, 2)] }],
    ['where an administrator went back', { runs: [...nights({ kind: 'stays-returned', sequence: 42 }, 3)] }],
  ])('%s', (_, parts) => {
    expect(kindOf(parts)).toBeNull()
  })
})

describe('the desk tells', () => {
  it.each<[string, Partial<UpdatesState>, string]>([
    ['that a decision is waited for', { waiting }, 'waiting'],
    ['that nights passed without a connection', { runs: [...nights({ kind: 'no-source' }, 2), runFixture()] }, 'no-source'],
    ['that the publisher stands still', { runs: [...nights(frozen, 1), runFixture()] }, 'publisher-frozen'],
    ['that data are refused', { runs: [...nights({ kind: 'refused', because: 'rollback', cause: '' }, 1)] }, 'refused'],
    ['that the disk is full', { runs: [...nights({ kind: 'disk-full', needed: 1 }, 1)] }, 'disk-full'],
    [
      'of failures also behind a run that was stopped',
      { runs: [...nights({ kind: 'cancelled' }, 1), ...nights({ kind: 'no-source' }, 2)] },
      'no-source',
    ],
    ['of a folder from a backup', { standing: { ...standing(), behind: true } }, 'behind'],
    ['of a damaged register before all else', { verification: { at: fixtureNow, result: 'damaged', records: null }, waiting }, 'damaged'],
  ])('%s', (_, parts, kind) => {
    expect(kindOf(parts)).toBe(kind)
  })

  it('since when', () => {
    const notice = deskNotice(updatesFixture({ runs: [...nights({ kind: 'no-source' }, 3), runFixture()] }), fixtureNow)
    expect(notice).toMatchObject({ since: '2026-11-20T08:12:00.000Z' })
  })

  it('no more of damage once a snapshot has come', () => {
    const verification = { at: '2026-11-22T08:00:00Z', result: 'damaged', records: null } as const
    const mended = runFixture({ kind: 'updated', by: 'snapshot' }, { startedAt: '2026-11-22T08:30:00Z', endedAt: '2026-11-22T08:31:00Z' })
    expect(kindOf({ verification, runs: [mended] })).toBeNull()
    expect(kindOf({ verification, runs: [runFixture({ kind: 'updated', by: 'snapshot' })] })).toBe('damaged')
  })
})

describe('the words of a notice', () => {
  it('keep a publisher who stands still and a source that is not reached apart', () => {
    expect(said(frozen)).toMatch(/^Издатель не обновлял/)
    expect(said(frozen)).not.toMatch(/нет связи/i)
    expect(said({ kind: 'no-source' })).toMatch(/^Нет связи с источником/)
    expect(said({ kind: 'no-source' })).not.toMatch(/издател/i)
  })

  it('promise answers only where there is a register', () => {
    expect(said({ kind: 'no-source' })).toContain('Ответы идут по прежним данным')
    expect(said({ kind: 'no-source' }, false)).not.toContain('Ответы')
  })
})

function standing(): NonNullable<UpdatesState['standing']> {
  const { standing: fixture } = updatesFixture()
  if (fixture === null) throw new Error('the fixture stands in the feed')
  return fixture
}

function said(outcome: RunOutcome, hasRegister = true): string {
  const notice = deskNotice(updatesFixture({ runs: [...nights(outcome, 2)] }), fixtureNow)
  return notice === null ? '' : noticeWords(notice, here, hasRegister)
}
