import type { LightField } from './expose.ts'

/** Out of focus: every point spreads to a bell of deviation `sigma` pixels. */
export function defocus(light: LightField, sigma: number): LightField {
  if (sigma <= 0) return light
  const kernel = bell(sigma)
  return spreadDown(spreadAcross(light, kernel), kernel)
}

/** Moved during the exposure: every point spreads evenly over a line of `pixels` in the direction `degrees`. */
export function moveDuringExposure(light: LightField, pixels: number, degrees: number): LightField {
  if (pixels <= 0) return light
  const radians = (degrees * Math.PI) / 180
  const count = Math.max(2, Math.ceil(pixels * 2))
  const { width, height, data } = light
  const moved = new Float32Array(data.length)
  for (let part = 0; part < count; part++) {
    const way = ((part + 0.5) / count - 0.5) * pixels
    addShifted(moved, light, Math.cos(radians) * way, Math.sin(radians) * way, 1 / count)
  }
  return { data: moved, width, height }
}

/** The weights of a bell of deviation `sigma`, symmetric, of sum 1, out to three deviations. */
export function bell(sigma: number): Float32Array {
  const reach = Math.max(1, Math.ceil(3 * sigma))
  const weights = Float32Array.from({ length: 2 * reach + 1 }, (_, index) => Math.exp(-((index - reach) ** 2) / (2 * sigma * sigma)))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

function spreadAcross({ data, width, height }: LightField, kernel: Float32Array): LightField {
  const reach = kernel.length >> 1
  const result = new Float32Array(data.length)
  // The border repeats, as if the scene went on beyond it.
  const line = new Float32Array(width + 2 * reach)
  for (let row = 0; row < height; row++) {
    const start = row * width
    line.fill(data[start] ?? 0, 0, reach)
    line.set(data.subarray(start, start + width), reach)
    line.fill(data[start + width - 1] ?? 0, reach + width)
    for (let column = 0; column < width; column++) {
      let sum = (line[column + reach] ?? 0) * (kernel[reach] ?? 0)
      for (let tap = 1; tap <= reach; tap++) {
        sum += ((line[column + reach - tap] ?? 0) + (line[column + reach + tap] ?? 0)) * (kernel[reach + tap] ?? 0)
      }
      result[start + column] = sum
    }
  }
  return { data: result, width, height }
}

/** Whole rows are added up, because walking down columns misses the processor's cache at every step. */
function spreadDown({ data, width, height }: LightField, kernel: Float32Array): LightField {
  const reach = kernel.length >> 1
  const result = new Float32Array(data.length)
  const rowAt = (row: number): Float32Array => {
    const start = Math.min(Math.max(row, 0), height - 1) * width
    return data.subarray(start, start + width)
  }
  for (let row = 0; row < height; row++) {
    const sums = result.subarray(row * width, (row + 1) * width)
    const middle = rowAt(row)
    const weight = kernel[reach] ?? 0
    for (let column = 0; column < width; column++) sums[column] = (middle[column] ?? 0) * weight
    for (let tap = 1; tap <= reach; tap++) addRows(sums, rowAt(row - tap), rowAt(row + tap), kernel[reach + tap] ?? 0)
  }
  return { data: result, width, height }
}

function addRows(sums: Float32Array, above: Float32Array, below: Float32Array, weight: number): void {
  for (let column = 0; column < sums.length; column++) {
    sums[column] = (sums[column] ?? 0) + ((above[column] ?? 0) + (below[column] ?? 0)) * weight
  }
}

/** Adds a picture shifted by parts of pixels, values between neighbours. */
function addShifted(target: Float32Array, { data, width, height }: LightField, x: number, y: number, weight: number): void {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [right, below] = [x - left, y - top]
  const weights = [(1 - right) * (1 - below), right * (1 - below), (1 - right) * below, right * below].map((part) => part * weight)
  for (let row = 0; row < height; row++) {
    const upper = Math.min(Math.max(row + top, 0), height - 1) * width
    const lower = Math.min(Math.max(row + top + 1, 0), height - 1) * width
    for (let column = 0; column < width; column++) {
      const first = Math.min(Math.max(column + left, 0), width - 1)
      const second = Math.min(Math.max(column + left + 1, 0), width - 1)
      const at = row * width + column
      target[at] =
        (target[at] ?? 0) +
        (data[upper + first] ?? 0) * (weights[0] ?? 0) +
        (data[upper + second] ?? 0) * (weights[1] ?? 0) +
        (data[lower + first] ?? 0) * (weights[2] ?? 0) +
        (data[lower + second] ?? 0) * (weights[3] ?? 0)
    }
  }
}
