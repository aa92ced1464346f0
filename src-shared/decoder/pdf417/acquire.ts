import type { LuminanceFrame } from '../frame.ts'
import { wordModules } from './bar-patterns.ts'
import { traceBorders } from './borders.ts'
import type { Borders } from './borders.ts'
import { indicatorReader } from './indicators.ts'
import type { Indicators } from './indicators.ts'
import type { BarRegion } from './locate.ts'
import { bestShear, columnProfile } from './profile.ts'
import type { Lean } from './profile.ts'
import { rowFinder } from './row-lines.ts'
import type { RowLines } from './row-lines.ts'
import { startGuesses } from './start-pattern.ts'
import { negate, stripCutter, turnAround } from './strip.ts'
import type { Strip } from './strip.ts'
import { leanOf, spreadOf, standUpright } from './upright.ts'
import type { Upright } from './upright.ts'

/** A symbol found in a picture: where it stands, and what its row indicators say. */
export interface FoundSymbol {
  readonly strip: Strip
  readonly upright: Upright
  readonly lines: RowLines
  readonly indicators: Indicators
  /** White bars on black. */
  readonly isNegative: boolean
}

/**
 * Clarity of the row indicators below which they say nothing, for by chance some form fits a little; and their likeness
 * from which on there is no need to look for something better.
 */
const leastClarity = 1.2
const clearEvidence = 2
const guessesOfRegion = 3
/** Row heights tried for the likeliest start pattern and for the others. */
const rowGuesses = [3, 1, 1]

export type Acquire = (
  frame: LuminanceFrame,
  levels: readonly LuminanceFrame[],
  region: BarRegion,
  regionLevel: number,
  hasTime: () => boolean,
) => readonly FoundSymbol[]

/**
 * Finds the symbol in a region of bars: its start pattern on either side, its columns, its rows, its row indicators. The
 * answers differ only in what the row indicators are taken for, the likeliest first. Buffers are kept between calls.
 */
export function acquirer(): Acquire {
  const cut = stripCutter()
  const findRows = rowFinder()
  const readIndicators = indicatorReader()
  let profile = new Float32Array(0)

  function shearOf(strip: Strip): number {
    if (profile.length < strip.width) profile = new Float32Array(strip.width * 2)
    const { top, bottom } = middleOf(strip)
    return bestShear(strip, top, bottom, profile)
  }

  return (frame, levels, region, regionLevel, hasTime) => {
    let strip = cut(levels, region, regionLevel)
    let shear = shearOf(strip)
    if (Math.abs(shear) > leastTurn) {
      strip = cut(levels, { ...region, angle: region.angle - Math.atan(shear) }, regionLevel)
      shear = shearOf(strip)
    }
    const { top, bottom } = middleOf(strip)
    let turned = strip
    let isTurned = false
    let isNegative = false
    let best: readonly FoundSymbol[] = []
    for (const [rank, start] of startsOf(strip, top, bottom, shear, profile).entries()) {
      if (rank > 0 && !hasTime()) break
      if (start.isTurned !== isTurned) {
        turned = turnAround(turned)
        isTurned = start.isTurned
      }
      if (start.isNegative !== isNegative) {
        negate(turned)
        isNegative = start.isNegative
      }
      const upright = stand(turned, start.borders, { shear, fan: 0, origin: 0 }, profile)
      if (upright === null) continue
      for (const lines of findRows(turned, upright, rowGuesses[rank] ?? 1)) {
        const readings = readIndicators(frame, isNegative, turned, upright, lines).filter((reading) => clarityOf(reading) > leastClarity)
        if (clarityOf(readings[0]) <= clarityOf(best[0]?.indicators)) continue
        const place = { strip: turned, upright, lines, isNegative }
        best = readings.map((indicators) => ({ ...place, indicators }))
        if ((readings[0]?.evidence ?? 0) > clearEvidence) return best
      }
    }
    return best
  }
}

/** A likeness of many rows is less likely by chance than the same of few. */
function clarityOf(indicators: Indicators | undefined): number {
  return indicators === undefined ? 0 : (indicators.evidence - 1) * Math.sqrt(indicators.form.rows)
}

/** Bars that lean by more than this (pixels a line) show that the region's angle was not theirs; the strip is cut anew. */
const leastTurn = 0.03

/** The lines of a strip that are surely within its region. */
function middleOf(strip: Strip): { readonly top: number; readonly bottom: number } {
  return { top: Math.floor(strip.height * 0.2), bottom: Math.ceil(strip.height * 0.8) }
}

/** A fan of more modules than this smears the far columns; they are looked for again along their own lean. */
const leastSpread = 1

function stand(strip: Strip, borders: Borders, lean: Lean, profile: Float32Array): Upright | null {
  const upright = standUpright(strip, borders, lean, profile)
  if (upright === null || spreadOf(upright) < leastSpread) return upright
  const better = leanOf(upright)
  columnProfile(strip, upright.top, upright.bottom, better, profile)
  const again = traceBorders(profile, strip.width, { place: borders.place, pitch: borders.step / wordModules, likeness: 1 })
  return again === null ? upright : (standUpright(strip, again, better, profile) ?? upright)
}

interface Start {
  readonly borders: Borders
  readonly isTurned: boolean
  readonly isNegative: boolean
}

/** Start patterns read from left to right and from right to left, dark and light, those with the most borders behind them first. */
function startsOf(strip: Strip, top: number, bottom: number, shear: number, profile: Float32Array): readonly Start[] {
  const starts: Start[] = []
  columnProfile(strip, top, bottom, { shear, fan: 0, origin: 0 }, profile)
  for (const isNegative of [false, true]) {
    for (const isTurned of [isNegative, !isNegative]) {
      for (const guess of startGuesses(profile, strip.width, guessesOfRegion)) {
        const borders = traceBorders(profile, strip.width, guess)
        if (borders !== null) starts.push({ borders, isTurned, isNegative })
      }
      profile.subarray(0, strip.width).reverse()
    }
    profile.subarray(0, strip.width).reverse()
    for (let column = 0; column < strip.width; column++) profile[column] = 255 - (profile[column] ?? 0)
  }
  return starts.toSorted((one, other) => other.borders.evidence - one.borders.evidence).slice(0, guessesOfRegion)
}
