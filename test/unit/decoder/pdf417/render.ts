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

const distance = 1000
const samples = [-1 / 3, 0, 1 / 3]

/** Ink of every pixel, 0…1. */
function project(symbol: SymbolModules, view: View): Float32Array {
  const { width, height, tilt = 0, leanX = 0, leanY = 0, offsetX = 0, offsetY = 0, pixelsPerModule } = view
  const ink = new Float32Array(width * height)
  const turn = (tilt * Math.PI) / 180
  const sin = Math.sin(turn)
  const cos = Math.cos(turn)
  const slopeX = Math.tan((leanX * Math.PI) / 180)
  const slopeY = Math.tan((leanY * Math.PI) / 180)
  const reach = (Math.hypot(symbol.width, symbol.rows * symbol.rowHeight) / 2) * pixelsPerModule * 1.3 + 4
  for (let row = Math.max(0, Math.floor(height / 2 + offsetY - reach)); row < Math.min(height, height / 2 + offsetY + reach); row++) {
    for (
      let column = Math.max(0, Math.floor(width / 2 + offsetX - reach));
      column < Math.min(width, width / 2 + offsetX + reach);
      column++
    ) {
      let sum = 0
      for (const partY of samples) {
        for (const partX of samples) {
          const dx = column + partX + 0.5 - width / 2 - offsetX
          const dy = row + partY + 0.5 - height / 2 - offsetY
          // The ray meets the plane whose depth grows by slopeX along x and slopeY along y; then pixels become modules.
          const scale = 1 / (1 - (slopeX * dx + slopeY * dy) / distance) / pixelsPerModule
          sum += inkAt(symbol, (dx * cos + dy * sin) * scale, (dy * cos - dx * sin) * scale)
        }
      }
      ink[row * width + column] = sum / 9
    }
  }
  return ink
}

function inkAt(symbol: SymbolModules, x: number, y: number): number {
  const column = Math.floor(x + symbol.width / 2)
  const row = Math.floor(y / symbol.rowHeight + symbol.rows / 2)
  if (column < 0 || column >= symbol.width || row < 0 || row >= symbol.rows) return 0
  return symbol.modules[row * symbol.width + column] ?? 0
}

function blur(picture: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const radius = Math.ceil(sigma * 3)
  const kernel = Float64Array.from({ length: 2 * radius + 1 }, (_, index) => Math.exp(-((index - radius) ** 2) / (2 * sigma * sigma)))
  const total = kernel.reduce((sum, value) => sum + value, 0)
  const along = (from: Float32Array, lines: number, lineStep: number, length: number, step: number): Float32Array => {
    const to = new Float32Array(from.length)
    for (let line = 0; line < lines; line++) {
      for (let place = 0; place < length; place++) {
        let sum = 0
        for (let tap = -radius; tap <= radius; tap++) {
          const at = Math.min(Math.max(place + tap, 0), length - 1)
          sum += (kernel[tap + radius] ?? 0) * (from[line * lineStep + at * step] ?? 0)
        }
        to[line * lineStep + place * step] = sum / total
      }
    }
    return to
  }
  return along(along(picture, height, width, width, 1), width, 1, height, width)
}

function develop(ink: Float32Array, { black = 60, white = 210, noise = 2, seed = 1 }: View): Uint8ClampedArray {
  const random = randomNumbers(seed)
  const levels = new Uint8ClampedArray(ink.length)
  for (let pixel = 0; pixel < ink.length; pixel++) levels[pixel] = white + (black - white) * (ink[pixel] ?? 0) + noise * normal(random)
  return levels
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
