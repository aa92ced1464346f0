import type { Instant } from '../../../src-shared/calendar.ts'
import type { RunReason } from '../../../src-shared/feed/follow-schedule.ts'
import type { RunEntry, RunProgress } from '../../../src-shared/feed/run-outcome.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { FeedRefusal, PreviousRegister, Verification } from '../../app/feed-port.ts'
import type { AcceptedBrake } from '../../feed/follow/take-newest.ts'

/** One piece of work on the register, done by a thread of its own while the desk answers (register feed, Promises 3). */
export type RegisterJob = {
  readonly dataFolder: string
  /** The register's key. */
  readonly key: Uint8Array
  /** The host's time when the job begins; the thread's clock goes on from there. */
  readonly now: Instant
  /** Folders of which a call of an earlier run never came back. */
  readonly hanging?: readonly string[]
} & (
  | { readonly what: 'run'; readonly run: FeedRunJob }
  /** «Проверить базу». */
  | { readonly what: 'verify' }
  | { readonly what: 'return' }
)

export interface FeedRunJob {
  readonly why: RunReason
  readonly dataset: string
  readonly firstRoot: Uint8Array
  readonly sources: readonly string[]
  readonly contentKey: Uint8Array | null
  /** The feed's own folder. */
  readonly folder: string
  readonly mirror: boolean
  readonly accepted: readonly AcceptedBrake[]
  readonly takeReturned: boolean
}

export interface JobResults {
  readonly run: RunEntry
  readonly verify: Verification
  readonly return: Result<PreviousRegister | null, FeedRefusal>
}
export type JobName = keyof JobResults

/** What the thread tells while it works. */
export type JobMessage =
  | { readonly kind: 'progress'; readonly progress: RunProgress }
  | { readonly kind: 'verified'; readonly done: number; readonly total: number }
  | { readonly kind: 'log'; readonly level: 'info' | 'error'; readonly event: string; readonly fields: LogFields }
  | { readonly kind: 'done'; readonly result: JobResults[JobName] }

export type LogFields = Readonly<Record<string, string | number | boolean | null>>

/** The one message to the thread. */
export const CANCEL = 'cancel'
