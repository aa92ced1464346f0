import { wordModules } from './bar-patterns.ts'
import type { CellGrid } from './cell-grid.ts'
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
      setLevels(grid, row, cell, mean - meanInk * gain, gain)
    }
  }
}

/** The same by what the decided ink should show: the straight line that fits a cell and its neighbours best. */
export function levelByExpectation(grid: CellGrid): void {
  const { cells, form, modules, expected, trust } = grid
  for (let row = 0; row < form.rows; row++) {
    for (let cell = 0; cell < cells; cell++) {
      let total = 0
      let x = 0
      let y = 0
      let xx = 0
      let xy = 0
      for (let r = Math.max(0, row - 1); r <= Math.min(form.rows - 1, row + 1); r++) {
        for (let c = Math.max(0, cell - 1); c <= Math.min(cells - 1, cell + 1); c++) {
          const weight = 0.02 + (trust[r * cells + c] ?? 0)
          const from = (r * cells + c) * wordModules
          for (let at = from; at < from + wordModules; at++) {
            const level = expected[at] ?? 0
            const seen = modules[at] ?? 0
            total += weight
            x += weight * level
            y += weight * seen
            xx += weight * level * level
            xy += weight * level * seen
          }
        }
      }
      const gain = (xy - (x * y) / total) / Math.max(1e-6, xx - (x * x) / total)
      if (gain > 2) setLevels(grid, row, cell, (y - gain * x) / total, gain)
    }
  }
}

function setLevels(grid: CellGrid, row: number, cell: number, white: number, gain: number): void {
  const from = (row * grid.cells + cell) * wordModules
  for (let at = from; at < from + wordModules; at++) grid.darkness[at] = ((grid.modules[at] ?? 0) - white) / gain
}
