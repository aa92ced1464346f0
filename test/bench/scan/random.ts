/** Pseudo-random numbers that depend on nothing but the words and numbers they were started from. */
export interface Random {
  /** From 0 to below 1. */
  unit(): number
  /** From `low` to below `high`. */
  between(low: number, high: number): number
  /** A whole number from 0 to `limit` − 1. */
  below(limit: number): number
  /** Normal distribution, mean 0, deviation 1. */
  gaussian(): number
  pick<T>(choices: readonly [T, ...T[]]): T
}

/** Starts a stream named by `parts`, e.g. seed, format, step and number: any picture can be made again alone. */
export function randomOf(...parts: readonly (string | number)[]): Random {
  // sfc32: three words of state and a counter.
  const name = parts.join(' ')
  let a = hash(name, 0x811c_9dc5)
  let b = hash(name, 0x9e37_79b9)
  let c = hash(name, 0x85eb_ca6b)
  let counter = 1

  function next(): number {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let round = 0; round < 12; round++) next()

  const unit = (): number => next() / 0x1_0000_0000
  return {
    unit,
    between: (low, high) => low + unit() * (high - low),
    below: (limit) => Math.floor(unit() * limit),
    // Box and Muller; 1 − unit() is never 0.
    gaussian: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    pick: (choices) => choices[Math.floor(unit() * choices.length)] ?? choices[0],
  }
}

/** FNV-1a over the characters, started from any word. */
function hash(text: string, start: number): number {
  let word = start
  for (let index = 0; index < text.length; index++) word = Math.imul(word ^ text.charCodeAt(index), 0x0100_0193)
  return word | 0
}
