import type { Attempt } from './results.ts'

/** Processor time of this thread in milliseconds, from an arbitrary beginning. */
export function processorTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Runs a reading and measures it. */
export async function measured<T>(work: () => Promise<T>): Promise<{ value: T; time: Omit<Attempt, 'read'> }> {
  const [clock, processor] = [performance.now(), processorTime()]
  const value = await work()
  return { value, time: { milliseconds: performance.now() - clock, processorMilliseconds: processorTime() - processor } }
}
