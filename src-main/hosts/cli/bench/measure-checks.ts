import { spawnSync } from 'node:child_process'
import { z } from 'zod'
import type { MethodInput } from '../../../../src-shared/contract.ts'
import type { Dispatch } from '../../../app/dispatch.ts'

/** Milliseconds. */
export interface Percentiles {
  readonly count: number
  readonly p50: number
  readonly p99: number
  readonly p999: number
  readonly max: number
}

/** `outcomes`: how many of the answers each outcome had; a bench in which nobody is found measures nothing. */
const checkMeasureSchema = z.object({
  count: z.int(),
  p50: z.number(),
  p99: z.number(),
  p999: z.number(),
  max: z.number(),
  outcomes: z.record(z.string(), z.int()),
})
export type CheckMeasure = z.infer<typeof checkMeasureSchema>

/** Asks every question through the one door: parsing, look-up, rules, the committed journal entry, the checked reply. */
export async function measureChecks(dispatch: Dispatch, questions: readonly MethodInput<'check'>[]): Promise<CheckMeasure> {
  for (const question of questions.slice(0, 200)) await dispatch('check', question)
  const times: number[] = []
  const outcomes: Record<string, number> = {}
  for (const question of questions) {
    const start = performance.now()
    const reply = await dispatch('check', question)
    times.push(performance.now() - start)
    const outcome = reply.ok ? reply.value.verdict.outcome : reply.error.code
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  return { ...percentiles(times), outcomes }
}

/** The figures that a process of the same program prints. */
export function measureInOwnProcess(args: readonly string[]): CheckMeasure {
  const run = spawnSync(process.execPath, [...process.execArgv, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  if (run.status !== 0) throw new Error(`The measuring process ended with ${run.status}.`)
  return checkMeasureSchema.parse(JSON.parse(run.stdout))
}

/** From the start of a process to its first answered check, `runs` times; the median counts. */
export function measureStart(args: readonly string[], runs: number): { readonly milliseconds: number; readonly runs: readonly number[] } {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    const run = spawnSync(process.execPath, [...process.execArgv, ...args], { encoding: 'utf8' })
    if (!run.stdout.startsWith('{')) throw new Error(`The measured process gave no verdict: exit ${run.status}.`)
    return rounded(performance.now() - start)
  })
  return { milliseconds: percentiles(times).p50, runs: times }
}

export function percentiles(times: readonly number[]): Percentiles {
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number): number => rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), p999: at(0.999), max: rounded(sorted.at(-1) ?? 0) }
}

/** Three decimals are more than a clock tells. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
