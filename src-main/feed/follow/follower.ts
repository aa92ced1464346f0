import { epochMilliseconds } from '../../../src-shared/calendar.ts'
import { nextRun } from '../../../src-shared/feed/follow-schedule.ts'
import type { FollowTimes, NextRun, RunReason } from '../../../src-shared/feed/follow-schedule.ts'
import { knownCadence, runHistory } from '../../../src-shared/feed/run-history.ts'
import type { RunEntry } from '../../../src-shared/feed/run-outcome.ts'
import type { Clock } from '../../app/ports.ts'

/** Calls back once after so many milliseconds; the function it returns calls that off. */
export type Timer = (milliseconds: number, call: () => void) => () => void

export interface FollowerOrder {
  readonly clock: Clock
  readonly timer: Timer
  /** Settings may change between two runs. */
  readonly times: () => Omit<FollowTimes, 'cadenceHours'>
  /** The journal of runs, oldest first; the last few suffice. */
  readonly entries: () => readonly RunEntry[]
  /** One run; it never throws (`runFeed`). */
  readonly run: (why: RunReason, signal: AbortSignal) => Promise<RunEntry>
  /** Hears when a run began or ended. */
  readonly onChange: () => void
  /** Something else works on the register just now: a run that is due waits for the next look. */
  readonly isBusy?: () => boolean
  /** Milliseconds between two looks at the clock, for tests. */
  readonly lookEvery?: number
}

/** Keeps a station's register up to date night after night (register feed, Promises 9). */
export interface Follower {
  /** Looks at the clock from now on. */
  start(): void
  /** The computer woke up, or the settings changed: looks at once. */
  wake(): void
  /** «Обновить сейчас». While a run goes on it is that run: there are never two. */
  runNow(): Promise<RunEntry>
  /** Cancels the run that goes on; what it fetched is kept. */
  cancel(): void
  next(): NextRun
  running(): boolean
  /** Cancels, and ends when nothing runs any more. */
  stop(): Promise<void>
}

/**
 * Sleep stops timers, and clocks are set: so the clock is asked every so many milliseconds, whatever the time until the next run.
 */
const LOOK_EVERY = 60_000

export function createFollower(order: FollowerOrder): Follower {
  const { clock, timer, times, entries, run, onChange, isBusy = () => false, lookEvery = LOOK_EVERY } = order
  let running: { readonly run: Promise<RunEntry>; readonly cancel: AbortController } | null = null
  let callOff: (() => void) | null = null
  let isStopped = true
  let latest: RunEntry | null = null

  /** A run that could not be journalled counts all the same: otherwise it would be due again at once. */
  const known = (): readonly RunEntry[] => {
    const kept = entries()
    return latest === null || kept.some(({ startedAt }) => startedAt === latest?.startedAt) ? kept : [...kept, latest]
  }
  const next = (): NextRun => {
    const runs = known()
    return nextRun(clock.now(), { ...times(), cadenceHours: knownCadence(runs) }, runHistory(runs))
  }
  const look = (): void => {
    callOff?.()
    callOff = null
    if (isStopped || running !== null) return
    const { at, why } = next()
    const wait = epochMilliseconds(at) - epochMilliseconds(clock.now())
    if (wait <= 0 && !isBusy()) void begin(why)
    else callOff = timer(wait > 0 ? Math.min(wait, lookEvery) : lookEvery, look)
  }
  const begin = (why: RunReason): Promise<RunEntry> => {
    if (running !== null) return running.run
    const cancel = new AbortController()
    const whole = (async () => {
      try {
        latest = await run(why, cancel.signal)
        return latest
      } finally {
        running = null
        onChange()
        look()
      }
    })()
    running = { run: whole, cancel }
    onChange()
    return whole
  }

  return {
    start() {
      isStopped = false
      look()
    },
    wake: look,
    runNow: () => begin('manual'),
    cancel: () => running?.cancel.abort(),
    next,
    running: () => running !== null,
    async stop() {
      isStopped = true
      callOff?.()
      running?.cancel.abort()
      await running?.run
    },
  }
}
