import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The unpacked runtime of the npm package `electron`; null where it was never downloaded. */
export function electronExecutable(root: string): string | null {
  const folder = path.join(root, 'node_modules/electron')
  const note = path.join(folder, 'path.txt')
  if (!existsSync(note)) return null
  const executable = path.join(folder, 'dist', readFileSync(note, 'utf8').trim())
  return existsSync(executable) ? executable : null
}

const probeMilliseconds = 3000
const downloadMilliseconds = 5 * 60_000

/**
 * Downloads the runtime with the package's own script, after a quick look whether its source answers at all. The
 * answer is null when it is there, else why not. Takes at most three seconds without a network, five minutes with one.
 */
export async function downloadElectron(root: string, say: (line: string) => void): Promise<string | null> {
  const mirror =
    process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? 'https://github.com/electron/electron/releases/'
  if (!(await answers(mirror))) return 'its download does not answer'
  say('Downloading the Electron runtime (about 110 MB, first start only)…')
  const code = await run(path.join(root, 'node_modules/electron/install.js'), root)
  return code === 0 && electronExecutable(root) !== null ? null : 'its download failed'
}

async function answers(address: string): Promise<boolean> {
  try {
    await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(probeMilliseconds) })
    return true
  } catch {
    return false
  }
}

function run(script: string, folder: string): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script], { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'], timeout: downloadMilliseconds })
    child.on('error', () => resolve(null))
    child.on('exit', (code) => resolve(code))
  })
}
