/** What the frames have shown so far, in milliseconds of one clock. */
export interface Sightings {
  /** When something like a code was seen last; null never. */
  readonly seen: number | null
  /** Since when such a thing has been in sight without a pause; null where it is not. */
  readonly since: number | null
  /** When a code was read last; null never. */
  readonly read: number | null
}

export const noSightings: Sightings = { seen: null, since: null, read: null }

/** Shorter gaps are blinks of the search, not a code that was taken away. */
const blinkMilliseconds = 700
const hopeMilliseconds = 20_000
const justReadMilliseconds = 1_000
const idlePause = 120
const readPause = 160

export function noteSighting(before: Sightings, frame: { readonly isSeen: boolean; readonly isRead: boolean }, at: number): Sightings {
  const read = frame.isRead ? at : before.read
  const goesOn = before.seen !== null && at - before.seen <= blinkMilliseconds
  const since = goesOn ? before.since : null
  return frame.isSeen || frame.isRead ? { seen: at, since: since ?? at, read } : { seen: before.seen, since, read }
}

/**
 * Milliseconds to leave the processor alone before the next frame. A code in sight gets every frame for 20 s; an empty
 * desk, or a code that lies there after it was read, gets about five frames a second.
 */
export function pauseAfter(sightings: Sightings, at: number): number {
  const { since, read } = sightings
  if (read !== null && at - read <= justReadMilliseconds) return readPause
  if (since === null) return idlePause
  return at - since <= hopeMilliseconds ? 0 : idlePause
}
