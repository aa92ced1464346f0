import type { RejectReason, RowPlace } from './outcome.ts'

/** A row as its reader found it: cells in the order of the columns, or why there are none. */
export type RawRow =
  | { readonly place: RowPlace; readonly cells: readonly string[] }
  | { readonly place: RowPlace; readonly fault: RejectReason; readonly rows: number }

/** Readers hand rows over in small batches: waiting for each of millions would take longer than reading it. */
export type RowBatches = AsyncGenerator<readonly RawRow[], void, void>

/** Bytes of a file in order. Faults of the carrier come as `SourceFault`. */
export type ByteStream = AsyncIterable<Uint8Array>

/** A row takes some hundred characters; a longer one is none, and must not fill the memory. */
export const LONGEST_ROW = 64 << 10
