import { describe, expect, test } from 'vitest'
import { createDemoKeeper } from '../../../src-main/app/demo-keeper.ts'
import type { DemoKeeper } from '../../../src-main/app/demo-keeper.ts'
import { demoHeader } from '../../../src-main/app/demo/records.ts'
import { openStation } from '../../../src-main/app/station.ts'
import { fakeFolder, fakeLog, fakeRegister, fixedClock } from '../../fakes/fake-folder.ts'
import type { FakeFolder } from '../../fakes/fake-folder.ts'

const asOf = '2025-11-21T06:00:00Z'

function demoFolder(now: string): { folder: FakeFolder; keeper: DemoKeeper } {
  const folder = fakeFolder(fakeRegister(asOf))
  const { dataset, scope, version } = demoHeader({ people: 60, seed: 5, asOf })
  folder.folderKind = 'demo'
  folder.register.stated = { state: 'ready', source: 'demo', dataset, scope, version, asOf, people: 60 }
  const clock = fixedClock(now)
  const log = fakeLog()
  const station = openStation({ folder, clock, log, host: 'web', operator: 'anna', appVersion: '0.0.0' })
  return { folder, keeper: createDemoKeeper(folder, station, clock, log) }
}

describe('re-dating the demo register', () => {
  test('makes the same people and seed anew on another day', async () => {
    const { folder, keeper } = demoFolder('2025-11-22T05:00:00.000Z')
    await keeper.redate()
    expect(folder.built).toHaveLength(1)
    expect(folder.built[0]?.header).toEqual(demoHeader({ people: 60, seed: 5, asOf: '2025-11-22T05:00:00.000Z' }))
    expect(folder.built[0]?.records.filter((record) => 'person' in record)).toHaveLength(60)
  })

  test('counts days in the time zone of the station', async () => {
    // 23:00 in Moscow on the same day, then midnight.
    const sameDay = demoFolder('2025-11-21T20:00:00.000Z')
    await sameDay.keeper.redate()
    expect(sameDay.folder.built).toEqual([])
    const nextDay = demoFolder('2025-11-21T21:00:00.000Z')
    await nextDay.keeper.redate()
    expect(nextDay.folder.built).toHaveLength(1)
  })

  test('makes it anew when it lies ahead of the clock, for it would answer nothing', async () => {
    const { folder, keeper } = demoFolder('2025-11-21T05:59:00.000Z')
    await keeper.redate()
    expect(folder.built).toHaveLength(1)
  })

  test('leaves real and empty folders alone', async () => {
    for (const kind of ['real', 'empty'] as const) {
      const { folder, keeper } = demoFolder('2025-12-22T05:00:00.000Z')
      folder.folderKind = kind
      await keeper.redate()
      expect(folder.built).toEqual([])
    }
  })

  test('stopping drops what was being made', async () => {
    const { folder, keeper } = demoFolder('2025-11-22T05:00:00.000Z')
    folder.folderKind = 'empty'
    const making = keeper.make({ people: 300_000, seed: 1 })
    await new Promise((resolve) => setTimeout(resolve, 60))
    keeper.stop()
    expect(await making).toMatchObject({ ok: false })
    expect(folder.built.map((build) => build.outcome)).toEqual(['aborted'])
  })
})
