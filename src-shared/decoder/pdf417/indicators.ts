import type { LuminanceFrame } from '../frame.ts'
import { startPattern, wordCount, wordModules } from './bar-patterns.ts'
import { borderPlace } from './borders.ts'
import { latticeOf, sampleModules } from './lattice.ts'
import { gaussianOptics, reach } from './optics.ts'
import type { Optics } from './optics.ts'
import { rowLineAt } from './row-lines.ts'
import type { RowLines } from './row-lines.ts'
import { emptyScores, scoreCell, unknownAfter } from './scores.ts'
import type { Strip } from './strip.ts'
import type { Upright } from './upright.ts'

/** What a symbol says of itself in its row indicators. */
export interface SymbolForm {
  /** 3…90 rows, 1…30 columns of data words, correction level 0…8 with 2 to the power of level + 1 correction words. */
  readonly rows: number
  readonly columns: number
  readonly level: number
}

export interface Indicators {
  readonly form: SymbolForm
  /** Row line (see `RowLines`) at which the symbol's first row begins. */
  readonly firstRow: number
  readonly optics: Optics
  /** Mean likeness of the left row indicators with what this form demands, in standard deviations of chance. */
  readonly evidence: number
}

/** The indicator that stands left of the first data word of a row (counted from 0), policy of ISO/IEC 15438, row indicators. */
export function leftIndicator({ rows, columns, level }: SymbolForm, row: number): number {
  const own = [Math.floor((rows - 1) / 3), level * 3 + ((rows - 1) % 3), columns - 1][row % 3] ?? 0
  return Math.floor(row / 3) * 30 + own
}

/** The same on the right of the last data word; compact symbols have none. */
export function rightIndicator({ rows, columns, level }: SymbolForm, row: number): number {
  const own = [columns - 1, Math.floor((rows - 1) / 3), level * 3 + ((rows - 1) % 3)][row % 3] ?? 0
  return Math.floor(row / 3) * 30 + own
}

/** Rows looked at beyond either end of what was taken for the symbol. */
const beyond = 3
const mostRows = 90 + 2 * beyond
const cells = 2

export type IndicatorReader = (
  frame: LuminanceFrame,
  isNegative: boolean,
  strip: Strip,
  upright: Upright,
  lines: RowLines,
) => readonly Indicators[]

/**
 * Reads the left row indicators of all rows together: each form a symbol can have is weighed by how well all rows agree
 * with it. The likeliest few forms, best first.
 */
export function indicatorReader(): IndicatorReader {
  const modules = new Float32Array(mostRows * cells * wordModules)
  const likeness = new Float32Array(mostRows * 3 * wordCount)
  return (frame, isNegative, strip, upright, lines) => {
    // The start pattern, by which top and bottom are known, stands left of where the row lines are anchored.
    const phase = rowLineAt({ ...lines, stretch: 0 }, 0, borderPlace(upright.borders, 0.5))
    const first = Math.round((upright.top - phase) / lines.height)
    const seen = Math.round((upright.bottom - phase) / lines.height) - first
    const rows = seen + 2 * beyond
    if (seen < 2 || rows > mostRows) return []
    sampleModules(frame, isNegative, latticeOf(strip, upright, lines, first - beyond, rows, cells), modules)
    const optics = opticsOfStart(modules, rows)
    if (optics === null) return []
    measureLikeness(modules, rows, optics, likeness)
    return bestForms(likeness, rows, seen, upright.borders.last).map(({ form, offset, evidence }) => {
      return { form, firstRow: first - beyond + offset, optics, evidence }
    })
  }
}

const candidateBlurs = [0.25, 0.4, 0.55, 0.7, 0.85, 1.0, 1.2]
let candidateOptics: readonly Optics[] = []

/** Share of the start pattern's light and dark that no defocus explains, above which it is something else. */
const mostResidue = 0.4

/** The defocus with which the start pattern, averaged over the inner rows, looks most like itself; null where it does with none. */
function opticsOfStart(modules: Float32Array, rows: number): Optics | null {
  if (candidateOptics.length === 0) candidateOptics = candidateBlurs.map(gaussianOptics)
  const mean = new Float64Array(wordModules)
  for (let row = beyond; row < rows - beyond; row++) {
    for (let module = 0; module < wordModules; module++)
      mean[module] = (mean[module] ?? 0) + (modules[row * cells * wordModules + module] ?? 0)
  }
  let best: Optics | null = null
  let least = mostResidue
  for (const optics of candidateOptics) {
    const { residue } = compareStart(mean, 0, optics)
    if (residue < least) {
      least = residue
      best = optics
    }
  }
  return best
}

/** Straight line between the ink expected of the start pattern and the darkness seen; the residue is the share it does not explain. */
export function compareStart(modules: ArrayLike<number>, at: number, optics: Optics): { white: number; gain: number; residue: number } {
  const last = wordModules - 2
  let x = 0
  let y = 0
  let xx = 0
  let xy = 0
  let yy = 0
  for (let module = 0; module < last; module++) {
    const ink = startInk(module, optics)
    const level = modules[at + module] ?? 0
    x += ink
    y += level
    xx += ink * ink
    xy += ink * level
    yy += level * level
  }
  const spreadX = xx - (x * x) / last
  const spreadXY = xy - (x * y) / last
  const spreadY = Math.max(1e-6, yy - (y * y) / last)
  const gain = spreadXY / spreadX
  return { white: (y - gain * x) / last, gain, residue: 1 - (spreadXY * spreadXY) / (spreadX * spreadY) }
}

