import { leastSquares } from './least-squares.ts'
import { placeOf, shiftOf } from './row-changes.ts'
import type { Bend } from './row-changes.ts'
import type { Upright } from './upright.ts'

/** How the rows run, better than the straight lines by which their frequency (rows a line of the strip) was found. */
export function bendOf(changes: Float32Array, upright: Upright, pieces: number, height: number, straight: Bend, frequency: number): Bend {
  const { top, bottom } = upright
  const middle = (top + bottom) >> 1
  const above = follow(changes, upright, pieces, height, straight, frequency, top, middle)
  const below = follow(changes, upright, pieces, height, straight, frequency, middle, bottom)
  return {
    slope: straight.slope + (above.slope + below.slope) / 2,
    bow: (above.bow + below.bow) / 2,
    growth: (below.slope - above.slope) / ((bottom - top) / 2),
    anchor: straight.anchor,
  }
}

/**
 * Follows the rows of some lines from column to column: how their phase moves along the strip tells a better slope and
 * the bow. The phase is followed from the middle outwards, so it may turn more than once on the way.
 */
function follow(
  changes: Float32Array,
  upright: Upright,
  pieces: number,
  height: number,
  straight: Bend,
  frequency: number,
  top: number,
  bottom: number,
): { readonly slope: number; readonly bow: number } {
  const real = new Float64Array(pieces)
  const imaginary = new Float64Array(pieces)
  for (let line = top; line < bottom; line++) {
    const cos = Math.cos(2 * Math.PI * frequency * line)
    const sin = Math.sin(2 * Math.PI * frequency * line)
    for (let piece = 0; piece < pieces; piece++) {
      const from = Math.round(line + shiftOf(straight, placeOf(upright, piece)))
      const level = from < 1 || from > height - 2 ? 0 : (changes[piece * height + from] ?? 0)
      real[piece] = (real[piece] ?? 0) + level * cos
      imaginary[piece] = (imaginary[piece] ?? 0) + level * sin
    }
  }
  const middle = pieces >> 1
  const halfLength = Math.max(1, placeOf(upright, pieces - 1) - straight.anchor)
  const fit = leastSquares(3)
  let total = 0
  for (const step of [1, -1]) {
    let angle = 0
    let before = smoothed(real, imaginary, middle)
    for (let piece = step === 1 ? middle : middle - 1; piece >= 0 && piece < pieces; piece += step) {
      const here = smoothed(real, imaginary, piece)
      angle += Math.atan2(
        here.imaginary * before.real - here.real * before.imaginary,
        here.real * before.real + here.imaginary * before.imaginary,
      )
      const weight = Math.hypot(here.real, here.imaginary)
      const along = (placeOf(upright, piece) - straight.anchor) / halfLength
      fit.add([1, along, along * along], angle / (2 * Math.PI * frequency), weight)
      total += weight
      before = here
    }
  }
  const [, slope = 0, bow = 0] = fit.solve(0.01 * total) ?? []
  return { slope: slope / halfLength, bow: bow / (halfLength * halfLength) }
}

function smoothed(real: Float64Array, imaginary: Float64Array, piece: number): { readonly real: number; readonly imaginary: number } {
  const one = Math.max(0, piece - 1)
  const other = Math.min(real.length - 1, piece + 1)
  return {
    real: (real[one] ?? 0) + 2 * (real[piece] ?? 0) + (real[other] ?? 0),
    imaginary: (imaginary[one] ?? 0) + 2 * (imaginary[piece] ?? 0) + (imaginary[other] ?? 0),
  }
}

/**
 * Sharpens a frequency between the grid, finds how much rows grow from top to bottom, and reads the phase: changes are
 * strongest where one row ends and the next begins.
 */
export function rowsAt(
  stacked: Float32Array,
  lines: number,
  about: number,
  top: number,
): { height: number; phase: number; stretch: number } {
  let best = { power: -1, frequency: about, angle: 0, stretch: 0 }
  const half = lines / 2
  // Rows at either end stray from an even stack by up to one row.
  for (let turns = -1; turns <= 1.001; turns += 0.2) {
    const stretch = turns / (about * half * half)
    for (let step = -3; step <= 3; step++) {
      const frequency = about + (step * 0.07) / lines
      let real = 0
      let imaginary = 0
      for (let line = 0; line < lines; line += 1) {
        const place = line + 0.5 - half
        const angle = 2 * Math.PI * frequency * (place - stretch * place * place)
        real += (stacked[line] ?? 0) * Math.cos(angle)
        imaginary += (stacked[line] ?? 0) * Math.sin(angle)
      }
      const power = real * real + imaginary * imaginary
      if (power > best.power) best = { power, frequency, angle: Math.atan2(imaginary, real), stretch }
    }
  }
  return {
    height: 1 / best.frequency,
    phase: top + half + best.angle / (2 * Math.PI * best.frequency),
    stretch: best.stretch,
  }
}
