import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planUpdate } from '../../../src-shared/feed/update-plan.ts'
import { fakeDataset, fakeDelta } from './fake-dataset.ts'

describe('the way to the published state', () => {
  const dataset = fakeDataset({
    epoch: 2,
    sequence: 20,
    snapshot: 14,
    snapshotBytes: 2000,
    deltas: [
      ...Array.from({ length: 19 }, (_none, index) => fakeDelta(index + 1, index + 2, 30)),
      fakeDelta(1, 8, 100),
      fakeDelta(8, 15, 100),
    ],
  })

  it('is none where the desk has it, and never leads back', () => {
    expect(planUpdate(dataset, { epoch: 2, sequence: 20 })).toEqual({ kind: 'up-to-date' })
    expect(planUpdate(dataset, { epoch: 2, sequence: 21 })).toEqual({ kind: 'older' })
    expect(planUpdate(dataset, { epoch: 3, sequence: 1 })).toEqual({ kind: 'older' })
  })

  it('goes by deltas where they are short, roll-ups where they are shorter, from within a roll-up too', () => {
    expect(planUpdate(dataset, { epoch: 2, sequence: 18 })).toMatchObject({ kind: 'deltas', bytes: 60 })
    expect(planUpdate(dataset, { epoch: 2, sequence: 10 })).toMatchObject({
      kind: 'deltas',
      bytes: 100 + 5 * 30,
      deltas: [{ from: 8, to: 15 }, ...[15, 16, 17, 18, 19].map((from) => ({ from, to: from + 1 }))],
    })
  })

  it('goes by the snapshot where the chain is a quarter of it, in another epoch and from nothing', () => {
    const whole = { kind: 'snapshot', bytes: 1000 + 130, snapshot: { sequence: 14 } }
    const cheaper = fakeDataset({
      epoch: 2,
      sequence: 20,
      snapshot: 14,
      snapshotBytes: 1000,
      deltas: [fakeDelta(14, 20, 130), fakeDelta(3, 20, 250)],
    })
    expect(planUpdate(cheaper, { epoch: 2, sequence: 3 })).toMatchObject(whole)
    expect(planUpdate(cheaper, { epoch: 1, sequence: 3 })).toMatchObject(whole)
    expect(planUpdate(cheaper, null)).toMatchObject(whole)
    expect(planUpdate(cheaper, { epoch: 2, sequence: 2 })).toMatchObject(whole)
  })

  it('passes by what no source has, and goes by any chain where there is no snapshot', () => {
    const have = { epoch: 2, sequence: 10 }
    const rolledUp = { from: 8, to: 15 }
    expect(planUpdate(dataset, have, { snapshot: false, deltas: [rolledUp] })).toMatchObject({ kind: 'deltas', bytes: 10 * 30 })
    const broken = { from: 17, to: 18 }
    expect(planUpdate(dataset, have, { snapshot: false, deltas: [broken] })).toEqual({ kind: 'no-way' })
    expect(planUpdate(dataset, null, { snapshot: true, deltas: [] })).toEqual({ kind: 'no-way' })
    const small = fakeDataset({ epoch: 2, sequence: 20, snapshot: 14, snapshotBytes: 100, deltas: dataset.deltas })
    expect(planUpdate(small, have)).toMatchObject({ kind: 'snapshot' })
    expect(planUpdate(small, have, { snapshot: true, deltas: [rolledUp] })).toMatchObject({ kind: 'deltas', bytes: 10 * 30 })
  })

  it('tells a listing that leads nowhere', () => {
    expect(planUpdate(fakeDataset({ epoch: 1, sequence: 9, snapshot: 3, snapshotBytes: 10, deltas: [] }), null)).toEqual({ kind: 'no-way' })
  })

  it('always begins where the desk stands, ends at the published state and never costs more than any single way', () => {
    const deltas = fc.array(
      fc.record({ from: fc.integer({ min: 1, max: 19 }), length: fc.integer({ min: 1, max: 8 }), bytes: fc.nat(50) }),
      {
        maxLength: 25,
      },
    )
    fc.assert(
      fc.property(deltas, fc.integer({ min: 1, max: 19 }), (list, start) => {
        const ends = list.map(({ from, length, bytes }) => fakeDelta(from, Math.min(20, from + length), bytes))
        const found = planUpdate(fakeDataset({ epoch: 1, sequence: 20, snapshot: 20, snapshotBytes: 1_000_000, deltas: ends }), {
          epoch: 1,
          sequence: start,
        })
        if (found.kind !== 'deltas') {
          expect(found).toMatchObject({ kind: 'snapshot', deltas: [] })
          return
        }
        let place = start
        for (const { from, to } of found.deltas) {
          expect(from).toBeLessThanOrEqual(place)
          expect(to).toBeGreaterThan(place)
          place = to
        }
        expect(place).toBe(20)
        expect(found.bytes).toBe(found.deltas.reduce((sum, { bytes }) => sum + bytes, 0))
        const direct = ends.filter(({ from, to }) => from <= start && to === 20).map(({ bytes }) => bytes)
        for (const bytes of direct) expect(found.bytes).toBeLessThanOrEqual(bytes)
      }),
    )
  })
})
