import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'

/** A copy of the project in a temporary folder, in which defects are planted. */
export interface ProjectCopy {
  /** Applies a unified diff; the answer is null or what git says against it. */
  plant(patch: string): string | null
  /** Brings files back to what the project holds. */
  restore(files: readonly string[]): void
  /** Runs vitest on these files and gives their results by file. */
  test(files: readonly string[]): Promise<TestRun>
  remove(): void
}

export interface TestRun {
  /** For every file that ran: how many of its tests failed, and whether the file as a whole did. */
  readonly files: ReadonlyMap<string, { readonly failedTests: number; readonly failed: boolean }>
  /** The end of what vitest wrote, for a run that gave no report. */
  readonly output: string
}

const RUN_LIMIT = 5 * 60_000
const reportSchema = z.object({
  testResults: z.array(z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
})

/** Copies what git knows or would add, with the installed packages linked. */
export function copyProject(root: string): ProjectCopy {
  const folder = mkdtempSync(path.join(tmpdir(), 'polis-desk-mutants-'))
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  for (const file of listed.split('\0')) if (file !== '' && existsSync(path.join(root, file))) copy(file)
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction')

  function copy(file: string): void {
    const target = path.join(folder, file)
    mkdirSync(path.dirname(target), { recursive: true })
    copyFileSync(path.join(root, file), target)
  }

  return {
    plant(patch) {
      // Inside another repository git would take the paths from that one's root and silently skip them.
      const env = { ...process.env, GIT_CEILING_DIRECTORIES: path.dirname(folder), GIT_DIR: path.join(folder, '.none') }
      const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], {
        cwd: folder,
        input: patch,
        encoding: 'utf8',
        env,
      })
      return status === 0 ? null : stderr.trim()
    },
    restore(files) {
      for (const file of files) {
        if (existsSync(path.join(root, file))) copy(file)
        else rmSync(path.join(folder, file), { force: true })
      }
    },
    test: (files) => runTests(folder, files),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function runTests(folder: string, files: readonly string[]): Promise<TestRun> {
  const report = path.join(folder, 'mutant-report.json')
  rmSync(report, { force: true })
  const launcher = path.join(folder, 'src-main/hosts/launch.mjs')
  // One failed test catches a defect; where several files are named, each has to fail.
  const enough = files.length === 1 ? ['--bail=1'] : []
  const parameters = [
    launcher,
    'run',
    'vitest',
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...enough,
    ...files,
  ]
  const child = spawn(process.execPath, parameters, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const limit = setTimeout(() => child.kill(), RUN_LIMIT)
  await new Promise((resolve) => {
    child.once('close', resolve)
    child.once('error', resolve)
  })
  clearTimeout(limit)
  return { files: existsSync(report) ? resultsOf(readFileSync(report, 'utf8'), folder) : new Map(), output }
}

function resultsOf(text: string, folder: string): TestRun['files'] {
  const { testResults } = reportSchema.parse(JSON.parse(text))
  return new Map(
    testResults.map(({ name, status, assertionResults }) => [
      path.relative(folder, name).split(path.sep).join('/'),
      { failedTests: assertionResults.filter((result) => result.status === 'failed').length, failed: status !== 'passed' },
    ]),
  )
}
