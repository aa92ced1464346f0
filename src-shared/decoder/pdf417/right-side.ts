import type { LuminanceFrame } from '../frame.ts'
import type { FoundSymbol } from './acquire.ts'
import { wordCount, wordModules } from './bar-patterns.ts'
import { rightIndicator } from './indicators.ts'
import { latticeOf, sampleModules } from './lattice.ts'
import { emptyScores, scoreCell, unknownBefore } from './scores.ts'

/** Ink after a right row indicator: the wide bar of the stop pattern. */
const stopBegin = [1, 1, 1]
/** Mean likeness of the right row indicators above which they are there, in standard deviations of chance over one row. */
const leastLikeness = 0.8

/** Whether a symbol ends behind its data words (compact form), or goes on with right row indicators and the stop pattern. */
export function isCompact(frame: LuminanceFrame, { strip, upright, lines, indicators, isNegative }: FoundSymbol): boolean {
  const { form, firstRow, optics } = indicators
  const cells = form.columns + 3
  const modules = new Float32Array(form.rows * cells * wordModules)
  const scores = new Float32Array(wordCount)
  const summary = emptyScores()
  sampleModules(frame, isNegative, latticeOf(strip, upright, lines, firstRow, form.rows, cells), modules)
  let likeness = 0
  for (let row = 0; row < form.rows; row++) {
    const at = (row * cells + cells - 1) * wordModules
    level(modules, at)
    scoreCell(modules, at, unknownBefore, stopBegin, optics, row % 3, scores, 0, summary)
    likeness += ((scores[rightIndicator(form, row)] ?? 0) - summary.mean) / summary.deviation
  }
  return likeness < leastLikeness * form.rows
}

/** Brings a cell to the scale 0…1 by its own darkest and lightest module. */
function level(modules: Float32Array, at: number): void {
  const cell = modules.subarray(at, at + wordModules)
  const least = cell.reduce((one, other) => Math.min(one, other))
  const most = cell.reduce((one, other) => Math.max(one, other))
  for (let module = 0; module < wordModules; module++) cell[module] = ((cell[module] ?? 0) - least) / Math.max(6, most - least)
}
