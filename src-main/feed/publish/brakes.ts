import type { FeedFailure } from '../feed-failure.ts'
import { isLifted } from './acceptance.ts'
import type { Acceptance, Lifted } from './acceptance.ts'
import { isBraked } from '../../import/outcome.ts'
import type { Base } from './find-base.ts'
import type { NextState } from './next-state.ts'
import { isTooMuchRejected } from './sort-source.ts'
import type { SourceTally } from './sort-source.ts'
import type { PublishSource } from './source.ts'

/** Fewer people than before by more than this share are a mistake of the source until somebody says otherwise. */
const PEOPLE_FALL = 0.05

/** The publisher's own brakes: they hold a publication until somebody gives a reason. */
export interface Brakes {
  /** The failure; null where it was accepted, or where nothing is to be published anyway. */
  hold(code: FeedFailure['code'], params: FeedFailure['params']): FeedFailure | null
  readonly accepted: readonly Lifted[]
  /** What would have held a publication, in a dry run. */
  readonly held: readonly FeedFailure[]
}

export function createBrakes(acceptance: Acceptance | null, isDryRun: boolean): Brakes {
  const accepted: Lifted[] = []
  const held: FeedFailure[] = []
  return {
    hold(code, params) {
      const { file = null } = params
      if (isLifted(acceptance, code, file)) accepted.push({ code, file })
      else if (isDryRun) held.push({ code, params })
      else return { code, params }
      return null
    },
    accepted,
    held,
  }
}

/** Every list is judged by itself, and what is no list. Errors: `source-empty`, `list-rejected`, `source-rejected`. */
export function holdSource(tally: SourceTally, { content }: PublishSource, { former }: Base, brakes: Brakes): FeedFailure | null {
  // A list of nobody is a list that was cut short, whatever anyone says.
  if ((content === 'full-list' || former === null) && tally.people === 0)
    return { code: 'source-empty', params: { rejected: String(tally.rejected) } }
  for (const { file, rows, records, rejected } of tally.files) {
    if (!isBraked({ rows, rejected, records })) continue
    const failure = brakes.hold('list-rejected', { file, rejected: String(rejected), rows: String(rows) })
    if (failure !== null) return failure
  }
  const records = tally.files.reduce((rest, file) => rest - file.records, tally.records)
  const rejected = tally.files.reduce((rest, file) => rest - file.rejected, tally.rejected)
  if (!isTooMuchRejected({ records, rejected })) return null
  const [reason = ''] = Object.entries(tally.byReason).toSorted(([, one], [, other]) => other - one)[0] ?? []
  return brakes.hold('source-rejected', { rejected: String(rejected), rows: String(records + rejected), reason })
}

/** Error: `people-fall`. */
export function holdFall(next: NextState, { former }: Base, brakes: Brakes): FeedFailure | null {
  if (former === null) return null
  const before = (former.dataset.counts['person'] ?? 0) - former.dataset.tombstones
  const after = (next.counts['person'] ?? 0) - next.tombstones
  return after < before * (1 - PEOPLE_FALL) ? brakes.hold('people-fall', { before: String(before), after: String(after) }) : null
}
