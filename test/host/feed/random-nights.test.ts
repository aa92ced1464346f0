import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdNights, randomNights } from './random-nights.ts'
import type { RunTally } from './random-nights.ts'

/** The long form: `node src-main/hosts/launch.mjs script test/bench/feed/random-nights.ts`. */
test('a desk that followed random nights holds and answers the same as one that took the last state', { timeout: 120_000 }, async () => {
  const tally: RunTally = {}
  await fc.assert(
    fc.asyncProperty(randomNights(20), (nights) => holdNights(nights, tally)),
    { numRuns: 1, seed: 2, endOnFailure: true },
  )
  for (const way of ['updated by deltas', 'updated by snapshot']) expect(tally[way], way).toBeGreaterThan(0)
})
