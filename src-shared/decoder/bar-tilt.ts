import { sumAlongBars } from './bar-sums.ts'
import type { BarBox } from './bar-sums.ts'
import type { LuminanceFrame } from './frame.ts'
import { middleOf, sizeOf } from './position.ts'
import type { CodeSight } from './sight.ts'

/** So many pixels along the bars tell their tilt. */
const enoughHeight = 64
/** What seems upright is; measuring it again, a reflection may lead astray. */
const uprightDegrees = 2.5
const coarse = 1
const fine = 0.25

/**
 * The tilt of bars as the one at which their mean along themselves has the steepest steps, in degrees; to a degree
 * for bars at least 40 pixels high. Null where no tilt is known to begin with.
 */
export function tiltOfBars(frame: LuminanceFrame, { position, tiltDegrees }: CodeSight): number | null {
  if (tiltDegrees === null || slantOf(tiltDegrees) < uprightDegrees) return tiltDegrees
  const { width, height } = sizeOf(position)
  const box = { centre: middleOf(position), turn: 0, length: width, height: Math.min(0.8 * height, enoughHeight) }
  // Low bands forgive a wrong tilt, the whole height tells the right one.
  const about = steepest(frame, box, around(tiltDegrees, doubtOf(tiltDegrees), coarse), 3)
  return steepest(frame, box, around(about, coarse / 2, fine), 2)
}

/** By how much the tilt that the steps of single pixels tell may be wrong: fine bars seem more slanted than they are, upright ones upright. */
function doubtOf(tilt: number): number {
  return Math.min(8, 1 + 0.3 * slantOf(tilt))
}

function slantOf(tilt: number): number {
  return Math.abs(tilt - 90 * Math.round(tilt / 90))
}

function around(tilt: number, doubt: number, step: number): Tilts {
  const steps = Math.round(doubt / step)
  return { from: tilt - steps * step, to: tilt + steps * step, step }
}

interface Tilts {
  readonly from: number
  readonly to: number
  readonly step: number
}

function steepest(frame: LuminanceFrame, box: BarBox, { from, to, step }: Tilts, bands: number): number {
  let best = { tilt: from, steps: Number.NEGATIVE_INFINITY }
  for (let tilt = from; tilt <= to + step / 2; tilt += step) {
    const steps = stepsAt(frame, { ...box, turn: (tilt * Math.PI) / 180 }, bands)
    if (steps > best.steps) best = { tilt, steps }
  }
  return best.tilt
}

/** The mean squared step between neighbouring places of one pixel. */
function stepsAt(frame: LuminanceFrame, box: BarBox, bands: number): number {
  const { columns, levels, counts } = sumAlongBars(frame, box, bands, 1)
  let sum = 0
  let number = 0
  for (let place = 0; place < levels.length - 1; place++) {
    const [here, there] = [counts[place] ?? 0, counts[place + 1] ?? 0]
    if (here === 0 || there === 0 || place % columns === columns - 1) continue
    const step = (levels[place + 1] ?? 0) / there - (levels[place] ?? 0) / here
    sum += step * step
    number++
  }
  return number === 0 ? 0 : sum / number
}
