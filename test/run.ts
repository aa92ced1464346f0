// The whole test of the project, in stages; `npm test` starts it. The last line is `N passed, N failed`.
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { countPlaywright, countStage, countVitest, summaryLine, takeReport, type Counts } from './run-counts.ts'
import { ensureBrowser } from './setup-browser.ts'

const root = path.resolve(import.meta.dirname, '..')
const launcher = [process.execPath, path.join(root, 'src-main/hosts/launch.mjs')] as const
const reports = path.join(root, '.cache/test-reports')
const STAGE_LIMIT = 20 * 60_000

interface Stage {
  readonly name: string
  readonly counts: Counts
  readonly seconds: number
}

const stages: Stage[] = []
// Colour codes make a log that is kept as a file hard to read.
if (!process.stdout.isTTY && process.env['FORCE_COLOR'] === undefined) process.env['NO_COLOR'] = '1'

await stage('browser', async () => countStage(ensureBrowser(launcher) !== null))
await stage('types', async () => countStage(await runs('tsc', '-b')))
await stage('lint', async () => countStage(await runs('oxlint')))
await stage('format', async () => countStage(await runs('oxfmt', '--check')))
await stage('vitest', vitest)
await stage('build', async () => countStage(await runs('electron-vite', 'build')))
await stage('playwright', playwright)

heading('summary')
for (const { name, counts, seconds } of stages) {
  const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`
  say(
    `${counts.failed === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(11)} ${counts.passed} passed, ${counts.failed} failed${skipped} (${seconds.toFixed(1)} s)`,
  )
}
process.exitCode = stages.some(({ counts }) => counts.failed > 0) ? 1 : 0
say(`\n${summaryLine(stages.map(({ counts }) => counts))}`)

async function vitest(): Promise<Counts> {
  const report = path.join(reports, 'vitest.json')
  takeReport(report)
  const succeeded = await runs('vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`)
  return countVitest(takeReport(report), succeeded)
}

async function playwright(): Promise<Counts> {
  const broken = stages.find(({ name, counts }) => (name === 'build' || name === 'browser') && counts.failed > 0)
  if (broken !== undefined) {
    say(`Not run, because the stage ${broken.name} failed.`)
    return countStage(false)
  }
  const report = path.join(reports, 'playwright.json')
  takeReport(report)
  process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] = report
  const succeeded = await runs('playwright', 'test', '--reporter=list,json')
  return countPlaywright(takeReport(report), succeeded)
}

async function stage(name: string, run: () => Promise<Counts>): Promise<void> {
  heading(name)
  const started = performance.now()
  const counts = await run()
  const seconds = (performance.now() - started) / 1000
  stages.push({ name, counts, seconds })
  say(`${name}: ${counts.failed === 0 ? 'ok' : 'FAILED'}, ${seconds.toFixed(1)} s`)
}

/** Runs one tool of the project with its output streamed; true when it ends with 0 within the limit. */
async function runs(tool: string, ...parameters: readonly string[]): Promise<boolean> {
  mkdirSync(reports, { recursive: true })
  const [node, script] = launcher
  const child = spawn(node, [script, 'run', tool, ...parameters], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  const limit = setTimeout(() => {
    say(`${tool} took longer than ${STAGE_LIMIT / 60_000} minutes and was stopped.`)
    child.kill()
  }, STAGE_LIMIT)
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', resolve)
  })
  clearTimeout(limit)
  return code === 0
}

function heading(name: string): void {
  say(`\n── ${name} ${'─'.repeat(Math.max(0, 60 - name.length))}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
