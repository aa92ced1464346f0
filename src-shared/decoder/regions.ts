import type { Quadrilateral } from './engine.ts'
import type { CodeSight } from './sight.ts'
import type { Texture } from './texture.ts'

/** A region needs so many squares; a smaller one holds no code that can be read. */
const fewestSquares = 12
/** Mean squared step that is certainly more than the grain of a camera at rest. */
const leastEnergy = 24
/** At least this many of a square and its eight neighbours must be busy: lines of text and edges of paper are narrower. */
const busyNeighbours = 6

/**
 * Where a frame has the texture of a code, the most prominent first: regions full of strong steps from dark to light. Parallel
 * steps are a linear (or stacked) code, steps both ways in a compact region a matrix code, all else is unknown and may be text.
 */
export function findRegions(texture: Texture, most: number): readonly CodeSight[] {
  const busy = busySquares(texture)
  const regions = components(busy, texture.columns)
    .filter((squares) => squares.length >= fewestSquares)
    .map((squares) => describe(squares, texture))
  return regions
    .toSorted((one, other) => other.weight - one.weight)
    .slice(0, most)
    .map(({ sight }) => sight)
}

function busySquares({ across, down, columns, rows }: Texture): Uint8Array {
  const limit = Math.max(leastEnergy, 3 * quietEnergy(across, down))
  const strong = new Uint8Array(columns * rows)
  for (let square = 0; square < strong.length; square++) strong[square] = (across[square] ?? 0) + (down[square] ?? 0) > limit ? 1 : 0
  const busy = new Uint8Array(strong.length)
  for (let row = 1; row < rows - 1; row++) {
    // Of the three columns around a square, each counted once.
    let [left, middle] = [0, 0]
    for (let column = 0, square = row * columns; column < columns; column++, square++) {
      const right = (strong[square - columns] ?? 0) + (strong[square] ?? 0) + (strong[square + columns] ?? 0)
      if (left + middle + right >= busyNeighbours) busy[square - 1] = 1
      left = middle
      middle = right
    }
  }
  return busy
}

/** The grain is the same everywhere; what varies least is the quiet part of the frame. A sixteenth of the squares tells it. */
function quietEnergy(across: Float32Array, down: Float32Array): number {
  const sample: number[] = []
  for (let square = 0; square < across.length; square += 17) sample.push((across[square] ?? 0) + (down[square] ?? 0))
  return sample.toSorted((one, other) => one - other)[Math.floor(sample.length * 0.3)] ?? 0
}

/** Squares that hang together, side by side or one above the other. Uses up `busy`. */
function components(busy: Uint8Array, columns: number): readonly (readonly number[])[] {
  const found: number[][] = []
  for (let start = 0; start < busy.length; start++) {
    if (busy[start] !== 1) continue
    busy[start] = 0
    const squares = [start]
    for (const square of squares) {
      for (const next of [square - 1, square + 1, square - columns, square + columns]) {
        if (busy[next] !== 1) continue
        busy[next] = 0
        squares.push(next)
      }
    }
    found.push(squares)
  }
  return found
}

function describe(squares: readonly number[], texture: Texture): { readonly sight: CodeSight; readonly weight: number } {
  const sum = (values: Float32Array): number => squares.reduce((total, square) => total + (values[square] ?? 0), 0)
  const across = sum(texture.across)
  const down = sum(texture.down)
  const both = sum(texture.both)
  const parallel = Math.hypot(across - down, 2 * both) / (across + down)
  const isLinear = parallel > 0.5
  const tilt = isLinear ? 0.5 * Math.atan2(2 * both, across - down) : 0
  const { position, width, height } = boxAround(squares, texture, tilt)
  const fill = (squares.length * texture.side * texture.side) / (width * height)
  const isCompact = Math.max(width, height) < 1.6 * Math.min(width, height) && fill > 0.6
  const kind = isLinear ? 'linear' : isCompact ? 'matrix' : 'unknown'
  return {
    sight: { position, kind, modulePixels: null, tiltDegrees: isLinear ? (tilt * 180) / Math.PI : null, sharpness: null },
    // A text may be larger than any code; it fills its lines loosely and is seldom as dark.
    weight: Math.sqrt(squares.length) * fill * Math.sqrt((across + down) / squares.length) * (kind === 'unknown' ? 0.5 : 1),
  }
}

function boxAround(
  squares: readonly number[],
  { side, columns }: Texture,
  turn: number,
): { readonly position: Quadrilateral; readonly width: number; readonly height: number } {
  const [along, upward] = [Math.cos(turn), Math.sin(turn)]
  let [left, right, top, bottom] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const square of squares) {
    const x = ((square % columns) + 0.5) * side
    const y = (Math.floor(square / columns) + 0.5) * side
    const u = x * along + y * upward
    const v = y * along - x * upward
    left = Math.min(left, u)
    right = Math.max(right, u)
    top = Math.min(top, v)
    bottom = Math.max(bottom, v)
  }
  // Squares at the rim have quiet neighbours and were not counted as busy.
  left -= side
  right += side
  top -= side
  bottom += side
  const corner = (u: number, v: number): { readonly x: number; readonly y: number } => ({
    x: u * along - v * upward,
    y: u * upward + v * along,
  })
  return {
    position: [corner(left, top), corner(right, top), corner(right, bottom), corner(left, bottom)],
    width: right - left,
    height: bottom - top,
  }
}
