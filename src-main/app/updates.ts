import type { Failure } from '../../src-shared/contract.ts'
import type { Brake } from '../../src-shared/feed/dataset.ts'
import type { FeedPosition } from '../../src-shared/feed/update-plan.ts'
import type { UpdatesState } from '../../src-shared/feed/updates-state.ts'
import type { Result } from '../../src-shared/result.ts'

/**
 * How a desk keeps its register up to date (register feed, Promises 3, 7, 9–11). All heavy work goes on beside the desk, which answers
 * meanwhile; every refusal leaves the register as it was.
 */
export interface Updates {
  state(): UpdatesState
  /**
   * Follows the feed of an enrolment file from now on. Errors: `enrolment-unreadable`, `enrolment-other` (another dataset is followed and
   * `replace` is false), `passphrase-needed`, `passphrase-wrong`, `station-key-wrong`, `folder-kind-differs`, `update-running`, and those
   * of writing.
   */
  enrol(order: { readonly enrolment: string; readonly passphrase: string | null; readonly replace: boolean }): Result<UpdatesState, Failure>
  /** The public half of this station's key, made at the first call. Errors: those of writing. */
  stationKey(): Result<{ readonly publicKey: string }, Failure>
  /** Begins a run, or joins the one that goes on. `again`: takes the state again that an administrator left. Errors: `enrolment-missing`, `update-running`. */
  run(order: { readonly again: boolean }): Result<UpdatesState, Failure>
  /** Cancels the run or the verification that goes on; does nothing where there is none. */
  cancel(): UpdatesState
  /** Lets a state pass its brakes and begins a run. Errors: `brakes-changed` where that state is not the one that waits, `update-running`. */
  accept(order: {
    readonly position: FeedPosition
    readonly brakes: readonly Brake[]
    readonly reason: string
  }): Result<UpdatesState, Failure>
  /** Goes back to the register before the last switch. Errors: `nothing-to-return`, `update-running`, those of the store. */
  returnToPrevious(reason: string): Promise<Result<UpdatesState, Failure>>
  /** «Проверить базу». Errors: `update-running`. */
  verify(): Result<UpdatesState, Failure>
}
