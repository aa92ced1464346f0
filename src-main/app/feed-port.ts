import type { Instant } from '../../src-shared/calendar.ts'
import type { Failure } from '../../src-shared/contract.ts'
import type { Brake, Dataset } from '../../src-shared/feed/dataset.ts'
import type { LineHead } from '../../src-shared/feed/published-line.ts'
import type { FeedPosition } from '../../src-shared/feed/update-plan.ts'
import type { Result } from '../../src-shared/result.ts'

/** A line of a part whose place among the parts was checked: its head and shard are those of its text. */
export interface FeedLine {
  readonly head: LineHead
  /** 0–255. */
  readonly shard: number
  /** Without its line feed. */
  readonly text: string
  /** The same in UTF-8, where it came so: hashing these takes half the time. */
  readonly bytes?: Uint8Array
}

/** Counts that the brakes compare, kept up by every delta. */
export interface RegisterTotals {
  /** Records per entity, tombstones and unreadable ones among them. */
  readonly entities: Readonly<Record<string, number>>
  /** People who have not left this copy. */
  readonly people: number
  /** Those of them with a policy of a valid status (ДПП, ДНП), whatever its dates. */
  readonly insured: number
  /** Insured people per factual insurer, by its code. */
  readonly insurers: Readonly<Record<string, number>>
  /** Records of any entity that this program cannot interpret. */
  readonly unreadable: number
}

/** What the register holds of a feed. */
export interface FeedState extends FeedPosition {
  readonly dataset: string
  readonly scope: string
  readonly version: string
  readonly asOf: Instant
  readonly issuedAt: Instant
  readonly totals: RegisterTotals
}

/** Where the register stands in its feed. It is kept in the register and beside it. */
export interface FeedStanding {
  /** Null: the register was not filled from a feed, there is none, or it is damaged. */
  readonly state: FeedState | null
  /**
   * The highest position this folder ever had in the dataset of `state`, or in the one it took last; it never falls (register feed,
   * Promises 5).
   */
  readonly floor: (FeedPosition & { readonly dataset: string }) | null
  /** An administrator went back from `floor`, which is therefore not taken again by itself. */
  readonly returned: boolean
  /** The register is behind `floor` although nobody went back: it was put there from a backup, or lost what it had. */
  readonly behind: boolean
  /** The same of datasets that the folder took before, each once. */
  readonly otherFloors: readonly DatasetFloor[]
}

/** The highest position that a folder ever had in a dataset. */
export interface DatasetFloor extends FeedPosition {
  readonly dataset: string
  /** An administrator went back from it. */
  readonly returned: boolean
}

/** The floor in a dataset, whether the register is of it now or was once; null where the folder never took any of it. */
export function floorIn({ floor, returned, otherFloors }: FeedStanding, dataset: string): DatasetFloor | null {
  if (floor?.dataset === dataset) return { ...floor, returned }
  return otherFloors.find((other) => other.dataset === dataset) ?? null
}

/** A brake that holds (register feed, Promises 7): what was counted before and would be counted after. */
export interface HeldBrake {
  readonly brake: Brake
  readonly before: number
  readonly after: number
  /** Of which so many: all people for shares of them, all records for unreadable ones. */
  readonly ofBefore: number
  readonly ofAfter: number
  /** Codes of the insurers that vanished. */
  readonly insurers: readonly string[]
}

/** Why a state of the feed is not taken. After each of these the register answers on as it was. */
export type FeedRefusal =
  /** The register stands there already: nothing to do. */
  | { readonly kind: 'up-to-date' }
  /** Older than what this folder once had. */
  | { readonly kind: 'older'; readonly floor: FeedPosition }
  /** An administrator went back from it. */
  | { readonly kind: 'returned-from'; readonly floor: FeedPosition }
  /** Deltas for a register that holds no state of this dataset and epoch. */
  | { readonly kind: 'no-base' }
  /** So many people are new since the last snapshot that the indexes have no room for more: only a snapshot goes on. */
  | { readonly kind: 'no-room' }
  | { readonly kind: 'held'; readonly brakes: readonly HeldBrake[] }
  /** Faults of the publisher. */
  | { readonly kind: 'line-misplaced' | 'record-twice' | 'nobody' }
  | { readonly kind: 'digest-differs' }
  /** `folder-in-use`, `not-permitted`, `folder-kind-differs`, `disk-full`, `database-damaged`, `database-newer`, `journal-unwritable`. */
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface FeedChanges {
  readonly added: number
  readonly changed: number
  readonly removed: number
}

