import { borderPlace } from './borders.ts'
import type { Strip } from './strip.ts'
import { borderAt } from './upright.ts'
import type { Upright } from './upright.ts'

/** Changes are gathered in pieces of half a codeword, so that rows leaning against the bars stay apart in them. */
export const piecesOfCell = 2

/** Place along the strip of the middle of a piece; pieces begin with the row indicators. */
export function placeOf(upright: Upright, piece: number): number {
  return borderPlace(upright.borders, 1 + (piece + 0.5) / piecesOfCell)
}

/** Squared change from the line above to the line below, summed over each piece of a codeword; one row of the array a column of pieces. */
export function measureChanges(strip: Strip, upright: Upright, pieces: number, changes: Float32Array): void {
  const { data, width, height } = strip
  for (let piece = 0; piece < pieces; piece++) {
    for (let line = 1; line < height - 1; line++) {
      const from = Math.max(0, Math.round(borderAt(upright, 1 + piece / piecesOfCell, line)))
      const until = Math.min(width, Math.round(borderAt(upright, 1 + (piece + 1) / piecesOfCell, line)))
      let sum = 0
      for (let column = from; column < until; column++) {
        const change = (data[(line + 1) * width + column] ?? 0) - (data[(line - 1) * width + column] ?? 0)
        sum += change * change
      }
      changes[piece * height + line] = sum
    }
  }
}

/** How row lines run along the strip, apart from where they begin; see `RowLines`. */
export interface Bend {
  readonly slope: number
  readonly bow: number
  readonly growth: number
  readonly anchor: number
}

/** How much lower than at the anchor a row line runs at a place along the strip, in the middle of the symbol. */
export function shiftOf({ slope, bow, anchor }: Bend, place: number): number {
  return (slope + bow * (place - anchor)) * (place - anchor)
}

/** Changes of all pieces, each taken where the row lines run; their mean is taken away. One number for each line of the symbol. */
export function stack(changes: Float32Array, upright: Upright, pieces: number, height: number, bend: Bend, stacked: Float32Array): void {
  const lines = upright.bottom - upright.top
  stacked.fill(0, 0, lines)
  for (let piece = 0; piece < pieces; piece++) {
    const place = placeOf(upright, piece)
    const scale = 1 + bend.growth * (place - bend.anchor)
    const first = upright.top + (lines / 2 - 0.5) * (1 - scale) + shiftOf(bend, place)
    for (let line = 0; line < lines; line++) {
      const at = first + line * scale
      if (at < 1 || at > height - 3) continue
      const whole = at | 0
      const level = changes[piece * height + whole] ?? 0
      stacked[line] = (stacked[line] ?? 0) + level + ((changes[piece * height + whole + 1] ?? 0) - level) * (at - whole)
    }
  }
  let mean = 0
  for (let line = 0; line < lines; line++) mean += (stacked[line] ?? 0) / lines
  for (let line = 0; line < lines; line++) stacked[line] = (stacked[line] ?? 0) - mean
}
