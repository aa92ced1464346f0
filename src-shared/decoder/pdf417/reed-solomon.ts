/** The field of the PDF417 correction words: integers modulo 929, powers of 3 (ISO/IEC 15438, error correction). */
const field = 929

const powers = new Uint16Array(field - 1)
const logarithms = new Uint16Array(field)
for (let exponent = 0, value = 1; exponent < field - 1; exponent++, value = (value * 3) % field) {
  powers[exponent] = value
  logarithms[value] = exponent
}

/**
 * Corrects the words of a symbol in place. `words` are all words, data first, the last `correctionWords` of them
 * correction; `erasures` are places whose words are not to be trusted. Returns how many words at other places were
 * changed, or null (and leaves the words alone) where the words are no code word within twice the errors plus the
 * erasures ≤ `correctionWords`.
 */
export function correctWords(words: Uint16Array, correctionWords: number, erasures: readonly number[]): number | null {
  if (erasures.length > correctionWords) return null
  const syndromes = syndromesOf(words, correctionWords)
  if (syndromes.every((value) => value === 0)) return 0
  const locator = locatorOf(syndromes, erasures, words.length)
  if (locator === null || 2 * (locator.length - 1) - erasures.length > correctionWords) return null
  const places = rootsOf(locator, words.length)
  if (places === null) return null
  const changed = changesAt(places, locator, syndromes, words.length)
  const corrected = Uint16Array.from(words)
  let errors = 0
  for (const [index, place] of places.entries()) {
    const change = changed[index] ?? 0
    corrected[place] = mod((corrected[place] ?? 0) - change)
    if (change !== 0 && !erasures.includes(place)) errors++
  }
  if (syndromesOf(corrected, correctionWords).some((value) => value !== 0)) return null
  words.set(corrected)
  return errors
}

function syndromesOf(words: Uint16Array, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const point = powers[(index + 1) % (field - 1)] ?? 0
    let sum = 0
    for (const word of words) sum = (sum * point + word) % field
    return sum
  })
}

/** Berlekamp and Massey's algorithm, begun with the erasures; lowest power first. Null where the degree is out of reach. */
function locatorOf(syndromes: readonly number[], erasures: readonly number[], length: number): number[] | null {
  let locator = [1]
  for (const place of erasures) locator = multiply(locator, [1, field - pointOf(place, length)])
  let previous = locator.slice()
  let degree = erasures.length
  for (let step = erasures.length; step < syndromes.length; step++) {
    let discrepancy = 0
    for (let index = 0; index < locator.length && index <= step; index++) {
      discrepancy = (discrepancy + (locator[index] ?? 0) * (syndromes[step - index] ?? 0)) % field
    }
    previous.unshift(0)
    if (discrepancy === 0) continue
    const next = subtract(locator, scale(previous, discrepancy))
    if (2 * degree <= step + erasures.length) {
      degree = step + 1 + erasures.length - degree
      previous = scale(locator, inverse(discrepancy))
    }
    locator = next
  }
  while (locator.length > 1 && locator.at(-1) === 0) locator.pop()
  return locator.length - 1 === degree ? locator : null
}

/** The places whose points are the inverse roots of the locator; null unless there are as many as its degree. */
function rootsOf(locator: readonly number[], length: number): number[] | null {
  const places: number[] = []
  for (let place = 0; place < length; place++) {
    if (evaluate(locator, inverse(pointOf(place, length))) === 0) places.push(place)
  }
  return places.length === locator.length - 1 ? places : null
}

/** Forney's formula: what was added at each place. */
function changesAt(places: readonly number[], locator: readonly number[], syndromes: readonly number[], length: number): number[] {
  const evaluator = multiply(syndromes, locator).slice(0, syndromes.length)
  const derivative = locator.slice(1).map((value, index) => (value * (index + 1)) % field)
  return places.map((place) => {
    const root = inverse(pointOf(place, length))
    return mod(-evaluate(evaluator, root) * inverse(evaluate(derivative, root)))
  })
}

function pointOf(place: number, length: number): number {
  return powers[(length - 1 - place) % (field - 1)] ?? 0
}

function evaluate(polynomial: readonly number[], point: number): number {
  let sum = 0
  for (let index = polynomial.length - 1; index >= 0; index--) sum = (sum * point + (polynomial[index] ?? 0)) % field
  return sum
}

function multiply(left: readonly number[], right: readonly number[]): number[] {
  const product = Array.from<number>({ length: left.length + right.length - 1 }).fill(0)
  for (const [index, factor] of left.entries()) {
    for (const [offset, other] of right.entries()) product[index + offset] = ((product[index + offset] ?? 0) + factor * other) % field
  }
  return product
}

function subtract(left: readonly number[], right: readonly number[]): number[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => mod((left[index] ?? 0) - (right[index] ?? 0)))
}

function scale(polynomial: readonly number[], factor: number): number[] {
  return polynomial.map((value) => (value * factor) % field)
}

function inverse(value: number): number {
  return powers[(field - 1 - (logarithms[value] ?? 0)) % (field - 1)] ?? 0
}

function mod(value: number): number {
  const rest = value % field
  return rest < 0 ? rest + field : rest
}
