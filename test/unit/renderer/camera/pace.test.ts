import { describe, expect, it } from 'vitest'
import { noSightings, noteSighting, pauseAfter, type Sightings } from '../../../../src-renderer/scan/pace.ts'

type Frame = { readonly isSeen: boolean; readonly isRead: boolean }
const seen: Frame = { isSeen: true, isRead: false }
const empty: Frame = { isSeen: false, isRead: false }
const read: Frame = { isSeen: true, isRead: true }

function after(...frames: readonly (readonly [number, Frame])[]): Sightings {
  return frames.reduce((sightings, [at, frame]) => noteSighting(sightings, frame, at), noSightings)
}

describe('the pace of reading', () => {
  it('gives every frame to a code in sight', () => {
    expect(pauseAfter(after([100, seen]), 100)).toBe(0)
  })

  it('rests between frames of an empty desk and of a code that was just read', () => {
    expect(pauseAfter(after([100, empty]), 100)).toBeGreaterThanOrEqual(100)
    expect(pauseAfter(after([100, read]), 100)).toBeGreaterThanOrEqual(100)
    expect(pauseAfter(after([100, read], [200, seen]), 200)).toBeGreaterThanOrEqual(100)
  })

  it('is never so slow that a code in view would count as taken away', () => {
    const longest = Math.max(pauseAfter(after([100, empty]), 100), pauseAfter(after([100, read]), 100))
    expect(longest).toBeLessThan(700)
  })

  it('gives up hope of a code that cannot be read for 20 s', () => {
    const patient = after(...Array.from({ length: 250 }, (_, index) => [index * 100, seen] as const))
    expect(pauseAfter(patient, 24_900)).toBeGreaterThan(0)
    expect(pauseAfter(noteSighting(patient, empty, 26_000), 26_000)).toBeGreaterThan(0)
    expect(pauseAfter(noteSighting(patient, seen, 26_000), 26_000)).toBe(0)
  })
})

describe('how long a code is in sight', () => {
  it('goes on through a blink and begins anew after a pause', () => {
    expect(after([0, seen], [500, empty], [700, seen]).since).toBe(0)
    expect(after([0, seen], [500, empty], [800, seen]).since).toBe(800)
  })
})
