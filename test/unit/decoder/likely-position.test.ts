import { describe, expect, it } from 'vitest'
import type { Quadrilateral } from '../../../src-shared/decoder/engine.ts'
import { likelyPosition } from '../../../src-shared/decoder/position.ts'

const unset = { x: 0, y: 0 }
const whole: Quadrilateral = [
  { x: 100, y: 50 },
  { x: 550, y: 50 },
  { x: 550, y: 150 },
  { x: 100, y: 150 },
]

describe('where a code lies that was found and not read', () => {
  it('is as the engine says where it knows both edges', () => {
    expect(likelyPosition(whole)).toBe(whole)
  })

  it('follows from the left edge or the right one alone', () => {
    expect(likelyPosition([whole[0], unset, unset, whole[3]])).toEqual(whole)
    expect(likelyPosition([unset, whole[1], whole[2], unset])).toEqual(whole)
  })

  it('leans with its edge', () => {
    const leaning = likelyPosition([{ x: 368, y: 318 }, unset, unset, { x: 359, y: 416 }])
    expect(leaning?.[1]).toEqual({ x: 809, y: 358.5 })
    expect(leaning?.[2]).toEqual({ x: 800, y: 456.5 })
  })

  it('is unknown where no edge is known', () => {
    expect(likelyPosition([unset, unset, unset, unset])).toBeNull()
  })
})
