import { meanPattern, patternEdges, wordCount, wordModules } from './bar-patterns.ts'
import { reach } from './optics.ts'
import type { Optics } from './optics.ts'

/** Ink of the three modules before and after a codeword, nearest last and nearest first, where the neighbours are not known. */
export const unknownBefore: readonly number[] = [meanPattern[14] ?? 0, meanPattern[15] ?? 0, 0]
export const unknownAfter: readonly number[] = [1, meanPattern[1] ?? 0, meanPattern[2] ?? 0]

/** What a cell looks like, compared with every codeword of a cluster. */
export interface CellScores {
  /** The likeliest codeword and its score, and the score of the next. Scores are squared distances: less by the observation's own square, negated. */
  best: number
  bestScore: number
  nextScore: number
  /** Mean and standard deviation over all codewords. */
  mean: number
  deviation: number
  /** Squared length of the observation with the neighbours' light taken away: `square − score` is a squared distance. */
  square: number
}

export function emptyScores(): CellScores {
  return { best: 0, bestScore: 0, nextScore: 0, mean: 0, deviation: 0, square: 0 }
}

const gathered = new Float64Array(wordModules + 1)
const observation = new Float64Array(wordModules)

/**
 * Compares the 17 darknesses from `at` on (0 white, 1 black) with all codewords of a cluster. `before` and `after` are
 * the inks beside the cell. The scores go into `scores` from `to` on, the summary into `summary`.
 */
export function scoreCell(
  darkness: Float32Array,
  at: number,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  optics: Optics,
  cluster: number,
  scores: Float32Array,
  to: number,
  summary: CellScores,
): void {
  const { taps, energies } = optics
  let square = 0
  for (let place = 0; place < wordModules; place++) {
    let level = darkness[at + place] ?? 0
    for (let other = 0; other < reach; other++) {
      // `before[other]` stands `reach − other` modules left of the cell, `after[other]` is module 17 + other.
      const left = place + reach - other
      if (left <= reach) level -= (before[other] ?? 0) * (taps[left + reach] ?? 0)
      const right = wordModules + other - place
      if (right <= reach) level -= (after[other] ?? 0) * (taps[reach - right] ?? 0)
    }
    observation[place] = level
    square += level * level
  }
  // Score of a codeword = 2 · (ink, gathered observation) − energy; sums over bars are differences of running sums.
  let running = 0
  gathered[0] = 0
  for (let module = 0; module < wordModules; module++) {
    let sum = 0
    const until = Math.min(wordModules - 1, module + reach)
    for (let place = Math.max(0, module - reach); place <= until; place++)
      sum += (observation[place] ?? 0) * (taps[place - module + reach] ?? 0)
    running += 2 * sum
    gathered[module + 1] = running
  }
  compare(gathered, energies, cluster, scores, to, summary)
  summary.square = square
}

function compare(sums: Float64Array, energies: Float32Array, cluster: number, scores: Float32Array, to: number, summary: CellScores): void {
  const first = cluster * wordCount
  let best = 0
  let bestScore = -Infinity
  let nextScore = -Infinity
  let total = 0
  let squares = 0
  for (let word = 0; word < wordCount; word++) {
    const edge = (first + word) * 8
    const score =
      (sums[patternEdges[edge + 1] ?? 0] ?? 0) -
      (sums[patternEdges[edge + 2] ?? 0] ?? 0) +
      (sums[patternEdges[edge + 3] ?? 0] ?? 0) -
      (sums[patternEdges[edge + 4] ?? 0] ?? 0) +
      (sums[patternEdges[edge + 5] ?? 0] ?? 0) -
      (sums[patternEdges[edge + 6] ?? 0] ?? 0) +
      (sums[patternEdges[edge + 7] ?? 0] ?? 0) -
      (energies[first + word] ?? 0)
    scores[to + word] = score
    total += score
    squares += score * score
    if (score > bestScore) {
      nextScore = bestScore
      bestScore = score
      best = word
    } else if (score > nextScore) {
      nextScore = score
    }
  }
  summary.best = best
  summary.bestScore = bestScore
  summary.nextScore = nextScore
  summary.mean = total / wordCount
  summary.deviation = Math.sqrt(Math.max(1e-9, squares / wordCount - (total / wordCount) ** 2))
}
