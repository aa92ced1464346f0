/** Phases of a run in the order in which they come, with its two ends. */
export const NIGHT_PHASES = ['begin', 'metadata', 'verify', 'download', 'decode', 'insert', 'index', 'digest', 'switch', 'ended'] as const
export type NightPhase = (typeof NIGHT_PHASES)[number]

/** The phase of that name; null for one that is not told apart here. */
export function nightPhase(name: string): NightPhase | null {
  return NIGHT_PHASES.find((phase) => phase === name) ?? null
}
