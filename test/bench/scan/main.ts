import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { formats } from './grid.ts'
import { reportOf } from './report/report.ts'
import { planTasks, quickAmounts, wholeAmounts } from './run/plan.ts'
import { runTasks } from './run/pool.ts'
import type { Outcome } from './run/results.ts'

const usage = `npm run bench:scan -- [options]
Photographs invented codes in known steps of degradation and reads them with zxing-wasm, with @zxing/library and with ours.
  --quick          every seventh step once: some minutes
  --only FORMAT    ${formats.join(', ')}; may be given several times; without the photographs that hold no code
  --seed TEXT      1 unless told otherwise; equal seeds give equal pictures
  --frames N       photographs of each step (${wholeAmounts.singles}; twice as many in the grid of PDF417)
  --sequences N    sequences of up to 30 photographs of each step (${wholeAmounts.sequences}; twice as many in the grid)
  --negatives N    photographs that hold no readable code (${wholeAmounts.negatives})
  --threads N      2 unless told otherwise; times are those of one thread
  --out FILE.json  every single result
The whole of it is about 22,000 photographs and takes an hour or more on two free cores. Progress is told on stderr; Ctrl+C reports what is done so far.`

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: '1' },
    frames: { type: 'string' },
    sequences: { type: 'string' },
    negatives: { type: 'string' },
    threads: { type: 'string', default: '2' },
    out: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(usage)
  process.exit(0)
}
const only = formats.filter((format) => values.only.length === 0 || values.only.includes(format))
const usual = values.quick ? quickAmounts : wholeAmounts
const amounts = {
  singles: amount(values.frames, usual.singles),
  sequences: amount(values.sequences, usual.sequences),
  negatives: amount(values.negatives, usual.negatives),
  stride: usual.stride,
}
if (values.only.some((name) => !formats.some((format) => format === name))) refuse(`--only knows ${formats.join(', ')}`)

const tasks = planTasks(only, amounts)
const outcomes: Outcome[] = []
const started = performance.now()
let done = 0
let toldAt = 0
// Not once: the launcher passes on the signal that the terminal has already sent.
process.on('SIGINT', () => {
  report()
  process.exit(130)
})
await runTasks(values.seed, tasks, amount(values.threads, 2), (_, of) => {
  outcomes.push(...of)
  done++
  tell()
})
report()

function report(): void {
  if (values.out !== undefined) writeFileSync(values.out, JSON.stringify({ seed: values.seed, amounts, outcomes }))
  if (done < tasks.length) console.log(`Interrupted: ${done} of ${tasks.length} tasks.\n`)
  console.log(reportOf(outcomes, values.seed))
}

function tell(): void {
  const now = performance.now()
  if (now - toldAt < 5_000 && done < tasks.length) return
  toldAt = now
  const minutes = (now - started) / 60_000
  console.error(
    `${done} of ${tasks.length} tasks, ${minutes.toFixed(1)} min, about ${((minutes * (tasks.length - done)) / done).toFixed(1)} min left`,
  )
}

function amount(text: string | undefined, usually: number): number {
  if (text === undefined) return usually
  const number = Number(text)
  return Number.isInteger(number) && number >= 0 ? number : refuse(`${text} is no whole number`)
}

function refuse(why: string): never {
  console.error(`${why}\n\n${usage}`)
  process.exit(2)
}
