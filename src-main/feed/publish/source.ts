import type { FeedRecord } from '../../../src-shared/feed/canonical-record.ts'
import type { RegisterHeader } from '../../../src-shared/register/record.ts'

/** What a source says next. The outcomes of an import (`../../import/outcome.ts`) are of this shape. */
export type SourceOutcome =
  | { readonly kind: 'record'; readonly record: FeedRecord }
  /** A row set aside; the reason is a code without personal data. */
  | { readonly kind: 'rejected'; readonly reason: string }
  /** Nothing of the source may be used, whatever came before. */
  | { readonly kind: 'refused'; readonly refusal: { readonly code: string; readonly params: Readonly<Record<string, string>> } }
  /** Of no concern here. */
  | { readonly kind: 'source' | 'duplicate' | 'merged' | 'finished' }

/** Register data to publish. */
export interface PublishSource {
  readonly header: Omit<RegisterHeader, 'schemaVersion'>
  /** `full-list`: who is absent has left this copy. `changes`: who is absent stays as published. */
  readonly content: 'full-list' | 'changes'
  /** Read to its end, once. Of several records with one key the last counts. */
  readonly outcomes: AsyncIterable<SourceOutcome> | Iterable<SourceOutcome>
}
