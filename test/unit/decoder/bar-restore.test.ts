import { describe, expect, it } from 'vitest'
import { restored } from '../../../src-shared/decoder/bar-restore.ts'
import type { Softness } from '../../../src-shared/decoder/bar-restore.ts'

const fineness = 3
/** Modules of two and a half pixels. */
const modulePlaces = 7.5
const modules = Array.from({ length: 120 }, (_, at) => (((at * 2_654_435_761) >>> 7) % 5 < 2 ? 40 : 210))

function row(): Float32Array {
  return Float32Array.from({ length: modules.length * modulePlaces }, (_, place) => modules[Math.floor(place / modulePlaces)] ?? 210)
}

/** A mean over the neighbours by weight, the row continued at its ends. */
function softened(levels: Float32Array, weights: readonly number[]): Float32Array {
  const reach = (weights.length - 1) / 2
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return levels.map((_, place) =>
    weights.reduce((total, weight, tap) => {
      const at = Math.max(0, Math.min(levels.length - 1, place + tap - reach))
      return total + (weight / sum) * (levels[at] ?? 0)
    }, 0),
  )
}

/** How many modules have not the level in their middle that they should. */
function wrongModules(levels: Float32Array): number {
  const inner = modules.slice(8, -8)
  return inner.filter((level, at) => (levels[Math.floor((at + 8.5) * modulePlaces)] ?? 0) < 125 !== level < 125).length
}

const softnesses: readonly (readonly [Softness, readonly number[]])[] = [
  [{ kind: 'blur', deviation: 2 }, Array.from({ length: 37 }, (_, tap) => Math.exp(-((tap - 18) ** 2) / (2 * 6 ** 2)))],
  [{ kind: 'motion', way: 6 }, [0.5, ...Array.from({ length: 17 }, () => 1), 0.5]],
]

describe('a row of bars', () => {
  it.each(softnesses)('that %o has made soft has its edges again', (softness, weights) => {
    const soft = softened(row(), weights)
    expect(wrongModules(soft)).toBeGreaterThan(5)
    expect(wrongModules(restored(soft, softness, fineness))).toBe(0)
  })

  it('keeps an even level', () => {
    const even = new Float32Array(300).fill(77)
    for (const [softness] of softnesses) {
      for (const level of restored(even, softness, fineness)) expect(level).toBeCloseTo(77, 2)
    }
  })
})
