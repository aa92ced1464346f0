import type { LuminanceFrame } from '../frame.ts'
import type { CellGrid } from './cell-grid.ts'
import { decideWords, expectDarkness } from './cell-grid.ts'
import { beliefsOf } from './evidence.ts'
import { alignAcross, alignAlong, fitOptics } from './fit-grid.ts'
import { sampleModules } from './lattice.ts'
import type { Lattice } from './lattice.ts'
import { levelByExpectation, levelByStatistics } from './levels.ts'
import type { Optics } from './optics.ts'
import { decodeSymbol } from './symbol.ts'
import type { DecodedSymbol } from './symbol.ts'

export interface GridReading {
  readonly symbol: DecodedSymbol | null
  readonly optics: Optics
}

/** Each pass decides the words, then learns place, brightness and defocus from them. */
const mostPasses = 8
/** So many are made even when time is up. */
const leastPasses = 3
/** Shifts below this (modules and rows) change nothing any more. */
const still = 0.02

/** Reads all words of a symbol from one picture, moving the lattice to where the words fit best. */
export function readGrid(
  frame: LuminanceFrame,
  isNegative: boolean,
  grid: CellGrid,
  lattice: Lattice,
  first: Optics,
  hasTime: () => boolean,
): GridReading {
  let optics = first
  sampleModules(frame, isNegative, lattice, grid.modules)
  levelByStatistics(grid, optics)
  for (let pass = 1; ; pass++) {
    decideWords(grid, optics)
    const symbol = decodeSymbol(beliefsOf(grid))
    if (symbol !== null || pass === mostPasses || (pass >= leastPasses && !hasTime())) return { symbol, optics }
    expectDarkness(grid, optics)
    levelByExpectation(grid)
    optics = fitOptics(grid, optics)
    expectDarkness(grid, optics)
    const moved = alignAlong(grid, lattice) + alignAcross(grid, lattice)
    if (moved < still && pass > 2) return { symbol, optics }
    sampleModules(frame, isNegative, lattice, grid.modules)
    levelByExpectation(grid)
  }
}
