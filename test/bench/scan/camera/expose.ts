import { halved } from '../scenes/raster.ts'
import type { Box, Raster } from '../scenes/raster.ts'
import type { Projection } from './projection.ts'

/** Light that falls on each pixel of the sensor, 0–255 and beyond, not yet rounded. */
export interface LightField {
  readonly data: Float32Array
  readonly width: number
  readonly height: number
}

/** How a sheet is bent. Lengths in raster pixels of the scene. */
export interface Bend {
  /** A line through `x`, `y` in the direction `degrees`; the side to its right is tipped away, which shortens it by `shortening` (0–0.3) and dims it by `dimming` (0–0.6). */
  readonly fold: {
    readonly x: number
    readonly y: number
    readonly degrees: number
    readonly shortening: number
    readonly dimming: number
  } | null
  /** Height of the arc by which a line across the whole sheet is bowed. */
  readonly bow: number
}

export const flat: Bend = { fold: null, bow: 0 }

/** Pixels of a row over which the projection is taken for straight. */
const longestSpan = 16
/** Places in the raster are counted in 1/65536 of its pixels: whole numbers are several times as fast, with 8 million samples a frame. */
const unit = 65_536
const sums = new Int32Array(longestSpan)

/**
 * Projects a flat thing into a frame, each pixel the mean of samples over its area: nine within the `fine` box (raster
 * pixels), where bars are, four elsewhere. `back` takes frame points to raster points; `rasterPixels` is how many raster
 * pixels one frame pixel is wide near the code, and chooses the fineness that is sampled.
 */
export function expose(
  raster: Raster,
  back: Projection,
  frame: { width: number; height: number },
  look: { rasterPixels: number; background: number; bend: Bend; fine: Box | null },
): LightField {
  const { level, raster: source } = fitting(raster, look.rasterPixels)
  const shrink = 1 / 2 ** level
  const { width, height } = frame
  const background = Math.round(look.background)
  const data = new Float32Array(width * height)
  const bent = bends(look.bend) ? bender(raster, look.bend) : null
  const length = bent === null ? longestSpan : 1
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column += length) {
      const count = Math.min(length, width - column)
      const from = footprint(back, column + 0.5, row + 0.5)
      const to = footprint(back, column + 0.5 + count, row + 0.5)
      const side = isWithin(look.fine, (from.u + to.u) / 2, (from.v + to.v) / 2, length * look.rasterPixels) ? 3 : 2
      const at = row * width + column
      if (bent === null) {
        meanOfSpan(source, side, from, (to.u - from.u) / count, (to.v - from.v) / count, shrink, background, data, at, count)
        continue
      }
      const { u, v, light } = bent(from.u, from.v)
      meanOfSpan(source, side, { ...from, u, v }, from.uRight, from.vRight, shrink, background, data, at, 1)
      data[at] = (data[at] ?? 0) * light
    }
  }
  return { data, width, height }
}

/** Where a frame point lies in the raster, and how far the next pixel to the right and below lie from it. */
interface Footprint {
  readonly u: number
  readonly v: number
  readonly uRight: number
  readonly vRight: number
  readonly uDown: number
  readonly vDown: number
}

function footprint([a, b, c, d, e, f, g, h, i]: Projection, x: number, y: number): Footprint {
  const depth = 1 / (g * x + h * y + i)
  const u = (a * x + b * y + c) * depth
  const v = (d * x + e * y + f) * depth
  return { u, v, uRight: (a - g * u) * depth, vRight: (d - g * v) * depth, uDown: (b - h * u) * depth, vDown: (e - h * v) * depth }
}

