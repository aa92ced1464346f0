import { meanPattern, startPattern, wordModules } from './bar-patterns.ts'
import type { Strip } from './strip.ts'

/** At most so many lines of a strip are averaged; more add no certainty. */
const mostLines = 56

/** How the bars of a strip lean: by `shear` pixels a line about the middle line, and by `fan` more for every pixel beyond `origin`. */
export interface Lean {
  readonly shear: number
  readonly fan: number
  readonly origin: number
}

/**
 * Mean darkness along the strip over the lines `top` to `bottom`, each moved as the bars lean. Written to `profile`, as
 * long as the strip is wide.
 */
export function columnProfile(strip: Strip, top: number, bottom: number, lean: Lean, profile: Float32Array): void {
  profilePart(strip, top, bottom, lean, 0, strip.width, profile)
}

/** The same for the columns `left` to `right` only and `most` lines; the rest of `profile` stays as it was. */
export function profilePart(
  { data, width, height }: Strip,
  top: number,
  bottom: number,
  { shear, fan, origin }: Lean,
  left: number,
  right: number,
  profile: Float32Array,
  most = mostLines,
): void {
  const step = Math.max(1, Math.floor((bottom - top) / most))
  profile.fill(0, left, right)
  let lines = 0
  for (let line = Math.max(0, top); line < Math.min(height, bottom); line += step) {
    const down = line + 0.5 - height / 2
    // Column c of the profile is met at c + (shear + fan * (c − origin)) * down.
    const scale = 1 + fan * down
    const shift = (shear - fan * origin) * down
    const from = Math.max(left, Math.ceil(-shift / scale))
    const until = Math.min(right, Math.floor((width - 1.001 - shift) / scale))
    if (fan === 0) addEvenly(data, line * width, shift, from, until, profile)
    else addSpread(data, line * width, shift, scale, from, until, profile)
    lines++
  }
  const share = 1 / Math.max(1, lines)
  for (let column = left; column < right; column++) profile[column] = (profile[column] ?? 0) * share
}

function addEvenly(data: Float32Array, row: number, shift: number, from: number, until: number, profile: Float32Array): void {
  const whole = Math.floor(shift)
  const part = shift - whole
  let level = data[row + from + whole] ?? 0
  for (let column = from; column < until; column++) {
    const next = data[row + column + whole + 1] ?? 0
    profile[column] = (profile[column] ?? 0) + level + (next - level) * part
    level = next
  }
}

function addSpread(
  data: Float32Array,
  row: number,
  shift: number,
  scale: number,
  from: number,
  until: number,
  profile: Float32Array,
): void {
  for (let column = from; column < until; column++) {
    const at = column * scale + shift
    const left = at | 0
    const level = data[row + left] ?? 0
    profile[column] = (profile[column] ?? 0) + level + ((data[row + left + 1] ?? 0) - level) * (at - left)
  }
}

/** Bars lean by no more than this in a strip that was cut along them, in pixels a line. */
const mostShear = 0.11

/** The lean of the bars, in pixels a line, at which the averaged lines keep most contrast: the bars then stand upright. */
export function bestShear(strip: Strip, top: number, bottom: number, profile: Float32Array): number {
  // At the best lean bars of two pixels fall onto each other; 1.4 pixels off at either end half of the contrast is left.
  let step = Math.min(mostShear / 2, 1.4 / Math.max(8, (bottom - top) / 2))
  let best = { shear: 0, contrast: -1 }
  const consider = (shear: number): void => {
    const contrast = contrastAt(strip, top, bottom, shear, profile)
    if (contrast > best.contrast) best = { shear, contrast }
  }
  for (let shear = 0; shear <= mostShear; shear += step) {
    consider(shear)
    if (shear > 0) consider(-shear)
  }
  for (let halving = 0; halving < 2; halving++) {
    step /= 2
    const { shear } = best
    consider(shear - step)
    consider(shear + step)
  }
  return best.shear
}

/** Lines compared while the lean is looked for. */
const fewLines = 32

function contrastAt(strip: Strip, top: number, bottom: number, shear: number, profile: Float32Array): number {
  profilePart(strip, top, bottom, { shear, fan: 0, origin: 0 }, 0, strip.width, profile, fewLines)
  let contrast = 0
  for (let column = 1; column < strip.width; column++) contrast += ((profile[column] ?? 0) - (profile[column - 1] ?? 0)) ** 2
  return contrast
}

/** What a part of a profile is expected to look like, at every half module from `from` modules on. */
export interface ProfileTemplate {
  readonly from: number
  /** Mean 0, length 1. */
  readonly levels: Float64Array
}

/** Defocus assumed in profiles, in modules; the match changes little with it. */
const assumedBlur = 0.6

const quiet = [0, 0, 0, 0]
const mean = [...meanPattern]

/** From three modules of quiet zone to the third module of the left row indicator. */
export const startTemplate = template([...quiet, ...startPattern, ...mean.slice(0, 4)], quiet.length, -2.5, wordModules + 2.5)

/** Five modules to either side of the border between the start pattern and the first codeword, and between two codewords. */
export const firstBorderTemplate = template([...startPattern, ...mean], wordModules, -5, 5)
export const borderTemplate = template([...mean, ...mean], wordModules, -5, 5)

/** Half modules `from` to `until` of blurred modules, counted from the module `origin`. */
function template(modules: readonly number[], origin: number, from: number, until: number): ProfileTemplate {
  const count = Math.round((until - from) * 2) + 1
  const levels = Float64Array.from({ length: count }, (_, index) => blurredLevel(modules, origin + from + index / 2))
  const middle = levels.reduce((sum, level) => sum + level, 0) / count
  const length = Math.sqrt(levels.reduce((sum, level) => sum + (level - middle) ** 2, 0))
  return { from, levels: levels.map((level) => (level - middle) / length) }
}

function blurredLevel(modules: readonly number[], place: number): number {
  let sum = 0
  let total = 0
  for (let offset = -2; offset <= 2; offset += 0.125) {
    const weight = Math.exp(-(offset * offset) / (2 * assumedBlur * assumedBlur))
    sum += weight * (modules[Math.min(Math.max(Math.floor(place + offset), 0), modules.length - 1)] ?? 0)
    total += weight
  }
  return sum / total
}

/**
 * How well the profile looks like the template laid at `place` with `pitch` pixels a module: correlation −1…1, and 0
 * where the template leaves the profile. Places count from the left edge of the first pixel.
 */
export function match(profile: Float32Array, width: number, { from, levels }: ProfileTemplate, place: number, pitch: number): number {
  const first = place + from * pitch - 0.5
  const step = pitch / 2
  if (first < 0 || first + step * (levels.length - 1) > width - 1.001) return 0
  let sum = 0
  let squares = 0
  let product = 0
  for (let index = 0, at = first; index < levels.length; index++, at += step) {
    const column = at | 0
    const left = profile[column] ?? 0
    const level = left + ((profile[column + 1] ?? 0) - left) * (at - column)
    sum += level
    squares += level * level
    product += level * (levels[index] ?? 0)
  }
  const spread = squares - (sum * sum) / levels.length
  return spread < 1 ? 0 : product / Math.sqrt(spread)
}
