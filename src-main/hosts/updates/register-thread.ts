import { Worker } from 'node:worker_threads'
import type { RunProgress } from '../../../src-shared/feed/run-outcome.ts'
import type { Log } from '../../app/ports.ts'
import { workerFile } from '../bundled-file.ts'
import { hangingFolders, leaveThread, threadBegan, threadEnded } from './left-threads.ts'
import { CANCEL } from './register-job.ts'
import type { JobMessage, JobName, JobResults, RegisterJob } from './register-job.ts'

export interface JobListener {
  readonly log: Log
  readonly signal: AbortSignal
  /** The program ends: a thread that cannot be cancelled just now gets a few seconds. What it was doing is undone as after a crash. */
  readonly closing: AbortSignal
  readonly onProgress?: (progress: RunProgress) => void
  /** Person rows summed, of how many. */
  readonly onVerified?: (done: number, total: number) => void
}

/** The thread ended without a word: its memory ran out, or a bug threw. Nothing of the register is lost by that. */
export class ThreadEnded extends Error {}

/** Megabytes of the thread's heap: lines of a part and the decoded bytes of one, never a register. */
const HEAP = 512
/** Short-lived lines fill whatever room they are given. */
const YOUNG = 12

/** Milliseconds that a thread has to end when the program does. */
export const CLOSING = 5000

/** Does one job in a thread of its own. Throws `ThreadEnded`, and what the thread throws. */
export async function inThread<Name extends JobName>(
  job: RegisterJob & { readonly what: Name },
  listener: JobListener,
): Promise<JobResults[Name]> {
  const hanging = job.what === 'run' ? await hangingFolders() : []
  return begin<Name>(job, hanging, listener)
}

function begin<Name extends JobName>(
  job: RegisterJob & { readonly what: Name },
  hanging: readonly string[],
  { log, signal, closing, onProgress, onVerified }: JobListener,
): Promise<JobResults[Name]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(import.meta.dirname, 'register-worker'), {
      workerData: { ...job, hanging },
      resourceLimits: { maxOldGenerationSizeMb: HEAP, maxYoungGenerationSizeMb: YOUNG },
    })
    threadBegan(worker)
    const cancel = (): void => worker.postMessage(CANCEL)
    if (signal.aborted) cancel()
    else signal.addEventListener('abort', cancel, { once: true })
    const close = (): void => {
      cancel()
      setTimeout(() => void worker.terminate(), CLOSING).unref()
    }
    if (closing.aborted) close()
    else closing.addEventListener('abort', close, { once: true })
    worker.on('message', (message: JobMessage) => {
      if (message.kind === 'progress') onProgress?.(message.progress)
      else if (message.kind === 'verified') onVerified?.(message.done, message.total)
      else if (message.kind === 'log') log[message.level](message.event, message.fields)
      else {
        if (job.what === 'run') leaveThread(worker, message.result as JobResults['run'])
        // The thread answers the job it was given.
        resolve(message.result as JobResults[Name])
      }
    })
    worker.on('error', reject)
    worker.on('exit', () => {
      threadEnded(worker)
      signal.removeEventListener('abort', cancel)
      closing.removeEventListener('abort', close)
      reject(new ThreadEnded('The thread of the register ended'))
    })
  })
}
