import { addDays, epochMilliseconds } from '../../../src-shared/calendar.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { FeedFailure } from '../feed-failure.ts'
import { holdSource } from './brakes.ts'
import type { Brakes } from './brakes.ts'
import { createBuckets } from './buckets.ts'
import type { Base } from './find-base.ts'
import { createUnmatched } from './match-known.ts'
import type { MergeOrder } from './merge-shard.ts'
import { noteKnown, writeNextState } from './next-state.ts'
import type { NextState } from './next-state.ts'
import type { PublishOrder, PublishWork } from './order.ts'
import { settledUpTo } from './schedule.ts'
import { sortSource } from './sort-source.ts'
import type { SourceTally } from './sort-source.ts'

/** A person who left this copy is told as such for so long. */
const TOMBSTONE_DAYS = 400
/** The directory of insurers among the classifiers. */
const INSURERS = 'F002'

/** The state that a source leads to, written beside the former one. Errors: those of `sortSource` and `holdSource`, `state-damaged`. */
export async function readSource(
  { order, state, base }: PublishWork,
  brakes: Brakes,
): Promise<Result<{ readonly tally: SourceTally; readonly next: NextState }, FeedFailure>> {
  const { source, onProgress } = order
  const buckets = createBuckets(state.workFile('buckets'))
  const unmatched = createUnmatched(state.workFile)
  try {
    const sorted = await sortSource(source, buckets, unmatched, (done) => onProgress({ step: 'reading', done }))
    if (!sorted.ok) return sorted
    const merge = mergeOrder(order, base)
    if (unmatched.size > 0) {
      const noted = noteKnown(state, base.former, buckets, unmatched, merge, (done) => onProgress({ step: 'matching', done }))
      if (!noted.ok) return noted
      for (const { person, strength, origin, problem } of unmatched.settle()) {
        if (problem === null) sorted.value.put({ person }, strength, origin)
        else sorted.value.reject(problem, origin, { person })
      }
    }
    const { tally } = sorted.value
    const held = holdSource(tally, source, base, brakes)
    if (held !== null) return err(held)
    const next = writeNextState(state, base.former, buckets, merge, (done) => onProgress({ step: 'merging', done }))
    return next.ok ? ok({ tally, next: next.value }) : next
  } finally {
    buckets.remove()
    unmatched.remove()
  }
}

function mergeOrder({ source, now }: PublishOrder, { former, sequence, isSameEpoch }: Base): MergeOrder {
  const today = new Date(epochMilliseconds(now)).toISOString().slice(0, 10)
  const day = new Date(epochMilliseconds(source.header.asOf)).toISOString().slice(0, 10)
  return {
    sequence: sequence + 1,
    day,
    forgetUpTo: addDays(day, -TOMBSTONE_DAYS),
    settledUpTo: isSameEpoch && former !== null ? settledUpTo(former.dataset.deltas, former.dataset.sequence) : sequence,
    keepAbsent: source.content === 'changes',
    keepInsurers: source.memory?.classifiers.some(({ name }) => name === INSURERS) === true,
    today,
  }
}
