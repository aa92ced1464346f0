import { wordModules } from './bar-patterns.ts'
import { leastSquares } from './least-squares.ts'
import { borderTemplate, firstBorderTemplate, match } from './profile.ts'
import type { StartGuess } from './start-pattern.ts'

/**
 * Where the codewords of all rows begin, along a profile: border 0 is the left edge of the start pattern, border 1 that
 * of the left row indicators. Place of border k = `place + step * k + bend * k * k`, in pixels.
 */
export interface Borders {
  readonly place: number
  readonly step: number
  readonly bend: number
  /** Number of the last border seen. */
  readonly last: number
  /** Sum of the likenesses of all borders, times the square of their mean: many borders count, but clear ones more. */
  readonly evidence: number
}

/** A border counts from this correlation on, and all together from this mean; three weak ones in a row end the symbol. */
const leastLikeness = 0.45
const leastMean = 0.5
const weakInARow = 3
/** 30 columns, two row indicators, start and stop pattern. */
const mostBorders = 35

/** Place of border `index`. */
export function borderPlace({ place, step, bend }: Pick<Borders, 'place' | 'step' | 'bend'>, index: number): number {
  return place + step * index + bend * index * index
}

/** Follows the borders from a start pattern to the right, each where the last ones let it expect. Null where there are fewer than three. */
export function traceBorders(profile: Float32Array, width: number, start: StartGuess): Borders | null {
  const fit = leastSquares(3)
  // Against a border known to a seventh of a module: the start pattern knows the step to 0.6 modules, the bend is below 0.05.
  fit.add([1, 0, 0], start.place, 1)
  fit.add([0, 1, 0], start.pitch * wordModules, 0.06)
  fit.add([0, 0, 1], 0, 9)
  let line = { place: start.place, step: start.pitch * wordModules, bend: 0 }
  let last = 0
  let weak = 0
  let evidence = start.likeness * 2
  for (let index = 1; index < mostBorders && weak < weakInARow; index++) {
    const found = nearestBorder(profile, width, borderPlace(line, index), line.step / wordModules, index === 1, 1.3)
    if (found.likeness < leastLikeness) {
      weak++
      continue
    }
    weak = 0
    last = index
    evidence += found.likeness
    fit.add([1, index, index * index], found.place, found.likeness ** 2)
    const [place = 0, step = 0, bend = 0] = fit.solve(0) ?? []
    line = { place, step, bend }
  }
  const mean = (evidence - 2 * start.likeness) / last
  return last < 2 || mean < leastMean ? null : { ...line, last, evidence: evidence * (evidence / (last + 2)) ** 2 }
}

interface FoundBorder {
  readonly place: number
  readonly likeness: number
}

/** The best border within `reach` modules of the place expected. */
export function nearestBorder(
  profile: Float32Array,
  width: number,
  expected: number,
  pitch: number,
  isFirst: boolean,
  reach: number,
): FoundBorder {
  const template = isFirst ? firstBorderTemplate : borderTemplate
  let best = { place: expected, likeness: -1 }
  for (let offset = -reach; offset <= reach + 1e-9; offset += 0.1) {
    const place = expected + offset * pitch
    const likeness = match(profile, width, template, place, pitch)
    if (likeness > best.likeness) best = { place, likeness }
  }
  return best
}
