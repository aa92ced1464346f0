import { spawn } from 'node:child_process'
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'

/** What a process took; null where the system does not tell. */
export interface ProcessFigures {
  readonly seconds: number
  /** Processor time of all its threads, some hundredths of a second too low. */
  readonly processorSeconds: number | null
  /** The same of the busiest thread but the main one, where there is one. */
  readonly busiestThreadSeconds: number | null
  /** Most memory it held at once, bytes (VmHWM). */
  readonly peakBytes: number | null
}

/** Figures of a process from here on; they are read a few times a second until `end`. */
export function watchProcess(child: Pick<ChildProcess, 'pid'>): { end(): ProcessFigures } {
  const { pid = 0 } = child
  forgetPeak(pid)
  const started = performance.now()
  const before = processorSeconds(`/proc/${pid}`) ?? 0
  const threadsBefore = threadSeconds(pid)
  let figures: Omit<ProcessFigures, 'seconds'> = { processorSeconds: null, busiestThreadSeconds: null, peakBytes: null }
  const look = (): void => {
    const processor = processorSeconds(`/proc/${pid}`)
    if (processor === null) return
    const threads = [...threadSeconds(pid)].map(([thread, spent]) => spent - (threadsBefore.get(thread) ?? 0))
    figures = {
      processorSeconds: processor - before,
      busiestThreadSeconds: threads.length === 0 ? figures.busiestThreadSeconds : Math.max(...threads, figures.busiestThreadSeconds ?? 0),
      peakBytes: statusBytes(pid, 'VmHWM') ?? figures.peakBytes,
    }
  }
  const timer = setInterval(look, 50)
  return {
    end() {
      clearInterval(timer)
      look()
      return { seconds: (performance.now() - started) / 1000, ...figures }
    },
  }
}

/** Runs a program to its end. Throws where it does not end well. */
export async function runWatched(
  command: string,
  args: readonly string[],
  input: string | null = null,
  options: SpawnOptions = {},
): Promise<ProcessFigures & { readonly output: string }> {
  const child = spawn(command, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] })
  const watch = watchProcess(child)
  const texts = { stdout: '', stderr: '' }
  child.stdout?.on('data', (data: Buffer) => (texts.stdout += data.toString('utf8')))
  child.stderr?.on('data', (data: Buffer) => (texts.stderr += data.toString('utf8')))
  child.stdin?.end(input ?? '')
  const [code] = await once(child, 'close')
  const figures = watch.end()
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}: ${texts.stderr}`)
  return { ...figures, output: texts.stdout }
}

/** Resident memory of a process now, bytes; null where the system does not tell. */
export function residentBytes({ pid = 0 }: Pick<ChildProcess, 'pid'>): number | null {
  return statusBytes(pid, 'VmRSS')
}

/** From now on the most memory counts anew. */
function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5')
  } catch {
    // Not on this system: then the peak is that of the whole life of the process.
  }
}

function statusBytes(pid: number, field: 'VmHWM' | 'VmRSS'): number | null {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(read(`/proc/${pid}/status`))
  return found === null ? null : Number(found[1]) * 1024
}

/** Processor time of every thread but the main one. */
function threadSeconds(pid: number): ReadonlyMap<string, number> {
  const folder = `/proc/${pid}/task`
  const threads = namesIn(folder).filter((thread) => thread !== String(pid))
  return new Map(threads.map((thread) => [thread, processorSeconds(`${folder}/${thread}`) ?? 0]))
}

/** User and system time; the clock of the kernel ticks a hundred times a second on every Linux that Node runs on. */
function processorSeconds(folder: string): number | null {
  const fields = read(`${folder}/stat`).split(') ').at(-1)?.split(' ') ?? []
  const [user, system] = [Number(fields[11]), Number(fields[12])]
  return Number.isFinite(user + system) ? (user + system) / 100 : null
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
