import { moduleOf, patternBits, startPattern, stopPattern, wordCount, wordModules } from './bar-patterns.ts'
import { leftIndicator, rightIndicator } from './indicators.ts'
import type { SymbolForm } from './indicators.ts'
import { reach } from './optics.ts'
import type { Optics } from './optics.ts'
import { emptyScores, scoreCell, unknownAfter, unknownBefore } from './scores.ts'

/** All cells of a symbol in one picture: start pattern, left indicators, data words and, in full symbols, right indicators. */
export interface CellGrid {
  readonly form: SymbolForm
  readonly compact: boolean
  readonly cells: number
  /** Darkness of each module as sampled, 0…255, `cells * 17` a row. */
  readonly modules: Float32Array
  /** The same on a scale of 0 (white) to 1 (black). */
  readonly darkness: Float32Array
  /** Ink as decided so far, one number a module. */
  readonly ink: Uint8Array
  /** Darkness that the ink should show. */
  readonly expected: Float32Array
  /** How far the ink of each cell is believed: 1 where it is known beforehand, 0…1 where decided. */
  readonly trust: Float32Array
  /** Score of every codeword in every data cell; 929 numbers a cell, row by row. */
  readonly scores: Float32Array
  /** For every data cell: likeliest word, and how much likelier than the next (in natural logarithms). */
  readonly words: Uint16Array
  readonly margins: Float32Array
  /** Mean and standard deviation of a cell's scores, and the variance of the noise by which they count. */
  readonly means: Float32Array
  readonly deviations: Float32Array
  readonly noise: Float32Array
}

/** Hands out the grid of the last call again where the symbol has the same form; what is known beforehand is filled in. */
export function gridKeeper(): (form: SymbolForm, compact: boolean) => CellGrid {
  let kept: CellGrid | null = null
  return (form, compact) => {
    const fits = kept !== null && kept.compact === compact && kept.form.rows === form.rows && kept.form.columns === form.columns
    const grid = fits && kept !== null ? { ...kept, form } : emptyGrid(form, compact)
    kept = grid
    fillKnown(grid)
    return grid
  }
}

function emptyGrid(form: SymbolForm, compact: boolean): CellGrid {
  const cells = form.columns + (compact ? 2 : 3)
  const modules = form.rows * cells * wordModules
  const words = form.rows * form.columns
  return {
    form,
    compact,
    cells,
    modules: new Float32Array(modules),
    darkness: new Float32Array(modules),
    ink: new Uint8Array(modules),
    expected: new Float32Array(modules),
    trust: new Float32Array(form.rows * cells),
    scores: new Float32Array(words * wordCount),
    words: new Uint16Array(words),
    margins: new Float32Array(words),
    means: new Float32Array(words),
    deviations: new Float32Array(words),
    noise: new Float32Array(words),
  }
}

function fillKnown(grid: CellGrid): void {
  const { form, compact, cells } = grid
  grid.trust.fill(0)
  for (let row = 0; row < form.rows; row++) {
    grid.ink.set(startPattern, row * cells * wordModules)
    setWord(grid, row, 1, leftIndicator(form, row))
    if (!compact) setWord(grid, row, cells - 1, rightIndicator(form, row))
    for (const cell of compact ? [0, 1] : [0, 1, cells - 1]) grid.trust[row * cells + cell] = 1
  }
}

/** Writes the ink of a codeword into a cell. */
export function setWord(grid: CellGrid, row: number, cell: number, word: number): void {
  const bits = patternBits[(row % 3) * wordCount + word] ?? 0
  const at = (row * grid.cells + cell) * wordModules
  for (let module = 0; module < wordModules; module++) grid.ink[at + module] = moduleOf(bits, module)
}

const before = [0, 0, 0]
const after = [0, 0, 0]
const summary = emptyScores()
/** A neighbour's ink is used from this trust on, otherwise the mean of all codewords. */
const leastTrust = 0.5

