import type { LuminanceFrame } from '../frame.ts'
import { wordModules } from './bar-patterns.ts'
import { borderPlace } from './borders.ts'
import { rowLineAt } from './row-lines.ts'
import type { RowLines } from './row-lines.ts'
import type { Strip } from './strip.ts'
import { borderAt } from './upright.ts'
import type { Upright } from './upright.ts'

/**
 * Where the codewords stand in the frame: the corners of all cells, row by row, `cells + 1` corners in each of `rows + 1`
 * lines. Cell 0 of a row is the start pattern, cell 1 the left row indicator. Places in pixels, the middle of the first at 0.
 */
export interface Lattice {
  readonly rows: number
  readonly cells: number
  readonly x: Float64Array
  readonly y: Float64Array
}

/** The lattice of `rows` rows, the first of them row line `firstRow`, as found in a strip. */
export function latticeOf(strip: Strip, upright: Upright, lines: RowLines, firstRow: number, rows: number, cells: number): Lattice {
  const x = new Float64Array((rows + 1) * (cells + 1))
  const y = new Float64Array((rows + 1) * (cells + 1))
  for (let row = 0; row <= rows; row++) {
    for (let cell = 0; cell <= cells; cell++) {
      const line = rowLineAt(lines, firstRow + row, borderPlace(upright.borders, cell))
      // Strips count from the edge of the first pixel, frames from its middle.
      const along = borderAt(upright, cell, line) - 0.5
      const down = line - 0.5
      const at = row * (cells + 1) + cell
      x[at] = strip.originX + along * strip.alongX - down * strip.alongY
      y[at] = strip.originY + along * strip.alongY + down * strip.alongX
    }
  }
  return { rows, cells, x, y }
}

/** Pixels a module along the reading direction, in the middle of the lattice. */
export function modulePixels({ rows, cells, x, y }: Lattice): number {
  const at = (rows >> 1) * (cells + 1)
  return Math.hypot((x[at + cells] ?? 0) - (x[at] ?? 0), (y[at + cells] ?? 0) - (y[at] ?? 0)) / (cells * wordModules)
}

/** Pixels a row, in the middle of the lattice. */
export function rowPixels({ rows, cells, x, y }: Lattice): number {
  const at = cells >> 1
  const last = rows * (cells + 1) + at
  return Math.hypot((x[last] ?? 0) - (x[at] ?? 0), (y[last] ?? 0) - (y[at] ?? 0)) / rows
}

/** Where in a row its light is gathered: the middle counts most, the next row shines in at the borders. */
const linesOfRow: readonly (readonly [place: number, weight: number])[] = [
  [0.26, 0.13],
  [0.38, 0.23],
  [0.5, 0.28],
  [0.62, 0.23],
  [0.74, 0.13],
]

/**
 * Mean darkness (0…255) of every module of every cell, row by row, `cells * 17` numbers a row, into `modules`. Places
 * outside the frame repeat its border; in a negative the light counts instead of the darkness.
 */
export function sampleModules(frame: LuminanceFrame, isNegative: boolean, lattice: Lattice, modules: Float32Array): void {
  const { rows, cells, x, y } = lattice
  const pitch = modulePixels(lattice)
  const parts = Math.min(5, Math.max(2, Math.ceil(pitch)))
  const lines = rowPixels(lattice) < 3 ? linesOfRow.slice(1, 4) : linesOfRow
  const total = lines.reduce((sum, [, weight]) => sum + weight, 0) * parts
  const lastX = frame.width - 1.001
  const lastY = frame.height - 1.001
  const { data, width } = frame
  modules.fill(0, 0, rows * cells * wordModules)
  for (let row = 0; row < rows; row++) {
    for (const [place, weight] of lines) {
      const share = weight / total
      for (let cell = 0; cell < cells; cell++) {
        const above = row * (cells + 1) + cell
        const below = above + cells + 1
        const fromX = (x[above] ?? 0) * (1 - place) + (x[below] ?? 0) * place
        const fromY = (y[above] ?? 0) * (1 - place) + (y[below] ?? 0) * place
        const stepX = ((x[above + 1] ?? 0) * (1 - place) + (x[below + 1] ?? 0) * place - fromX) / (wordModules * parts)
        const stepY = ((y[above + 1] ?? 0) * (1 - place) + (y[below + 1] ?? 0) * place - fromY) / (wordModules * parts)
        let atX = fromX + stepX / 2
        let atY = fromY + stepY / 2
        const to = (row * cells + cell) * wordModules
        for (let module = 0; module < wordModules; module++) {
          let sum = 0
          for (let part = 0; part < parts; part++, atX += stepX, atY += stepY) {
            const inX = atX < 0 ? 0 : atX > lastX ? lastX : atX
            const inY = atY < 0 ? 0 : atY > lastY ? lastY : atY
            const left = inX | 0
            const top = inY | 0
            const partX = inX - left
            const partY = inY - top
            const pixel = top * width + left
            const upper = (data[pixel] ?? 0) + ((data[pixel + 1] ?? 0) - (data[pixel] ?? 0)) * partX
            const lower = (data[pixel + width] ?? 0) + ((data[pixel + width + 1] ?? 0) - (data[pixel + width] ?? 0)) * partX
            sum += upper + (lower - upper) * partY
          }
          modules[to + module] = (modules[to + module] ?? 0) + (isNegative ? sum : 255 * parts - sum) * share
        }
      }
    }
  }
}
