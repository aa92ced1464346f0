import type { LuminanceFrame } from '../frame.ts'

/** A region of the picture with the grain of bars: a rectangle about its middle, in pixels of the picture it was found in. */
export interface BarRegion {
  readonly x: number
  readonly y: number
  /** Angle of the reading direction in radians, −π/2…π/2, clockwise from the horizontal. */
  readonly angle: number
  readonly halfLength: number
  readonly halfHeight: number
  /** How much edge there is in it, and how densely: the more, the likelier a code. */
  readonly weight: number
}

const side = 8
/** Bars 3 modules high have 2.8 times as much edge across as along: a coherence of 0.47 where nothing disturbs. */
const leastCoherence = 0.22
/** Squared steps between neighbours: above what noise makes, below what the faintest readable bars make. */
const leastEnergy = 14
/** The grain of paper has less than this share of what the strongest edges of the picture have. */
const leastShare = 0.02
/** Cosine of twice the angle by which neighbouring squares may differ. */
const likeDirection = 0.7

/** Finds regions of parallel bars by the directions of brightness steps, the likeliest first; buffers are kept between calls. */
export function barLocator(): (picture: LuminanceFrame, most: number) => readonly BarRegion[] {
  let across = new Float32Array(0)
  let down = new Float32Array(0)
  let both = new Float32Array(0)
  let smooth = new Float32Array(0)
  let labels = new Int32Array(0)
  return (picture, most) => {
    const columns = Math.floor((picture.width - 1) / side)
    const rows = Math.floor((picture.height - 1) / side)
    if (columns < 3 || rows < 2) return []
    if (labels.length !== columns * rows) {
      across = new Float32Array(columns * rows)
      down = new Float32Array(columns * rows)
      both = new Float32Array(columns * rows)
      smooth = new Float32Array(columns * rows * 3)
      labels = new Int32Array(columns * rows)
    }
    measureSteps(picture, columns, rows, across, down, both)
    smoothSquares(across, down, both, columns, rows, smooth)
    const picked = regionsOf(smooth, labels, columns, rows)
    return picked.toSorted((left, right) => right.weight - left.weight).slice(0, most)
  }
}

function measureSteps(
  picture: LuminanceFrame,
  columns: number,
  rows: number,
  across: Float32Array,
  down: Float32Array,
  both: Float32Array,
): void {
  const { data, width } = picture
  for (let square = 0; square < columns * rows; square++) {
    const left = (square % columns) * side
    const top = Math.floor(square / columns) * side
    let xx = 0
    let yy = 0
    let xy = 0
    for (let row = top; row < top + side; row++) {
      let at = row * width + left
      let upper = data[at] ?? 0
      let lower = data[at + width] ?? 0
      for (let column = 0; column < side; column++) {
        at++
        const upperNext = data[at] ?? 0
        const lowerNext = data[at + width] ?? 0
        const stepX = upperNext + lowerNext - upper - lower
        const stepY = lower + lowerNext - upper - upperNext
        xx += stepX * stepX
        yy += stepY * stepY
        xy += stepX * stepY
        upper = upperNext
        lower = lowerNext
      }
    }
    // Steps are sums of two differences: a quarter of the square is the square of their mean.
    const share = 0.25 / (side * side)
    across[square] = xx * share
    down[square] = yy * share
    both[square] = xy * share
  }
}

/** Every square with its eight neighbours, weighted 4, 2, 1; three numbers a square: across, down, both. */
function smoothSquares(
  across: Float32Array,
  down: Float32Array,
  both: Float32Array,
  columns: number,
  rows: number,
  smooth: Float32Array,
): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let xx = 0
      let yy = 0
      let xy = 0
      let total = 0
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const x = column + dx
          const y = row + dy
          if (x < 0 || x >= columns || y < 0 || y >= rows) continue
          const weight = (2 - Math.abs(dx)) * (2 - Math.abs(dy))
          const at = y * columns + x
          xx += weight * (across[at] ?? 0)
          yy += weight * (down[at] ?? 0)
          xy += weight * (both[at] ?? 0)
          total += weight
        }
      }
      const to = (row * columns + column) * 3
      smooth[to] = xx / total
      smooth[to + 1] = yy / total
      smooth[to + 2] = xy / total
    }
  }
}

function regionsOf(smooth: Float32Array, labels: Int32Array, columns: number, rows: number): BarRegion[] {
  labels.fill(0)
  takeNoise(smooth)
  let strongest = 0
  for (let at = 0; at < columns * rows * 3; at += 3) strongest = Math.max(strongest, (smooth[at] ?? 0) + (smooth[at + 1] ?? 0))
  const least = Math.max(leastEnergy, leastShare * strongest)
  const regions: BarRegion[] = []
  const members: number[] = []
  let label = 0
  for (let seed = 0; seed < columns * rows; seed++) {
    if (labels[seed] !== 0 || !isBarred(smooth, seed, least)) continue
    label++
    members.length = 0
    members.push(seed)
    labels[seed] = label
    for (let next = 0; next < members.length; next++) {
      const square = members[next] ?? 0
      const column = square % columns
      const row = Math.floor(square / columns)
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const x = column + dx
          const y = row + dy
          const other = y * columns + x
          if (x < 0 || x >= columns || y < 0 || y >= rows || labels[other] !== 0) continue
          if (!isBarred(smooth, other, least) || !isLike(smooth, square, other)) continue
          labels[other] = label
          members.push(other)
        }
      }
    }
    if (members.length >= 8) regions.push(regionOf(smooth, members, columns))
  }
  return regions
}

