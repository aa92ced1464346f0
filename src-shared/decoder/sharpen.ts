import type { LuminanceFrame } from './frame.ts'

/**
 * Adds to each pixel `amount` times its difference from the mean of the square of `reach` pixels to every side, which undoes
 * some blur and doubles grain. Writes over the pixels of the frame.
 */
export function sharpen(frame: LuminanceFrame, reach: number, amount: number): LuminanceFrame {
  const { data, width, height } = frame
  const means = meansAround(meansAround(Float32Array.from(data), width, height, 1, width, reach), height, width, width, 1, reach)
  for (let at = 0; at < data.length; at++) {
    const level = data[at] ?? 0
    data[at] = level + amount * (level - (means[at] ?? 0))
  }
  return frame
}

/** Running means along lines of `length` values `step` apart; there are `lines` of them, `next` apart. Beyond its ends a line goes on with its last value. */
function meansAround(values: Float32Array, length: number, lines: number, step: number, next: number, reach: number): Float32Array {
  const means = new Float32Array(values.length)
  for (let line = 0; line < lines; line++) {
    const start = line * next
    const valueAt = (index: number): number => values[start + Math.max(0, Math.min(length - 1, index)) * step] ?? 0
    let sum = 0
    for (let index = -reach; index <= reach; index++) sum += valueAt(index)
    for (let index = 0; index < length; index++) {
      means[start + index * step] = sum / (2 * reach + 1)
      sum += valueAt(index + reach + 1) - valueAt(index - reach)
    }
  }
  return means
}
