import type { CodeFormat } from '../../../../src-shared/decoder/engine.ts'
import type { NegativeKind } from '../negatives.ts'

/** Each engine alone; ours in the time of a camera's frame; ours as a picture that was dropped, with all the time it wants. */
export const readers = ['wasm', 'script', 'ours', 'picture'] as const
export type ReaderName = (typeof readers)[number]

/** A reading that is not what the picture holds. */
export interface WrongRead {
  readonly reader: ReaderName
  readonly format: CodeFormat
  /** What was read, as ISO 8859-1 text with everything else than printable ASCII as dots. */
  readonly text: string
  /** Whether the program would have shown it; of the engines alone nothing is. */
  readonly counts: boolean
  /** Which picture: with the seed it can be made again. */
  readonly picture: string
}

/** One reader, one photograph. */
export interface Attempt {
  readonly read: boolean
  /** By the clock. */
  readonly milliseconds: number
  /** Of the processor, for this thread alone: what others do on the machine is not in it. */
  readonly processorMilliseconds: number
}

export interface SingleResult {
  readonly kind: 'single'
  readonly format: CodeFormat
  readonly family: string
  readonly step: string
  readonly attempts: Readonly<Record<ReaderName, Attempt>>
  readonly wrong: readonly WrongRead[]
}

export interface SequenceResult {
  readonly kind: 'sequence'
  readonly format: CodeFormat
  readonly family: string
  readonly step: string
  /** Photographs looked at: up to the first that counts. */
  readonly attempts: readonly Attempt[]
  /** From the first photograph to the reading that counts, at 30 photographs a second and never faster than they are read; null for never. */
  readonly firstReadMilliseconds: number | null
  readonly wrong: readonly WrongRead[]
}

export interface NegativeResult {
  readonly kind: 'negative'
  readonly negative: NegativeKind
  readonly attempts: readonly Attempt[]
  readonly wrong: readonly WrongRead[]
}

export type Outcome = SingleResult | SequenceResult | NegativeResult

/** One piece of work for a thread. */
export type Task =
  | { readonly kind: 'cell'; readonly format: CodeFormat; readonly step: string; readonly singles: number; readonly sequences: number }
  | { readonly kind: 'negatives'; readonly negative: NegativeKind; readonly first: number; readonly count: number; readonly frames: number }
