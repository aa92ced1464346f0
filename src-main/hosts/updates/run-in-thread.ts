import type { RunEntry } from '../../../src-shared/feed/run-outcome.ts'
import { errorFields } from '../../app/error-fields.ts'
import type { Clock } from '../../app/ports.ts'
import type { RegisterJob } from './register-job.ts'
import { inThread } from './register-thread.ts'
import type { JobListener } from './register-thread.ts'

/** One run of the follower in a thread. A thread that ends without a word is an outcome, too; never throws. */
export async function runInThread(job: RegisterJob & { readonly what: 'run' }, listener: JobListener, clock: Clock): Promise<RunEntry> {
  const startedAt = clock.now()
  try {
    return await inThread(job, listener)
  } catch (error) {
    const { name } = errorFields(error)
    listener.log.error('feed.thread-failed', errorFields(error))
    return {
      startedAt,
      endedAt: clock.now(),
      why: job.run.why,
      outcome: { kind: 'station-failed', code: 'internal', cause: name },
      dataset: job.run.dataset,
      from: null,
      to: null,
      asOf: null,
      cadenceHours: null,
      timestampExpires: null,
      rootVersion: null,
      rootExpires: null,
      bytes: 0,
      rows: { read: 0, added: 0, changed: 0, removed: 0, unreadable: 0 },
      milliseconds: 0,
      phases: {},
      sources: [],
    }
  }
}
