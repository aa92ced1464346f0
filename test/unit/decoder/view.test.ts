import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LuminanceFrame } from '../../../src-shared/decoder/frame.ts'
import { enlargedView, takeView, turnedView, viewWithin } from '../../../src-shared/decoder/view.ts'
import type { View } from '../../../src-shared/decoder/view.ts'

/** Level = column, or row: a pixel tells where it was taken. */
function ramp(width: number, height: number, along: 'x' | 'y'): LuminanceFrame {
  const data = Uint8ClampedArray.from({ length: width * height }, (_, at) => (along === 'x' ? at % width : Math.floor(at / width)))
  return { data, width, height }
}

/** The largest distance between where a pixel says it was taken and where the view says so, away from the border. */
function error(take: (frame: LuminanceFrame) => View): number {
  const [width, height] = [240, 160]
  const views = [take(ramp(width, height, 'x')), take(ramp(width, height, 'y'))] as const
  let worst = 0
  for (const [index, view] of views.entries()) {
    for (let at = 0; at < view.frame.data.length; at++) {
      const middle = { x: (at % view.frame.width) + 0.5, y: Math.floor(at / view.frame.width) + 0.5 }
      const { x, y } = view.toFrame(middle)
      if (x < 2 || y < 2 || x > width - 2 || y > height - 2) continue
      worst = Math.max(worst, Math.abs((view.frame.data[at] ?? 0) + 0.5 - (index === 0 ? x : y)))
    }
  }
  return worst
}

describe('the view of a part of a frame', () => {
  it('says of every pixel where it was taken, whatever its place, turn and scale', () => {
    fc.assert(
      fc.property(
        fc.record({
          centre: fc.record({ x: fc.double({ min: 0, max: 240, noNaN: true }), y: fc.double({ min: 0, max: 160, noNaN: true }) }),
          width: fc.integer({ min: 10, max: 150 }),
          height: fc.integer({ min: 10, max: 150 }),
          scale: fc.constantFrom(1, 2, 3),
          turn: fc.double({ min: -180, max: 180, noNaN: true }),
        }),
        (placement) => error((frame) => takeView(frame, placement)) <= 1.01,
      ),
      { numRuns: 60 },
    )
  })

  it('uses the buffer it is given', () => {
    const buffer = new Uint8ClampedArray(1000)
    const placement = { centre: { x: 20, y: 20 }, width: 20, height: 10, scale: 1, turn: 0 }
    expect(takeView(ramp(40, 40, 'x'), placement, buffer).frame.data.buffer).toBe(buffer.buffer)
    expect(takeView(ramp(40, 40, 'x'), { ...placement, width: 200 }, buffer).frame.data.buffer).not.toBe(buffer.buffer)
  })

  it.each([
    ['turned by 90°', (frame: LuminanceFrame) => turnedView(frame, 1), 0],
    ['turned by 180°', (frame: LuminanceFrame) => turnedView(frame, 2), 0],
    ['turned by 270°', (frame: LuminanceFrame) => turnedView(frame, 3), 0],
    ['twice as large', (frame: LuminanceFrame) => enlargedView(frame), 1],
    ['halved twice', (frame: LuminanceFrame) => viewWithin(frame, 60), 1],
  ] as const)('of the whole frame %s says so too', (_, take, most) => {
    expect(error(take)).toBeLessThanOrEqual(most)
  })
})
