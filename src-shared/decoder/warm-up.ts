import type { LuminanceFrame } from './frame.ts'

const [width, height] = [640, 480]
const [paper, ink] = [210, 40]
const modulePixels = 2
const rowPixels = 6
const rows = 16
/** Bars and spaces of a PDF417's beginning, in modules (ISO/IEC 15438, start pattern). */
const start = [8, 1, 1, 1, 1, 1, 1, 3]
const wordsInRow = 11

/**
 * A picture that holds nothing to read but looks like a stacked code, so that all that reads one is compiled before the first
 * picture of a camera comes.
 */
export function warmUpFrame(): LuminanceFrame {
  const data = new Uint8ClampedArray(width * height).fill(paper)
  const top = (height - rows * rowPixels) >> 1
  const left = (width - (wordsInRow + 1) * 17 * modulePixels) >> 1
  let seed = 417
  const pick = (most: number): number => (seed = (seed * 48_271) % 2_147_483_647) % most
  for (let row = 0; row < rows; row++) {
    const widths = [...start, ...Array.from({ length: wordsInRow }, () => wordOf(pick)).flat()]
    let at = left
    for (const [place, modules] of widths.entries()) {
      const next = at + modules * modulePixels
      if (place % 2 === 0) for (let y = 0; y < rowPixels; y++) data.fill(ink, rowStart(top, row, y) + at, rowStart(top, row, y) + next)
      at = next
    }
  }
  return { data, width, height }
}

function rowStart(top: number, row: number, y: number): number {
  return (top + row * rowPixels + y) * width
}

/** Four bars and four spaces of one to six modules, seventeen in all. */
function wordOf(pick: (most: number) => number): readonly number[] {
  const widths = Array.from({ length: 8 }, () => 1)
  for (let left = 9; left > 0;) {
    const place = pick(8)
    if ((widths[place] ?? 6) >= 6) continue
    widths[place] = (widths[place] ?? 0) + 1
    left--
  }
  return widths
}