/** Writes the means of `count` pixels, of `side` × `side` samples each, that follow each other in the raster in equal steps. */
function meanOfSpan(
  { data, width, height }: Raster,
  side: number,
  { u, v, uDown, vDown }: Footprint,
  uRight: number,
  vRight: number,
  shrink: number,
  background: number,
  target: Float32Array,
  at: number,
  count: number,
): void {
  const scale = shrink * unit
  const stepLeft = (uRight * scale) | 0
  const stepTop = (vRight * scale) | 0
  const reach = (2 * (Math.abs(uRight) + Math.abs(uDown) + Math.abs(vRight) + Math.abs(vDown)) + 1) * shrink + 1
  const west = Math.min(u, u + count * uRight) * shrink
  const east = Math.max(u, u + count * uRight) * shrink
  const north = Math.min(v, v + count * vRight) * shrink
  const south = Math.max(v, v + count * vRight) * shrink
  if (east < -reach || south < -reach || west > width + reach || north > height + reach) {
    target.fill(background, at, at + count)
    return
  }
  const inside = west > reach && north > reach && east < width - reach && south < height - reach
  sums.fill(0)
  for (let part = 0; part < side * side; part++) {
    const x = ((part % side) + 0.5) / side - 0.5
    const y = (Math.trunc(part / side) + 0.5) / side - 0.5
    let left = ((u + x * uRight + y * uDown) * scale) | 0
    let top = ((v + x * vRight + y * vDown) * scale) | 0
    for (let pixel = 0; pixel < count; pixel++) {
      const column = left >> 16
      const row = top >> 16
      if (inside || (column >= 0 && row >= 0 && column < width && row < height)) {
        sums[pixel] = (sums[pixel] ?? 0) + (data[row * width + column] ?? 0)
      } else {
        sums[pixel] = (sums[pixel] ?? 0) + background
      }
      left = (left + stepLeft) | 0
      top = (top + stepTop) | 0
    }
  }
  for (let pixel = 0; pixel < count; pixel++) target[at + pixel] = (sums[pixel] ?? 0) / (side * side)
}

function isWithin(box: Box | null, u: number, v: number, reach: number): boolean {
  if (box === null) return false
  return u >= box.left - reach && v >= box.top - reach && u <= box.left + box.width + reach && v <= box.top + box.height + reach
}

/** Tells where a point of the flat picture is printed on the bent sheet, and how light it is there. */
type Bender = (u: number, v: number) => { readonly u: number; readonly v: number; readonly light: number }

function bends({ fold, bow }: Bend): boolean {
  return fold !== null || bow !== 0
}

function bender(raster: Raster, { fold, bow }: Bend): Bender {
  const radians = ((fold?.degrees ?? 0) * Math.PI) / 180
  const acrossU = -Math.sin(radians)
  const acrossV = Math.cos(radians)
  const stretch = fold === null ? 0 : 1 / (1 - fold.shortening) - 1
  return (u, flatV) => {
    const along = (2 * u) / raster.width - 1
    const v = flatV + bow * along * along
    if (fold === null) return { u, v, light: 1 }
    const distance = (u - fold.x) * acrossU + (v - fold.y) * acrossV
    // The crease itself: printing ink is rubbed off and the edge catches light over half a millimetre.
    const crease = Math.abs(distance) < 4 ? 1.35 : 1
    if (distance <= 0) return { u, v, light: crease }
    return { u: u + acrossU * distance * stretch, v: v + acrossV * distance * stretch, light: (1 - fold.dimming) * crease }
  }
}

const levels = new WeakMap<Uint8ClampedArray, Raster[]>()

/** The level of the halved pictures whose pixels are between 1.4 and 2.8 to a frame pixel, so that the samples miss few. */
function fitting(raster: Raster, rasterPixels: number): { level: number; raster: Raster } {
  const made = levels.get(raster.data) ?? [raster]
  levels.set(raster.data, made)
  const level = Math.max(0, Math.floor(Math.log2(rasterPixels / 1.4)))
  let finest = made[made.length - 1] ?? raster
  while (made.length <= level) {
    finest = halved(finest)
    made.push(finest)
  }
  return { level, raster: made[level] ?? raster }
}
