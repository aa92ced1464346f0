// Kills a desk in random phases of its nights, by snapshot and by deltas in turn, while another process journals checks, and looks at
// what it left: node src-main/hosts/launch.mjs script test/bench/feed/kill.ts [TIMES] [PEOPLE]
// Ends with `N of N whole` and the exit code 0, or with what was not as promised and 1.
import { killNights } from '../../host/feed/kill-night.ts'
import type { Killed } from '../../host/feed/kill-night.ts'

const [times = 200, people = 3000] = process.argv.slice(2).map(Number)
const nights = await killNights(people)
const all: Killed[] = []
let fault = ''
try {
  for (let turn = 0; turn < times; turn += 1) {
    const killed = await nights.kill(turn % 2 === 0 ? 'snapshot' : 'deltas')
    all.push(killed)
    const { way, phase, answers, faults } = killed
    process.stdout.write(`${turn + 1} ${way}, killed in ${phase}: ${answers}${faults.map((one) => `; ${one}`).join('')}\n`)
  }
  const { acknowledged, faults } = await nights.endChecks()
  fault = faults.join('; ')
  process.stdout.write(`${acknowledged} checks were acknowledged meanwhile: ${fault === '' ? 'all are in the journal' : fault}\n`)
} finally {
  await nights.remove()
}
const count = (is: (killed: Killed) => boolean): number => all.filter(is).length
for (const phase of new Set(all.map((one) => one.phase))) {
  const [old, fresh] = (['old', 'new'] as const).map((state) => count((one) => one.phase === phase && one.answers === state))
  process.stdout.write(`killed in ${phase}: the night before answered ${old} times, the new one ${fresh} times\n`)
}
const whole = count(({ faults }) => faults.length === 0)
process.stdout.write(`${count(({ kept }) => kept > 0)} runs went on from parts that lay there\n${whole} of ${times} whole\n`)
process.exitCode = whole === times && fault === '' ? 0 : 1
