// node src-main/hosts/launch.mjs script test/bench/feed/main.ts
import { rmSync, mkdtempSync, mkdirSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { measureNights } from './nights.ts'
import { reportOf } from './report.ts'

const usage = `npm run bench:feed -- [options]
Publishes an invented region as a feed, serves it on this computer, follows it as a desk does while that desk answers, and compares with
the sqlite3 tool. Then a night with changes and one without.
  --people N      people of the region (1,700,000)
  --before N      people of the register that the desk has before (as many, 1,700,000 at most)
  --changes N     changes of the second night (2,500)
  --without-tool  leaves the sqlite3 tool out
  --in FOLDER     where a folder of some gigabytes is made, and removed afterwards (the system's temporary folder)
  --out FILE      all figures as JSON
1,700,000 people take about a quarter of an hour of two free cores and 8 GB of the disk.`

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1700000' },
    before: { type: 'string' },
    changes: { type: 'string', default: '2500' },
    'without-tool': { type: 'boolean', default: false },
    in: { type: 'string', default: tmpdir() },
    out: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(usage)
  process.exit(0)
}
const people = amount('people', values.people, 10_000, 20_000_000)
const before = amount('before', values.before ?? String(Math.min(people, 1_700_000)), 1000, 1_700_000)
const changes = amount('changes', values.changes, 1, people)

mkdirSync(values.in, { recursive: true })
const folder = mkdtempSync(path.join(values.in, 'polis-desk-bench-feed-'))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const words = (text: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${text} …`)
const figures = await measureNights({ folder, people, before, changes, withTool: !values['without-tool'], words })
const machine = { processor: cpus()[0]?.model ?? null, cores: cpus().length, node: process.version, platform: process.platform }
console.log(reportOf(figures))
if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify({ machine, ...figures }, null, 2)}\n`)

function amount(name: string, text: string, from: number, to: number): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= from && value <= to) return value
  console.error(`--${name} is a whole number from ${from} to ${to}.\n\n${usage}`)
  process.exit(2)
}
