import { meanPattern, moduleOf, patternBits, wordModules } from './bar-patterns.ts'

/** Taps reach so many modules to either side. */
export const reach = 3

/** How a row of modules looks in the picture: darkness in a module is the sum of its neighbours' ink times the taps. */
export interface Optics {
  /** Seven weights, the middle one for the module itself; their sum is 1. */
  readonly taps: Float64Array
  /** Squared length of every codeword as seen through the taps, nothing beside it; at `cluster * 929 + word`. */
  readonly energies: Float32Array
  /** Standard deviation of the darkness over rows of codewords, between 0 (all blurred away) and 0.5; the mean is `meanInk`. */
  readonly deviation: number
}

/** Mean ink of a module of a codeword. */
export const meanInk = meanPattern.reduce((sum, value) => sum + value, 0) / wordModules

/** Optics of a Gaussian defocus; its standard deviation in modules, above 0. */
export function gaussianOptics(deviation: number): Optics {
  return opticsOf(Float64Array.from({ length: 2 * reach + 1 }, (_, index) => sharedLight(index - reach, deviation)))
}

/** Light that a module sends into another at a distance: the Gaussian averaged over both modules, in eighths. */
function sharedLight(distance: number, deviation: number): number {
  let sum = 0
  for (let part = -7; part <= 7; part++) {
    sum += (8 - Math.abs(part)) * Math.exp(-((distance + part / 8) ** 2) / (2 * deviation * deviation))
  }
  return sum
}

/** Optics of any weights with one peak; they are scaled to the sum of 1. */
export function opticsOf(weights: Float64Array): Optics {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const taps = weights.map((weight) => weight / total)
  const products = tapProducts(taps)
  const energies = Float32Array.from(patternBits, (bits) => energyOf(bits, products))
  return { taps, energies, deviation: deviationOf(taps) }
}

/** Products of the taps summed over the 17 places of a codeword: what two inked modules together add to its energy. */
function tapProducts(taps: Float64Array): Float64Array {
  const products = new Float64Array(wordModules * wordModules)
  for (let one = 0; one < wordModules; one++) {
    for (let other = 0; other < wordModules; other++) {
      let sum = 0
      for (let place = 0; place < wordModules; place++) sum += (taps[place - one + reach] ?? 0) * (taps[place - other + reach] ?? 0)
      products[one * wordModules + other] = sum
    }
  }
  return products
}

function energyOf(bits: number, products: Float64Array): number {
  let energy = 0
  for (let one = 0; one < wordModules; one++) {
    if (moduleOf(bits, one) === 0) continue
    const from = one * wordModules
    for (let other = Math.max(0, one - 2 * reach); other < one; other++) {
      if (moduleOf(bits, other) === 1) energy += 2 * (products[from + other] ?? 0)
    }
    energy += products[from + one] ?? 0
  }
  return energy
}

/** Correlation of two modules of random codewords at a distance of 0 to 6 modules, times their variance; measured over the table. */
const inkCovariance = covarianceOfInk()

function covarianceOfInk(): Float64Array {
  const covariance = new Float64Array(2 * reach + 1)
  for (const bits of patternBits) {
    for (let distance = 0; distance <= 2 * reach; distance++) {
      let sum = 0
      for (let module = 0; module + distance < wordModules; module++) {
        sum += (moduleOf(bits, module) - meanInk) * (moduleOf(bits, module + distance) - meanInk)
      }
      covariance[distance] = (covariance[distance] ?? 0) + sum / (wordModules - distance) / patternBits.length
    }
  }
  return covariance
}

function deviationOf(taps: Float64Array): number {
  let variance = 0
  for (const [one, left] of taps.entries()) {
    for (const [other, right] of taps.entries()) variance += left * right * (inkCovariance[Math.abs(one - other)] ?? 0)
  }
  return Math.sqrt(Math.max(variance, 1e-4))
}
