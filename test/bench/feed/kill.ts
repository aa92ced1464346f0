// Kills a desk at random moments of a night, by snapshot and by delta in turn, and looks at what it left:
// node src-main/hosts/launch.mjs script test/bench/feed/kill.ts [TIMES] [PEOPLE] [CHANGES]
// Ends with `N of N whole` and the exit code 0, or with what was not as promised and 1.
import { killRange } from '../../store/kill-desk.ts'

const [times = 200, people = 4000, changes = 800] = process.argv.slice(2).map(Number)
const range = await killRange(people, changes)
let whole = 0
const answered: Record<number, number> = { 1: 0, 2: 0 }
try {
  for (let turn = 0; turn < times; turn += 1) {
    const killed = await range.kill(turn % 2 === 0 ? 'snapshot' : 'delta', Math.random() * 1.1, turn % 4 < 2)
    answered[killed.sequence] = (answered[killed.sequence] ?? 0) + 1
    if (killed.faults.length === 0) whole += 1
    else process.stdout.write(`${turn + 1} ${killed.way}: ${killed.faults.join('; ')}\n`)
  }
} finally {
  range.remove()
}
process.stdout.write(`the night before answered ${answered[1]} times, the new one ${answered[2]} times\n`)
process.stdout.write(`${whole} of ${times} whole\n`)
process.exitCode = whole === times ? 0 : 1
