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
    const side = frame.width >= 640 ? 8 : 4
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

/** Every second row of pixels is enough: a square still has half of its pixels looked at. */
const rowStep = 2

function measure({ data, width, height }: LuminanceFrame, texture: Texture): void {
  const { side, columns, rows } = texture
  const lastRow = height - 1
  const pixels = side * Math.ceil(side / rowStep)
  for (let row = 0, square = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, square++) {
      let across = 0
      let down = 0
      let both = 0
      let darkest = 255
      let lightest = 0
      let sum = 0
      let steepest = 0
      for (let y = row * side; y < (row + 1) * side; y += rowStep) {
        const above = y === 0 ? 0 : -width
        const below = y === lastRow ? 0 : width
        let at = y * width + column * side
        for (let x = 0; x < side; x++, at++) {
          const level = data[at] ?? 0
          // At the left and right border the neighbour is the end of another row: one pixel in a frame's width.
          const stepX = (data[at + 1] ?? level) - (data[at - 1] ?? level)
          const stepY = (data[at + below] ?? level) - (data[at + above] ?? level)
          across += stepX * stepX
          down += stepY * stepY
          both += stepX * stepY
          sum += level
          const step = Math.max(Math.abs(stepX), Math.abs(stepY))
          if (step > steepest) steepest = step
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
