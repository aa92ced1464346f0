import { expect, test } from 'vitest'
import { progressMeter } from '../../../../src-main/feed/follow/run-progress.ts'
import type { RunProgress } from '../../../../src-shared/feed/run-outcome.ts'

test('progress tells what is done, how long it will take, and no more than ten times a second', () => {
  let now = 0
  const told: RunProgress[] = []
  const meter = progressMeter(
    (progress) => void told.push(progress),
    () => now,
  )
  meter.phase('metadata')
  now = 500
  meter.phase('verify')
  meter.expect({ parts: 10, bytes: 10_000, rows: 400 })
  meter.did({ parts: 2, bytes: 2000 })
  meter.phase('download')
  for (let piece = 0; piece < 400; piece += 1) {
    now += 10
    meter.did({ bytes: 10 })
  }
  expect(told.length).toBeLessThan(50)
  const last = told.at(-1)
  expect(last).toMatchObject({ phase: 'download', parts: { done: 2, total: 10 }, bytes: { done: 6000, total: 10_000 } })
  expect(last?.etaSeconds).toBe(4)
  for (let part = 0; part < 100; part += 1) {
    meter.phase('decode')
    now += 10
    meter.did({ rows: 4 })
    meter.phase('insert')
    now += 30
  }
  meter.phase('index')
  expect(told.at(-1)).toMatchObject({ phase: 'index', rows: { done: 400, total: 400 }, etaSeconds: null })
  expect(meter.milliseconds()).toMatchObject({ metadata: 500, download: 4000, decode: 1000, insert: 3000 })
  expect(meter.rows()).toBe(400)
})
