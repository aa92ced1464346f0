import type { Dataset, FeedDelta, FeedSnapshot } from './dataset.ts'

/** What to fetch to come from a state to the published one. */
export type UpdatePlan =
  | { readonly kind: 'up-to-date' }
  /** The published state is older than the desk's: never followed (register feed, Promises 5). */
  | { readonly kind: 'older' }
  | { readonly kind: 'deltas'; readonly deltas: readonly FeedDelta[]; readonly bytes: number }
  | { readonly kind: 'snapshot'; readonly snapshot: FeedSnapshot; readonly deltas: readonly FeedDelta[]; readonly bytes: number }
  /** A signed `dataset.json` that leads nowhere: a fault of the publisher. */
  | { readonly kind: 'no-way' }

/** The place of a state among all states of a dataset; null where the desk has none. */
export interface FeedPosition {
  readonly epoch: number
  readonly sequence: number
}

/** What a listing says about the ways to its state. */
type Listed = Pick<Dataset, 'epoch' | 'sequence' | 'snapshot' | 'deltas'>

/** A chain of deltas this much shorter than the snapshot is followed (register feed, Promises 8). */
const SHORT_CHAIN = 0.25

/** What is listed and what no source has (a mirror keeps what its own desk needed). */
export interface Lacking {
  readonly snapshot: boolean
  readonly deltas: readonly Pick<FeedDelta, 'from' | 'to'>[]
}

export const LACKS_NOTHING: Lacking = { snapshot: false, deltas: [] }

/**
 * The cheapest way in bytes: by deltas where their chain is shorter than a quarter of the snapshot, else by the snapshot and the deltas
 * after it. Deltas hold only within an epoch. Nothing that is lacking is on the way, and without a snapshot a chain may be of any length.
 */
export function planUpdate(listed: Listed, have: FeedPosition | null, lacking: Lacking = LACKS_NOTHING): UpdatePlan {
  if (have !== null && isBefore(listed, have)) return { kind: 'older' }
  if (have !== null && have.epoch === listed.epoch && have.sequence === listed.sequence) return { kind: 'up-to-date' }
  const isLacking = ({ from, to }: FeedDelta): boolean => lacking.deltas.some((delta) => delta.from === from && delta.to === to)
  const dataset = lacking.deltas.length === 0 ? listed : { ...listed, deltas: listed.deltas.filter((delta) => !isLacking(delta)) }
  const { snapshot } = dataset
  const after = lacking.snapshot ? null : cheapestChain(dataset, snapshot.sequence)
  const chain = have !== null && have.epoch === dataset.epoch ? cheapestChain(dataset, have.sequence) : null
  if (chain !== null && (after === null || chain.bytes < snapshot.bytes * SHORT_CHAIN)) return { kind: 'deltas', ...chain }
  if (after === null) return { kind: 'no-way' }
  return { kind: 'snapshot', snapshot, deltas: after.deltas, bytes: snapshot.bytes + after.bytes }
}

function isBefore(one: FeedPosition, other: FeedPosition): boolean {
  return one.epoch < other.epoch || (one.epoch === other.epoch && one.sequence < other.sequence)
}

interface Chain {
  readonly deltas: readonly FeedDelta[]
  readonly bytes: number
}

/** Null: no chain leads there. Later ends are settled first, so every delta is looked at once per place. */
function cheapestChain({ sequence, deltas }: Listed, start: number): Chain | null {
  const best = new Map<number, Chain>([[sequence, { deltas: [], bytes: 0 }]])
  const ends = new Set([start, ...deltas.map(({ to }) => to)])
  for (const place of [...ends].toSorted((one, other) => other - one)) {
    if (place >= sequence) continue
    for (const delta of deltas) {
      if (delta.from > place || delta.to <= place) continue
      const rest = best.get(delta.to)
      if (rest === undefined) continue
      const bytes = delta.bytes + rest.bytes
      const known = best.get(place)
      if (known === undefined || bytes < known.bytes) best.set(place, { deltas: [delta, ...rest.deltas], bytes })
    }
  }
  return best.get(start) ?? null
}
