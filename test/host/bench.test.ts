import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { percentiles } from '../../src-main/hosts/cli/bench/measure-checks.ts'
import { answerOf, machine } from './run-desk.ts'

describe('bench', () => {
  test('prints the figures as JSON, with people found, and leaves nothing behind', { timeout: 120_000 }, async () => {
    const station = machine()
    vi.stubEnv('TMPDIR', station.folder)
    const ended = await station.desk(['bench', '--people', '1000'])
    vi.unstubAllEnvs()
    const left = readdirSync(station.folder)
    station.remove()
    expect(ended.code, ended.stderr).toBe(0)
    const hasTool = spawnSync('sqlite3', ['--version']).status === 0
    const measured = expect.any(Number)
    expect(answerOf(ended)).toMatchObject({
      people: 1000,
      check: { count: 1000, p50: measured, p99: measured, p999: measured, max: measured, outcomes: { covered: measured } },
      load: { peoplePerSecond: measured, seconds: measured, ratioToSqliteTool: hasTool ? measured : null },
      size: { bytesPerPerson: measured },
      start: { milliseconds: measured, runs: Array.from({ length: 5 }, () => measured) },
      aims: { checkP99: { atMost: 2 }, loadRatio: { atMost: 2 }, start: { atMost: 1500 } },
    })
    expect(left.filter((name) => name.startsWith('polis-desk-bench-'))).toEqual([])
  })

  test('percentiles are those of the sorted times', () => {
    const times = Array.from({ length: 1000 }, (_, index) => (index * 7) % 1000)
    expect(percentiles(times)).toEqual({ count: 1000, p50: 500, p99: 990, p999: 999, max: 999 })
    expect(percentiles([3])).toEqual({ count: 1, p50: 3, p99: 3, p999: 3, max: 3 })
  })
})
