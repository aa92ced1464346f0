import { sumAlongBars } from './bar-sums.ts'
import type { BarSums } from './bar-sums.ts'
import { restored } from './bar-restore.ts'
import type { Softness } from './bar-restore.ts'
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
  /** How much of its difference from its surroundings is added to each level, which undoes some blur; 0 (when left out) leaves them as they are. */
  readonly sharpness?: number
  /** What is undone before; nothing when left out. */
  readonly softness?: Softness
  /** One place for a pixel of the frame instead of three. Off when left out. */
  readonly isCoarse?: boolean
  /** Dark bars on light, light bars on dark, or whichever the ends beyond the bars speak for (when left out). */
  readonly bars?: 'likely' | 'unlikely' | 'dark' | 'light'
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
  { sharpness = 0, softness, isCoarse = false, bars = 'likely', half }: ProfileLook,
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
    if (row === null) continue
    const sharp = softness === undefined ? row : restored(row, softness, fineness)
    data.set(sharpness === 0 ? sharp : sharpened(sharp, sharpness), band * columns)
  }
  if (areLight(bars, sums, width)) for (let place = 0; place < data.length; place++) data[place] = 255 - (data[place] ?? 0)
  const view = { data, width: columns, height: bands }
  const pixels = isCoarse ? 1 : fineness
  return {
    frame: isCoarse ? coarsened(view) : view,
    toFrame({ x, y }) {
      const u = x / pixels - length / 2
      const v = (y / bands - 0.5) * height
      return { x: centre.x + u * along.x - v * along.y, y: centre.y + u * along.y + v * along.x }
    },
  }
}

/** The means of as many places as make a pixel of the frame. */
function coarsened({ data, width, height }: LuminanceFrame): LuminanceFrame {
  const columns = Math.floor(width / fineness)
  const means = new Uint8ClampedArray(columns * height)
  for (let at = 0; at < means.length; at++) {
    const from = Math.floor(at / columns) * width + (at % columns) * fineness
    let sum = 0
    for (let place = from; place < from + fineness; place++) sum += data[place] ?? 0
    means[at] = sum / fineness
  }
  return { data: means, width: columns, height }
}

function areLight(bars: NonNullable<ProfileLook['bars']>, sums: BarSums, width: number): boolean {
  if (bars === 'dark' || bars === 'light') return bars === 'light'
  return areEndsDarker(sums, width) === (bars === 'likely')
}

/** How far within and beyond the ends of a sight the white beside the bars is looked for, in pixels: sights are about, and beyond the white all may be dark. */
const [inside, outside] = [20, 12]

/** At either end the longest stretch of one level is the white beside the bars, ten modules and more, or the dark where light and dark are exchanged. */
function areEndsDarker(sums: BarSums, width: number): boolean {
  const { columns } = sums
  const middle = columns / 2
  const end = (width / 2) * fineness
  const level = meanBetween(sums, middle - end, middle + end)
  const far = end + outside * fineness
  const near = end - Math.min(width / 3, inside) * fineness
  return isDarkLonger(middle - far, middle - near) && isDarkLonger(middle + near, middle + far)

  function isDarkLonger(from: number, to: number): boolean {
    const longest = { dark: 0, light: 0 }
    let run: { readonly kind: keyof typeof longest; length: number } = { kind: 'light', length: 0 }
    // A pixel falls on one of as many places.
    for (let column = from; column < to; column += fineness) {
      const kind = meanBetween(sums, column, column + fineness) < level ? 'dark' : 'light'
      run = { kind, length: kind === run.kind ? run.length + 1 : 1 }
      longest[kind] = Math.max(longest[kind], run.length)
    }
    return longest.dark > longest.light
  }
}

/** The mean level of all bands from one column to another; places that no pixel fell on do not count. */
function meanBetween({ levels, counts, columns }: BarSums, from: number, to: number): number {
  let sum = 0
  let count = 0
  for (let band = 0; band < levels.length; band += columns) {
    for (let at = band + Math.max(0, Math.round(from)); at < band + Math.min(columns, Math.round(to)); at++) {
      sum += levels[at] ?? 0
      count += counts[at] ?? 0
    }
  }
  return sum / Math.max(1, count)
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
