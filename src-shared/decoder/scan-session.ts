import type { Decoded, EngineName } from './engine.ts'
import type { LuminanceFrame } from './frame.ts'
import type { FrameLight } from './light.ts'
import type { CodeSight } from './sight.ts'

/** One attempt at a frame. */
export interface EffortStep {
  readonly engine: EngineName
  /** What the engine was shown: «frame», «region», «turned 6°», … */
  readonly rendition: string
  readonly milliseconds: number
  /** How many codes it gave. */
  readonly codes: number
}

/** What one frame gave. */
export interface FrameReading {
  /** Every code read, each content once; which of them count is for `Agreement` to say. */
  readonly codes: readonly Decoded[]
  /** The most prominent thing that looks like a code; null where nothing does. */
  readonly sight: CodeSight | null
  readonly light: FrameLight
  readonly effort: readonly EffortStep[]
}

/** Reads the frames of one camera, one after the other; what it learns of one frame it uses for the next. */
export interface ScanSession {
  /** One frame at a time: the next is handed in when the answer is there. Throws only when every engine is out of order. */
  read(frame: LuminanceFrame): Promise<FrameReading>
  /** Forgets what was learned, as when the camera was changed. */
  reset(): void
}
