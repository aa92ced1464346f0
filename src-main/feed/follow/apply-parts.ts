import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { FeedOptions, FeedRefusal, FeedSwitched, FeedUpdate } from '../../app/feed-port.ts'
import { openLines } from '../parts/read-part.ts'
import { finalLines } from './final-lines.ts'
import type { LineReader } from './final-lines.ts'
import type { PartFolder } from './part-folder.ts'
import type { FeedStore } from './ports.ts'
import type { ProgressMeter } from './run-progress.ts'
import type { Chains, WantedPart } from './wanted-parts.ts'

export interface ApplyOrder {
  readonly kind: 'snapshot' | 'deltas'
  readonly dataset: Dataset
  readonly chains: Chains
  readonly parts: PartFolder
  readonly contentKey: Uint8Array
  readonly store: FeedStore
  readonly options: FeedOptions
  readonly meter: ProgressMeter
  readonly signal: AbortSignal
}

export type ApplyProblem =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'part-unreadable'; readonly cause: string }
  /** The register does not take the state, and says why. */
  | { readonly kind: 'not-taken'; readonly refusal: FeedRefusal }

/**
 * Brings fetched parts into the register: every part opened and checked line by line, of every record the newest line; the register
 * compares the whole with the published digest, asks the brakes and only then switches (register feed, Promises 1, 4, 7). Anything
 * else leaves the register as it was.
 */
export async function applyParts(order: ApplyOrder): Promise<Result<FeedSwitched, ApplyProblem>> {
  const { kind, dataset, store, options, meter, signal } = order
  const begun = kind === 'snapshot' ? store.beginSnapshot(dataset, options) : store.beginDelta(dataset, options)
  if (!begun.ok) return notTaken(begun.error)
  const update = begun.value
  try {
    const filled = await fill(update, order)
    if (!filled.ok) return filled
    if (signal.aborted) return err({ kind: 'cancelled' })
    const finished = update.finish((phase) => meter.phase(phase))
    return finished.ok ? finished : notTaken(finished.error)
  } finally {
    update.abort()
  }
}

async function fill(update: FeedUpdate, order: ApplyOrder): Promise<Result<null, ApplyProblem>> {
  const { kind, chains, meter, signal } = order
  meter.phase('decode')
  for (const lines of finalLines(chains, (part) => open(part, order), kind === 'snapshot')) {
    if (signal.aborted) return err({ kind: 'cancelled' })
    if (!lines.ok) return lines
    meter.phase('insert')
    const taken = update.add(lines.value)
    if (!taken.ok) return notTaken(taken.error)
    meter.phase('decode')
    // Whoever shares the thread, and the signal itself, get their turn.
    await new Promise((resume) => setImmediate(resume))
  }
  return ok(null)
}

/** The bytes were compared with their hash when they were fetched; the seal tells whether the disk still has them. */
function open(part: WantedPart, { dataset, contentKey, parts, meter }: ApplyOrder): Result<LineReader<ApplyProblem>, ApplyProblem> {
  const refused = (cause: string): Result<never, ApplyProblem> => {
    // Fetched anew the next time, in case it was this disk.
    parts.drop(part)
    return err({ kind: 'part-unreadable', cause: `${part.path}: ${cause}` })
  }
  const place = { dataset: dataset.dataset, epoch: dataset.epoch, path: part.path }
  const opened = openLines(parts.read(part), contentKey, place, part.expected)
  if (!opened.ok) return refused(opened.error)
  const reader = opened.value
  return ok({
    next(most, lastShard) {
      const lines = reader.next(most, lastShard)
      if (!lines.ok) return refused(lines.error)
      meter.did({ rows: lines.value.length })
      return lines
    },
    isAtEnd: reader.isAtEnd,
  })
}

function notTaken(refusal: FeedRefusal): { readonly ok: false; readonly error: ApplyProblem } {
  return err({ kind: 'not-taken', refusal })
}
