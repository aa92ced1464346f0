import type { Clock } from '../app/ports.ts'

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date().toISOString() }
