/** A stream of pseudo-random numbers that depends on nothing but its seed and its name. */
export interface Random {
  /** A whole number from 0 to `limit` − 1. */
  below(limit: number): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  /** True with the given probability, 0 to 1. */
  chance(probability: number): boolean
}

/**
 * Starts stream number `stream` of a seed (both whole numbers from 0). Equal arguments give equal streams on every machine,
 * so that the demo register can be made again exactly; for demo data only, it protects nothing.
 */
export function createRandom(seed: number, stream: number): Random {
  // sfc32: four 32-bit words of state, the last one a counter.
  let a = Math.trunc(seed / 0x1_0000_0000) | 0
  let b = seed | 0
  let c = stream | 0
  let counter = Math.trunc(stream / 0x1_0000_0000) | 0x9e37_79b9

  function next(): number {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }

  // The first outputs still show how alike neighbouring seeds are.
  for (let round = 0; round < 12; round += 1) next()

  return {
    below: (limit) => Math.floor((next() / 0x1_0000_0000) * limit),
    between: (low, high) => low + Math.floor((next() / 0x1_0000_0000) * (high - low + 1)),
    chance: (probability) => next() < probability * 0x1_0000_0000,
  }
}
