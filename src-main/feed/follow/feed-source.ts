import type { Instant } from '../../../src-shared/calendar.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { Carrier, CarrierProblem } from '../trust/carrier.ts'

/** A carrier that can also go on where a transfer broke off. Like every carrier it is never trusted. */
export interface FeedSource extends Carrier {
  /** As written in the enrolment. */
  readonly address: string
  /**
   * Copies a file from byte `start` on; `write` hears every piece with its place in the file. A source that cannot begin in the middle
   * begins anew with place 0. Nothing beyond `length` bytes of the file is handed on: more of them is `too-long`. What `write` throws
   * passes through.
   */
  copy(
    name: string,
    range: { readonly start: number; readonly length: number },
    write: (piece: Uint8Array, at: number) => void,
  ): Promise<Result<null, CarrierProblem>>
  /** What the source's own clock said last, a hint that nobody signed; null where it has none. */
  clock(): Instant | null
}

/** The cause of a `CarrierProblem` for a source that sends less than anything useful (TUF: slow retrieval). */
export const TOO_SLOW = 'too-slow'
/** The cause where the run was cancelled. */
export const CANCELLED = 'cancelled'
