import type { LuminanceFrame } from './frame.ts'

/** How a frame looks square by square; squares of `side` pixels, rows from the top. A remainder at the right and the bottom is left out. */
export interface Texture {
  readonly side: number
  readonly columns: number
  readonly rows: number
  /** Mean squared steps along x and y between the neighbours of a pixel, and their mean product. */
  readonly across: Float32Array
  readonly down: Float32Array
  readonly both: Float32Array
  /** Darkest, mean and lightest level. */
  readonly darkest: Uint8Array
  readonly mean: Uint8Array
  readonly lightest: Uint8Array
  /** The largest step between the two neighbours of a pixel. */
  readonly steepest: Uint8Array
}

/** A measurer that keeps its arrays, so that frames of one size allocate nothing; a texture is good until the next one is measured. */
export function textureMeter(): (frame: LuminanceFrame) => Texture {
  let kept: Texture | null = null
  return (frame) => {
    const side = frame.width >= 2400 ? 16 : frame.width >= 640 ? 8 : 4
    const columns = Math.floor(frame.width / side)
    const rows = Math.floor(frame.height / side)
    if (kept === null || kept.columns !== columns || kept.rows !== rows || kept.side !== side) kept = emptyTexture(side, columns, rows)
    measure(frame, kept)
    return kept
  }
}

function emptyTexture(side: number, columns: number, rows: number): Texture {
  const squares = columns * rows
  return {
    side,
    columns,
    rows,
    across: new Float32Array(squares),
    down: new Float32Array(squares),
    both: new Float32Array(squares),
    darkest: new Uint8Array(squares),
    mean: new Uint8Array(squares),
    lightest: new Uint8Array(squares),
    steepest: new Uint8Array(squares),
  }
}

/** Every second pixel of every second row is enough: sixteen of a square of eight by eight. */
const step = 2

function measure({ data, width, height }: LuminanceFrame, texture: Texture): void {
  const { side, columns, rows } = texture
  const lastRow = height - 1
  const pixels = (side / step) ** 2
  for (let row = 0, square = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, square++) {
      let across = 0
      let down = 0
      let both = 0
      let darkest = 255
      let lightest = 0
      let sum = 0
      let steepest = 0
      // Beginning with the second pixel of the second row, neighbours lie outside of the frame at its right and lower border only.
      for (let y = row * side + 1; y < (row + 1) * side; y += step) {
        const below = y === lastRow ? 0 : width
        let at = y * width + column * side + 1
        for (const end = at + side; at < end; at += step) {
          const level = data[at] ?? 0
          const stepX = (data[at + 1] ?? 0) - (data[at - 1] ?? 0)
          const stepY = (data[at + below] ?? 0) - (data[at - width] ?? 0)
          across += stepX * stepX
          down += stepY * stepY
          both += stepX * stepY
          sum += level
          if (stepX > steepest) steepest = stepX
          else if (-stepX > steepest) steepest = -stepX
          if (stepY > steepest) steepest = stepY
          else if (-stepY > steepest) steepest = -stepY
          if (level < darkest) darkest = level
          if (level > lightest) lightest = level
        }
      }
      texture.across[square] = across / pixels
      texture.down[square] = down / pixels
      texture.both[square] = both / pixels
      texture.darkest[square] = darkest
      texture.mean[square] = sum / pixels
      texture.lightest[square] = lightest
      texture.steepest[square] = steepest
    }
  }
}
