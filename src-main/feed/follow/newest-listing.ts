import { epochMilliseconds } from '../../../src-shared/calendar.ts'
import type { Instant } from '../../../src-shared/calendar.ts'
import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import type { SourceState } from '../../../src-shared/feed/run-outcome.ts'
import { openTrustedFeed } from '../trust/trusted-feed.ts'
import type { TrustedFeed } from '../trust/trusted-feed.ts'
import type { FeedSource } from './feed-source.ts'
import { CANCELLED, TOO_SLOW } from './feed-source.ts'
import { MAX_TIMESTAMP_BYTES, TIMESTAMP_FILE } from './metadata-memory.ts'
import type { MetadataMemory } from './metadata-memory.ts'
import { trustProblem } from './refusal-of.ts'

export interface ListingOrder {
  readonly sources: readonly FeedSource[]
  readonly memory: MetadataMemory
  readonly metadataFolder: string
  readonly firstRoot: Uint8Array
  readonly now: Instant
  readonly signal: AbortSignal
  /** Hears of every source that was asked. */
  readonly onSource: (state: SourceState) => void
}

/** The newest listing that some source gave and the signatures bear out. */
export interface NewestListing {
  readonly trusted: TrustedFeed
  readonly source: FeedSource
  /** Bytes of `dataset.json`, and of the roots that were new, by their names. */
  readonly listing: Buffer
  readonly roots: ReadonlyMap<string, Buffer>
}

/**
 * Asks the sources in order until one gives a listing that is as new as the publisher promises; of several older ones the newest
 * counts. A source that does not answer, or gives what the signatures do not bear out, is passed over. Throws `StationTrouble`.
 */
export async function newestListing(order: ListingOrder): Promise<NewestListing | null> {
  let newest: NewestListing | null = null
  for (const source of order.sources) {
    if (order.signal.aborted) return newest
    const asked = await ask(source, order)
    order.onSource(asked.state)
    newest = asked.found ?? newest
    if (asked.state.state === 'good') return newest
  }
  return newest
}

/** True where the data are older than two cadences: the source of the data is late, or hides the newest (register feed, Promises 6). */
export function isLate({ asOf, cadenceHours }: Pick<Dataset, 'asOf' | 'cadenceHours'>, now: Instant): boolean {
  return epochMilliseconds(now) - epochMilliseconds(asOf) > LATE_CADENCES * cadenceHours * 3_600_000
}

const LATE_CADENCES = 2

/** This computer's own trouble on the way; `runFeed` makes an outcome of it. */
export class StationTrouble extends Error {
  readonly isFull: boolean
  constructor(isFull: boolean, cause: string) {
    super(cause)
    this.name = 'StationTrouble'
    this.isFull = isFull
  }
}

interface Asked {
  readonly state: SourceState
  readonly found: NewestListing | null
}

async function ask(source: FeedSource, { memory, metadataFolder, firstRoot, now }: ListingOrder): Promise<Asked> {
  const timestamp = await source.read(TIMESTAMP_FILE, MAX_TIMESTAMP_BYTES)
  if (!timestamp.ok) {
    const { code, cause } = timestamp.error
    if (code === 'too-long') return without(source, 'refused', cause, 'endless-data')
    return code === 'not-there' ? without(source, 'no-feed', cause) : without(source, silence(cause), cause)
  }
  if (!isSigned(timestamp.value)) return without(source, 'refused', TIMESTAMP_FILE, 'not-a-feed')
  const carrier = memory.carrier(source, timestamp.value)
  const trusted = await openTrustedFeed({ metadataFolder, firstRoot, carrier, now })
  if (!trusted.ok) {
    const problem = trustProblem(trusted.error)
    if (problem.kind === 'not-written') throw new StationTrouble(problem.isFull, problem.cause)
    if (problem.kind === 'expired') return without(source, 'expired', '')
    return problem.kind === 'silent'
      ? without(source, silence(problem.cause), problem.cause)
      : without(source, 'refused', problem.cause, problem.because)
  }
  const listing = carrier.listing()
  if (listing === null) throw new Error('a listing in trust was read')
  return {
    state: { address: source.address, state: isLate(trusted.value.dataset, now) ? 'late' : 'good', refusal: null, cause: '' },
    found: { trusted: trusted.value, source, listing, roots: carrier.roots },
  }
}

function silence(cause: string): 'silent' | 'slow' {
  return cause.endsWith(TOO_SLOW) ? 'slow' : 'silent'
}

function without(source: FeedSource, state: SourceState['state'], cause: string, refusal: SourceState['refusal'] = null): Asked {
  return { state: { address: source.address, state, refusal, cause: cause === CANCELLED ? '' : cause.slice(0, 300) }, found: null }
}

/** A page of a router, or of a network that wants a log-in, answers any question with 200 and HTML. */
function isSigned(bytes: Buffer): boolean {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    return typeof value === 'object' && value !== null && 'signed' in value && 'signatures' in value
  } catch {
    return false
  }
}
