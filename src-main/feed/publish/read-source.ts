import { addDays, epochMilliseconds, localDateTime } from '../../../src-shared/calendar.ts'
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
import { createOlderTally } from './older-tally.ts'
import type { OlderStatuses } from './older-tally.ts'
import { createProvenance } from './provenance.ts'
import type { Provenance } from './provenance.ts'
import type { PublishOrder, PublishWork } from './order.ts'
import { settledUpTo } from './schedule.ts'
import { sortSource } from './sort-source.ts'
import type { FileTally, SourceTally } from './sort-source.ts'

/** A person who left this copy is told as such for so long. */
const TOMBSTONE_DAYS = 400
/** The directory of insurers among the classifiers. */
const INSURERS = 'F002'

/** The state that a source leads to, written beside the former one. Errors: those of `sortSource` and `holdSource`, `state-damaged`. */
export async function readSource(
  { order, state, base }: PublishWork,
  brakes: Brakes,
): Promise<Result<{ readonly tally: SourceTally; readonly next: NextState; readonly older: readonly OlderStatuses[] }, FeedFailure>> {
  const { source, onProgress } = order
  const buckets = createBuckets(state.workFile('buckets'))
  const unmatched = createUnmatched(state.workFile)
  try {
    const sorted = await sortSource(source, buckets, unmatched, (done) => onProgress({ step: 'reading', done }))
    if (!sorted.ok) return sorted
    const merge = mergeOrder(order, base, sorted.value.tally.files)
    if (unmatched.size > 0) {
      const noted = noteKnown(state, base.former, buckets, unmatched, merge, (done) => onProgress({ step: 'matching', done }))
      if (!noted.ok) return noted
      for (const { person, strength, origin, problem, doubts } of unmatched.settle()) {
        if (problem === null) sorted.value.put({ person }, strength, origin)
        else sorted.value.reject(problem, origin, { person })
        for (const id of doubts) sorted.value.doubt(id, origin, person)
      }
    }
    const { tally } = sorted.value
    const held = holdSource(tally, source, base, brakes)
    if (held !== null) return err(held)
    const older = createOlderTally(tally.files)
    const next = writeNextState(state, base.former, buckets, merge, (done) => onProgress({ step: 'merging', done }), older.add)
    return next.ok ? ok({ tally, next: next.value, older: older.sums() }) : next
  } finally {
    buckets.remove()
    unmatched.remove()
  }
}

function mergeOrder(order: PublishOrder, base: Base, lists: readonly FileTally[]): MergeOrder {
  const { source, now } = order
  const { former, sequence, isSameEpoch } = base
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
    provenance: provenanceOf(order, base, lists),
  }
}

/** A register says of everybody how they stand on its day; the published statuses are complete up to `asOf`, whoever stated them. */
function provenanceOf({ source, timeZone = 'UTC' }: PublishOrder, { former }: Base, lists: readonly FileTally[]): Provenance {
  const upTo = localDateTime(source.header.asOf, timeZone).date
  const day = source.listedOn ?? upTo
  const known = former !== null && (former.sources?.hasStatuses ?? true) ? localDateTime(former.dataset.asOf, timeZone).date : null
  // Somebody gave a reason for going back to an earlier register.
  const isReset = known !== null && upTo < known
  const isAgain =
    source.listedOn === undefined && former !== null && epochMilliseconds(source.header.asOf) === epochMilliseconds(former.dataset.asOf)
  const since = source.content === 'full-list' || isReset ? day : known
  return createProvenance({ day, since, former: former?.origins ?? [], isReset, isAgain, lists })
}
