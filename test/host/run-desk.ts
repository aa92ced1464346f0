import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const MAIN = path.resolve(import.meta.dirname, '../../src-main/hosts/cli/main.ts')

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Where the answers go: to the test, to a reader that goes away at once, or to an open file. */
type Output = 'pipe' | 'closed' | number

/** A temporary machine: data folder and configuration folder of its own. */
export interface Machine {
  readonly data: string
  readonly folder: string
  /** Runs the real process; `--data` is added for verbs that open a data folder when `withData` is called. */
  desk(args: readonly string[], input?: string | Uint8Array, output?: Output): Promise<Ended>
  withData(args: readonly string[], input?: string | Uint8Array, output?: Output): Promise<Ended>
  remove(): void
}

export function machine(): Machine {
  const folder = mkdtempSync(path.join(tmpdir(), 'polis-desk-test-'))
  const data = path.join(folder, 'data')
  const desk: Machine['desk'] = (args, input = '', output = 'pipe') =>
    runDesk(args, input, output, { XDG_CONFIG_HOME: path.join(folder, 'config') })
  return {
    data,
    folder,
    desk,
    withData: ([verb = '', ...args], input, output) => desk([verb, '--data', data, ...args], input, output),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function runDesk(
  args: readonly string[],
  input: string | Uint8Array,
  output: Output,
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, ...environment },
      stdio: ['pipe', output === 'closed' ? 'pipe' : output, 'pipe'],
    })
    if (output === 'closed') child.stdout?.destroy()
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(stdout).toString('utf8'), stderr: Buffer.concat(stderr).toString('utf8') }),
    )
    // A verb that ends without reading its input closes the pipe.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}

/** The one JSON answer of a verb. */
export function answerOf(ended: Ended): Record<string, unknown> {
  return JSON.parse(ended.stdout) as Record<string, unknown>
}

/** The answers of `--lines`. */
export function answersOf(ended: Ended): Record<string, unknown>[] {
  return ended.stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}
