import type { Quadrilateral } from './engine.ts'
import { isWithin } from './position.ts'
import type { CodeSight } from './sight.ts'
import type { Texture } from './texture.ts'

/** The light of a frame, and of its code where one is in sight. */
export interface FrameLight {
  /** Mean level of the frame, 0 black … 255 white. */
  readonly brightness: number
  /** 0…1, how far dark and light lie apart: from the darkest twentieth to the lightest. */
  readonly contrast: number
  /** 0…1, the share of the code's area that is burnt out; 0 where no code is in sight. */
  readonly glare: number
  /** 0…1, how steep the edges of the code are, or of the frame where none is in sight; 1 is black to white within one pixel. */
  readonly sharpness: number
}

/** A level that shows nothing any more but that it was too bright; the narrow range of video ends at 235. */
const burntOut = 230
/** A camera that draws its contrast together burns out lower, but never below this. */
const leastBurntOut = 200
/** Noise of what is burnt out, below the brightest of the frame. */
const burntNoise = 16
/** A reflection is so much brighter than the white between the bars of the same code. */
const brighterThanWhite = 1.06
/** Squares with less between dark and light show noise, not edges. */
const edgeRange = 40

/** Measures the light by the squares of a frame; `sight` is the code in it, if any. */
export function measureLight(texture: Texture, sight: CodeSight | null): FrameLight {
  const squares = sight === null ? null : squaresWithin(texture, sight.position)
  return {
    brightness: meanOf(texture.mean),
    contrast: Math.max(0, share(texture.lightest, 0.95) - share(texture.darkest, 0.05)) / 255,
    glare: squares === null ? 0 : glareOf(texture, squares),
    sharpness: sharpnessOf(texture, squares),
  }
}

/** Numbers of the squares whose middle lies within a position. */
export function squaresWithin({ side, columns, rows }: Texture, position: Quadrilateral): readonly number[] {
  const first = (values: readonly number[], limit: number): number => Math.min(limit, Math.max(0, Math.floor(Math.min(...values) / side)))
  const last = (values: readonly number[], limit: number): number =>
    Math.max(-1, Math.min(limit - 1, Math.floor(Math.max(...values) / side)))
  const xs = position.map(({ x }) => x)
  const ys = position.map(({ y }) => y)
  const found: number[] = []
  for (let row = first(ys, rows); row <= last(ys, rows); row++) {
    for (let column = first(xs, columns); column <= last(xs, columns); column++) {
      if (isWithin({ x: (column + 0.5) * side, y: (row + 0.5) * side }, position)) found.push(row * columns + column)
    }
  }
  return found
}

function glareOf(texture: Texture, squares: readonly number[]): number {
  const limit = burntOutFrom(texture, squares)
  return squares.length === 0 ? 0 : squares.filter((square) => isBurntOut(texture, square, limit)).length / squares.length
}

/** The level from which squares of a code are burnt out: near the brightest of the frame, and brighter than the code's own white. */
function burntOutFrom({ darkest, lightest }: Texture, squares: readonly number[]): number {
  const brightest = Math.max(leastBurntOut, share(lightest, 0.99) - burntNoise)
  const edged = squares.filter((square) => (lightest[square] ?? 0) - (darkest[square] ?? 0) >= edgeRange)
  const white = share(
    edged.map((square) => lightest[square] ?? 0),
    0.25,
  )
  return edged.length > 0 && brightest >= brighterThanWhite * white ? Math.min(burntOut, brightest) : burntOut
}

/** A square amid burnt-out squares; a white module alone has dark ones beside it. */
function isBurntOut({ darkest, columns }: Texture, square: number, limit: number): boolean {
  for (const row of [-columns, 0, columns]) {
    for (const column of [-1, 0, 1]) if ((darkest[square + row + column] ?? 255) < limit) return false
  }
  return true
}

function sharpnessOf({ darkest, lightest, steepest }: Texture, squares: readonly number[] | null): number {
  let sum = 0
  let count = 0
  const add = (square: number): void => {
    const range = (lightest[square] ?? 0) - (darkest[square] ?? 0)
    if (range < edgeRange) return
    sum += Math.min(1, (steepest[square] ?? 0) / range)
    count++
  }
  if (squares === null) for (let square = 0; square < darkest.length; square++) add(square)
  else squares.forEach(add)
  return count === 0 ? 0 : sum / count
}

function meanOf(levels: Uint8Array): number {
  return levels.length === 0 ? 0 : levels.reduce((sum, level) => sum + level, 0) / levels.length
}

/** The level that the given share of the squares does not exceed. */
function share(levels: ArrayLike<number> & Iterable<number>, part: number): number {
  const counts = new Uint32Array(256)
  for (const level of levels) counts[level] = (counts[level] ?? 0) + 1
  let below = 0
  for (let level = 0; level < 256; level++) {
    below += counts[level] ?? 0
    if (below > part * levels.length) return level
  }
  return 255
}
