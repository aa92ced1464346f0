import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fourNights, heals } from './four-nights.ts'
import type { FourNights } from './four-nights.ts'
import type { JoinedStation } from './joined-station.ts'

let nights: FourNights
let station: JoinedStation
beforeAll(async () => {
  nights = await fourNights()
}, 60_000)
afterAll(() => {
  station.remove()
  nights.remove()
})
beforeEach(() => {
  station?.remove()
  station = nights.station()
})

function registerFile(): string {
  const name = readdirSync(station.place.data).find((one) => /^register-\d+\.db$/.test(one))
  return path.join(station.place.data, name ?? '')
}

describe('a register that was damaged on this computer', () => {
  test('in the middle is taken anew from the snapshot', async () => {
    const bytes = readFileSync(registerFile())
    for (let at = 8192; at < bytes.length; at += 4096) bytes[at + 100] = (bytes[at + 100] ?? 0) ^ 255
    writeFileSync(registerFile(), bytes)
    expect((await station.folder.feed.verify()).kind).not.toBe('whole')
    expect((await heals(station, nights)).outcome).toEqual({ kind: 'updated', by: 'snapshot' })
  })

  test('where only the changes meet it is taken anew from the snapshot, too', async () => {
    const bytes = readFileSync(registerFile())
    for (let page = 24; page * 4096 < bytes.length - 65_536; page += 1) bytes[page * 4096 + 100] = (bytes[page * 4096 + 100] ?? 0) ^ 255
    writeFileSync(registerFile(), bytes)
    // The place in the feed lies in the first pages and in the last ones.
    expect(station.folder.feed.standing()).toMatchObject({ value: { state: { sequence: 1 } } })
    expect((await heals(station, nights)).outcome).toEqual({ kind: 'updated', by: 'snapshot' })
  })

  test('to its end is taken anew from the snapshot', async () => {
    writeFileSync(registerFile(), Buffer.alloc(0))
    expect((await heals(station, nights)).outcome).toEqual({ kind: 'updated', by: 'snapshot' })
  })
})

/** The files of the data folder but those that `except` names, as they were in the first night. */
function putBack(except: RegExp): void {
  station.folder.close()
  for (const name of readdirSync(station.place.data))
    if (!except.test(name)) rmSync(path.join(station.place.data, name), { recursive: true })
  for (const name of readdirSync(nights.firstData)) {
    if (!except.test(name)) cpSync(path.join(nights.firstData, name), path.join(station.place.data, name), { recursive: true })
  }
}
describe('a register that was put back from a backup', () => {
  test.each([
    ['with all that belongs to it', /^journal|lock/],
    ['while the metadata in trust are newer', /^journal|^feed$|lock/],
    ['while the pointer is newer', /^journal|^feed$|^folder.json$|lock/],
  ])('%s comes to the newest state again', async (_title, except) => {
    await heals(station, nights)
    putBack(except)
    const folder = station.place.opened()
    const entry = await station.run(3, { sources: [nights.feed(2)], store: folder.feed })
    expect(entry.outcome.kind).toBe('updated')
    expect(folder.register.state()).toMatchObject({ state: 'ready', people: 303 })
    expect(await folder.feed.verify()).toEqual({ kind: 'whole', records: 303 })
    folder.close()
  })
})
