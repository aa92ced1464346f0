import type { CalendarDate } from '../../../src-shared/calendar.ts'
import type { FeedRecord } from '../../../src-shared/feed/canonical-record.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { RegisterHeader } from '../../../src-shared/register/record.ts'
import type { FeedFailure } from '../feed-failure.ts'
import type { Lifted } from './acceptance.ts'
import type { Strength } from './combine-records.ts'
import type { SourceMemory } from './source-memory.ts'
import type { Published } from './state-folder.ts'

/** Where a row stands in a file; lines and records count from 1. */
export interface Origin {
  readonly file: string
  readonly line: number | null
  readonly record: number
}

/** What a source says next. The outcomes of an import (`../../import/outcome.ts`) are of this shape. */
export type SourceOutcome =
  | {
      readonly kind: 'record'
      readonly record: FeedRecord
      /** Without it the record replaces what is known. */
      readonly strength?: Strength
      /** `by-identity`: the person's id is not that of the register, so who it is has to be found out (`match-known.ts`). */
      readonly known?: 'by-id' | 'by-identity'
      readonly origin?: Origin
    }
  /** A row set aside, or several that went with it; the reason is a code without personal data. */
  | { readonly kind: 'rejected'; readonly reason: string; readonly rows?: number; readonly origin?: Origin; readonly raw?: Raw }
  /** Nothing of the source may be used, whatever came before. */
  | { readonly kind: 'refused'; readonly refusal: { readonly code: string; readonly params: Readonly<Record<string, string>> } }
  /** A list begins; what follows is of it. */
  | {
      readonly kind: 'source'
      readonly source: {
        readonly file: string
        readonly profile?: string
        /** The day of its data; without it they are of the day of the source. */
        readonly asOf?: CalendarDate
        readonly counts: { readonly rows: number }
      }
    }
  /** Of no concern here. */
  | { readonly kind: 'duplicate' | 'merged' | 'finished' }

/** A row as it came. Personal data. */
type Raw = readonly string[] | null

/** Register data to publish. */
export interface PublishSource {
  readonly header: Omit<RegisterHeader, 'schemaVersion'>
  /** `full-list`: who is absent has left this copy. `changes`: who is absent stays as published. */
  readonly content: 'full-list' | 'changes'
  /** The day of a full list that is made of lists: of which they are, however much later their silence since is vouched for. */
  readonly listedOn?: CalendarDate
  /** Read to its end, once. Of several records with one key the last counts. */
  readonly outcomes: AsyncIterable<SourceOutcome> | Iterable<SourceOutcome>
  /** What to remember once this is published; without it the memory stays as it was. */
  readonly memory?: SourceMemory
  /** Hears of rows that were set aside after the source had handed them over. */
  readonly onRejected?: (origin: Origin | null, reason: string, record: FeedRecord) => void
  /** Refusals that were lifted for a reason, for the report. */
  readonly lifted?: readonly Lifted[]
  close?(): Promise<void>
}

/** Makes a source for what was published last, which decides what the files may change. */
export type SourceOpener = (former: Published | null) => Promise<Result<PublishSource, FeedFailure>>
