import type { Decoded, Point, Quadrilateral } from '../engine.ts'
import type { LuminanceFrame } from '../frame.ts'
import type { CodeSight } from '../sight.ts'
import { acquirer } from './acquire.ts'
import type { FoundSymbol } from './acquire.ts'
import { gridKeeper } from './cell-grid.ts'
import type { CellGrid } from './cell-grid.ts'
import { evidence, isShown } from './evidence.ts'
import { halves } from './halves.ts'
import { latticeOf, modulePixels } from './lattice.ts'
import type { Lattice } from './lattice.ts'
import { barLocator } from './locate.ts'
import { isCompact } from './right-side.ts'
import { readGrid } from './read-grid.ts'
import { decodeSymbol } from './symbol.ts'
import type { DecodedSymbol } from './symbol.ts'

export interface Pdf417Reading {
  readonly decoded: Decoded | null
  /** The likeliest place of a stacked code, read or not. */
  readonly sight: CodeSight | null
}

/** Reads PDF417, full and compact, where bars are too blurred to measure their edges. */
export interface Pdf417Reader {
  /**
   * Reads one frame. When `budgetMilliseconds` are spent nothing further is begun; the likeliest region is always looked
   * at, which takes 10 to 20 ms where it is a code. What earlier frames showed of the same code is added,
   * until a frame shows another code, none has been seen for 1.5 s, or `reset`.
   */
  read(frame: LuminanceFrame, budgetMilliseconds: number): Pdf417Reading
  reset(): void
}

/** Regions of bars looked at in a frame. */
const mostRegions = 3
/** Regions are looked for in a picture no longer than this. */
const longestOverview = 1000

/** A reader with its own memory and buffers; `now` gives milliseconds of any clock that only runs forward. */
export function pdf417Reader(now: () => number): Pdf417Reader {
  const halve = halves()
  const locate = barLocator()
  const acquire = acquirer()
  const keptGrid = gridKeeper()
  const gathered = evidence()

  function readSymbol(frame: LuminanceFrame, found: FoundSymbol, hasTime: () => boolean): Pdf417Reading {
    const { form, firstRow, optics: firstOptics } = found.indicators
    const compact = isCompact(frame, found)
    const grid = keptGrid(form, compact)
    const lattice = latticeOf(found.strip, found.upright, found.lines, firstRow, form.rows, grid.cells)
    const { symbol, optics } = readGrid(frame, found.isNegative, grid, lattice, firstOptics, hasTime)
    // What was gathered before may be of the code shown before.
    if (symbol !== null) gathered.reset()
    const whole = symbol ?? (gathered.add(grid, now()) > 1 ? fromAll(grid) : null)
    return { decoded: whole === null ? null : decodedOf(whole, compact, lattice), sight: sightOf(lattice, optics.deviation) }
  }

  function fromAll(grid: CellGrid): DecodedSymbol | null {
    const symbol = decodeSymbol(gathered.beliefs())
    return symbol !== null && isShown(grid, symbol.words) ? symbol : null
  }

  return {
    read(frame, budgetMilliseconds) {
      const until = now() + budgetMilliseconds
      const hasTime = (): boolean => now() < until
      const levels = halve.levels(frame)
      const level = Math.max(
        0,
        levels.findIndex((picture) => Math.max(picture.width, picture.height) <= longestOverview),
      )
      const overview = levels[level]
      if (overview === undefined) return { decoded: null, sight: null }
      let sight: CodeSight | null = null
      for (const [rank, region] of locate(overview, mostRegions).entries()) {
        if (rank > 0 && !hasTime()) break
        for (const found of acquire(frame, levels, region, level, hasTime)) {
          const reading = readSymbol(frame, found, hasTime)
          if (reading.decoded !== null) return reading
          sight ??= reading.sight
        }
      }
      return { decoded: null, sight }
    },
    reset: gathered.reset,
  }
}

function decodedOf({ bytes }: DecodedSymbol, compact: boolean, lattice: Lattice): Decoded {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return { bytes, text, format: compact ? 'CompactPDF417' : 'PDF417', engine: 'bars', position: cornersOf(lattice) }
}

function cornersOf({ rows, cells, x, y }: Lattice): Quadrilateral {
  const corner = (row: number, cell: number): Point => {
    const at = row * (cells + 1) + cell
    return { x: x[at] ?? 0, y: y[at] ?? 0 }
  }
  return [corner(0, 0), corner(0, cells), corner(rows, cells), corner(rows, 0)]
}

/** Contrast left of random bars when all is blurred by 1.5 modules, and when nothing is. */
const blurred = 0.2
const sharp = 0.42

function sightOf(lattice: Lattice, deviation: number): CodeSight {
  const position = cornersOf(lattice)
  const [topLeft, topRight] = position
  const angle = (Math.atan2(topRight.y - topLeft.y, topRight.x - topLeft.x) * 180) / Math.PI
  return {
    position,
    kind: 'stacked',
    modulePixels: modulePixels(lattice),
    tiltDegrees: angle > 90 ? angle - 180 : angle < -90 ? angle + 180 : angle,
    sharpness: Math.min(1, Math.max(0, (deviation - blurred) / (sharp - blurred))),
  }
}
