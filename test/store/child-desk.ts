import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import path from 'node:path'
import type { StorePlace } from './store-place.ts'

/** A desk in a process of its own. */
export interface ChildDesk {
  readonly process: ChildProcess
  /** Gives one order without waiting. */
  tell(order: string): void
  /** The next line it says; null when it has ended. */
  said(): Promise<string | null>
  /** Kills it as a power cut would, and waits for its end. */
  kill(): Promise<void>
}

export function childDesk(place: StorePlace, environment: Readonly<Record<string, string>> = {}): ChildDesk {
  const script = path.join(import.meta.dirname, 'desk-process.ts')
  const child = spawn(process.execPath, [script, place.data, place.keyFile], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.stdin.on('error', () => undefined)
  return {
    process: child,
    tell: (order) => void child.stdin.write(`${order}\n`),
    async said() {
      const { value, done } = await lines.next()
      return done === true ? null : value
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
