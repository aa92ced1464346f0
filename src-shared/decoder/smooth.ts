import type { LuminanceFrame } from './frame.ts'

/**
 * Each pixel the mean of itself and its neighbours above and below within `reach` rows: with bars that stand upright it
 * takes away grain and keeps every edge. Writes over the pixels of the frame.
 */
export function smoothAlongBars(frame: LuminanceFrame, reach: number): LuminanceFrame {
  const { data, width, height } = frame
  const column = new Uint8Array(height)
  for (let x = 0; x < width; x++) {
    for (let y = 0, at = x; y < height; y++, at += width) column[y] = data[at] ?? 0
    let sum = 0
    let count = 0
    for (let y = 0; y < Math.min(reach, height); y++, count++) sum += column[y] ?? 0
    for (let y = 0, at = x; y < height; y++, at += width) {
      if (y + reach < height) {
        sum += column[y + reach] ?? 0
        count++
      }
      if (y > reach) {
        sum -= column[y - reach - 1] ?? 0
        count--
      }
      data[at] = sum / count
    }
  }
  return frame
}
