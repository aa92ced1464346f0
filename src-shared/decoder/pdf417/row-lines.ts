import { wordModules } from './bar-patterns.ts'
import { borderPlace } from './borders.ts'
import type { Strip } from './strip.ts'
import { borderAt } from './upright.ts'
import type { Upright } from './upright.ts'

/** A regular stack of rows: row line j runs at `phase + height * j + slope * (place − anchor)` for a place along the strip. */
export interface RowLines {
  readonly height: number
  readonly phase: number
  readonly slope: number
  readonly anchor: number
  /** 0…1: how regularly the bars change from line to line. */
  readonly evidence: number
}

/** Rows are 2 to 10 modules high; a little more is tried, for the pitch along is not the pitch down. */
const lowestRow = 1.6
const highestRow = 12
/** Rows lean against the bars by no more than this in a picture that can be read (pixels down a pixel along). */
const steepest = 0.1

export type RowFinder = (strip: Strip, upright: Upright, most: number) => readonly RowLines[]

/** Finds the height and place of rows from where the bars change down the symbol; several answers, the likeliest first. */
export function rowFinder(): RowFinder {
  let changes = new Float32Array(0)
  let stacked = new Float32Array(0)
  let waves = new Float32Array(0)
  return (strip, upright, most) => {
    const cells = upright.borders.last - 1
    const lines = upright.bottom - upright.top
    const pitch = upright.borders.step / wordModules
    if (changes.length < cells * strip.height) changes = new Float32Array(cells * strip.height)
    if (stacked.length < lines) stacked = new Float32Array(lines)
    measureChanges(strip, upright, cells, changes)
    const frequencies = frequenciesFor(lines, pitch)
    if (waves.length < frequencies.length * lines * 2) waves = new Float32Array(frequencies.length * lines * 2)
    fillWaves(waves, frequencies, lines)
    const anchor = borderPlace(upright.borders, cells / 2 + 1)
    const spectrum = new Float64Array(frequencies.length)
    let best = { slope: 0, power: -1 }
    const halfLength = Math.max(1, borderPlace(upright.borders, cells + 1) - anchor)
    for (let slope = -steepest; slope <= steepest; slope += 0.7 / halfLength) {
      stack(changes, upright, cells, strip.height, slope, anchor, stacked)
      const power = transform(stacked, waves, lines, spectrum)
      if (power > best.power) best = { slope, power }
    }
    stack(changes, upright, cells, strip.height, best.slope, anchor, stacked)
    transform(stacked, waves, lines, spectrum)
    return peaks(spectrum, most).map((index) => {
      const { height, phase } = rowsAt(stacked, lines, frequencies[index] ?? 1, upright.top)
      return { height, phase, slope: best.slope, anchor, evidence: (spectrum[index] ?? 0) / best.power }
    })
  }
}

/** Squared change from the line above to the line below, summed over each codeword; one row of the array a column of codewords. */
function measureChanges(strip: Strip, upright: Upright, cells: number, changes: Float32Array): void {
  const { data, width, height } = strip
  for (let cell = 0; cell < cells; cell++) {
    for (let line = 1; line < height - 1; line++) {
      const from = Math.max(0, Math.round(borderAt(upright, cell + 1, line)))
      const until = Math.min(width, Math.round(borderAt(upright, cell + 2, line)))
      let sum = 0
      for (let column = from; column < until; column++) {
        const change = (data[(line + 1) * width + column] ?? 0) - (data[(line - 1) * width + column] ?? 0)
        sum += change * change
      }
      changes[cell * height + line] = sum
    }
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
    for (let line = 0; line < lines; line++) {
      waves[(index * lines + line) * 2] = Math.cos(2 * Math.PI * frequency * line)
      waves[(index * lines + line) * 2 + 1] = Math.sin(2 * Math.PI * frequency * line)
    }
  }
}

function stack(
  changes: Float32Array,
  upright: Upright,
  cells: number,
  height: number,
  slope: number,
  anchor: number,
  stacked: Float32Array,
): void {
  const lines = upright.bottom - upright.top
  stacked.fill(0, 0, lines)
  for (let cell = 0; cell < cells; cell++) {
    const shift = slope * (borderPlace(upright.borders, cell + 1.5) - anchor)
    const whole = Math.floor(shift)
    const part = shift - whole
    for (let line = 0; line < lines; line++) {
      const from = line + upright.top + whole
      if (from < 1 || from > height - 3) continue
      const at = cell * height + from
      stacked[line] = (stacked[line] ?? 0) + (changes[at] ?? 0) * (1 - part) + (changes[at + 1] ?? 0) * part
    }
  }
  let mean = 0
  for (let line = 0; line < lines; line++) mean += (stacked[line] ?? 0) / lines
  for (let line = 0; line < lines; line++) stacked[line] = (stacked[line] ?? 0) - mean
}

function transform(stacked: Float32Array, waves: Float32Array, lines: number, spectrum: Float64Array): number {
  let most = 0
  for (let index = 0; index < spectrum.length; index++) {
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

/** Sharpens a frequency between the grid and reads the phase: changes are strongest where one row ends and the next begins. */
function rowsAt(stacked: Float32Array, lines: number, about: number, top: number): { height: number; phase: number } {
  let best = { power: -1, frequency: about, angle: 0 }
  for (let step = -4; step <= 4; step++) {
    const frequency = about + (step * 0.05) / lines
    let real = 0
    let imaginary = 0
    for (let line = 0; line < lines; line++) {
      real += (stacked[line] ?? 0) * Math.cos(2 * Math.PI * frequency * line)
      imaginary += (stacked[line] ?? 0) * Math.sin(2 * Math.PI * frequency * line)
    }
    const power = real * real + imaginary * imaginary
    if (power > best.power) best = { power, frequency, angle: Math.atan2(imaginary, real) }
  }
  // A line of pixels stands for its middle.
  return { height: 1 / best.frequency, phase: top + 0.5 + best.angle / (2 * Math.PI * best.frequency) }
}
