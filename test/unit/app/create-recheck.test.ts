import { createSecretKey } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { check } from '../../../src-main/app/check.ts'
import { createRecheck } from '../../../src-main/app/create-recheck.ts'
import type { Recheck } from '../../../src-main/app/create-recheck.ts'
import { checkRequestSchema } from '../../../src-shared/contract.ts'
import { settingsSchema } from '../../../src-shared/settings.ts'
import { fakeFolder, fakeLog, fakeRegister, fixedClock } from '../../fakes/fake-folder.ts'
import type { FakeFolder } from '../../fakes/fake-folder.ts'
import { fakeInsurer, fakePerson } from '../../fakes/people.ts'

const questionKey = createSecretKey(new Uint8Array(32).fill(1))
const settings = settingsSchema.parse({})
const clock = fixedClock('2025-11-24T08:00:00.000Z')
const log = fakeLog()
let folder: FakeFolder
let told: number
let fault: { code: 'settings-damaged'; message: string; params: Record<string, string> } | null
let again: Recheck

beforeEach(() => {
  folder = fakeFolder(fakeRegister('2025-11-22T02:00:00Z', [], [fakeInsurer]))
  told = 0
  fault = null
  const station = { settings: () => settings, settingsFault: () => fault, changed: () => void (told += 1) }
  again = createRecheck({ folder, station, questionKey, clock, log })
  const { register, journal } = folder
  const request = checkRequestSchema.parse({ shown: [{ text: '0056410834000014' }] })
  check(request, { register, journal, questionKey, settings, clock, operator: 'anna', log })
})

afterEach(() => vi.useRealTimers())

const raised = () => folder.journal.renewedCount('2000-01-01T00:00:00Z')

function switchTo(asOf: string, people = [fakePerson()]): void {
  folder.register.people = people
  folder.register.stated = { ...folder.register.stated, asOf }
}

describe('a recheck of a desk', () => {
  test('runs after the call, and the station tells that something was asked', async () => {
    switchTo('2025-11-23T02:00:00Z')
    again.afterSwitch()
    expect(folder.journal.entries).toHaveLength(1)
    await again.settled()
    expect([raised(), told]).toEqual([1, 1])
  })

  test('is silent where nothing waits for these data', async () => {
    again.afterSwitch()
    await again.settled()
    expect([folder.journal.entries.length, told]).toEqual([1, 0])
  })

  test('a switch during a run is followed by another run', async () => {
    switchTo('2025-11-23T02:00:00Z')
    const { record } = { record: folder.journal.recordRecheck }
    folder.journal.recordRecheck = (...given) => {
      folder.journal.recordRecheck = record
      const written = record(...given)
      switchTo('2025-11-24T02:00:00Z', [])
      again.afterSwitch()
      return written
    }
    again.afterSwitch()
    await again.settled()
    expect(folder.journal.entries.map(({ entry }) => entry.asOf)).toEqual([
      '2025-11-22T02:00:00Z',
      '2025-11-23T02:00:00Z',
      '2025-11-24T02:00:00Z',
    ])
    expect(raised()).toBe(0)
  })

  test('asks nothing once it is stopped, nor by settings that were not set', async () => {
    switchTo('2025-11-23T02:00:00Z')
    fault = { code: 'settings-damaged', message: '', params: {} }
    again.afterSwitch()
    await again.settled()
    fault = null
    again.afterSwitch()
    again.stop()
    await again.settled()
    again.afterSwitch()
    await again.settled()
    expect([folder.journal.entries.length, told]).toEqual([1, 0])
  })

  test('begins anew a while after it was broken off, unless it is stopped', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    switchTo('2025-11-23T02:00:00Z')
    folder.journal.failure = { code: 'disk-full', message: 'full', params: {} }
    again.afterSwitch()
    await again.settled()
    vi.advanceTimersByTime(9 * 60_000)
    await again.settled()
    expect(log.lines.filter(({ event }) => event === 'recheck.unwritable')).toHaveLength(1)
    vi.advanceTimersByTime(60_000)
    await again.settled()
    expect(log.lines.filter(({ event }) => event === 'recheck.unwritable')).toHaveLength(2)
    folder.journal.failure = null
    vi.advanceTimersByTime(10 * 60_000)
    await again.settled()
    expect([raised(), told]).toEqual([1, 1])
    switchTo('2025-11-24T02:00:00Z', [])
    folder.journal.failure = { code: 'disk-full', message: 'full', params: {} }
    again.afterSwitch()
    await again.settled()
    again.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})
