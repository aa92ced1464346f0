import { beforeEach, describe, expect, test } from 'vitest'
import { createFollower } from '../../../../src-main/feed/follow/follower.ts'
import type { Follower } from '../../../../src-main/feed/follow/follower.ts'
import { stationJitter } from '../../../../src-main/feed/follow/station-jitter.ts'
import { localDateTime } from '../../../../src-shared/calendar.ts'
import { DEFAULT_WINDOW } from '../../../../src-shared/feed/follow-schedule.ts'
import type { RunReason } from '../../../../src-shared/feed/follow-schedule.ts'
import { runHistory } from '../../../../src-shared/feed/run-history.ts'
import type { RunEntry, RunOutcome } from '../../../../src-shared/feed/run-outcome.ts'

const zone = 'Europe/Moscow'
let now: number
let calls: { readonly at: number; readonly call: () => void }[]
let runs: { readonly why: RunReason; readonly at: string }[]
let outcome: RunOutcome
let journal: RunEntry[]
let hold: Promise<void>
let isBusy: boolean
let follower: Follower

/** A computer whose time passes as the test says; timers stand still while it sleeps. */
async function pass(hours: number, asleep = false): Promise<void> {
  const until = now + hours * 3_600_000
  if (asleep) {
    now = until
    return
  }
  for (;;) {
    // A run that just ended sets the next timer within a few turns.
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve()
    const due = calls.filter(({ at }) => at <= until).toSorted((one, other) => one.at - other.at)[0]
    if (due === undefined) break
    calls = calls.filter((one) => one !== due)
    now = Math.max(now, due.at)
    due.call()
  }
  now = until
}

function entry(startedAt: string, of: RunOutcome): RunEntry {
  const nothing = { from: null, to: null, asOf: null, timestampExpires: null, rootVersion: null, rootExpires: null }
  const rows = { read: 0, added: 0, changed: 0, removed: 0, unreadable: 0 }
  const common = {
    why: 'nightly' as const,
    dataset: 'demo-feed',
    cadenceHours: 24,
    bytes: 0,
    rows,
    milliseconds: 1,
    phases: {},
    sources: [],
  }
  return { startedAt, endedAt: startedAt, outcome: of, ...common, ...nothing }
}

const clock = { now: () => new Date(now).toISOString() }

beforeEach(() => {
  now = Date.parse('2025-11-20T09:00:00Z')
  ;[calls, runs, journal] = [[], [], []]
  outcome = { kind: 'unchanged' }
  hold = Promise.resolve()
  isBusy = false
  follower = createFollower({
    clock,
    timer: (milliseconds, call) => {
      const one = { at: now + milliseconds, call }
      calls.push(one)
      return () => void (calls = calls.filter((other) => other !== one))
    },
    times: () => ({ ...DEFAULT_WINDOW, timeZone: zone, jitter: 0.5 }),
    entries: () => journal,
    async run(why, signal) {
      const at = clock.now()
      const { date, time } = localDateTime(at, zone)
      runs.push({ why, at: `${date} ${time}` })
      // A follower that runs without end must fail its test, not hang it.
      await (runs.length > 100 ? new Promise(() => undefined) : hold)
      const made = entry(at, signal.aborted ? { kind: 'cancelled' } : outcome)
      journal.push(made)
      return made
    },
    onChange: () => undefined,
    isBusy: () => isBusy,
    lookEvery: 2 * 3_600_000,
  })
})

describe('a follower', () => {
  test('runs at once the first time, then every night at its turn', async () => {
    follower.start()
    await pass(50)
    expect(runs).toEqual([
      { why: 'first', at: '2025-11-20 12:00' },
      { why: 'nightly', at: '2025-11-21 03:30' },
      { why: 'nightly', at: '2025-11-22 03:30' },
    ])
    expect(follower.next()).toEqual({ at: '2025-11-23T00:30:00.000Z', why: 'nightly' })
  })

  test('makes up for a night that the computer slept through, as soon as it wakes', async () => {
    follower.start()
    await pass(1)
    await pass(20, true)
    follower.wake()
    await pass(0.1)
    expect(runs.slice(1)).toEqual([{ why: 'missed', at: '2025-11-21 09:00' }])
  })

  test('tries again after failures, ever more slowly, and returns to its nights', async () => {
    outcome = { kind: 'no-source' }
    follower.start()
    await pass(1)
    expect(runs.map(({ at }) => at.slice(11))).toEqual(['12:00', '12:05', '12:15', '12:35'])
    outcome = { kind: 'unchanged' }
    await pass(1)
    expect(runs.slice(4)).toEqual([{ why: 'retry', at: '2025-11-20 13:15' }])
    await pass(15)
    expect(runs.slice(5)).toEqual([{ why: 'nightly', at: '2025-11-21 03:30' }])
  })

  test('does not run again and again where runs cannot be journalled', async () => {
    journal.push = () => 0
    follower.start()
    await pass(10)
    expect(runs).toHaveLength(1)
  })

  test('waits while something else works on the register, and makes up for it afterwards', async () => {
    isBusy = true
    follower.start()
    await pass(5)
    expect(runs).toEqual([])
    isBusy = false
    await pass(2)
    expect(runs).toMatchObject([{ why: 'first' }])
  })

  test('never makes two runs at once', async () => {
    const release = Promise.withResolvers<void>()
    hold = release.promise
    follower.start()
    await pass(30)
    expect(follower.running()).toBe(true)
    const both = [follower.runNow(), follower.runNow()]
    follower.wake()
    expect(runs).toHaveLength(1)
    release.resolve()
    const [one, other] = await Promise.all(both)
    expect(one).toBe(other)
    expect(follower.running()).toBe(false)
  })

  test('runs when told to, can be cancelled, and stops', async () => {
    follower.start()
    await pass(1)
    expect(await follower.runNow()).toMatchObject({ outcome: { kind: 'unchanged' } })
    expect(runs[1]).toEqual({ why: 'manual', at: '2025-11-20 13:00' })
    const release = Promise.withResolvers<void>()
    hold = release.promise
    const cancelled = follower.runNow()
    follower.cancel()
    release.resolve()
    expect((await cancelled).outcome).toEqual({ kind: 'cancelled' })
    await follower.stop()
    expect(calls).toEqual([])
    await pass(48)
    expect(runs).toHaveLength(3)
  })
})

test('failures are counted from the last run that was not one', () => {
  const kinds: RunOutcome[] = [{ kind: 'no-source' }, { kind: 'unchanged' }, { kind: 'no-source' }, { kind: 'cancelled' }]
  const entries = kinds.map((kind, index) => entry(`2025-11-2${index}T00:00:00Z`, kind))
  expect(runHistory(entries)).toMatchObject({ failures: 2, last: { end: 'cancelled', startedAt: '2025-11-23T00:00:00Z' } })
  expect(runHistory(entries.slice(0, 1)).failures).toBe(1)
  expect(runHistory([])).toEqual({ last: null, failures: 0 })
})

test('stations are spread over their window, each always at the same place', () => {
  const places = Array.from({ length: 1000 }, (_none, index) => stationJitter(`station-${index}`, 'demo-feed'))
  expect(places.every((place) => place >= 0 && place < 1)).toBe(true)
  for (let tenth = 0; tenth < 10; tenth += 1) {
    expect(places.filter((place) => Math.floor(place * 10) === tenth).length).toBeGreaterThan(60)
  }
  expect(stationJitter('station-1', 'demo-feed')).toBe(places[1])
})
