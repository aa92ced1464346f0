import type { Point } from './engine.ts'
import type { LuminanceFrame } from './frame.ts'

/** A part of a frame with upright bars in it once it is turned: `turn` is that of the reading direction, clockwise, in radians. */
export interface BarBox {
  readonly centre: Point
  readonly turn: number
  readonly length: number
  readonly height: number
}

/** Sums of levels and numbers of pixels, band by band from the top, place by place along the reading direction. */
export interface BarSums {
  readonly columns: number
  readonly levels: Float32Array
  readonly counts: Uint16Array
}

/**
 * Adds up the pixels of a box along its bars, in `bands` of equal height, with `fineness` places for one pixel: every pixel
 * goes to the place that its middle falls on.
 */
export function sumAlongBars({ data, width, height }: LuminanceFrame, box: BarBox, bands: number, fineness: number): BarSums {
  const { centre, turn } = box
  const [alongX, alongY] = [Math.cos(turn), Math.sin(turn)]
  const columns = Math.ceil(box.length * fineness)
  const levels = new Float32Array(columns * bands)
  const counts = new Uint16Array(columns * bands)
  const reachX = (Math.abs(alongX) * box.length + Math.abs(alongY) * box.height) / 2
  const reachY = (Math.abs(alongY) * box.length + Math.abs(alongX) * box.height) / 2
  const [left, right] = [Math.max(0, Math.floor(centre.x - reachX)), Math.min(width - 1, Math.ceil(centre.x + reachX))]
  const [top, bottom] = [Math.max(0, Math.floor(centre.y - reachY)), Math.min(height - 1, Math.ceil(centre.y + reachY))]
  const bandsInPixel = bands / box.height
  for (let y = top; y <= bottom; y++) {
    const down = y + 0.5 - centre.y
    const across = left + 0.5 - centre.x
    let place = (across * alongX + down * alongY + box.length / 2) * fineness
    let band = (down * alongX - across * alongY + box.height / 2) * bandsInPixel
    for (let x = left, at = y * width + left; x <= right; x++, at++, place += alongX * fineness, band -= alongY * bandsInPixel) {
      if (place < 0 || place >= columns || band < 0 || band >= bands) continue
      const to = (band | 0) * columns + (place | 0)
      levels[to] = (levels[to] ?? 0) + (data[at] ?? 0)
      counts[to] = (counts[to] ?? 0) + 1
    }
  }
  return { columns, levels, counts }
}
