import type { CodeSymbol } from '../codes/symbol.ts'
import type { Box, Raster } from './raster.ts'

/** One code as it lies on a scene. */
export interface PlacedCode {
  readonly symbol: CodeSymbol
  /** Raster pixels a module. */
  readonly pitch: number
  /** In raster pixels, without the quiet zone. */
  readonly box: Box
}

/** A flat thing that is held before the camera, and the codes on it. */
export interface Scene {
  readonly raster: Raster
  /** The first one is what the camera is pointed at. */
  readonly codes: readonly PlacedCode[]
  /** Light of what is behind the thing, 0–255. */
  readonly background: number
}

/** Raster pixels a millimetre of all scenes: a module of the paper policy's code (0.25 mm) is four. */
export const pixelsPerMillimetre = 16
