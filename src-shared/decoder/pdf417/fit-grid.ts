import { wordModules } from './bar-patterns.ts'
import type { CellGrid } from './cell-grid.ts'
import type { Lattice } from './lattice.ts'
import { leastSquares } from './least-squares.ts'
import { opticsOf, reach } from './optics.ts'
import type { Optics } from './optics.ts'

const tapFit = leastSquares(2 * reach + 1)
const inks = new Float64Array(2 * reach + 1)

/** The optics that explain the believed cells best; what they do not tell stays as it was. */
export function fitOptics(grid: CellGrid, optics: Optics): Optics {
  const width = grid.cells * wordModules
  tapFit.clear()
  let total = 0
  for (let row = 0; row < grid.form.rows; row++) {
    for (let cell = 0; cell < grid.cells - 1; cell++) {
      const at = row * grid.cells + cell
      const weight = Math.min(grid.trust[at] ?? 0, grid.trust[at + 1] ?? 0, cell === 0 ? 1 : (grid.trust[at - 1] ?? 0))
      if (weight < 0.3) continue
      for (let module = cell * wordModules; module < (cell + 1) * wordModules; module++) {
        for (let distance = -reach; distance <= reach; distance++) {
          inks[distance + reach] = module - distance < 0 ? 0 : (grid.ink[row * width + module - distance] ?? 0)
        }
        tapFit.add(inks, grid.darkness[row * width + module] ?? 0, weight)
        total += weight
      }
    }
  }
  if (total < 60) return optics
  // The damping pulls towards the former taps: the fit is for what they leave.
  const damping = 0.01 * total + 2
  const former = optics.taps
  for (let tap = 0; tap <= 2 * reach; tap++) {
    inks.fill(0)
    inks[tap] = 1
    tapFit.add(inks, former[tap] ?? 0, damping)
  }
  const taps = tapFit.solve(0)
  if (taps === null) return optics
  const sum = taps.reduce((all, tap) => all + tap, 0)
  return sum > 0.5 && sum < 1.5 ? opticsOf(taps) : optics
}

const places = 8
const shiftFit = leastSquares(places)
const factors = new Float64Array(places)

/** Powers of the place in the symbol, across −1…1 and down −1…1, by which its true position may stray smoothly. */
function setFactors(across: number, down: number): void {
  factors.set([1, across, down, across * down, across * across, down * down, across * across * across, across * across * down])
}

/**
 * Moves the lattice along the rows so that the picture falls onto what is expected. Returns the mean shift in modules
 * (root of the mean square).
 */
export function alignAlong(grid: CellGrid, lattice: Lattice): number {
  const { cells, form, expected, darkness, trust } = grid
  const width = cells * wordModules
  shiftFit.clear()
  let total = 0
  for (let row = 0; row < form.rows; row++) {
    for (let cell = 0; cell < cells; cell++) {
      const weight = (trust[row * cells + cell] ?? 0) ** 2
      if (weight < 0.04) continue
      let product = 0
      let squares = 0
      for (let module = Math.max(1, cell * wordModules); module < Math.min(width - 1, (cell + 1) * wordModules); module++) {
        const at = row * width + module
        const slope = ((expected[at + 1] ?? 0) - (expected[at - 1] ?? 0)) / 2
        product += slope * ((darkness[at] ?? 0) - (expected[at] ?? 0))
        squares += slope * slope
      }
      if (squares < 1e-3) continue
      setFactors(((cell + 0.5) / cells) * 2 - 1, ((row + 0.5) / form.rows) * 2 - 1)
      shiftFit.add(factors, Math.max(-1, Math.min(1, product / squares)), weight)
      total += weight
    }
  }
  const shifts = shiftFit.solve(0.01 * total + 0.3)
  return shifts === null ? 0 : moveLattice(lattice, shifts, 'along')
}

/** Moves the lattice across the rows so that no row shows more of the row above than of the row below. Returns the mean shift in rows. */
export function alignAcross(grid: CellGrid, lattice: Lattice): number {
  const { cells, form, expected, darkness, trust } = grid
  const width = cells * wordModules
  shiftFit.clear()
  let total = 0
  for (let row = 1; row < form.rows - 1; row++) {
    for (let cell = 1; cell < cells; cell++) {
      const at = row * cells + cell
      const weight = Math.min(trust[at] ?? 0, trust[at - cells] ?? 0, trust[at + cells] ?? 0)
      if (weight < 0.3) continue
      // Least squares for the light of the row above and the row below.
      let aa = 0
      let bb = 0
      let ab = 0
      let ra = 0
      let rb = 0
      for (let module = row * width + cell * wordModules; module < row * width + (cell + 1) * wordModules; module++) {
        const here = expected[module] ?? 0
        const above = (expected[module - width] ?? 0) - here
        const below = (expected[module + width] ?? 0) - here
        const rest = (darkness[module] ?? 0) - here
        aa += above * above
        bb += below * below
        ab += above * below
        ra += rest * above
        rb += rest * below
      }
      const determinant = aa * bb - ab * ab
      if (determinant < 0.05 * aa * bb || determinant < 1e-4) continue
      const shareAbove = (ra * bb - rb * ab) / determinant
      const shareBelow = (rb * aa - ra * ab) / determinant
      setFactors(((cell + 0.5) / cells) * 2 - 1, ((row + 0.5) / form.rows) * 2 - 1)
      shiftFit.add(factors, Math.max(-0.5, Math.min(0.5, shareBelow - shareAbove)), weight)
      total += weight
    }
  }
  const shifts = shiftFit.solve(0.05 * total + 2)
  return shifts === null ? 0 : moveLattice(lattice, shifts, 'across')
}

/** Moves every corner against the shift found there, one module or one row for 1. */
function moveLattice({ rows, cells, x, y }: Lattice, shifts: Float64Array, direction: 'along' | 'across'): number {
  const fromX = Float64Array.from(x)
  const fromY = Float64Array.from(y)
  let squares = 0
  for (let row = 0; row <= rows; row++) {
    for (let cell = 0; cell <= cells; cell++) {
      setFactors((cell / cells) * 2 - 1, (row / rows) * 2 - 1)
      let shift = 0
      for (let index = 0; index < places; index++) shift += (factors[index] ?? 0) * (shifts[index] ?? 0)
      shift = Math.max(-0.8, Math.min(0.8, shift))
      squares += shift * shift
      const at = row * (cells + 1) + cell
      const [one, other, units] =
        direction === 'along'
          ? [row * (cells + 1) + Math.max(0, cell - 1), row * (cells + 1) + Math.min(cells, cell + 1), wordModules]
          : [Math.max(0, row - 1) * (cells + 1) + cell, Math.min(rows, row + 1) * (cells + 1) + cell, 1]
      const steps =
        units * (direction === 'along' ? Math.min(cells, cell + 1) - Math.max(0, cell - 1) : Math.min(rows, row + 1) - Math.max(0, row - 1))
      x[at] = (x[at] ?? 0) - (shift * ((fromX[other] ?? 0) - (fromX[one] ?? 0))) / steps
      y[at] = (y[at] ?? 0) - (shift * ((fromY[other] ?? 0) - (fromY[one] ?? 0))) / steps
    }
  }
  return Math.sqrt(squares / ((rows + 1) * (cells + 1)))
}
