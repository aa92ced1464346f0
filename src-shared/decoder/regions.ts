import type { Quadrilateral } from './engine.ts'
import type { CodeSight } from './sight.ts'
import type { Texture } from './texture.ts'

/** A linear code needs so many squares; a smaller one cannot be read. */
const fewestBarSquares = 12
/** A matrix code needs so many. */
const fewestPatchSquares = 4
/** Mean squared step that is certainly more than the grain of a camera at rest. */
const leastEnergy = 24
/** At least this many of a square and its eight neighbours must be busy: lines of text and edges of paper are narrower. */
const busyNeighbours = 6
/** Steps are parallel from here on: 0 for as many one way as the other, 1 for all one way. */
const parallelSteps = 0.5
/** So much longer than wide is no matrix code, however it is held. */
const longestPatch = 2.5
/** A matrix code is the busiest thing on its paper; so much of the most is still part of it. */
const patchPart = 0.3

/**
 * Where a frame has parallel steps from dark to light, as a linear and a stacked code have; the most prominent first. Looked for
 * in squares twice as large too: between bars five pixels a module wide whole squares are empty.
 */
export function findBars(texture: Texture, most: number): readonly CodeSight[] {
  return [texture, halved(texture)]
    .flatMap((squared) =>
      components(busySquares(squared), squared.columns)
        .filter((squares) => squares.length >= fewestBarSquares)
        .flatMap((squares) => barsOf(squares, squared)),
    )
    .toSorted((one, other) => other.weight - one.weight)
    .slice(0, most)
    .map(({ sight }) => sight)
}

/** Where it has strong steps both ways close together, as a matrix code has, and large letters; the most prominent first. */
export function findPatches(texture: Texture, most: number): readonly CodeSight[] {
  const energy = energyBothWays(texture)
  const limit = Math.max(leastEnergy / 2, patchPart * largest(energy))
  const busy = new Uint8Array(energy.length)
  for (let square = 0; square < energy.length; square++) busy[square] = (energy[square] ?? 0) > limit ? 1 : 0
  return components(busy, texture.columns)
    .filter((squares) => squares.length >= fewestPatchSquares)
    .flatMap((squares) => patchOf(squares, texture, energy))
    .toSorted((one, other) => other.weight - one.weight)
    .slice(0, most)
    .map(({ sight }) => sight)
}

function busySquares({ across, down, columns, rows }: Steps): Uint8Array {
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

type Steps = Pick<Texture, 'side' | 'columns' | 'rows' | 'across' | 'down' | 'both'>

/** The same in squares of twice the side, each the mean of four. */
function halved(texture: Texture): Steps {
  const columns = texture.columns >> 1
  const rows = texture.rows >> 1
  const of = (values: Float32Array): Float32Array => {
    const means = new Float32Array(columns * rows)
    for (let row = 0, square = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, square++) {
        const at = 2 * row * texture.columns + 2 * column
        const above = (values[at] ?? 0) + (values[at + 1] ?? 0)
        means[square] = (above + (values[at + texture.columns] ?? 0) + (values[at + texture.columns + 1] ?? 0)) / 4
      }
    }
    return means
  }
  return { side: 2 * texture.side, columns, rows, across: of(texture.across), down: of(texture.down), both: of(texture.both) }
}

interface Weighted {
  readonly sight: CodeSight
  readonly weight: number
}

function barsOf(squares: readonly number[], texture: Steps): readonly Weighted[] {
  const across = sum(texture.across, squares)
  const down = sum(texture.down, squares)
  const both = sum(texture.both, squares)
  if (Math.hypot(across - down, 2 * both) < parallelSteps * (across + down)) return []
  const tilt = 0.5 * Math.atan2(2 * both, across - down)
  const { position, width, height } = boxAround(squares, texture, tilt)
  const fill = (squares.length * texture.side * texture.side) / (width * height)
  return [
    {
      sight: { position, kind: 'linear', modulePixels: null, tiltDegrees: (tilt * 180) / Math.PI, sharpness: null },
      weight: fill * texture.side * Math.sqrt(across + down),
    },
  ]
}

function patchOf(squares: readonly number[], texture: Texture, energy: Float32Array): readonly Weighted[] {
  const { position, width, height } = boxAround(squares, texture, 0)
  const fill = (squares.length * texture.side * texture.side) / (width * height)
  const elongation = Math.max(width, height) / Math.min(width, height)
  if (elongation > longestPatch) return []
  const isCompact = elongation < 1.6
  return [
    {
      sight: { position, kind: isCompact ? 'matrix' : 'unknown', modulePixels: null, tiltDegrees: null, sharpness: null },
      weight: fill * Math.sqrt(sum(energy, squares)) * (isCompact ? 1 : 0.5),
    },
  ]
}

function sum(values: Float32Array, squares: readonly number[]): number {
  return squares.reduce((total, square) => total + (values[square] ?? 0), 0)
}

function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0)
}

/** The lesser of the energies along x and y, each the mean of a square and its eight neighbours; none at the border. */
function energyBothWays({ across, down, columns, rows }: Texture): Float32Array {
  const energy = new Float32Array(columns * rows)
  for (let row = 1; row < rows - 1; row++) {
    let [leftAcross, leftDown, middleAcross, middleDown] = [0, 0, 0, 0]
    for (let column = 0, square = row * columns; column < columns; column++, square++) {
      const rightAcross = (across[square - columns] ?? 0) + (across[square] ?? 0) + (across[square + columns] ?? 0)
      const rightDown = (down[square - columns] ?? 0) + (down[square] ?? 0) + (down[square + columns] ?? 0)
      if (column > 1) energy[square - 1] = Math.min(leftAcross + middleAcross + rightAcross, leftDown + middleDown + rightDown) / 9
      leftAcross = middleAcross
      leftDown = middleDown
      middleAcross = rightAcross
      middleDown = rightDown
    }
  }
  return energy
}

function boxAround(
  squares: readonly number[],
  { side, columns }: Steps,
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
