import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { killRange } from './kill-desk.ts'
import type { KillRange, Killed } from './kill-desk.ts'

let range: KillRange
beforeAll(async () => {
  range = await killRange(1500, 400)
}, 120_000)
afterAll(() => range.remove())

describe('a desk killed in the middle of a night', () => {
  test.each(['snapshot', 'delta'] as const)(
    'by %s answers from the night before or from the new one, whole, with its journal',
    { timeout: 120_000 },
    async (way) => {
      const all: Killed[] = []
      for (const [share, isLastStep] of [
        [Math.random(), false],
        [Math.random(), false],
        [Math.random(), true],
        [0.5 + Math.random() / 2, true],
        [2, true],
      ] as const) {
        all.push(await range.kill(way, share, isLastStep))
      }
      expect(all.filter(({ faults }) => faults.length > 0)).toEqual([])
      expect(
        all
          .map(({ sequence }) => sequence)
          .toSorted()
          .at(-1),
      ).toBe(2)
    },
  )
})
