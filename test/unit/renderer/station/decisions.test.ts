import { describe, expect, it } from 'vitest'
import { afterAsking, decisionReason } from '../../../../src-renderer/station/decision-reason.ts'
import { changesOf, draftOf, faultsOf } from '../../../../src-renderer/station/follow-draft.ts'
import { daysUntil, isDiskLow, keyWarnings, pagesWithWarnings } from '../../../../src-renderer/station/warnings.ts'
import { settingsSchema } from '../../../../src-shared/settings.ts'
import { fixtureNow } from '../../../fakes/desk-fixtures.ts'
import { runFixture, updatesFixture } from '../../../fakes/updates-fixtures.ts'

describe('a decision', () => {
  it.each(['', '  ', 'да', ' а б'.trimEnd().slice(0, 2), 'я'.repeat(201)])('is not asked about with the reason «%s»', (text) => {
    expect(afterAsking(text)).toEqual({ kind: 'reason' })
  })

  it('is asked about first, and not made, when it has a reason', () => {
    expect(afterAsking('  издатель подтвердил ')).toEqual({ kind: 'sure', reason: 'издатель подтвердил' })
    expect(decisionReason('я'.repeat(200))).toHaveLength(200)
  })
})

describe('keys warn ahead', () => {
  it.each([
    ['2027-08-01T00:00:00Z', []],
    ['2026-12-20T00:00:00Z', ['root-soon']],
    ['2026-11-22T09:00:00Z', ['root-over']],
  ])('a root until %s: %j', (root, expected) => {
    expect(warnings(root)).toEqual(expected)
  })

  it.each([
    ['2026-11-24T00:00:00Z', []],
    ['2026-11-22T15:00:00Z', ['signature-soon']],
    ['2026-11-22T00:00:00Z', ['signature-over']],
  ])('a signature until %s: %j', (signature, expected) => {
    expect(warnings(null, signature)).toEqual(expected)
  })

  it('with what the last run saw that saw any', () => {
    const runs = [
      runFixture({ kind: 'no-source' }, { rootExpires: null, timestampExpires: null }),
      runFixture(undefined, { rootExpires: '2026-12-01T00:00:00Z' }),
    ]
    expect(keyWarnings(updatesFixture({ runs }), fixtureNow)).toEqual(['root-soon'])
    expect(daysUntil('2026-12-01T00:00:00Z', fixtureNow)).toBe(8)
    expect(keyWarnings(updatesFixture({ runs, enrolment: null }), fixtureNow)).toEqual([])
  })
})

it('a disk is low where a second register would not fit with some room', () => {
  const disk = { register: 100, journal: 1, feed: 1 }
  expect(isDiskLow({ ...disk, free: 199 })).toBe(true)
  expect(isDiskLow({ ...disk, free: 200 })).toBe(false)
  expect(isDiskLow({ ...disk, free: null })).toBe(false)
})

it('a page with a warning is marked', () => {
  expect(pagesWithWarnings(updatesFixture(), fixtureNow)).toEqual([])
  expect(pagesWithWarnings(updatesFixture({ decisionsWhole: false }), fixtureNow)).toEqual(['base'])
  expect(pagesWithWarnings(updatesFixture({ verification: { at: fixtureNow, result: 'damaged', records: null } }), fixtureNow)).toEqual([
    'base',
  ])
})

describe('the settings of following', () => {
  const settings = settingsSchema.parse({})
  const draft = draftOf(settings)

  it('are set only where they change', () => {
    expect(changesOf(draft, settings)).toEqual([])
    expect(changesOf({ ...draft, from: '23:00', sources: ' https://feed.example/ \n\n \\\\server\\feed ' }, settings)).toEqual([
      { name: 'feedWindowFrom', value: '23:00' },
      { name: 'feedSources', value: ['https://feed.example/', '\\\\server\\feed'] },
    ])
  })

  it('go back to the addresses of the enrolment when the field is emptied', () => {
    const own = { ...settings, feedSources: ['https://feed.example/'] }
    expect(changesOf({ ...draftOf(own), sources: ' \n' }, own)).toEqual([{ name: 'feedSources', value: null }])
  })

  it.each([
    [{ from: '2:00' }, ['from']],
    [{ to: '25:00' }, ['to']],
    [{ sources: Array.from({ length: 21 }, (_, place) => `https://feed.example/${place}`).join('\n') }, ['sources']],
    [{}, []],
  ])('%j: wrong %j', (parts, faults) => {
    expect(faultsOf({ ...draft, ...parts })).toEqual(faults)
  })
})

function warnings(root: string | null, signature: string | null = null): readonly string[] {
  const runs = [runFixture(undefined, { rootExpires: root, timestampExpires: signature })]
  return keyWarnings(updatesFixture({ runs }), fixtureNow)
}