function startInk(module: number, { taps }: Optics): number {
  let ink = 0
  for (let distance = -reach; distance <= reach; distance++) {
    const other = module - distance
    const pattern = other < 0 ? 0 : other >= wordModules ? (unknownAfter[other - wordModules] ?? 0) : (startPattern[other] ?? 0)
    ink += pattern * (taps[distance + reach] ?? 0)
  }
  return ink
}

/** Modules before a left row indicator: the end of the start pattern. */
const startEnd = [0, 0, 0]
/** A row with less than this share of the usual contrast is outside the symbol or under a spot. */
const leastGain = 0.4

function measureLikeness(modules: Float32Array, rows: number, optics: Optics, likeness: Float32Array): void {
  const summary = emptyScores()
  const gains = Array.from({ length: rows }, (_, row) => compareStart(modules, row * cells * wordModules, optics).gain)
  const usual = gains.slice(beyond, rows - beyond).toSorted((left, right) => left - right)[(rows - 2 * beyond) >> 1] ?? 0
  for (let row = 0; row < rows; row++) {
    const at = row * cells * wordModules
    const { white, gain, residue } = compareStart(modules, at, optics)
    const until = (row + 1) * 3 * wordCount
    if (gain < Math.max(4, leastGain * usual) || residue > 0.6) {
      likeness.fill(0, row * 3 * wordCount, until)
      continue
    }
    for (let module = wordModules; module < cells * wordModules; module++)
      modules[at + module] = ((modules[at + module] ?? 0) - white) / gain
    for (let cluster = 0; cluster < 3; cluster++) {
      const to = (row * 3 + cluster) * wordCount
      scoreCell(modules, at + wordModules, startEnd, unknownAfter, optics, cluster, likeness, to, summary)
      for (let word = to; word < to + wordCount; word++) likeness[word] = ((likeness[word] ?? 0) - summary.mean) / summary.deviation
    }
  }
}

interface WeighedForm {
  readonly form: SymbolForm
  readonly offset: number
  readonly evidence: number
  readonly weight: number
}

/** Chance gives a row this likeness with the best of a few forms: a row that has no more speaks against being one. */
const chance = 1
/** Forms weighed less than the best by more than this are not worth trying. */
const nearBest = 5
const mostForms = 3

function bestForms(likeness: Float32Array, rows: number, seen: number, lastBorder: number): readonly WeighedForm[] {
  const of = (offset: number, row: number, own: number): number => {
    return (likeness[((offset + row) * 3 + (row % 3)) * wordCount + Math.floor(row / 3) * 30 + own] ?? 0) - chance
  }
  const forms: WeighedForm[] = []
  for (let offset = 0; offset <= 2 * beyond; offset++) {
    // Behind the last data column there are one to four things that can pass for borders.
    const doubt = (own: number): number => 0.4 * Math.max(0, Math.abs(own + 1 - (lastBorder - 2.5)) - 2.5)
    const columnsOf = (own: number): number => stacked(of, offset, 2, Math.min(seen, rows - offset), own) - doubt(own)
    const first = bestOf(30, columnsOf).index
    const second = bestOf(30, (own) => (own === first ? -Infinity : columnsOf(own))).index
    for (let count = Math.max(3, seen - beyond); count <= Math.min(90, seen + beyond, rows - offset); count++) {
      const thirds = stacked(of, offset, 0, count, Math.floor((count - 1) / 3))
      const level = bestOf(9, (own) => stacked(of, offset, 1, count, own * 3 + ((count - 1) % 3)))
      for (const own of [first, second]) {
        const form = { rows: count, columns: own + 1, level: level.index }
        if (count * form.columns > 928 || count * form.columns <= 2 ** (form.level + 1)) continue
        const sum = thirds + level.value + stacked(of, offset, 2, count, own)
        forms.push({ form, offset, evidence: sum / count + chance, weight: sum - doubt(own) - 0.5 * Math.abs(count - seen) })
      }
    }
  }
  const best = forms.toSorted((one, other) => other.weight - one.weight).slice(0, mostForms)
  return best.filter(({ weight }) => weight > (best[0]?.weight ?? 0) - nearBest)
}

type Likeness = (offset: number, row: number, own: number) => number

/** Likeness of every third row from `first` on with the value that those rows share. */
function stacked(of: Likeness, offset: number, first: number, count: number, own: number): number {
  let sum = 0
  for (let row = first; row < count; row += 3) sum += of(offset, row, own)
  return sum
}

function bestOf(count: number, value: (index: number) => number): { index: number; value: number } {
  let best = { index: 0, value: -Infinity }
  for (let index = 0; index < count; index++) {
    const here = value(index)
    if (here > best.value) best = { index, value: here }
  }
  return best
}
