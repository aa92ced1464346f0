import type { ShownThing } from '../desk/desk-state.ts'

/** A thing that came to the desk lately, from the camera or otherwise; `at` in epoch milliseconds. */
export interface RecentThing {
  readonly thing: ShownThing
  readonly at: number
  readonly isSeen: boolean
}

/** What the desk does with codes that the camera has read. */
export type Arrival =
  /** They are here already, or lie beside what was just read. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'take'; readonly thing: ShownThing }
  /** Several could be meant. */
  | { readonly kind: 'ask'; readonly things: readonly ShownThing[] }

/** What the camera reports at one time. */
export interface SeenThings {
  /** Those that count now. */
  readonly fresh: readonly ShownThing[]
  /** Those that counted before and lie beside the fresh ones. */
  readonly beside: readonly ShownThing[]
}

/** Codes that are read one after another within this time lay before the camera together. */
const togetherMilliseconds = 1_500
const repeatMilliseconds = 3_000

/** Recent things stay of use for so many milliseconds. */
export const recentMilliseconds = repeatMilliseconds

/**
 * Decides about codes that count. The same person's thing within 3 s is one check, unless another person's came in between.
 * A second readable code that lies beside another, or follows it within 1.5 s, lay there with it, and nobody but the
 * receptionist knows whose is meant, unless the same patient's next thing is awaited (`isAdding`). A code of another kind
 * beside a policy says nothing; alone it is an answer.
 */
export function arrivalOf({ fresh, beside }: SeenThings, recent: readonly RecentThing[], now: number, isAdding: boolean): Arrival {
  const young = recent.filter(({ at }) => now - at < repeatMilliseconds)
  const seen = young.filter(({ thing, isSeen }) => isSeen && isReadable(thing))
  const readable = distinct(fresh.filter(isReadable))
  if (readable.length === 0) {
    const [first] = fresh
    const isBeside = seen.length > 0 || beside.some(isReadable)
    return first === undefined || isBeside || isAmong(first, young) ? { kind: 'nothing' } : { kind: 'take', thing: first }
  }
  const unknown = readable.filter((thing) => (isAdding ? !isAmong(thing, young) : !isNewest(thing, young)))
  const [first] = unknown
  if (first === undefined) return { kind: 'nothing' }
  const together = seen.filter(({ at }) => now - at < togetherMilliseconds).map(({ thing }) => thing)
  const others = isAdding ? [] : distinct([...beside.filter(isReadable), ...together]).filter((thing) => !isIn(thing, unknown))
  return others.length + unknown.length === 1 ? { kind: 'take', thing: first } : { kind: 'ask', things: [...others, ...unknown] }
}

function isAmong(thing: ShownThing, recent: readonly RecentThing[]): boolean {
  return recent.some((one) => isSame(one.thing, thing))
}

/** Whether nobody else's thing came after this one. */
function isNewest(thing: ShownThing, recent: readonly RecentThing[]): boolean {
  const last = recent.findLast((one) => isSame(one.thing, thing))
  return last !== undefined && !recent.some((one) => one.at > last.at && isReadable(one.thing) && !isSame(one.thing, thing))
}

function isIn(thing: ShownThing, things: readonly ShownThing[]): boolean {
  return things.some((other) => isSame(other, thing))
}

function isReadable({ item }: ShownThing): boolean {
  return item !== null && item.kind !== 'unrecognised'
}

function distinct(things: readonly ShownThing[]): readonly ShownThing[] {
  return things.filter((thing, place) => things.findIndex((other) => isSame(other, thing)) === place)
}

/** The paper's barcode and the number of the same policy are one person's. */
function isSame(one: ShownThing, other: ShownThing): boolean {
  return keyOf(one) === keyOf(other)
}

function keyOf({ item, shown }: ShownThing): string {
  if (item === null || item.kind === 'unrecognised') return JSON.stringify(shown)
  if (item.kind === 'enp' || item.kind === 'policy-barcode') return `enp ${item.enp}`
  return JSON.stringify({ ...item, warnings: [] })
}
