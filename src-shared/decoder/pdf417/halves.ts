import type { LuminanceFrame } from '../frame.ts'

/** Halves frames again and again; the pictures are kept for the next frame of the same size, so nothing is allocated then. */
export interface Halves {
  /** Level 0 is the frame, each further level has half the width and height. */
  levels(frame: LuminanceFrame): readonly LuminanceFrame[]
}

/** No level is smaller than this on its longer side. */
const smallest = 300

export function halves(): Halves {
  let kept: LuminanceFrame[] = []
  return {
    levels(frame) {
      const levels = [frame]
      for (let last = frame; Math.max(last.width, last.height) >= 2 * smallest;) {
        const width = last.width >> 1
        const height = last.height >> 1
        const old = kept[levels.length]
        const half = old?.width === width && old.height === height ? old : { width, height, data: new Uint8ClampedArray(width * height) }
        halve(last, half)
        levels.push(half)
        last = half
      }
      kept = levels
      return levels
    },
  }
}

function halve(from: LuminanceFrame, to: LuminanceFrame): void {
  for (let row = 0; row < to.height; row++) {
    let above = row * 2 * from.width
    let below = above + from.width
    for (let at = row * to.width; at < (row + 1) * to.width; at++, above += 2, below += 2) {
      const sum = (from.data[above] ?? 0) + (from.data[above + 1] ?? 0) + (from.data[below] ?? 0) + (from.data[below + 1] ?? 0)
      to.data[at] = (sum + 2) >> 2
    }
  }
}