export interface FeedSwitched {
  readonly state: FeedState
  readonly changes: FeedChanges
}

/** What an administrator decided beforehand. */
export interface FeedOptions {
  /** Brakes that an administrator lifted for this state. */
  readonly accepted?: readonly Brake[]
  /** Takes a state again that an administrator went back from. */
  readonly again?: boolean
}

/** What the end of an update is busy with; a delta has its indexes. */
export type FinishPhase = 'index' | 'digest' | 'switch'

/** A state of the feed on its way into the register. Nothing of it is visible before `finish`. */
export interface FeedUpdate {
  /** Takes the lines of one part after another. After a refusal nothing more is taken, and `finish` tells it again. */
  add(lines: Iterable<FeedLine>): Result<null, FeedRefusal>
  /** After the lines of a snapshot: what follows are the deltas after it, in their order. */
  startDeltas(): Result<null, FeedRefusal>
  /** Makes what indexes are missing, compares the digest with the published one, asks the brakes, makes durable and switches. */
  finish(onPhase?: (phase: FinishPhase) => void): Result<FeedSwitched, FeedRefusal>
  /** Drops what came so far. Does nothing after the end. */
  abort(): void
}

/** The register to which one call goes back. */
export interface PreviousRegister {
  /** `delta`: the last delta is undone; `generation`: the file before the last snapshot answers again. */
  readonly kind: 'delta' | 'generation'
  readonly version: string
  readonly asOf: Instant
  readonly position: FeedPosition | null
}

/** A verification that was stopped goes on from here, if the register is still the same. */
export interface VerifyPlace {
  readonly generation: number
  readonly position: FeedPosition
  /** Person rows before this one are summed. */
  readonly row: number
  readonly digest: Uint8Array
}

export type Verification =
  | { readonly kind: 'whole'; readonly records: number }
  /** Shards whose records are not those that were published. */
  | { readonly kind: 'damaged'; readonly shards: readonly number[] }
  | { readonly kind: 'stopped'; readonly place: VerifyPlace }
  | { readonly kind: 'not-from-feed' }
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface VerifyOptions {
  /** Hears how many person rows are summed, of how many. */
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
  readonly from?: VerifyPlace
}

/** The right to fetch into a feed's folder. */
export interface FeedTurn {
  /** Gives it back. Does nothing the second time. */
  end(): void
}

/**
 * The register of a data folder as the end of a feed. Every call works on the files alone, so it may be made in a worker while the
 * desk answers; one update at a time, whoever makes it. Of two updates at once the later is refused with `folder-in-use`.
 */
export interface RegisterFeed {
  /**
   * Takes a feed's folder for one run: two at once would write into the same parts. The right ends with the process, however that ends.
   * Errors: `update-running` while another run has it, in whichever process; `not-permitted`; those of the file system.
   */
  takeTurn(feedFolder: string): Result<FeedTurn, Failure>
  standing(): Result<FeedStanding, Failure>
  /** Builds a new generation beside the current one; the former one is kept for `returnToPrevious`. */
  beginSnapshot(dataset: Dataset, options?: FeedOptions): Result<FeedUpdate, FeedRefusal>
  /** Changes the current generation by a chain of deltas, all of it or nothing, with the work of the changes alone. */
  beginDelta(dataset: Dataset, options?: FeedOptions): Result<FeedUpdate, FeedRefusal>
  previous(): Result<PreviousRegister | null, Failure>
  /** Goes back and remembers it: the state left is not taken again by itself. Null: there is nothing to go back to. */
  returnToPrevious(): Result<PreviousRegister | null, FeedRefusal>
  /**
   * «Проверить базу»: sums the digest anew from the tables and compares it with the kept one. A register that is found damaged answers
   * nobody any more and counts as none: the next run takes the snapshot.
   */
  verify(options?: VerifyOptions): Promise<Verification>
}
