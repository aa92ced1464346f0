import { epochMilliseconds, instantOfLocal } from '../../../src-shared/calendar.ts'
import type { CalendarDate, Instant } from '../../../src-shared/calendar.ts'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { failed } from '../feed-failure.ts'
import type { FeedFailure } from '../feed-failure.ts'
import type { SourceFacts } from '../../import/outcome.ts'
import type { PublishSource } from './source.ts'
import type { Published } from './state-folder.ts'

export interface HeaderOrder {
  readonly dataset: string
  /** What the copy holds; null takes that of the register file, else what was said before. */
  readonly scope: string | null
  /** The register file among the sources. */
  readonly base: PublishSource['header'] | null
  readonly lists: readonly Pick<SourceFacts, 'asOf' | 'carriesPolicies'>[]
  readonly former: Published | null
  /** The lists with statuses are together the whole register: who is absent has left. */
  readonly isWhole: boolean
  /** Statuses are complete up to this instant, since every list of changes until then was published. */
  readonly asOf: Instant | null
  readonly timeZone: string
}

/**
 * What the next state says of itself. `asOf` is the age of statuses, because that is what a desk warns of and refuses by: a list that
 * carries none never makes them younger, and one of changes only where somebody vouches for it (coverage rules, data age; register
 * sources §5.5, rules 7 and 8). Errors: `scope-missing`, `statuses-missing`, `source-empty`.
 */
export function listHeader(order: HeaderOrder): Result<Pick<PublishSource, 'header' | 'content' | 'listedOn'>, FeedFailure> {
  const { dataset, base, former, lists } = order
  const scope = order.scope ?? base?.scope ?? former?.dataset.scope
  if (scope === undefined) return failed('scope-missing')
  const stated = lists.filter(({ carriesPolicies }) => carriesPolicies).map(({ asOf }) => asOf)
  if (stated.length === 0 && (order.isWhole || order.asOf !== null)) {
    return failed('statuses-missing', { option: order.isWhole ? '--whole' : '--as-of' })
  }
  if (base !== null) return ok({ header: { ...base, dataset: base.dataset, scope }, content: 'full-list' })
  if (lists.length === 0 && former === null) return failed('source-empty', { rejected: '0' })
  const content = order.isWhole ? 'full-list' : 'changes'
  const [earliest] = stated.toSorted()
  const said = { content, ...(order.isWhole && earliest !== undefined ? { listedOn: earliest } : {}) } as const
  if (order.asOf !== null) return ok({ header: { dataset, scope, version: order.asOf, asOf: order.asOf }, ...said })
  const knowsStatuses = former !== null && (former.sources?.hasStatuses ?? true)
  const newest = lists
    .map(({ asOf }) => asOf)
    .toSorted()
    .at(-1)
  const isOfThisRun = order.isWhole || !knowsStatuses
  const day = isOfThisRun ? (earliest ?? newest) : undefined
  const known = former === null ? null : { dataset, scope, version: former.dataset.version, asOf: former.dataset.asOf }
  if (day === undefined) return known === null ? failed('source-empty', { rejected: '0' }) : ok({ header: known, ...said })
  const header = { dataset, scope, version: day, asOf: startOf(day, order.timeZone) }
  const isOlderList = earliest === undefined && known !== null && epochMilliseconds(known.asOf) > epochMilliseconds(header.asOf)
  return ok({ header: isOlderList ? known : header, ...said })
}

/** Nobody knows at what hour a file was made, so its data count from the beginning of its day. */
function startOf(day: CalendarDate, timeZone: string): Instant {
  return instantOfLocal({ date: day, time: '00:00' }, timeZone)
}
