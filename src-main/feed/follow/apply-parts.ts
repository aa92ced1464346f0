import type { Failure } from '../../../src-shared/contract.ts'
import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import type { HeldBrake } from '../../../src-shared/feed/run-outcome.ts'
import { SHARD_COUNT } from '../../../src-shared/feed/state-digest.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { readPart } from '../parts/read-part.ts'
import type { PartLine } from '../parts/read-part.ts'
import { finalLines } from './final-lines.ts'
import type { PartFolder } from './part-folder.ts'
import type { FeedIntake, FeedStore, PreparedState } from './ports.ts'
import type { ProgressMeter } from './run-progress.ts'
import type { Chains, WantedPart } from './wanted-parts.ts'

export interface ApplyOrder {
  readonly kind: 'snapshot' | 'deltas'
  readonly dataset: Dataset
  readonly chains: Chains
  readonly parts: PartFolder
  readonly contentKey: Uint8Array
  readonly store: FeedStore
  /** The brakes among the measured ones that still hold. */
  readonly standing: (measured: readonly HeldBrake[]) => readonly HeldBrake[]
  readonly meter: ProgressMeter
  readonly signal: AbortSignal
}

export type ApplyProblem =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'part-unreadable'; readonly cause: string }
  | { readonly kind: 'digest-differs'; readonly cause: string }
  | { readonly kind: 'held'; readonly brakes: readonly HeldBrake[] }
  | { readonly kind: 'store'; readonly failure: Failure }

/**
 * Brings fetched parts into the register: every part opened and checked line by line, the whole compared with the published digest, the
 * brakes looked at, and only then the switch (register feed, Promises 1, 4, 7). Anything else leaves the register as it was.
 */
export async function applyParts(order: ApplyOrder): Promise<Result<PreparedState['rows'], ApplyProblem>> {
  const begun = order.store.begin(order.kind, order.dataset)
  if (!begun.ok) return storeProblem(begun.error)
  const intake = begun.value
  let isCommitted = false
  try {
    const filled = await fill(intake, order)
    if (!filled.ok) return filled
    const prepared = intake.prepare((phase) => order.meter.phase(phase))
    if (!prepared.ok) return storeProblem(prepared.error)
    const { stateDigest, brakes, rows } = prepared.value
    if (stateDigest !== order.dataset.stateDigest)
      return err({ kind: 'digest-differs', cause: `${order.kind} to ${order.dataset.sequence}` })
    const holding = order.standing(brakes)
    if (holding.length > 0) return err({ kind: 'held', brakes: holding })
    if (order.signal.aborted) return err({ kind: 'cancelled' })
    order.meter.phase('switch')
    const committed = intake.commit()
    if (!committed.ok) return storeProblem(committed.error)
    isCommitted = true
    return ok(rows)
  } finally {
    if (!isCommitted) intake.abort()
  }
}

async function fill(intake: FeedIntake, order: ApplyOrder): Promise<Result<null, ApplyProblem>> {
  const { kind, chains, meter, signal } = order
  const linesOf = finalLines(chains, (part) => open(part, order), kind === 'snapshot')
  for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
    if (signal.aborted) return err({ kind: 'cancelled' })
    const lines = linesOf(shard)
    if (!lines.ok) return lines
    if (lines.value.length === 0) continue
    meter.phase('insert')
    const taken = intake.take(lines.value)
    if (!taken.ok) return storeProblem(taken.error)
    // Whoever shares the thread, and the signal itself, get their turn.
    await new Promise((resume) => setImmediate(resume))
  }
  return ok(null)
}

/** The bytes were compared with their hash when they were fetched; the seal tells whether the disk still has them. */
function open(part: WantedPart, { dataset, contentKey, parts, meter }: ApplyOrder): Result<readonly PartLine[], ApplyProblem> {
  meter.phase('decode')
  const place = { dataset: dataset.dataset, epoch: dataset.epoch, path: part.path }
  const lines = readPart(parts.read(part), contentKey, place, part.expected)
  if (lines.ok) {
    meter.did({ rows: lines.value.length })
    return lines
  }
  // Fetched anew the next time, in case it was this disk.
  parts.drop(part)
  return err({ kind: 'part-unreadable', cause: `${part.path}: ${lines.error}` })
}

function storeProblem(failure: Failure): { readonly ok: false; readonly error: ApplyProblem } {
  return err({ kind: 'store', failure })
}
