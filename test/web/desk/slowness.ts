const probeMicroseconds = 150_000

/**
 * By how much other work on this machine stretches a task now: 1 on an idle one. Times in tests are judged by it, for the aim
 * is meant for a computer with one desk on it.
 */
export function slowness(): number {
  const begun = performance.now()
  const before = process.threadCpuUsage()
  let used = 0
  while (used < probeMicroseconds) {
    const { user, system } = process.threadCpuUsage(before)
    used = user + system
  }
  return Math.max(1, ((performance.now() - begun) * 1_000) / used)
}
