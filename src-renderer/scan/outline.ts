import type { Quadrilateral } from '../../src-shared/decoder/engine.ts'
import { isAt } from './places.ts'

/** Where a code is drawn on the picture. */
export interface Outline {
  /** What a frame shows; `isRead` where the code itself was read there. Times in milliseconds. Returns what to draw. */
  note(place: Quadrilateral | null, isRead: boolean, at: number): Quadrilateral | null
  clear(): void
}

/** Print is taken for a code now and then, in one frame and not in the next. */
const steadyMilliseconds = 250
/** The outline of a code stays through frames in which the search blinks. */
const blinkMilliseconds = 400

/** Draws a code that was read at once, and what only looks like one when it is seen steadily. */
export function outline(): Outline {
  let kept: { readonly place: Quadrilateral; readonly since: number; readonly at: number; readonly isSure: boolean } | null = null

  return {
    note(place, isRead, at) {
      if (kept !== null && at - kept.at > blinkMilliseconds) kept = null
      // A guess elsewhere does not take the outline from the code that was read.
      if (place !== null && (isRead || kept?.isSure !== true || isAt(place, kept.place))) {
        const goesOn = kept !== null && isAt(place, kept.place)
        kept = { place, since: goesOn ? (kept?.since ?? at) : at, at, isSure: isRead || (goesOn && kept?.isSure === true) }
      }
      return kept !== null && (kept.isSure || kept.at - kept.since >= steadyMilliseconds) ? kept.place : null
    },
    clear() {
      kept = null
    },
  }
}
