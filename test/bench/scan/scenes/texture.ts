import type { Random } from '../random.ts'
import { fillBox } from './raster.ts'
import type { Box, Raster } from './raster.ts'

const tileSide = 256

/** A square of grain that can be laid side by side, −1…1, soft over about `softness` pixels. */
export function grainTile(random: Random, softness: number): Float32Array {
  const coarse = Math.max(1, Math.round(tileSide / softness))
  const knots = Float32Array.from({ length: coarse * coarse }, () => random.between(-1, 1))
  const tile = new Float32Array(tileSide * tileSide)
  const knot = (row: number, column: number): number => knots[(row % coarse) * coarse + (column % coarse)] ?? 0
  for (let row = 0; row < tileSide; row++) {
    for (let column = 0; column < tileSide; column++) {
      const y = (row * coarse) / tileSide
      const x = (column * coarse) / tileSide
      const [down, right] = [y % 1, x % 1]
      const [y0, x0] = [Math.floor(y), Math.floor(x)]
      const above = knot(y0, x0) * (1 - right) + knot(y0, x0 + 1) * right
      const below = knot(y0 + 1, x0) * (1 - right) + knot(y0 + 1, x0 + 1) * right
      tile[row * tileSide + column] = above * (1 - down) + below * down
    }
  }
  return tile
}

/** Adds grain of the given strength in levels to a whole raster. */
export function addGrain(raster: Raster, tile: Float32Array, strength: number): void {
  const { data, width, height } = raster
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = row * width + column
      data[at] = (data[at] ?? 0) + strength * (tile[(row % tileSide) * tileSide + (column % tileSide)] ?? 0)
    }
  }
}

/** Thin parallel waves such as security print has, inside a box. */
export function drawWaves(
  raster: Raster,
  box: Box,
  waves: { spacing: number; thickness: number; swing: number; length: number; level: number },
): void {
  for (let line = 0; line < box.height; line += waves.spacing) {
    for (let column = 0; column < box.width; column += 2) {
      const top = box.top + line + waves.swing * Math.sin((2 * Math.PI * column) / waves.length + line / 40)
      fillBox(raster, { left: box.left + column, top, width: 2, height: waves.thickness }, waves.level)
    }
  }
}
