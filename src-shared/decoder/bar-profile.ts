import { sumAlongBars } from './bar-sums.ts'
import type { BarSums } from './bar-sums.ts'
import type { LuminanceFrame } from './frame.ts'
import { middleOf, sizeOf } from './position.ts'
import type { CodeSight } from './sight.ts'
import type { View } from './view.ts'

/** Places of the profile for one pixel of the frame: slanted bars are met at other parts of a pixel in every row. */
const fineness = 3
/** Each band is an eighth of the height, and half of it is in the next band too. */
const bands = 16
const wideBands = 8

export interface ProfileLook {
  /** How much of its difference from its surroundings is added to each level, which undoes some blur; 0 leaves them as they are. */
  readonly sharpness: number
  /** Dark and light exchanged. Off when left out. */
  readonly isInverted?: boolean
  /** Half of the bars only, so that the two can confirm each other. Both when left out. */
  readonly half?: 'upper' | 'lower'
}

/**
 * The bars of a linear code as a picture of sixteen rows, each the mean of an eighth of their height taken along the bars:
 * grain averages out and every edge stays where it is, finer than a pixel. Null where the tilt is not known.
 */
export function profileOfBars(
  frame: LuminanceFrame,
  { position, tiltDegrees }: CodeSight,
  { sharpness, isInverted = false, half }: ProfileLook,
): View | null {
  if (tiltDegrees === null) return null
  const turn = (tiltDegrees * Math.PI) / 180
  const along = { x: Math.cos(turn), y: Math.sin(turn) }
  const { width, height: wholeHeight } = sizeOf(position)
  const height = half === undefined ? wholeHeight : wholeHeight / 2
  const below = half === undefined ? 0 : half === 'lower' ? height / 2 : -height / 2
  const middle = middleOf(position)
  const centre = { x: middle.x - below * along.y, y: middle.y + below * along.x }
  // Every format wants white at its ends.
  const length = Math.min(Math.hypot(frame.width, frame.height), 1.15 * width + 32)
  const sums = sumAlongBars(frame, { centre, turn, length, height }, bands, fineness)
  const { columns } = sums
  const data = new Uint8ClampedArray(columns * bands)
  for (let band = 0; band < bands; band++) {
    const row = meanOfBand(sums, band)
    if (row !== null) data.set(sharpness === 0 ? row : sharpened(row, sharpness), band * columns)
  }
  if (isInverted) for (let place = 0; place < data.length; place++) data[place] = 255 - (data[place] ?? 0)
  return {
    frame: { data, width: columns, height: bands },
    toFrame({ x, y }) {
      const u = x / fineness - length / 2
      const v = (y / bands - 0.5) * height
      return { x: centre.x + u * along.x - v * along.y, y: centre.y + u * along.y + v * along.x }
    },
  }
}

/** A wide band is two narrow ones; places that no pixel fell on lie on the line between their neighbours. Null where there is none. */
function meanOfBand({ levels, counts, columns }: BarSums, band: number): Float32Array | null {
  const first = Math.max(0, Math.min(bands - bands / wideBands, band))
  const row = new Float32Array(columns)
  let last = -1
  for (let column = 0; column < columns; column++) {
    let sum = 0
    let count = 0
    for (let narrow = first; narrow < first + bands / wideBands; narrow++) {
      sum += levels[narrow * columns + column] ?? 0
      count += counts[narrow * columns + column] ?? 0
    }
    if (count === 0) continue
    row[column] = sum / count
    fillBetween(row, last, column)
    last = column
  }
  if (last < 0) return null
  row.fill(row[last] ?? 0, last)
  return row
}

function fillBetween(row: Float32Array, last: number, next: number): void {
  const to = row[next] ?? 0
  const from = last < 0 ? to : (row[last] ?? 0)
  for (let column = last + 1; column < next; column++) row[column] = from + ((to - from) * (column - last)) / (next - last)
}

/** Surroundings are one pixel and a half of the frame to either side. */
function sharpened(row: Float32Array, amount: number): Float32Array {
  const reach = Math.round(1.5 * fineness)
  const result = new Float32Array(row.length)
  let sum = 0
  for (let column = -reach; column < row.length; column++) {
    const [entering, leaving] = [column + reach, column - reach - 1]
    sum += row[Math.min(row.length - 1, entering)] ?? 0
    if (column === -reach) sum += 2 * reach * (row[0] ?? 0)
    else sum -= row[Math.max(0, leaving)] ?? 0
    if (column < 0) continue
    const level = row[column] ?? 0
    result[column] = level + amount * (level - sum / (2 * reach + 1))
  }
  return result
}
