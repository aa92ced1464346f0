import { wordCount } from './bar-patterns.ts'
import type { CellGrid } from './cell-grid.ts'
import type { SymbolForm } from './indicators.ts'
import type { WordBeliefs } from './symbol.ts'

/** What several pictures of one symbol say together. */
export interface Evidence {
  /**
   * Adds a picture, seen at a time in milliseconds; what it contradicts is forgotten first. Returns how many pictures
   * count now: 0 where this one does not, because its form is another and may be misread.
   */
  add(grid: CellGrid, at: number): number
  /** All pictures together; only after `add` has counted one. */
  beliefs(): WordBeliefs
  reset(): void
}

/** An older picture counts less with every new one, and nothing after this long. */
const fading = 0.85
const longestPause = 1500
/** No single picture speaks against a word more strongly than this: it may be wrong in one place. */
const strongestLoss = 18
/** So many pictures of another form in a row show that another code is held up; fewer may have been misread. */
const believedStrangers = 3
/** Words that two pictures both read clearly must be equal, but for a few that a spot may change. */
const clearMargin = 5

/** The words of one picture. */
export function beliefsOf(grid: CellGrid): WordBeliefs {
  return {
    form: grid.form,
    words: grid.words,
    margins: grid.margins,
    loss: (cell, word) => lossOf(grid, cell, word),
    likeness: (cell, word) => likenessOf(grid, cell, word),
  }
}

function lossOf(grid: CellGrid, cell: number, word: number): number {
  const from = cell * wordCount
  return ((grid.scores[from + (grid.words[cell] ?? 0)] ?? 0) - (grid.scores[from + word] ?? 0)) / (2 * (grid.noise[cell] ?? 1))
}

function likenessOf(grid: CellGrid, cell: number, word: number): number {
  return ((grid.scores[cell * wordCount + word] ?? 0) - (grid.means[cell] ?? 0)) / (grid.deviations[cell] ?? 1)
}

/** Evidence is kept for one symbol at a time. */
export function evidence(): Evidence {
  let logs = new Float32Array(0)
  let words = new Uint16Array(0)
  let margins = new Float32Array(0)
  let latest: CellGrid | null = null
  let form: SymbolForm | null = null
  let pictures = 0
  let lastAt = -Infinity
  let strangers = 0

  function start(grid: CellGrid): void {
    form = grid.form
    pictures = 0
    const cells = grid.words.length
    if (logs.length < cells * wordCount) logs = new Float32Array(cells * wordCount)
    if (words.length !== cells) {
      words = new Uint16Array(cells)
      margins = new Float32Array(cells)
    }
    logs.fill(0, 0, cells * wordCount)
  }

  function gather(grid: CellGrid): void {
    for (let cell = 0; cell < words.length; cell++) {
      const from = cell * wordCount
      const top = grid.scores[from + (grid.words[cell] ?? 0)] ?? 0
      const unit = 1 / (2 * (grid.noise[cell] ?? 1))
      let best = 0
      let bestLog = -Infinity
      let nextLog = -Infinity
      for (let word = 0; word < wordCount; word++) {
        const loss = (top - (grid.scores[from + word] ?? 0)) * unit
        const log = (logs[from + word] ?? 0) * fading - (loss > strongestLoss ? strongestLoss : loss)
        logs[from + word] = log
        if (log > bestLog) {
          nextLog = bestLog
          bestLog = log
          best = word
        } else if (log > nextLog) {
          nextLog = log
        }
      }
      words[cell] = best
      margins[cell] = bestLog - nextLog
    }
  }

  return {
    add(grid, at) {
      const isStranger = form !== null && at - lastAt <= longestPause && !isSameForm(form, grid.form)
      strangers = isStranger ? strangers + 1 : 0
      if (isStranger && strangers < believedStrangers) return 0
      if (at - lastAt > longestPause || form === null || isStranger || contradicts(grid, words, margins)) start(grid)
      gather(grid)
      latest = grid
      lastAt = at
      pictures++
      return pictures
    },
    beliefs() {
      if (latest === null || form === null) throw new Error('Nothing has been added')
      const grid = latest
      return {
        form,
        words,
        margins,
        loss: (cell, word) => (logs[cell * wordCount + (words[cell] ?? 0)] ?? 0) - (logs[cell * wordCount + word] ?? 0),
        likeness: (cell, word) => likenessOf(grid, cell, word),
      }
    },
    reset() {
      form = null
      latest = null
      lastAt = -Infinity
    },
  }
}

function isSameForm(one: SymbolForm, other: SymbolForm): boolean {
  return one.rows === other.rows && one.columns === other.columns && one.level === other.level
}

/** Whether a picture shows other words than were gathered so far. Before the first picture nothing is believed, so nothing is contradicted. */
function contradicts(grid: CellGrid, words: Uint16Array, margins: Float32Array): boolean {
  let both = 0
  let unequal = 0
  for (const [cell, word] of words.entries()) {
    if ((margins[cell] ?? 0) < clearMargin || (grid.margins[cell] ?? 0) < clearMargin) continue
    both++
    if (word !== grid.words[cell]) unequal++
  }
  return unequal > 2 + 0.1 * both
}

/**
 * Whether one picture by itself speaks for these words: another symbol of the same form differs in more words than it has
 * correction words, and where it differs its likeness is that of chance. Guards against naming the code shown before.
 * Never for symbols with fewer than eight correction words (levels 0 and 1): too few words tell two of them apart.
 */
export function isShown(grid: CellGrid, words: Uint16Array): boolean {
  if (grid.form.level < leastTellingLevel) return false
  const likeness = [...words].map((word, cell) => likenessOf(grid, cell, word)).toSorted((one, other) => one - other)
  const unlike = Math.min(likeness.length, 2 ** (grid.form.level + 1))
  const mean = likeness.slice(0, unlike).reduce((sum, value) => sum + value, 0) / unlike
  return mean > leastLikeness
}

const leastTellingLevel = 2

/** By chance the mean of the least alike words is 0 or less, with a deviation of one over the root of their number. */
const leastLikeness = 0.75
