import { describe, expect, it } from 'vitest'
import { coach, coachingAtStart } from '../../../src-shared/decoder/coaching.ts'
import type { Coaching, CoachingCode, CoachingView } from '../../../src-shared/decoder/coaching.ts'
import type { CodeSight } from '../../../src-shared/decoder/sight.ts'

function sight(
  change: Partial<CodeSight> & { readonly x?: number; readonly y?: number; readonly length?: number; readonly tall?: number },
): CodeSight {
  const { x = 400, y = 300, length = 400, tall = 90, ...rest } = change
  const position: CodeSight['position'] = [
    { x, y },
    { x: x + length, y },
    { x: x + length, y: y + tall },
    { x, y: y + tall },
  ]
  return { position, kind: 'stacked', modulePixels: 2, tiltDegrees: 0, sharpness: 0.5, ...rest }
}

function view(change: Partial<CoachingView> = {}): CoachingView {
  return { light: light({}), sight: sight({}), width: 1280, height: 720, isRead: false, ...change }
}

function light(change: Partial<CoachingView['light']>): CoachingView['light'] {
  return { brightness: 150, contrast: 0.7, glare: 0, sharpness: 0.5, ...change }
}

/** The coaching after frames 40 ms apart that all show the same. */
function after(milliseconds: number, shown: CoachingView, from: Coaching = coachingAtStart, start = 0): Coaching {
  let coaching = from
  for (let at = start; at <= start + milliseconds; at += 40) coaching = coach(coaching, shown, at)
  return coaching
}

describe('the advice on what a frame shows', () => {
  it.each<[string, CoachingView, CoachingCode | null]>([
    ['nothing that looks like a code', view({ sight: null }), 'searching'],
    ['what may be text', view({ sight: sight({ kind: 'unknown' }) }), 'searching'],
    ['a dark room', view({ sight: null, light: light({ brightness: 20, contrast: 0.1 }) }), 'too-dark'],
    ['a bright telephone in a dark room', view({ light: light({ brightness: 20, contrast: 0.6 }) }), 'hold-still'],
    ['a reflection on the code', view({ light: light({ glare: 0.3 }) }), 'glare'],
    ['bars too fine', view({ sight: sight({ modulePixels: 1.1 }) }), 'closer'],
    ['a linear code too small', view({ sight: sight({ kind: 'linear', modulePixels: null, length: 150 }) }), 'closer'],
    [
      'a matrix code that is small but large enough',
      view({ sight: sight({ kind: 'matrix', modulePixels: null, length: 150 }) }),
      'hold-still',
    ],
    ['a code cut off by the border', view({ sight: sight({ x: -20, length: 1320 }) }), 'farther'],
    ['a small code at the border', view({ sight: sight({ x: 0, length: 300 }) }), 'hold-still'],
    ['a slanted code', view({ sight: sight({ tiltDegrees: 30 }) }), 'straighten'],
    ['an upright code', view({ sight: sight({ tiltDegrees: -88 }) }), 'hold-still'],
    ['a good picture of a code', view(), 'hold-still'],
    ['a code that was read', view({ isRead: true }), null],
  ])('%s: %#', (_, shown, code) => {
    expect(after(1000, shown).code).toBe(code)
  })
})

describe('words', () => {
  it('come when the frames have said the same for 0.3 s', () => {
    expect(after(280, view({ sight: null })).code).toBeNull()
    expect(after(320, view({ sight: null })).code).toBe('searching')
  })

  it('stay for at least 0.7 s', () => {
    const searching = after(320, view({ sight: null }))
    expect(after(600, view(), searching, 360).code).toBe('searching')
    expect(after(720, view(), searching, 360).code).toBe('hold-still')
  })

  it('do not change with frames that say now this, now that', () => {
    let coaching = after(1000, view({ sight: null }))
    for (let at = 1040; at < 5000; at += 40) {
      coaching = coach(coaching, at % 80 === 0 ? view() : view({ light: light({ glare: 0.5 }) }), at)
      expect(coaching.code).toBe('searching')
    }
  })

  it('do not flicker where a measure wavers about its limit', () => {
    const shown = new Set<CoachingCode | null>()
    let coaching = after(1000, view({ sight: sight({ modulePixels: 1.5 }) }))
    for (let at = 1040; at < 10_000; at += 40) {
      coaching = coach(coaching, view({ sight: sight({ modulePixels: Math.floor(at / 800) % 2 === 0 ? 1.55 : 1.7 }) }), at)
      shown.add(coaching.code)
    }
    expect([...shown]).toEqual(['closer'])
  })

  it('go at once when a code is read', () => {
    const coaching = after(1000, view())
    expect(coach(coaching, view({ isRead: true }), 1040).code).toBeNull()
  })
})
