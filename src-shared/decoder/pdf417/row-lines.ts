import { wordModules } from './bar-patterns.ts'
import { bendOf, rowsAt } from './row-bend.ts'
import { measureChanges, piecesOfCell, placeOf, stack } from './row-changes.ts'
import type { Strip } from './strip.ts'
import type { Upright } from './upright.ts'

/** A stack of rows in a strip; where each row line runs is told by `rowLineAt`. */
export interface RowLines {
  /** Height of a row in the middle of the symbol, in lines of the strip. */
  readonly height: number
  /** Where row line 0 would run at the anchor if nothing were stretched. */
  readonly phase: number
  /** Lines down for a pixel along, and for its square: paper that is bent, not flat. */
  readonly slope: number
  readonly bow: number
  /** Rows are higher by this share for every pixel along: one end of the symbol is nearer. */
  readonly growth: number
  /** A line `t` lines from the middle of the symbol runs `stretch * t * t` lines lower: the symbol leans away. */
  readonly stretch: number
  readonly middle: number
  /** Place along the strip from which slope and bow count. */
  readonly anchor: number
  /** 0…1: how regularly the bars change from line to line, against the best answer. */
  readonly evidence: number
}

/** The line of the strip where row line `index` runs at a place along the strip. */
export function rowLineAt({ height, phase, slope, bow, growth, stretch, middle, anchor }: RowLines, index: number, place: number): number {
  const along = place - anchor
  const line = phase + height * index - middle
  return middle + line * (1 + growth * along) + stretch * line * line + (slope + bow * along) * along
}

/** Rows are 2 to 10 modules high; a little more is tried, for the pitch along is not the pitch down. */
const lowestRow = 1.6
const highestRow = 12
/** Rows lean against the bars by no more than this in a picture that can be read (pixels down a pixel along). */
const steepest = 0.2

export type RowFinder = (strip: Strip, upright: Upright, most: number) => readonly RowLines[]

/** Finds the height and place of rows from where the bars change down the symbol; several answers, the likeliest first. */
export function rowFinder(): RowFinder {
  let changes = new Float32Array(0)
  let stacked = new Float32Array(0)
  let waves = new Float32Array(0)
  return (strip, upright, most) => {
    const pieces = (upright.borders.last - 1) * piecesOfCell
    const lines = upright.bottom - upright.top
    const pitch = upright.borders.step / wordModules
    if (changes.length < pieces * strip.height) changes = new Float32Array(pieces * strip.height)
    if (stacked.length < lines) stacked = new Float32Array(lines)
    measureChanges(strip, upright, pieces, changes)
    const frequencies = frequenciesFor(lines, pitch)
    if (waves.length < frequencies.length * lines * 2) waves = new Float32Array(frequencies.length * lines * 2)
    fillWaves(waves, frequencies, lines)
    const anchor = placeOf(upright, pieces / 2 - 0.5)
    const spectrum = new Float64Array(frequencies.length)
    let best = { slope: 0, power: -1 }
    const consider = (slope: number): void => {
      stack(changes, upright, pieces, strip.height, { slope, bow: 0, growth: 0, anchor }, stacked)
      const power = transform(stacked, waves, lines, spectrum, 2)
      if (power > best.power) best = { slope, power }
    }
    // Two pixels at either end of the symbol are less than half a row.
    const step = 2 / Math.max(1, placeOf(upright, pieces - 1) - anchor)
    for (let slope = -steepest; slope <= steepest; slope += step) consider(slope)
    const { slope: about } = best
    consider(about - step / 2)
    consider(about + step / 2)
    const straight = { slope: best.slope, bow: 0, growth: 0, anchor }
    stack(changes, upright, pieces, strip.height, straight, stacked)
    const strongest = transform(stacked, waves, lines, spectrum, 1)
    return peaks(spectrum, most).map((index) => {
      const frequency = frequencies[index] ?? 1
      const bend = bendOf(changes, upright, pieces, strip.height, straight, frequency)
      stack(changes, upright, pieces, strip.height, bend, stacked)
      const { height, phase, stretch } = rowsAt(stacked, lines, frequency, upright.top)
      const middle = upright.top + lines / 2
      const evidence = (spectrum[index] ?? 0) / strongest
      return { height, phase, stretch, middle, slope: bend.slope, bow: bend.bow, growth: bend.growth, anchor, evidence }
    })
  }
}

function frequenciesFor(lines: number, pitch: number): readonly number[] {
  const frequencies: number[] = []
  const step = 0.2 / lines
  for (let frequency = 1 / (highestRow * pitch); frequency < Math.min(0.45, 1 / (lowestRow * pitch)); frequency += step)
    frequencies.push(frequency)
  return frequencies
}

function fillWaves(waves: Float32Array, frequencies: readonly number[], lines: number): void {
  for (const [index, frequency] of frequencies.entries()) {
    const stepCos = Math.cos(2 * Math.PI * frequency)
    const stepSin = Math.sin(2 * Math.PI * frequency)
    let cos = 1
    let sin = 0
    for (let at = index * lines * 2; at < (index + 1) * lines * 2; at += 2) {
      waves[at] = cos
      waves[at + 1] = sin
      const next = cos * stepCos - sin * stepSin
      sin = sin * stepCos + cos * stepSin
      cos = next
    }
  }
}

/** Power of every `stride`-th frequency into `spectrum`; returns the most. */
function transform(stacked: Float32Array, waves: Float32Array, lines: number, spectrum: Float64Array, stride: number): number {
  let most = 0
  for (let index = 0; index < spectrum.length; index += stride) {
    let real = 0
    let imaginary = 0
    for (let line = 0, at = index * lines * 2; line < lines; line++, at += 2) {
      const level = stacked[line] ?? 0
      real += level * (waves[at] ?? 0)
      imaginary += level * (waves[at + 1] ?? 0)
    }
    const power = real * real + imaginary * imaginary
    spectrum[index] = power
    if (power > most) most = power
  }
  return most
}

/** The strongest frequencies; the highest row height comes second to its own multiples, so all of some strength are given. */
function peaks(spectrum: Float64Array, most: number): readonly number[] {
  const found: number[] = []
  for (let index = 0; index < spectrum.length; index++) {
    const power = spectrum[index] ?? 0
    if (power > (spectrum[index - 1] ?? 0) && power >= (spectrum[index + 1] ?? 0)) found.push(index)
  }
  const strongest = found.toSorted((left, right) => (spectrum[right] ?? 0) - (spectrum[left] ?? 0))
  const least = 0.08 * (spectrum[strongest[0] ?? 0] ?? 0)
  return strongest.filter((index) => (spectrum[index] ?? 0) > least).slice(0, most)
}
