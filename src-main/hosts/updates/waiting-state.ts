import type { RunEntry } from '../../../src-shared/feed/run-outcome.ts'
import type { Decision, UpdatesState } from '../../../src-shared/feed/updates-state.ts'
import type { AcceptedBrake } from '../../feed/follow/take-newest.ts'

/**
 * The published state that waits for an administrator: the last run that came to anything found it held, and nobody accepted all of its
 * brakes (register feed, Promises 7). Runs that failed on their way tell nothing new about it.
 */
export function waitingState(dataset: string | null, runs: readonly RunEntry[], decisions: readonly Decision[]): UpdatesState['waiting'] {
  const last = runs.findLast((run) => run.dataset === dataset && CONCLUSIVE.has(run.outcome.kind))
  if (last === undefined || last.outcome.kind !== 'held' || last.to === null) return null
  const { to, outcome, endedAt } = last
  const accepted = new Set(decisions.filter((decision) => letsPass(decision, last.dataset, to)).flatMap(({ brakes }) => brakes))
  const brakes = outcome.brakes.filter(({ brake }) => !accepted.has(brake))
  return brakes.length === 0 ? null : { position: to, since: firstSeen(runs, to) ?? endedAt, brakes }
}

const CONCLUSIVE: ReadonlySet<RunEntry['outcome']['kind']> = new Set(['updated', 'unchanged', 'stays-returned', 'held'])

type Position = NonNullable<RunEntry['to']>

function letsPass({ what, dataset, position }: Decision, followed: string, to: Position): boolean {
  return what === 'accepted' && dataset === followed && position?.epoch === to.epoch && position.sequence === to.sequence
}

function firstSeen(runs: readonly RunEntry[], { epoch, sequence }: Position): string | undefined {
  return runs.find((run) => run.outcome.kind === 'held' && run.to?.epoch === epoch && run.to.sequence === sequence)?.endedAt
}

/** What a run may let pass: every brake that was accepted, for the state of the dataset it was accepted for. */
export function acceptedBrakes(followed: string, decisions: readonly Decision[]): readonly AcceptedBrake[] {
  return decisions.flatMap(({ what, dataset, position, brakes }) =>
    what === 'accepted' && dataset === followed && position !== null ? brakes.map((brake) => ({ ...position, brake })) : [],
  )
}
