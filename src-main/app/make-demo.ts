import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Failure, RegisterState } from '../../src-shared/contract.ts'
import { err } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import { demoHeader, demoRecords } from './demo/records.ts'
import type { DemoOrder } from './demo/records.ts'
import type { DataFolder } from './ports.ts'

/** So long, in milliseconds, records are added before other work gets its turn. */
const SLICE = 10
const NEVER = new AbortController().signal

/**
 * Makes the demo register as a new generation beside the current one, which goes on answering until the switch. Checks get
 * their turn between slices. Errors: `folder-kind-differs` in a folder of real records, `disk-full` and what else the store says;
 * after an error, or when `signal` stops it (`internal`), the former generation is still there.
 */
export async function makeDemo(
  folder: DataFolder,
  order: DemoOrder,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal = NEVER,
): Promise<Result<RegisterState, Failure>> {
  const started = folder.build(demoHeader(order))
  if (!started.ok) return started
  const builder = started.value
  const abort = (): void => builder.abort()
  signal.addEventListener('abort', abort, { once: true })
  try {
    let done = 0
    let sliceEnd = performance.now() + SLICE
    for (const record of demoRecords(order)) {
      builder.add(record)
      if ('person' in record) done += 1
      if (performance.now() < sliceEnd) continue
      onProgress(done, order.people)
      await nextTurn()
      const failure = builder.failure()
      if (failure !== null) return err(failure)
      if (signal.aborted) return err({ code: 'internal', message: 'Making the demo register was stopped.', params: {} })
      sliceEnd = performance.now() + SLICE
    }
    return builder.finish()
  } catch (error) {
    builder.abort()
    throw error
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
