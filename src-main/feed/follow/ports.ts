import type { Failure } from '../../../src-shared/contract.ts'
import type { Instant } from '../../../src-shared/calendar.ts'
import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import type { HeldBrake, RunEntry } from '../../../src-shared/feed/run-outcome.ts'
import type { FeedPosition } from '../../../src-shared/feed/update-plan.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { PartLine } from '../parts/read-part.ts'

/** Where the register stands in a feed. */
export interface FeedStanding {
  /** What the register in use holds of this dataset; null where it holds none of it, or cannot be read. */
  readonly current: StandingState | null
  /** The highest state of this dataset that was ever in use here: it never falls (register feed, Promises 5). */
  readonly highest: FeedPosition | null
  /** An administrator went back from `highest`. */
  readonly returned: boolean
}

export interface StandingState extends FeedPosition {
  /** As `dataset.json` gave it. */
  readonly stateDigest: string
  readonly asOf: Instant
  readonly issuedAt: Instant
}

/** The register, as far as a run fills it. Every method may take long; nothing is visible to lookups before `commit`. */
export interface FeedStore {
  standing(dataset: string): FeedStanding
  /** Begins to take a whole state, or the changes to one. Fails e.g. with `folder-kind-differs`, `disk-full`, `register-damaged`. */
  begin(kind: 'snapshot' | 'deltas', dataset: Dataset): Result<FeedIntake, Failure>
}

/** One state on its way in. It ends with `commit` or `abort`, nothing else. */
export interface FeedIntake {
  /**
   * Takes lines, shard after shard, every record once. A snapshot's are records only; among the changes are removals. A line that
   * is not newer than the record held is passed over. A record of unknown shape is kept as bytes. A failure ends the intake.
   */
  take(lines: readonly PartLine[]): Result<null, Failure>
  /** Completes tables and digest and measures the brakes; what is in use stays as it is. */
  prepare(onPhase: (phase: 'index' | 'digest') => void): Result<PreparedState, Failure>
  /** Makes it durable and switches. */
  commit(): Result<null, Failure>
  /** Drops it; what is in use stays as it is. */
  abort(): void
}

export interface PreparedState {
  /** SHA-256 of the digest's bytes over the whole resulting set, hexadecimal (`state-digest.ts`). */
  readonly stateDigest: string
  /** The brakes that the new state runs into, lifted ones too (register feed, Promises 7). */
  readonly brakes: readonly HeldBrake[]
  /** Records that are new or differ, that went, and that were kept as bytes only. */
  readonly rows: { readonly changed: number; readonly removed: number; readonly quarantined: number }
}

/** The journal of runs. */
export interface RunJournal {
  record(entry: RunEntry): void
}
