import { wordCount } from './bar-patterns.ts'
import { bytesOfWords } from './compaction.ts'
import type { SymbolForm } from './indicators.ts'
import { correctWords } from './reed-solomon.ts'

/** What is thought of the words of a symbol, row by row. */
export interface WordBeliefs {
  readonly form: SymbolForm
  /** The likeliest word of every cell, and how much likelier it is than the next (natural logarithm). */
  readonly words: Uint16Array
  readonly margins: Float32Array
  /** How much less likely another word is than the likeliest (natural logarithm, 0 or more). */
  loss(cell: number, word: number): number
  /** Likeness of the picture with a word, in standard deviations over all words: 0 by chance. */
  likeness(cell: number, word: number): number
}

export interface DecodedSymbol {
  readonly words: Uint16Array
  readonly bytes: Uint8Array
}

/**
 * Words of correction that must be left over after all repairs: random words then pass once in 929 to this power, those of
 * level 0, which are never repaired, once in 929².
 */
const reserve = 4
/** A cell above this margin is not given up as unknown. */
const surelyKnown = 12
/** A repaired word that the picture spoke against this strongly counts as overruled; few may be. */
const strongLoss = 20
/** Symbols with hardly any correction words count only where every cell is clear by itself. */
const clearMargin = 6
/** Mean likeness of all words with the picture; by chance it is 0 with a deviation of a twelfth. */
const leastLikeness = 1

/**
 * Repairs the words by the correction words and gives the content. The cells least believed are given up as unknown, more
 * of them with every try. Null unless the result is beyond doubt: enough correction words left over, hardly any clear
 * word overruled, a true length word, contents with a meaning. Safety against misreading is here, and for words gathered of several pictures in `isShown` too.
 */
export function decodeSymbol(beliefs: WordBeliefs): DecodedSymbol | null {
  const { form, words, margins } = beliefs
  const correction = 2 ** (form.level + 1)
  if (words.length <= correction || expectedErrors(margins) > correction) return null
  const doubtful = [...words.keys()]
    .filter((cell) => (margins[cell] ?? 0) < surelyKnown)
    .toSorted((one, other) => (margins[one] ?? 0) - (margins[other] ?? 0))
  for (const unknown of triesOf(correction, doubtful.length)) {
    const repaired = Uint16Array.from(words)
    const givenUp = doubtful.slice(0, unknown)
    const errors = correctWords(repaired, correction, givenUp)
    if (errors === null || !isBeyondDoubt(beliefs, repaired, givenUp, errors, correction)) continue
    const bytes = contentOf(repaired, correction)
    if (bytes !== null) return { words: repaired, bytes }
  }
  return null
}

/** How many of the likeliest words are wrong, as far as their margins tell; more than there are correction words need no try. */
function expectedErrors(margins: Float32Array): number {
  let sum = 0
  for (const margin of margins) sum += 1 / (1 + Math.exp(margin))
  return sum
}

/** How many cells to give up: none, then more and more, never so many that the reserve is touched. */
function triesOf(correction: number, doubtful: number): readonly number[] {
  const most = Math.min(doubtful, correction - reserve)
  const tries = [0]
  for (let count = Math.max(1, correction >> 3); count < most; count += Math.max(1, correction >> 3)) tries.push(count)
  if (most > 0) tries.push(most)
  return tries
}

function isBeyondDoubt(
  beliefs: WordBeliefs,
  repaired: Uint16Array,
  givenUp: readonly number[],
  errors: number,
  correction: number,
): boolean {
  const left = correction - 2 * errors - givenUp.length
  if (left < reserve && (errors > 0 || givenUp.length > 0 || beliefs.margins.some((margin) => margin < clearMargin))) return false
  let overruled = 0
  let likeness = 0
  for (const [cell, word] of repaired.entries()) {
    if (word !== beliefs.words[cell] && beliefs.loss(cell, word) > strongLoss) overruled++
    likeness += beliefs.likeness(cell, word)
  }
  return overruled <= Math.max(1, correction >> 3) && likeness > leastLikeness * repaired.length
}

/** The first word tells how many words of data there are, itself and the padding counted: all but the correction words. */
function contentOf(words: Uint16Array, correction: number): Uint8Array | null {
  const data = words.length - correction
  if (words[0] !== data || words.some((word) => word >= wordCount)) return null
  return bytesOfWords([...words.subarray(1, data)])
}
