import { Worker } from 'node:worker_threads'
import type { Outcome, Task } from './results.ts'

/**
 * Gives the tasks to `threads` threads, the next one to whichever is free, and hands over the outcomes of each as it is
 * done. Throws what a thread throws.
 */
export async function runTasks(
  seed: string,
  tasks: readonly Task[],
  threads: number,
  onDone: (task: Task, outcomes: readonly Outcome[]) => void,
): Promise<void> {
  const waiting = tasks.values()
  await Promise.all(
    Array.from({ length: threads }, async () => {
      const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: seed })
      try {
        for (const task of waiting) onDone(task, await ask(worker, task))
      } finally {
        await worker.terminate()
      }
    }),
  )
}

function ask(worker: Worker, task: Task): Promise<readonly Outcome[]> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      worker.off('message', answered)
      worker.off('error', failed)
    }
    const answered = (outcomes: readonly Outcome[]): void => {
      settle()
      resolve(outcomes)
    }
    const failed = (error: unknown): void => {
      settle()
      reject(error instanceof Error ? error : new Error(String(error)))
    }
    worker.on('message', answered)
    worker.on('error', failed)
    worker.postMessage(task)
  })
}
