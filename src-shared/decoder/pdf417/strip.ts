import type { LuminanceFrame } from '../frame.ts'
import type { BarRegion } from './locate.ts'

/** A part of a picture turned so that its bars stand upright; darkness of each pixel, 0 white to 255 black, rows from the top. */
export interface Strip {
  readonly data: Float32Array
  readonly width: number
  readonly height: number
  /** Place of the strip's pixel (0, 0) in the frame, and the frame's pixels by which one step along and down the strip moves. */
  readonly originX: number
  readonly originY: number
  readonly alongX: number
  readonly alongY: number
}

/** Longest side and most pixels of a strip; a larger region is taken from a smaller picture. */
const longest = 1000
const mostPixels = 400_000

/**
 * Cuts the region, wider by margins, out of the largest of the pictures in which it is no longer than 1000 pixels.
 * `regionLevel` is the index of the picture in which the region was found; every picture is half of the one before.
 * The strip's array is kept and used again by the next call.
 */
export function stripCutter(): (levels: readonly LuminanceFrame[], region: BarRegion, regionLevel: number) => Strip {
  let kept = new Float32Array(0)
  return (levels, region, regionLevel) => {
    const toFrame = 2 ** regionLevel
    const halfLength = region.halfLength * 1.12 + 16
    const halfHeight = region.halfHeight * 1.12 + 8
    let level = 0
    while (level < levels.length - 1 && isTooLarge((halfLength * 2 * toFrame) / 2 ** level, (halfHeight * 2 * toFrame) / 2 ** level))
      level++
    const scale = 2 ** level
    const width = Math.ceil((halfLength * 2 * toFrame) / scale)
    const height = Math.ceil((halfHeight * 2 * toFrame) / scale)
    if (kept.length < width * height) kept = new Float32Array(width * height)
    const cos = Math.cos(region.angle)
    const sin = Math.sin(region.angle)
    // A region counts from the corner of the picture, a strip from the middle of the first pixel.
    const centreX = region.x * toFrame - 0.5
    const centreY = region.y * toFrame - 0.5
    const strip = {
      data: kept.subarray(0, width * height),
      width,
      height,
      originX: centreX - ((width - 1) / 2) * scale * cos + ((height - 1) / 2) * scale * sin,
      originY: centreY - ((width - 1) / 2) * scale * sin - ((height - 1) / 2) * scale * cos,
      alongX: scale * cos,
      alongY: scale * sin,
    }
    const picture = levels[level]
    if (picture !== undefined) fill(strip, picture, scale)
    return strip
  }
}

function isTooLarge(width: number, height: number): boolean {
  return Math.max(width, height) > longest || width * height > mostPixels
}

function fill(strip: Strip, picture: LuminanceFrame, scale: number): void {
  const stepX = strip.alongX / scale
  const stepY = strip.alongY / scale
  const { data, width, height } = picture
  const lastX = width - 1.001
  const lastY = height - 1.001
  for (let row = 0, at = 0; row < strip.height; row++) {
    let x = (strip.originX + 0.5) / scale - 0.5 - row * stepY
    let y = (strip.originY + 0.5) / scale - 0.5 + row * stepX
    for (let column = 0; column < strip.width; column++, at++, x += stepX, y += stepY) {
      const inX = x < 0 ? 0 : x > lastX ? lastX : x
      const inY = y < 0 ? 0 : y > lastY ? lastY : y
      const left = inX | 0
      const top = inY | 0
      const partX = inX - left
      const partY = inY - top
      const place = top * width + left
      const upper = (data[place] ?? 0) * (1 - partX) + (data[place + 1] ?? 0) * partX
      const lower = (data[place + width] ?? 0) * (1 - partX) + (data[place + width + 1] ?? 0) * partX
      strip.data[at] = 255 - (upper * (1 - partY) + lower * partY)
    }
  }
}

/** Ink and paper change places, in place: a code in white on black. */
export function negate({ data }: Strip): void {
  for (let at = 0; at < data.length; at++) data[at] = 255 - (data[at] ?? 0)
}

/** The same strip seen upside down: its data are turned in place. */
export function turnAround(strip: Strip): Strip {
  strip.data.reverse()
  const { width, height, originX, originY, alongX, alongY } = strip
  return {
    ...strip,
    originX: originX + (width - 1) * alongX - (height - 1) * alongY,
    originY: originY + (width - 1) * alongY + (height - 1) * alongX,
    alongX: -alongX,
    alongY: -alongY,
  }
}
