import { expect, test } from 'vitest'
import { acceptedBrakes, waitingState } from '../../../src-main/hosts/updates/waiting-state.ts'
import { decisionSchema } from '../../../src-shared/feed/updates-state.ts'
import type { Decision } from '../../../src-shared/feed/updates-state.ts'
import type { RunEntry } from '../../../src-shared/feed/run-outcome.ts'
import { heldRun } from './held-run.ts'

const position = { epoch: 1, sequence: 57 }
const run: RunEntry = heldRun('region-00', position)

function accepted(dataset: string | null, sequence = 57, epoch = 1): Decision {
  const at = '2026-11-22T08:40:00.000Z'
  return { at, operator: 'zav', what: 'accepted', dataset, position: { epoch, sequence }, brakes: ['people-fall'], reason: 'сверено' }
}

test('a state waits until somebody accepts it, in the dataset that is followed', () => {
  expect(waitingState('region-00', [run], [])).toMatchObject({ position, brakes: [{ brake: 'people-fall' }] })
  expect(waitingState('region-00', [run], [accepted('region-00')])).toBeNull()
  for (const other of [accepted('demo-other'), accepted(null), accepted('region-00', 58), accepted('region-00', 57, 2)]) {
    expect(waitingState('region-00', [run], [other])).toMatchObject({ position })
  }
})

test('what was accepted in another dataset lifts no brake, although its sequence is the same', () => {
  const decisions = [accepted('demo-other'), accepted(null), { ...accepted('region-00'), what: 'returned' as const }]
  expect(acceptedBrakes('region-00', decisions)).toEqual([])
  expect(acceptedBrakes('region-00', [...decisions, accepted('region-00')])).toEqual([{ ...position, brake: 'people-fall' }])
})

test('a decision that does not say in which dataset it was taken is read, and lifts nothing', () => {
  const { dataset: _dataset, ...old } = accepted(null)
  expect(acceptedBrakes('region-00', [decisionSchema.parse(old)])).toEqual([])
})