/** Scores all data cells, takes the likeliest words as ink and says how far each is believed. */
export function decideWords(grid: CellGrid, optics: Optics): void {
  const { form, cells, scores, words, margins } = grid
  const known = indicatorNoise(grid, optics)
  for (let row = 0; row < form.rows; row++) {
    for (let column = 0; column < form.columns; column++) {
      const index = row * form.columns + column
      context(grid, row, column + 2)
      scoreCell(grid.darkness, (row * cells + column + 2) * wordModules, before, after, optics, row % 3, scores, index * wordCount, summary)
      const noise = Math.max(known, (summary.square - summary.bestScore) / wordModules, 1e-4)
      words[index] = summary.best
      margins[index] = (summary.bestScore - summary.nextScore) / (2 * noise)
      grid.means[index] = summary.mean
      grid.deviations[index] = summary.deviation
      grid.noise[index] = noise
    }
  }
  for (let row = 0; row < form.rows; row++) {
    for (let column = 0; column < form.columns; column++) {
      const index = row * form.columns + column
      setWord(grid, row, column + 2, words[index] ?? 0)
      grid.trust[row * cells + column + 2] = Math.min(1, (margins[index] ?? 0) / 5)
    }
  }
}

/** Median squared difference, a module, of the left indicators from what they must be: all that the optics do not explain. */
function indicatorNoise(grid: CellGrid, optics: Optics): number {
  const differences = Array.from({ length: grid.form.rows }, (_, row) => {
    let sum = 0
    context(grid, row, 1)
    const at = (row * grid.cells + 1) * wordModules
    for (let module = 0; module < wordModules; module++) {
      const difference = (grid.darkness[at + module] ?? 0) - inkSeen(grid.ink, at, module, optics)
      sum += difference * difference
    }
    return sum / wordModules
  })
  return differences.toSorted((left, right) => left - right)[grid.form.rows >> 1] ?? 0.01
}

function inkSeen(ink: Uint8Array, at: number, module: number, { taps }: Optics): number {
  let sum = 0
  for (let distance = -reach; distance <= reach; distance++) {
    const other = module - distance
    const level = other < 0 ? before[reach + other] : other >= wordModules ? after[other - wordModules] : ink[at + other]
    sum += (level ?? 0) * (taps[distance + reach] ?? 0)
  }
  return sum
}

/** Ink beside a cell: of the neighbours where they are believed, of the mean codeword otherwise; behind the last cell of what ends a symbol. */
function context(grid: CellGrid, row: number, cell: number): void {
  const { cells, ink, trust } = grid
  const at = (row * cells + cell) * wordModules
  const trustBefore = trust[row * cells + cell - 1] ?? 0
  for (let other = 0; other < reach; other++) {
    before[other] = trustBefore >= leastTrust ? (ink[at - reach + other] ?? 0) : (unknownBefore[other] ?? 0)
    if (cell === cells - 1) after[other] = inkBehind(grid, other)
    else
      after[other] = (trust[row * cells + cell + 1] ?? 0) >= leastTrust ? (ink[at + wordModules + other] ?? 0) : (unknownAfter[other] ?? 0)
  }
}

function inkBehind(grid: CellGrid, module: number): number {
  if (grid.compact) return module === 0 ? 1 : 0
  return stopPattern[module] ?? 0
}

/** Fills in the darkness that the decided ink should show. */
export function expectDarkness(grid: CellGrid, { taps }: Optics): void {
  const width = grid.cells * wordModules
  for (let row = 0; row < grid.form.rows; row++) {
    const from = row * width
    for (let module = 0; module < width; module++) {
      let sum = 0
      for (let distance = -reach; distance <= reach; distance++) {
        const other = module - distance
        const ink = other < 0 ? 0 : other >= width ? inkBehind(grid, other - width) : grid.ink[from + other]
        sum += (ink ?? 0) * (taps[distance + reach] ?? 0)
      }
      grid.expected[from + module] = sum
    }
  }
}
