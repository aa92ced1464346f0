import type { Worker } from 'node:worker_threads'
import { setTimeout as pause } from 'node:timers/promises'
import type { RunEntry } from '../../../src-shared/feed/run-outcome.ts'

/**
 * Threads of this process whose run is over but which a call of the file system still holds, with the folders that they asked: a share
 * or a stick that hangs. Such a call cannot be ended.
 */
const left = new Map<Worker, readonly string[]>()

const alive = new Set<Worker>()

export function threadBegan(worker: Worker): void {
  alive.add(worker)
}

/** The run of a thread is over. */
export function leaveThread(worker: Worker, { sources }: Pick<RunEntry, 'sources'>): void {
  left.set(
    worker,
    sources.filter(({ address, state }) => state !== 'not-asked' && !/^https?:/i.test(address)).map(({ address }) => address),
  )
}

export function threadEnded(worker: Worker): void {
  left.delete(worker)
  alive.delete(worker)
}

/** Whether any thread works on the register, or hangs. */
export function threadsAreAlive(): boolean {
  return alive.size > 0
}

/**
 * The last thing that a process does: where a call into a hanging share holds one of its threads, neither its end nor `process.exit`
 * would ever come. Whatever the thread was at is undone as after a crash; everything else is durable by now.
 */
export async function endHeldProcess(): Promise<void> {
  const end = performance.now() + ENDING
  while (alive.size > 0 && performance.now() < end) await pause(LOOK_EVERY)
  if (alive.size > 0) process.kill(process.pid, 'SIGKILL')
}

/** Milliseconds that a thread gets to end by itself, far more than one that nothing holds needs. */
const ENDING = 2000
const LOOK_EVERY = 25

/** The folders that hold threads of earlier runs. */
export async function hangingFolders(): Promise<readonly string[]> {
  const end = performance.now() + ENDING
  while (left.size > 0 && performance.now() < end) await pause(LOOK_EVERY)
  return [...new Set([...left.values()].flat())]
}
