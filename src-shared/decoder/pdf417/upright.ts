import { wordModules } from './bar-patterns.ts'
import { borderPlace, nearestBorder } from './borders.ts'
import type { Borders } from './borders.ts'
import { leastSquares } from './least-squares.ts'
import { columnProfile, match, profilePart, startTemplate } from './profile.ts'
import type { Lean } from './profile.ts'
import type { Strip } from './strip.ts'

/** How the bars of a symbol stand in a strip: their borders, and how each border leans. */
export interface Upright {
  readonly borders: Borders
  /** Border k runs through `borderPlace(k) + (lean + fan * k) * (line − middle)`. */
  readonly lean: number
  readonly fan: number
  readonly middle: number
  /** First line of the symbol and first line after it. */
  readonly top: number
  readonly bottom: number
}

/** Pixel along the strip where border `index` meets a line; both may be fractions. */
export function borderAt({ borders, lean, fan, middle }: Upright, index: number, line: number): number {
  return borderPlace(borders, index) + (lean + fan * index) * (line - middle)
}

const bands = 4

/**
 * Finds the lines between which the start pattern stands and how the lean of the bars changes along the strip. `known` is
 * the lean by which `borders` were found. Null where the start pattern stands on too few lines.
 */
export function standUpright(strip: Strip, borders: Borders, known: Lean, profile: Float32Array): Upright | null {
  const rough = {
    borders,
    lean: known.shear + known.fan * (borders.place - known.origin),
    fan: known.fan * borders.step,
    middle: strip.height / 2,
    top: 0,
    bottom: strip.height,
  }
  const extent = linesOfStart(strip, rough, known, profile)
  if (extent === null) return null
  const whole = { ...rough, ...extent }
  const fit = leastSquares(2)
  const pitch = borders.step / wordModules
  const height = (whole.bottom - whole.top) / bands
  // A lean or fan is known beforehand to about three modules over the height of the symbol.
  fit.add([1, 0], 0, 0.02 * height * height)
  fit.add([0, 1], 0, 20 * height * height)
  for (let band = 0; band < bands; band++) {
    const from = whole.top + band * height
    const line = from + height / 2 - whole.middle
    columnProfile(strip, Math.round(from), Math.round(from + height), known, profile)
    for (let index = 1; index <= borders.last; index++) {
      const expected = borderPlace(borders, index)
      const found = nearestBorder(profile, strip.width, expected, pitch, index === 1, 1.2)
      if (found.likeness > 0.5) fit.add([line, line * index], found.place - expected, found.likeness ** 2)
    }
  }
  const [lean = 0, fan = 0] = fit.solve(0) ?? []
  return { ...whole, lean: rough.lean + lean, fan: rough.fan + fan }
}

/** The lean of an upright symbol for every place along its strip. */
export function leanOf({ borders, lean, fan }: Upright): Lean {
  return { shear: lean, fan: fan / borders.step, origin: borders.place }
}

/** How far apart, in modules, the lean of the last border carries its upper and lower end against those of the first one. */
export function spreadOf({ borders, fan, top, bottom }: Upright): number {
  return (Math.abs(fan) * borders.last * (bottom - top)) / (borders.step / wordModules)
}

/** The longest run of lines that begin with the start pattern; gaps as high as a few rows may be a spot or a fold. */
function linesOfStart(strip: Strip, rough: Upright, known: Lean, profile: Float32Array): { top: number; bottom: number } | null {
  const pitch = rough.borders.step / wordModules
  const gap = Math.ceil(8 * pitch)
  const left = Math.max(0, Math.floor(rough.borders.place - 4 * pitch))
  const right = Math.min(strip.width, Math.ceil(rough.borders.place + 22 * pitch))
  profilePart(strip, rough.top, rough.bottom, known, left, right, profile)
  const contrast = startContrast(profile, rough.borders.place, pitch)
  let best = { top: 0, bottom: 0, lines: 0 }
  let run = { top: 0, bottom: -Infinity, lines: 0 }
  for (let line = 1; line < strip.height - 1; line++) {
    profilePart(strip, line - 1, line + 2, known, left, right, profile)
    if (startContrast(profile, rough.borders.place, pitch) < 0.4 * contrast) continue
    if (match(profile, strip.width, startTemplate, rough.borders.place, pitch) < 0.5) continue
    if (line - run.bottom > gap) run = { top: line, bottom: line, lines: 0 }
    run = { top: run.top, bottom: line + 1, lines: run.lines + 1 }
    if (run.lines > best.lines) best = run
  }
  return best.lines < 6 || best.lines < 4 * pitch ? null : { top: best.top, bottom: best.bottom }
}

/** Darkness of the wide first bar against the quiet zone before it. */
function startContrast(profile: Float32Array, place: number, pitch: number): number {
  return (profile[Math.round(place + 4 * pitch)] ?? 0) - (profile[Math.max(0, Math.round(place - 2 * pitch))] ?? 0)
}
