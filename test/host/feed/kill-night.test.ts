import { afterAll, beforeAll, expect, test } from 'vitest'
import { killNights } from './kill-night.ts'
import type { KillNights, Killed } from './kill-night.ts'

/** The long form: `node src-main/hosts/launch.mjs script test/bench/feed/kill.ts`. */
let nights: KillNights
beforeAll(async () => {
  nights = await killNights(300)
}, 60_000)
afterAll(() => nights.remove())

test(
  'a desk killed in the middle of its nights answers from the night before or the new one, whole, and goes on',
  { timeout: 120_000 },
  async () => {
    const all: Killed[] = []
    for (const way of ['snapshot', 'deltas', 'snapshot', 'deltas', 'snapshot', 'deltas'] as const) all.push(await nights.kill(way))
    expect(all.filter(({ faults }) => faults.length > 0)).toEqual([])
    const { acknowledged, faults } = await nights.endChecks()
    expect(faults).toEqual([])
    expect(acknowledged).toBeGreaterThan(0)
  },
)
