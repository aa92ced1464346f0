import type { Instant } from '../../../src-shared/calendar.ts'
import type { Brake } from '../../../src-shared/feed/dataset.ts'
import type { PublisherKeys } from '../trust/key-folder.ts'
import type { Acceptance } from './acceptance.ts'
import type { FeedFolder } from './feed-folder.ts'
import type { Base } from './find-base.ts'
import type { PublishSource, SourceOpener } from './source.ts'
import type { StateFolder } from './state-folder.ts'

export interface PublishOrder {
  readonly keys: PublisherKeys
  /** The publisher's memory; encrypted, never served. Only one publisher at a time may work with it. */
  readonly stateFolder: string
  /** The folder that a web server, a share or a stick carries. */
  readonly feedFolder: string
  readonly source: PublishSource
  readonly now: Instant
  /** Of which the days of lists are; without it UTC. */
  readonly timeZone?: string
  readonly cadenceHours: number
  /** Which of the publisher's brakes are to be passed this once, and why; a reason alone passes all of them, null keeps them. */
  readonly accept: Acceptance | string | null
  /** Changes that the desks' brakes are to let pass (register feed, Promises 7). */
  readonly expectedChanges: readonly { readonly brake: Brake; readonly reason: string }[]
  /** Makes a snapshot although none is due. */
  readonly snapshot: boolean
  readonly onProgress: (progress: PublishProgress) => void
  /**
   * Called when the source was read to its end and nothing of it can be seen yet: a list of what was set aside is made durable here, because
   * its files count as taken from the switch on. What it throws ends the publication.
   */
  readonly beforeSwitch?: () => void
}

/** An order whose source may depend on what was published last. */
export interface PublishRequest extends Omit<PublishOrder, 'source'> {
  readonly source: PublishSource | SourceOpener
  /** Tells what would be published, and publishes nothing. */
  readonly dryRun?: boolean
}

export interface PublishProgress {
  readonly step: 'reading' | 'matching' | 'merging' | 'packing'
  /** Records read, or shards of 256 done. */
  readonly done: number
}

/** What the steps of a publication share. */
export interface PublishWork {
  readonly order: PublishOrder
  readonly state: StateFolder
  readonly feed: FeedFolder
  readonly base: Base
}
