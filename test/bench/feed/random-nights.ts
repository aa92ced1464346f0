// Lets a desk follow random nights and compares it with one that takes the last state alone:
// node src-main/hosts/launch.mjs script test/bench/feed/random-nights.ts [TIMES] [NIGHTS] [SEED]
// Ends with `N of N the same` and the exit code 0, or with the first fault, its seed and 1.
import fc from 'fast-check'
import { holdNights, randomNights } from '../../host/feed/random-nights.ts'
import type { RunTally } from '../../host/feed/random-nights.ts'

const [times = 10, nights = 60, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number)
const tally: RunTally = {}
process.stdout.write(`seed ${seed}\n`)
let same = 0
const held = await fc.check(
  fc.asyncProperty(randomNights(nights), async (one) => {
    await holdNights(one, tally)
    same += 1
    process.stdout.write(`${same} of ${times}\n`)
  }),
  { numRuns: times, seed, endOnFailure: true },
)
if (held.errorInstance !== null && held.errorInstance !== undefined) process.stdout.write(`${String(held.errorInstance)}\n`)
const ends = Object.entries(tally).map(([end, count]) => `${end} ${count}`)
process.stdout.write(`runs of the desk that followed: ${ends.join(', ')}\n${same} of ${times} the same\n`)
process.exitCode = held.failed ? 1 : 0
