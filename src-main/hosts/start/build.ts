import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, rmdirSync, statSync } from 'node:fs'
import path from 'node:path'

const sources = [
  'src-shared',
  'src-renderer',
  'src-main',
  'resources',
  'electron.vite.config.ts',
  'tsconfig.base.json',
  'package-lock.json',
]
const outputs = ['out/main/electron.js', 'out/preload/preload.cjs', 'out/renderer/index.html']

/** Why the bundles have to be built, or null where they are newer than everything they are made of. */
export function buildReason(root: string): 'missing' | 'older than the sources' | null {
  const built = outputs.map((output) => path.join(root, output))
  if (!built.every((output) => existsSync(output))) return 'missing'
  const oldest = Math.min(...built.map((output) => statSync(output).mtimeMs))
  return sources.some((source) => newestIn(path.join(root, source)) > oldest) ? 'older than the sources' : null
}

/** Milliseconds of the last change of a file, or of anything in a folder; 0 where there is none. */
function newestIn(place: string): number {
  const stat = statSync(place, { throwIfNoEntry: false })
  if (stat === undefined) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(place).map((name) => newestIn(path.join(place, name))))
}

/**
 * Builds all bundles where that is needed; of several processes that want it at the same time one builds and the others
 * wait. The answer is null when they are there, else what the builder printed.
 */
export async function build(root: string): Promise<string | null> {
  const lock = path.join(root, '.cache/build-lock')
  mkdirSync(path.dirname(lock), { recursive: true })
  while (!take(lock)) await pause(200)
  try {
    return buildReason(root) === null ? null : await runBuilder(root)
  } finally {
    rmdirSync(lock)
  }
}

const abandonedMilliseconds = 5 * 60_000

/** Making a folder either succeeds or finds it made, also between processes. A lock of a process that died is taken over in time. */
function take(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch (error) {
    if (!existsSync(lock) && !(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    const stat = statSync(lock, { throwIfNoEntry: false })
    if (stat !== undefined && Date.now() - stat.mtimeMs > abandonedMilliseconds) rmSync(lock, { recursive: true, force: true })
    return false
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}

function runBuilder(root: string): Promise<string | null> {
  return new Promise((resolve) => {
    const script = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js')
    const child = spawn(process.execPath, [script, 'build'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')))
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')))
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) => resolve(code === 0 ? null : printed))
  })
}
