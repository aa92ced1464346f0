import { sumAlongBars } from './bar-sums.ts'
import type { LuminanceFrame } from './frame.ts'
import { middleOf, sizeOf } from './position.ts'
import type { CodeSight } from './sight.ts'

const bands = 8
/** The ends may lie beyond the code. */
const middlePart = 0.8
/** Grain, a tilt known by half a degree and print beneath leave so much of a linear code's bars in their mean; the rows of a stacked code leave less. */
const coherent = 0.6

/** Whether bars look the same from their top to their bottom: those of a linear code do, those of a stacked code change from row to row. */
export function areBarsThrough(frame: LuminanceFrame, { position, tiltDegrees }: CodeSight): boolean {
  if (tiltDegrees === null) return false
  const { width, height } = sizeOf(position)
  const box = { centre: middleOf(position), turn: (tiltDegrees * Math.PI) / 180, length: middlePart * width, height: middlePart * height }
  const { columns, levels, counts } = sumAlongBars(frame, box, bands, 1)
  const mean = new Float32Array(columns)
  const rows: number[] = []
  for (let band = 0; band < bands; band++) {
    const row = Float32Array.from({ length: columns }, (_, column) => {
      const at = band * columns + column
      return (levels[at] ?? 0) / Math.max(1, counts[at] ?? 0)
    })
    for (const [column, level] of row.entries()) mean[column] = (mean[column] ?? 0) + level / bands
    rows.push(varianceOf(row))
  }
  const alone = rows.reduce((sum, variance) => sum + variance, 0) / bands
  return alone > 0 && varianceOf(mean) >= coherent * alone
}

function varianceOf(row: Float32Array): number {
  let sum = 0
  let squares = 0
  for (const level of row) {
    sum += level
    squares += level * level
  }
  return squares / row.length - (sum / row.length) ** 2
}
