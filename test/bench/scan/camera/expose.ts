import { halved } from '../scenes/raster.ts'
import type { Raster } from '../scenes/raster.ts'
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

/**
 * Projects a flat thing into a frame, each pixel the mean of nine samples over its area. `back` takes frame points to raster
 * points; `rasterPixels` is how many raster pixels one frame pixel is wide near the code, and chooses the fineness that is sampled.
 */
export function expose(
  raster: Raster,
  back: Projection,
  frame: { width: number; height: number },
  look: { rasterPixels: number; background: number; bend: Bend },
): LightField {
  const { level, raster: source } = fitting(raster, look.rasterPixels)
  const shrink = 1 / 2 ** level
  const [a, b, c, d, e, f, g, h, i] = back
  const { width, height } = frame
  const { background } = look
  const data = new Float32Array(width * height)
  const bent = bends(look.bend) ? bender(raster, look.bend) : null
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = column + 0.5
      const y = row + 0.5
      const depth = 1 / (g * x + h * y + i)
      const u = (a * x + b * y + c) * depth
      const v = (d * x + e * y + f) * depth
      // Over one pixel the projection is as good as straight.
      const uRight = ((a - g * u) * depth) / 3
      const vRight = ((d - g * v) * depth) / 3
      const uDown = ((b - h * u) * depth) / 3
      const vDown = ((e - h * v) * depth) / 3
      data[row * width + column] =
        bent === null
          ? meanOfNine(source, shrink, u * shrink, v * shrink, uRight * shrink, vRight * shrink, uDown * shrink, vDown * shrink, background)
          : bentMean(source, shrink, bent, { u, v, uRight, vRight, uDown, vDown }, background)
    }
  }
  return { data, width, height }
}

/** The hot path: 8 million samples a frame, hence single numbers instead of points. */
function meanOfNine(
  { data, width, height }: Raster,
  shrink: number,
  u: number,
  v: number,
  uRight: number,
  vRight: number,
  uDown: number,
  vDown: number,
  background: number,
): number {
  const reach = 4 / shrink
  if (u < -reach || v < -reach || u > width + reach || v > height + reach) return background
  let sum = 0
  for (let down = -1; down <= 1; down++) {
    for (let right = -1; right <= 1; right++) {
      const left = u + right * uRight + down * uDown
      const top = v + right * vRight + down * vDown
      sum += left >= 0 && top >= 0 && left < width && top < height ? (data[(top | 0) * width + (left | 0)] ?? 0) : background
    }
  }
  return sum / 9
}

interface Footprint {
  readonly u: number
  readonly v: number
  readonly uRight: number
  readonly vRight: number
  readonly uDown: number
  readonly vDown: number
}

function bentMean({ data, width, height }: Raster, shrink: number, bent: Bender, pixel: Footprint, background: number): number {
  let sum = 0
  for (let down = -1; down <= 1; down++) {
    for (let right = -1; right <= 1; right++) {
      const spot = bent(pixel.u + right * pixel.uRight + down * pixel.uDown, pixel.v + right * pixel.vRight + down * pixel.vDown)
      const left = spot.u * shrink
      const top = spot.v * shrink
      const inside = left >= 0 && top >= 0 && left < width && top < height
      sum += inside ? (data[(top | 0) * width + (left | 0)] ?? 0) * spot.light : background
    }
  }
  return sum / 9
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

/** The level of the halved pictures whose pixels are between 1.4 and 2.8 to a frame pixel, so that nine samples miss none. */
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
