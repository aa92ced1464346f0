import { match, startTemplate } from './profile.ts'

/** A place that looks like the start pattern: its left edge in pixels along the profile, and pixels a module. */
export interface StartGuess {
  readonly place: number
  readonly pitch: number
  /** Correlation with the start pattern, at most 1. */
  readonly likeness: number
}

/** Below this a profile has no start pattern; random bars and text stay below 0.6. */
const leastLikeness = 0.62
/** A symbol has 52 modules (compact, one column) to 579 (30 columns). */
const fewestModules = 48
const mostModules = 600
const leastPitch = 0.85

/** The best few places of the start pattern in a profile, the likeliest first; places closer than three modules count once. */
export function startGuesses(profile: Float32Array, width: number, most: number): readonly StartGuess[] {
  const guesses: StartGuess[] = []
  const last = Math.min(14, width / fewestModules)
  const contrast = leastContrast * spreadOf(profile, width)
  for (let pitch = Math.max(leastPitch, width / mostModules); pitch <= last; pitch *= 1.05) {
    for (let place = 2 * pitch; place < width - 30 * pitch; place += pitch * 0.4) {
      if (!beginsWithWideBar(profile, place, pitch, contrast)) continue
      const likeness = match(profile, width, startTemplate, place, pitch)
      if (likeness > leastLikeness) keep(guesses, { place, pitch, likeness }, most)
    }
  }
  return guesses.map((guess) => sharpened(profile, width, guess))
}

/** The wide bar is at least this much darker than the quiet zone before it and the space at the end of the start pattern, in shares of the profile's range. */
const leastContrast = 0.25

function spreadOf(profile: Float32Array, width: number): number {
  const levels = profile.slice(0, width).toSorted()
  return (levels[Math.floor(width * 0.95)] ?? 0) - (levels[Math.floor(width * 0.05)] ?? 0)
}

/** A quick look at four places before all are compared. */
function beginsWithWideBar(profile: Float32Array, place: number, pitch: number, contrast: number): boolean {
  const dark = Math.min(profile[(place + 2 * pitch) | 0] ?? 0, profile[(place + 5.5 * pitch) | 0] ?? 0)
  return dark - (profile[(place - 1.6 * pitch) | 0] ?? 0) > contrast && dark - (profile[(place + 15.5 * pitch) | 0] ?? 0) > contrast / 2
}

function keep(guesses: StartGuess[], guess: StartGuess, most: number): void {
  const rival = guesses.findIndex((other) => Math.abs(other.place - guess.place) < 3 * guess.pitch)
  if (rival !== -1) {
    if ((guesses[rival]?.likeness ?? 0) >= guess.likeness) return
    guesses.splice(rival, 1)
  }
  const at = guesses.findIndex((other) => other.likeness < guess.likeness)
  guesses.splice(at === -1 ? guesses.length : at, 0, guess)
  if (guesses.length > most) guesses.pop()
}

function sharpened(profile: Float32Array, width: number, guess: StartGuess): StartGuess {
  let best = guess
  for (let factor = 0.96; factor <= 1.041; factor += 0.01) {
    for (let shift = -0.4; shift <= 0.41; shift += 0.1) {
      const place = guess.place + shift * guess.pitch
      const pitch = guess.pitch * factor
      const likeness = match(profile, width, startTemplate, place, pitch)
      if (likeness > best.likeness) best = { place, pitch, likeness }
    }
  }
  return best
}
