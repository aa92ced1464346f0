import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mayMount, mountSmallDisk, unmountSmallDisk } from '../fakes/small-disk.ts'
import { answerOf, machine } from './run-desk.ts'
import type { Machine } from './run-desk.ts'

describe.skipIf(!mayMount())('a full disk (needs the right to mount a disk of 600 KiB)', () => {
  let station: Machine
  let disk: string
  let data: string
  let filler: string

  beforeAll(async () => {
    station = machine()
    disk = path.join(station.folder, 'disk')
    data = path.join(disk, 'data')
    filler = path.join(disk, 'filler')
    mkdirSync(disk)
    mountSmallDisk(disk, 600)
    await station.desk(['settings', 'set', 'deskName', 'окно 3', '--data', data])
    fill()
  })
  afterAll(() => {
    unmountSmallDisk(disk)
    station.remove()
  })

  function fill(): void {
    for (let bytes = 1 << 16; bytes >= 1; bytes >>= 1) {
      try {
        for (;;) writeFileSync(filler, new Uint8Array(bytes), { flag: 'a' })
      } catch {
        // This size no longer fits; a smaller one may.
      }
    }
  }

  test('a check is not checked, never green, and says why', async () => {
    const ended = await station.desk(['check', '0056410834000014', '--data', data])
    expect(ended.code).toBe(12)
    expect(answerOf(ended)).toMatchObject({ outcome: 'not-checked', reasons: [{ code: 'proof-not-written' }], checkId: null })
  })

  test('writing verbs name the full disk and the next step', async () => {
    for (const args of [
      ['demo', '--people', '1000'],
      ['settings', 'set', 'language', 'en'],
    ]) {
      const ended = await station.desk([...args, '--data', data])
      expect(ended).toMatchObject({ code: 3, stdout: '' })
      expect(ended.stderr).toMatch(/disk-full[^]*Free some disk space/)
    }
  })

  test('nothing was lost, and with space again all works', async () => {
    rmSync(filler)
    const settings = await station.desk(['settings', 'get', 'deskName', '--data', data])
    expect(settings).toMatchObject({ code: 0, stdout: '"окно 3"\n' })
    const check = await station.desk(['check', '', '--data', data])
    expect(check.code).toBe(12)
    expect(answerOf(check)).toMatchObject({ checkId: expect.any(String) })
  })
})
