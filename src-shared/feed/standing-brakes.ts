import type { Brake, Dataset } from './dataset.ts'
import type { HeldBrake } from './run-outcome.ts'
import type { FeedPosition } from './update-plan.ts'

/** An administrator's word that one brake may be passed, for one published state and no other. */
export interface AcceptedBrake {
  readonly brake: Brake
  readonly epoch: number
  readonly sequence: number
}

/**
 * The brakes that still hold (register feed, Promises 7). A signed expected change lifts its one brake for a desk that stands before its
 * sequence and goes to it or beyond; an administrator's word lifts one for exactly the state that was seen.
 */
export function standingBrakes(
  measured: readonly HeldBrake[],
  { epoch, sequence, expectedChanges }: Pick<Dataset, 'epoch' | 'sequence' | 'expectedChanges'>,
  have: FeedPosition | null,
  accepted: readonly AcceptedBrake[],
): readonly HeldBrake[] {
  const stood = have?.sequence ?? 0
  const lifted = new Set([
    ...expectedChanges.filter(({ from }) => stood < from && from <= sequence).map(({ brake }) => brake),
    ...accepted.filter((one) => one.epoch === epoch && one.sequence === sequence).map(({ brake }) => brake),
  ])
  return measured.filter(({ brake }) => !lifted.has(brake))
}
