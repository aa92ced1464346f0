import type { Quadrilateral } from '../../src-shared/decoder/engine.ts'
import type { CodeSight } from '../../src-shared/decoder/sight.ts'
import { isAt } from './places.ts'

/** What one frame shows: something that looks like a code, and where a code was read. */
export interface FrameSight {
  readonly sight: CodeSight | null
  readonly read: Quadrilateral | null
}

/** What successive frames agree on: worth to be drawn, and to be talked about. */
export interface SteadySight {
  readonly place: Quadrilateral
  /** As it was seen last; null where a code was read that nothing is known of. */
  readonly sight: CodeSight | null
}

export interface SightKeeper {
  /** `at` in milliseconds of a clock that never goes back. */
  note(frame: FrameSight, at: number): SteadySight | null
  clear(): void
}

/** Print is taken for a code now and then, in one frame and not in the next. */
const steadyMilliseconds = 250
/** A code is kept through frames in which the search blinks or looks elsewhere. */
const blinkMilliseconds = 400

interface Candidate extends SteadySight {
  readonly since: number
  readonly at: number
  readonly isRead: boolean
}

/** Tells a code that was read at once, and what only looks like one when it is seen steadily at its place. */
export function sightKeeper(): SightKeeper {
  let candidates: readonly Candidate[] = []

  function see(place: Quadrilateral, sight: CodeSight | null, isRead: boolean, at: number): void {
    const known = candidates.find((candidate) => isAt(place, candidate.place))
    const seen = { place, sight: sight ?? known?.sight ?? null, since: known?.since ?? at, at, isRead: isRead || known?.isRead === true }
    candidates = [...candidates.filter((candidate) => candidate !== known), seen]
  }

  return {
    note({ sight, read }, at) {
      candidates = candidates.filter((candidate) => at - candidate.at <= blinkMilliseconds)
      // Patterns of no kind are searched, not shown.
      if (sight !== null && sight.kind !== 'unknown') see(sight.position, sight, false, at)
      if (read !== null) see(read, null, true, at)
      const steady = candidates.filter((candidate) => candidate.isRead || candidate.at - candidate.since >= steadyMilliseconds)
      return steady.find(({ isRead }) => isRead) ?? steady.toSorted((one, other) => one.since - other.since)[0] ?? null
    },
    clear() {
      candidates = []
    },
  }
}
