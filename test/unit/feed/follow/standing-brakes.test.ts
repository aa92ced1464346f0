import { expect, test } from 'vitest'
import { standingBrakes } from '../../../../src-shared/feed/standing-brakes.ts'
import type { HeldBrake } from '../../../../src-shared/feed/run-outcome.ts'
import { fakeDataset } from '../fake-dataset.ts'

const fall: HeldBrake = { brake: 'people-fall', before: 100, after: 90, insurer: null }
const vanished: HeldBrake = { brake: 'insurer-vanished', before: 40, after: 0, insurer: '00001' }
const measured = [fall, vanished]
const dataset = fakeDataset({ epoch: 1, sequence: 7, snapshot: 7, snapshotBytes: 1000, deltas: [] })
const expecting = (from: number) => ({ ...dataset, expectedChanges: [{ brake: 'insurer-vanished' as const, from, reason: 'liquidation' }] })
const at = (sequence: number) => ({ epoch: 1, sequence })

test('a brake holds until somebody lifts it', () => {
  expect(standingBrakes(measured, dataset, at(6), [])).toEqual(measured)
  expect(standingBrakes([], dataset, at(6), [])).toEqual([])
})

test('an expected change lifts its one brake for who passes its sequence, before and after it not', () => {
  expect(standingBrakes(measured, expecting(7), at(6), [])).toEqual([fall])
  expect(standingBrakes(measured, expecting(5), at(4), [])).toEqual([fall])
  expect(standingBrakes(measured, expecting(5), null, [])).toEqual([fall])
  expect(standingBrakes(measured, expecting(5), at(5), [])).toEqual(measured)
  expect(standingBrakes(measured, expecting(8), at(6), [])).toEqual(measured)
})

test("an administrator's word lifts one brake for exactly the state that was seen", () => {
  const word = { brake: 'people-fall', epoch: 1, sequence: 7 } as const
  expect(standingBrakes(measured, dataset, at(6), [word])).toEqual([vanished])
  expect(standingBrakes(measured, dataset, at(6), [{ ...word, sequence: 6 }])).toEqual(measured)
  expect(standingBrakes(measured, dataset, at(6), [{ ...word, epoch: 2 }])).toEqual(measured)
})
