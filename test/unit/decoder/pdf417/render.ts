import type { LuminanceFrame } from '../../../../src-shared/decoder/frame.ts'
import type { SymbolModules } from './symbol-modules.ts'

/** How a camera sees a symbol. Lengths are pixels, angles degrees, brightness 0…255. */
export interface View {
  readonly width: number
  readonly height: number
  readonly pixelsPerModule: number
  /** Clockwise; 180 is upside down. */
  readonly tilt?: number
  /** The plane leans by this much about its vertical and horizontal axis, seen from 1000 px. */
  readonly leanX?: number
  readonly leanY?: number
  readonly offsetX?: number
  readonly offsetY?: number
  /** Standard deviation of the defocus. */
  readonly blur?: number
  readonly noise?: number
  readonly black?: number
  readonly white?: number
  readonly seed?: number
}

/** A grey picture of the symbol on a white ground, sampled three by three in every pixel. */
export function render(symbol: SymbolModules, view: View): LuminanceFrame {
  const picture = project(symbol, view)
  const blurred = view.blur === undefined || view.blur === 0 ? picture : blur(picture, view.width, view.height, view.blur)
  return { data: develop(blurred, view), width: view.width, height: view.height }
}

/** A frame of any level with noise, without a code. */
export function blank(view: View): LuminanceFrame {
  return { data: develop(new Float32Array(view.width * view.height), view), width: view.width, height: view.height }
}

/** Ink of every pixel, 0…1. */
function project(symbol: SymbolModules, view: View): Float32Array {
  const ink = new Float32Array(view.width * view.height)
  const toModules = inverseView(view)
  for (let row = 0; row < view.height; row++) {
    for (let column = 0; column < view.width; column++) {
      let sum = 0
      for (let part = 0; part < 9; part++) {
        const [x, y] = toModules(column + ((part % 3) - 1) / 3, row + (Math.floor(part / 3) - 1) / 3)
        sum += inkAt(symbol, x, y)
      }
      ink[row * view.width + column] = sum / 9
    }
  }
  return ink
}

function inkAt(symbol: SymbolModules, x: number, y: number): number {
  const column = Math.floor(x + symbol.width / 2)
  const row = Math.floor((y + (symbol.rows * symbol.rowHeight) / 2) / symbol.rowHeight)
  if (column < 0 || column >= symbol.width || row < 0 || row >= symbol.rows) return 0
  return symbol.modules[row * symbol.width + column] ?? 0
}

const distance = 1000

/** From pixels to modules about the symbol's middle. */
function inverseView(view: View): (column: number, row: number) => readonly [number, number] {
  const { tilt = 0, leanX = 0, leanY = 0, offsetX = 0, offsetY = 0, pixelsPerModule } = view
  const turn = (tilt * Math.PI) / 180
  const sin = Math.sin(turn)
  const cos = Math.cos(turn)
  const slopeX = Math.tan((leanX * Math.PI) / 180)
  const slopeY = Math.tan((leanY * Math.PI) / 180)
  return (column, row) => {
    const dx = column + 0.5 - view.width / 2 - offsetX
    const dy = row + 0.5 - view.height / 2 - offsetY
    // The ray meets the plane depth = slopeX * x + slopeY * y.
    const depth = 1 / (1 - (slopeX * dx + slopeY * dy) / distance)
    const x = (dx * depth * cos + dy * depth * sin) / pixelsPerModule
    const y = (dy * depth * cos - dx * depth * sin) / pixelsPerModule
    return [x, y]
  }
}

function blur(picture: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const radius = Math.ceil(sigma * 3)
  const kernel = Array.from({ length: 2 * radius + 1 }, (_, index) => Math.exp(-((index - radius) ** 2) / (2 * sigma * sigma)))
  const total = kernel.reduce((sum, value) => sum + value, 0)
  const along = (from: Float32Array, step: number, limit: (index: number) => readonly [number, number]): Float32Array => {
    const to = new Float32Array(from.length)
    for (let index = 0; index < from.length; index++) {
      const [place, last] = limit(index)
      let sum = 0
      for (let tap = -radius; tap <= radius; tap++) {
        const offset = Math.min(Math.max(place + tap, 0), last) - place
        sum += (kernel[tap + radius] ?? 0) * (from[index + offset * step] ?? 0)
      }
      to[index] = sum / total
    }
    return to
  }
  const across = along(picture, 1, (index) => [index % width, width - 1])
  return along(across, width, (index) => [Math.floor(index / width), height - 1])
}

function develop(ink: Float32Array, { black = 60, white = 210, noise = 2, seed = 1 }: View): Uint8ClampedArray {
  const random = randomNumbers(seed)
  return Uint8ClampedArray.from(ink, (value) => Math.round(white + (black - white) * value + noise * normal(random)))
}

/** Numbers 0…1, the same for the same seed. */
export function randomNumbers(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 4294967296
  }
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random())
}
