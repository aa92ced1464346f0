import type { CodeSymbol } from '../codes/symbol.ts'

/** A flat thing before the camera: how much light each spot gives back, 0 none to 255 white paper. */
export interface Raster {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export function blankRaster(width: number, height: number, level: number): Raster {
  return { data: new Uint8ClampedArray(width * height).fill(level), width, height }
}

/** Fills what of the box lies within the raster. */
export function fillBox(raster: Raster, box: Box, level: number): void {
  const left = Math.max(0, Math.round(box.left))
  const right = Math.min(raster.width, Math.round(box.left + box.width))
  const bottom = Math.min(raster.height, Math.round(box.top + box.height))
  for (let row = Math.max(0, Math.round(box.top)); row < bottom; row++) {
    raster.data.fill(level, row * raster.width + left, row * raster.width + Math.max(left, right))
  }
}

/** The outline of a box, drawn inwards. */
export function outlineBox(raster: Raster, box: Box, thickness: number, level: number): void {
  fillBox(raster, { ...box, height: thickness }, level)
  fillBox(raster, { ...box, top: box.top + box.height - thickness, height: thickness }, level)
  fillBox(raster, { ...box, width: thickness }, level)
  fillBox(raster, { ...box, left: box.left + box.width - thickness, width: thickness }, level)
}

/** Draws a code, each module a square of `pitch` raster pixels, with its quiet zone in `light`. `left` and `top` are those of the first module. */
export function placeSymbol(
  raster: Raster,
  symbol: CodeSymbol,
  place: { left: number; top: number; pitch: number; dark: number; light: number },
): Box {
  const { left, top, pitch, dark, light } = place
  const quiet = symbol.quietZone * pitch
  const box = { left, top, width: symbol.width * pitch, height: symbol.height * pitch }
  fillBox(raster, { left: left - quiet, top: top - quiet, width: box.width + 2 * quiet, height: box.height + 2 * quiet }, light)
  for (let row = 0; row < symbol.height; row++) {
    for (let column = 0; column < symbol.width; column++) {
      if (symbol.modules[row * symbol.width + column] !== 1) continue
      fillBox(raster, { left: left + column * pitch, top: top + row * pitch, width: pitch, height: pitch }, dark)
    }
  }
  return box
}

/** Half as wide and high, each value the mean of four. */
export function halved(raster: Raster): Raster {
  const width = raster.width >> 1
  const height = raster.height >> 1
  const data = new Uint8ClampedArray(width * height)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = row * 2 * raster.width + column * 2
      const above = (raster.data[at] ?? 0) + (raster.data[at + 1] ?? 0)
      const below = (raster.data[at + raster.width] ?? 0) + (raster.data[at + raster.width + 1] ?? 0)
      data[row * width + column] = (above + below) / 4
    }
  }
  return { data, width, height }
}
