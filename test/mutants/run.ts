// Plants every defect of this folder in a copy of the project and demands that the tests it names notice.
// `npm run test:mutants` runs all, `npm run test:mutants NAME…` some. The last line is `N of N caught`.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { copyProject, type ProjectCopy } from './copy.ts'
import { readMutant, type Mutant } from './mutant.ts'

const root = path.resolve(import.meta.dirname, '../..')
const PARALLEL = 2

const copies: ProjectCopy[] = []
process.on('exit', () => copies.forEach((copy) => copy.remove()))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))

process.exitCode = await main(process.argv.slice(2))

async function main(names: readonly string[]): Promise<number> {
  const all = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.patch'))
    .map((file) => file.slice(0, -'.patch'.length))
  const unknown = names.filter((name) => !all.includes(name))
  if (unknown.length > 0) {
    say(`There is no mutant ${unknown.join(', ')}. There are: ${all.join(', ')}`)
    return 2
  }
  const chosen = names.length === 0 ? all : names
  const mutants: Mutant[] = []
  for (const name of chosen) {
    const mutant = readMutant(name, readFileSync(path.join(import.meta.dirname, `${name}.patch`), 'utf8'))
    if (mutant.ok) mutants.push(mutant.value)
    else say(`MISSED ${name}: the file ${mutant.error}`)
  }
  const caught = (await testsPass(mutants)) ? await plantAll(mutants) : 0
  say(`${caught} of ${chosen.length} caught`)
  return caught === chosen.length && caught > 0 ? 0 : 1
}

/** A test that fails anyway would seem to catch everything. */
async function testsPass(mutants: readonly Mutant[]): Promise<boolean> {
  const files = [...new Set(mutants.flatMap(({ catches }) => catches))]
  say(`Without a defect: ${files.length} test files …`)
  const run = await newCopy().test(files)
  const wrong = files.filter((file) => run.files.get(file)?.failed !== false)
  for (const file of wrong) say(`${run.files.has(file) ? 'fails' : 'did not run'} without a defect: ${file}`)
  if (wrong.length > 0 && run.files.size === 0) say(run.output)
  return wrong.length === 0
}

async function plantAll(mutants: readonly Mutant[]): Promise<number> {
  const waiting = [...mutants]
  let caught = 0
  const worker = async (copy: ProjectCopy) => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const started = performance.now()
      const escape = await escapeOf(mutant, copy)
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      if (escape === null) caught += 1
      say(escape === null ? `caught ${mutant.name} (${seconds} s): ${mutant.why}` : `MISSED ${mutant.name}: ${escape}`)
    }
  }
  const free = copies[0] ?? newCopy()
  await Promise.all([worker(free), ...Array.from({ length: Math.min(PARALLEL, mutants.length) - 1 }, () => worker(newCopy()))])
  return caught
}

/** Why a mutant got away, or null when every test it names has caught it. */
async function escapeOf(mutant: Mutant, copy: ProjectCopy): Promise<string | null> {
  try {
    const refusal = copy.plant(mutant.patch)
    if (refusal !== null) return `the patch no longer applies: ${refusal}`
    const run = await copy.test(mutant.catches)
    if (run.files.size === 0) return `the tests gave no report: ${run.output}`
    const blind = mutant.catches.filter((file) => (run.files.get(file)?.failedTests ?? 0) === 0)
    if (blind.length === 0) return null
    const broken = blind.filter((file) => run.files.get(file)?.failed !== false)
    return broken.length > 0 ? `${broken.join(', ')} could not even be loaded` : `${blind.join(', ')} did not notice that ${mutant.why}`
  } finally {
    copy.restore(mutant.touches)
  }
}

function newCopy(): ProjectCopy {
  const copy = copyProject(root)
  copies.push(copy)
  return copy
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
