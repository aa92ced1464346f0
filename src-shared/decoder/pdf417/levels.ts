import { wordModules } from './bar-patterns.ts'
import type { CellGrid } from './cell-grid.ts'
import { leastSquares } from './least-squares.ts'
import { meanInk } from './optics.ts'
import type { Optics } from './optics.ts'

/**
 * Brings the sampled darkness to the scale 0…1 before anything is decided: the mean and the spread over a cell and its
 * eight neighbours are those of average codewords. Shading and glare are slower than that.
 */
export function levelByStatistics(grid: CellGrid, optics: Optics): void {
  const { cells, form, modules } = grid
  for (let row = 0; row < form.rows; row++) {
    for (let cell = 0; cell < cells; cell++) {
      let count = 0
      let sum = 0
      let squares = 0
      for (let r = Math.max(0, row - 1); r <= Math.min(form.rows - 1, row + 1); r++) {
        const from = (r * cells + Math.max(1, cell - 1)) * wordModules
        const until = (r * cells + Math.min(cells - 1, cell + 1) + 1) * wordModules
        for (let at = from; at < until; at++) {
          const level = modules[at] ?? 0
          sum += level
          squares += level * level
          count++
        }
      }
      const mean = sum / count
      const spread = Math.sqrt(Math.max(1, squares / count - mean * mean))
      const gain = spread / optics.deviation
      setLevels(grid, row, cell, { white: mean - meanInk * gain, gain, whiteGrowth: 0, gainGrowth: 0 })
    }
  }
}

const fit = leastSquares(4)
const factors = new Float64Array(4)
/** A neighbour counts less than the cell itself, for light changes from cell to cell. */
const neighbourWeight = 0.5

/**
 * The same by what the decided ink should show: the straight line that fits a cell and its neighbours best, its white and
 * its gain growing along the row, as beside a reflection.
 */
export function levelByExpectation(grid: CellGrid): void {
  const { cells, form, modules, expected, trust } = grid
  for (let row = 0; row < form.rows; row++) {
    for (let cell = 0; cell < cells; cell++) {
      fit.clear()
      let total = 0
      for (let r = Math.max(0, row - 1); r <= Math.min(form.rows - 1, row + 1); r++) {
        for (let c = Math.max(0, cell - 1); c <= Math.min(cells - 1, cell + 1); c++) {
          const distance = (c === cell ? 1 : neighbourWeight) * (r === row ? 1 : neighbourWeight)
          const weight = (0.02 + (trust[r * cells + c] ?? 0)) * distance
          const from = (r * cells + c) * wordModules
          for (let module = 0; module < wordModules; module++) {
            const along = c - cell + (module - 8) / wordModules
            const ink = expected[from + module] ?? 0
            factors[0] = 1
            factors[1] = ink
            factors[2] = along
            factors[3] = along * ink
            fit.add(factors, modules[from + module] ?? 0, weight)
          }
          total += weight * wordModules
        }
      }
      const [white = 0, gain = 0, whiteGrowth = 0, gainGrowth = 0] = fit.solve(0.003 * total) ?? []
      if (gain > 2) setLevels(grid, row, cell, { white, gain, whiteGrowth, gainGrowth })
    }
  }
}

/** Darkness of white paper and how much darker ink is, in the middle of a cell, and how both change over the length of a cell. */
interface Levels {
  readonly white: number
  readonly gain: number
  readonly whiteGrowth: number
  readonly gainGrowth: number
}

function setLevels(grid: CellGrid, row: number, cell: number, { white, gain, whiteGrowth, gainGrowth }: Levels): void {
  const from = (row * grid.cells + cell) * wordModules
  for (let module = 0; module < wordModules; module++) {
    const along = (module - 8) / wordModules
    const here = Math.max(0.4 * gain, gain + gainGrowth * along)
    grid.darkness[from + module] = ((grid.modules[from + module] ?? 0) - white - whiteGrowth * along) / here
  }
}