/** Squares of this rank in energy show what noise alone makes: the grain is the same everywhere and in all directions. */
const calmest = 0.05

function takeNoise(smooth: Float32Array): void {
  const energies = new Float32Array(smooth.length / 3)
  for (let square = 0; square < energies.length; square++) energies[square] = (smooth[square * 3] ?? 0) + (smooth[square * 3 + 1] ?? 0)
  const noise = (energies.toSorted()[Math.floor(energies.length * calmest)] ?? 0) / 2
  for (let at = 0; at < smooth.length; at += 3) {
    smooth[at] = Math.max(0, (smooth[at] ?? 0) - noise)
    smooth[at + 1] = Math.max(0, (smooth[at + 1] ?? 0) - noise)
  }
}

function isBarred(smooth: Float32Array, square: number, least: number): boolean {
  const xx = smooth[square * 3] ?? 0
  const yy = smooth[square * 3 + 1] ?? 0
  const energy = xx + yy
  return energy > least && Math.hypot(xx - yy, 2 * (smooth[square * 3 + 2] ?? 0)) > leastCoherence * energy
}

function isLike(smooth: Float32Array, one: number, other: number): boolean {
  const x1 = (smooth[one * 3] ?? 0) - (smooth[one * 3 + 1] ?? 0)
  const y1 = 2 * (smooth[one * 3 + 2] ?? 0)
  const x2 = (smooth[other * 3] ?? 0) - (smooth[other * 3 + 1] ?? 0)
  const y2 = 2 * (smooth[other * 3 + 2] ?? 0)
  return x1 * x2 + y1 * y2 > likeDirection * Math.hypot(x1, y1) * Math.hypot(x2, y2)
}

/** Rows of squares with less than this share of what the strongest row has are beside the code: a frame line, a few letters. */
const leastOfRow = 0.3

function regionOf(smooth: Float32Array, members: readonly number[], columns: number): BarRegion {
  let difference = 0
  let both = 0
  for (const square of members) {
    const weight = 1 / edgesOf(smooth, square)
    difference += ((smooth[square * 3] ?? 0) - (smooth[square * 3 + 1] ?? 0)) * weight
    both += 2 * (smooth[square * 3 + 2] ?? 0) * weight
  }
  const angle = Math.atan2(both, difference) / 2
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const awayOf = (square: number): number => (Math.floor(square / columns) + 0.5) * side * cos - ((square % columns) + 0.5) * side * sin
  const band = densestBand(smooth, members, awayOf)
  let left = Infinity
  let right = -Infinity
  let energy = 0
  for (const square of members) {
    const away = awayOf(square)
    if (away < band.top || away > band.bottom) continue
    const along = ((square % columns) + 0.5) * side * cos + (Math.floor(square / columns) + 0.5) * side * sin
    left = Math.min(left, along)
    right = Math.max(right, along)
    energy += edgesOf(smooth, square)
  }
  const along = (left + right) / 2
  const away = (band.top + band.bottom) / 2
  const squares = ((right - left) / side + 1) * ((band.bottom - band.top) / side + 1)
  return {
    x: along * cos - away * sin,
    y: along * sin + away * cos,
    angle,
    halfLength: (right - left + side) / 2,
    halfHeight: (band.bottom - band.top + side) / 2,
    weight: (energy * energy) / squares,
  }
}

function edgesOf(smooth: Float32Array, square: number): number {
  return Math.sqrt((smooth[square * 3] ?? 0) + (smooth[square * 3 + 1] ?? 0))
}

/** The run of rows along the reading direction around the strongest one, from the middle of its first to that of its last squares. */
function densestBand(
  smooth: Float32Array,
  members: readonly number[],
  awayOf: (square: number) => number,
): { top: number; bottom: number } {
  const rows = new Map<number, number>()
  for (const square of members) {
    const row = Math.floor(awayOf(square) / side)
    rows.set(row, (rows.get(row) ?? 0) + edgesOf(smooth, square))
  }
  let strongest = 0
  for (const [row, edges] of rows) if (edges > (rows.get(strongest) ?? 0)) strongest = row
  const least = leastOfRow * (rows.get(strongest) ?? 0)
  let first = strongest
  let last = strongest
  while ((rows.get(first - 1) ?? 0) >= least) first--
  while ((rows.get(last + 1) ?? 0) >= least) last++
  return { top: (first + 0.25) * side, bottom: (last + 0.75) * side }
}
