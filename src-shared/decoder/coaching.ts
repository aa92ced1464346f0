import type { FrameLight } from './light.ts'
import type { CodeSight } from './sight.ts'

/** What the person who holds the code should do; the words stand with the other texts of the screen. */
export type CoachingCode = 'closer' | 'farther' | 'straighten' | 'hold-still' | 'too-dark' | 'glare' | 'searching'

/** What one frame shows of the code. */
export interface CoachingView {
  readonly light: FrameLight
  readonly sight: CodeSight | null
  /** Pixels of the frame. */
  readonly width: number
  readonly height: number
  /** A code was read in this frame. */
  readonly isRead: boolean
}

/** The words on the screen and what is about to replace them; times in milliseconds. */
export interface Coaching {
  /** What to show; null says nothing. */
  readonly code: CoachingCode | null
  readonly shownSince: number
  /** What the last frames say, all of them alike since `nextSince`. */
  readonly next: CoachingCode | null
  readonly nextSince: number
}

/** Before the first frame: nothing is said. */
export const coachingAtStart: Coaching = {
  code: null,
  shownSince: Number.NEGATIVE_INFINITY,
  next: null,
  nextSince: Number.NEGATIVE_INFINITY,
}

/** A word stands at least as long, in milliseconds; it can be read then. */
const shownMilliseconds = 700
/** Frames must say another thing for so long before it is shown, in milliseconds. */
const steadyMilliseconds = 300

/**
 * The coaching after one more frame, `at` in milliseconds of a clock that never goes back. A word stays for at least
 * 0.7 s and gives way only to one that the frames say steadily; a code that was read takes it away at once.
 */
export function coach(before: Coaching, view: CoachingView, at: number): Coaching {
  if (view.isRead) return { code: null, shownSince: at, next: null, nextSince: at }
  const next = adviceOf(view, before.code)
  const nextSince = next === before.next ? before.nextSince : at
  const mayChange = at - before.shownSince >= shownMilliseconds && at - nextSince >= steadyMilliseconds
  if (next === before.code || !mayChange) return { ...before, next, nextSince }
  return { code: next, shownSince: at, next, nextSince }
}

/** The most useful advice on one frame. What is on the screen already is given up later than it was taken up. */
function adviceOf(view: CoachingView, shown: CoachingCode | null): CoachingCode {
  const { light, sight } = view
  const slack = (code: CoachingCode): number => (code === shown ? 1.25 : 1)
  if (light.brightness < 45 * slack('too-dark') && light.contrast < 0.35 * slack('too-dark')) return 'too-dark'
  if (sight === null || sight.kind === 'unknown') return 'searching'
  if (light.glare * slack('glare') > 0.12) return 'glare'
  if (isCut(view, slack('farther'))) return 'farther'
  if (isSmall(sight, view, slack('closer'))) return 'closer'
  if (slant(sight) * slack('straighten') > 14) return 'straighten'
  return 'hold-still'
}

/** So near that its ends are outside of the frame. */
function isCut({ sight, width, height }: CoachingView, slack: number): boolean {
  if (sight === null) return false
  const margin = 0.01 * slack * Math.max(width, height)
  const outside = sight.position.filter(({ x, y }) => x < margin || y < margin || x > width - margin || y > height - margin)
  return outside.length >= 2 && lengthOf(sight) * slack > 0.6 * Math.min(width, height)
}

function isSmall(sight: CodeSight, { width }: CoachingView, slack: number): boolean {
  if (sight.modulePixels !== null) return sight.modulePixels < 1.6 * slack
  const share = lengthOf(sight) / width
  return share < (sight.kind === 'matrix' ? 0.07 : 0.2) * slack
}

/** Degrees from the nearest of the four upright directions; 0 where unknown. */
function slant({ tiltDegrees }: CodeSight): number {
  return tiltDegrees === null ? 0 : Math.abs(tiltDegrees - 90 * Math.round(tiltDegrees / 90))
}

function lengthOf({ position: [topLeft, topRight] }: CodeSight): number {
  return Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y)
}
