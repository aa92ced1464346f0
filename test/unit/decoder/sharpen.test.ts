import { describe, expect, it } from 'vitest'
import { sharpen } from '../../../src-shared/decoder/sharpen.ts'

describe('sharpening', () => {
  it('leaves even levels as they are', () => {
    const frame = { data: new Uint8ClampedArray(120).fill(77), width: 12, height: 10 }
    expect(Array.from(sharpen(frame, 3, 4).data)).toEqual(Array.from({ length: 120 }, () => 77))
  })

  it('adds the difference from the mean of the surroundings, along both directions and at the border', () => {
    const data = new Uint8ClampedArray(49).fill(100)
    data[24] = 190
    const { data: sharp } = sharpen({ data, width: 7, height: 7 }, 1, 1)
    // The bright pixel raises the mean of its nine squares by ten.
    expect([sharp[24], sharp[23], sharp[17], sharp[16], sharp[22], sharp[0]]).toEqual([255, 90, 90, 90, 100, 100])
  })

  it('is the same for a frame turned by 90°', () => {
    const data = Uint8ClampedArray.from({ length: 30 }, (_, at) => (at * 37) % 200)
    const turned = Uint8ClampedArray.from({ length: 30 }, (_, at) => data[(at % 5) * 6 + Math.floor(at / 5)] ?? 0)
    const upright = sharpen({ data: data.slice(), width: 6, height: 5 }, 2, 1.5).data
    const other = sharpen({ data: turned, width: 5, height: 6 }, 2, 1.5).data
    for (let at = 0; at < 30; at++)
      expect(Math.abs((other[at] ?? 0) - (upright[(at % 5) * 6 + Math.floor(at / 5)] ?? 0))).toBeLessThanOrEqual(1)
  })
})
