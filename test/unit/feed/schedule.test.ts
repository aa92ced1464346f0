import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deltasToKeep, isSnapshotDue, rollUpFrom, settledUpTo } from '../../../src-main/feed/publish/schedule.ts'
import type { FeedDelta } from '../../../src-shared/feed/dataset.ts'
import { fakeDelta } from './fake-dataset.ts'

const START = Date.parse('2025-11-01T03:00:00Z')
const night = (number: number): string => new Date(START + number * 86_400_000).toISOString()
const delta = (from: number, to: number, bytes = 100): FeedDelta => ({ ...fakeDelta(from, to, bytes), issuedAt: night(to) })

/** The deltas that are listed after so many nights of one publication each; sequence 1 is the first snapshot. */
function afterNights(nights: number): readonly FeedDelta[] {
  let listed: readonly FeedDelta[] = []
  for (let sequence = 2; sequence <= nights; sequence += 1) {
    const now = night(sequence)
    const kept = [...deltasToKeep(listed, now), delta(sequence - 1, sequence)]
    const from = rollUpFrom(kept, now)
    listed = from === null ? kept : deltasToKeep([...kept, delta(from, sequence)], now)
  }
  return listed
}

describe('the roll-up', () => {
  it('comes once a week and begins where the last one ended', () => {
    const rollUps = afterNights(30).filter(({ from, to }) => to - from > 1)
    expect(rollUps.map(({ from, to }) => [from, to])).toEqual([
      [1, 9],
      [9, 17],
      [17, 25],
    ])
  })

  it('is none after a single night, however long ago', () => {
    expect(rollUpFrom([delta(1, 2)], night(20))).toBeNull()
    expect(rollUpFrom([], night(20))).toBeNull()
    expect(rollUpFrom([delta(1, 2), delta(2, 3)], night(8.4))).toBeNull()
    expect(rollUpFrom([delta(1, 2), delta(2, 3)], night(8.5))).toBe(1)
  })
})

describe('the listed deltas', () => {
  it('lead every desk of the last five weeks to the newest state, and are no more than needed', () => {
    for (const nights of [10, 40, 60, 100]) {
      const listed = afterNights(nights)
      for (let place = Math.max(1, nights - 30); place < nights;) {
        const next = listed.filter(({ from, to }) => from <= place && to > place)
        expect(next.length, `from ${place} of ${nights}`).toBeGreaterThan(0)
        place = Math.max(...next.map(({ to }) => to))
      }
      expect(listed.length).toBeLessThan(14 + 8 + 6)
    }
  })

  it('keep single nights that no roll-up covers', () => {
    const nights = [delta(1, 2), delta(9, 10)]
    expect(deltasToKeep(nights, night(25))).toEqual(nights)
    expect(deltasToKeep([...nights, delta(1, 9)], night(25))).toEqual([delta(9, 10), delta(1, 9)])
    expect(deltasToKeep(nights, night(38))).toEqual([delta(9, 10)])
  })

  it('tell how far removals are known to everybody', () => {
    expect(settledUpTo([delta(5, 6), delta(3, 9)], 12)).toBe(3)
    expect(settledUpTo([], 12)).toBe(12)
  })
})

describe('a new snapshot', () => {
  const snapshot = { sequence: 1, issuedAt: night(1), bytes: 1000, parts: [] }

  it('is due after four weeks, after a quarter of its size in deltas, and where no chain leads on', () => {
    const chain = (sequence: number, bytes: number) => ({ epoch: 1, sequence, deltas: [delta(1, sequence, bytes)] })
    expect(isSnapshotDue(snapshot, chain(2, 249), night(2))).toBe(false)
    expect(isSnapshotDue(snapshot, chain(2, 250), night(2))).toBe(true)
    expect(isSnapshotDue(snapshot, chain(29, 10), night(28.9))).toBe(false)
    expect(isSnapshotDue(snapshot, chain(29, 10), night(29))).toBe(true)
    expect(isSnapshotDue(snapshot, { epoch: 1, sequence: 3, deltas: [delta(2, 3)] }, night(3))).toBe(true)
    expect(isSnapshotDue(snapshot, { epoch: 1, sequence: 1, deltas: [] }, night(3))).toBe(false)
  })

  it('never leaves a listing without a way', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 90 }), (nights) => {
        const deltas = [...afterNights(nights)]
        const from = Math.min(...deltas.map((one) => one.from))
        const reached = { ...snapshot, sequence: from, issuedAt: night(nights - 1) }
        expect(isSnapshotDue({ ...reached, bytes: 1_000_000 }, { epoch: 1, sequence: nights, deltas }, night(nights))).toBe(false)
      }),
    )
  })
})
