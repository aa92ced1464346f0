import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { compose } from '../../src-main/hosts/compose.ts'
import type { Composed, ComposeOptions } from '../../src-main/hosts/compose.ts'
import { openEncrypted } from '../../src-main/store/encrypted-database.ts'
import type { Connection } from '../../src-main/store/encrypted-database.ts'
import type { StationState } from '../../src-shared/contract.ts'
import { fakeLog, fixedClock } from '../fakes/fake-folder.ts'

let folder: string
let opened: Composed[]

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'polis-desk-compose-'))
  opened = []
})
afterEach(() => {
  for (const composed of opened) composed.close()
  rmSync(folder, { recursive: true, force: true })
})

function open(changes: Partial<ComposeOptions> = {}): Composed {
  const result = tryOpen(changes)
  if (!result.ok) throw new Error(result.error.code)
  opened.push(result.value)
  return result.value
}

function tryOpen(changes: Partial<ComposeOptions> = {}): ReturnType<typeof compose> {
  return compose({
    dataFolder: path.join(folder, 'data'),
    keyFile: path.join(folder, 'keys.json'),
    role: 'desk',
    host: 'web',
    clock: fixedClock('2025-11-22T08:00:00.000Z'),
    log: fakeLog(),
    ...changes,
  })
}

function closeAll(): void {
  for (const composed of opened.splice(0)) composed.close()
}

async function stateOf({ dispatch }: Composed): Promise<StationState> {
  const reply = await dispatch('state', {})
  if (!reply.ok) throw new Error(reply.error.code)
  return reply.value
}

describe('a desk over a new data folder', () => {
  test('offers the demo register, and makes it when asked', async () => {
    const desk = open()
    await desk.settled
    expect(await stateOf(desk)).toMatchObject({ empty: true, demo: false, register: { state: 'missing' } })
    const events: StationState[] = []
    const unsubscribe = desk.subscribe((event) => {
      if (event.name === 'state') events.push(event.payload)
    })
    expect(await desk.dispatch('demo.make', { people: 200 })).toMatchObject({
      ok: true,
      value: { empty: false, demo: true, register: { state: 'ready', people: 200 } },
    })
    expect(events[0]).toMatchObject({ busy: { what: 'demo', total: 200 } })
    expect(events.at(-1)).toMatchObject({ busy: null, demo: true })
    unsubscribe()
  })

  test('makes it at once when the start says so, and answers honestly meanwhile', async () => {
    const desk = open({ demoPeople: 300 })
    const early = await desk.dispatch('check', { shown: [{ text: '0056410834000014' }] })
    expect(early).toMatchObject({ ok: true, value: { verdict: { outcome: 'not-checked' }, checkId: expect.any(String) } })
    await desk.settled
    expect(await stateOf(desk)).toMatchObject({ demo: true, register: { people: 300 } })
  })

  test('every sample of the demo sheet gives what the sheet says', async () => {
    const desk = open({ demoPeople: 300 })
    await desk.settled
    const samples = await desk.dispatch('demo.samples', {})
    if (!samples.ok) throw new Error(samples.error.code)
    expect(samples.value.length).toBeGreaterThan(10)
    for (const sample of samples.value) {
      const shown = [{ text: sample.text, ...(sample.as === null ? {} : { as: sample.as }) }, ...sample.also.map((text) => ({ text }))]
      const reply = await desk.dispatch<'check'>('check', { shown })
      if (!reply.ok) throw new Error(reply.error.code)
      expect([sample.title.en, reply.value.verdict.outcome]).toEqual([sample.title.en, sample.outcome])
    }
  })
})

describe('the demo register at the next start', () => {
  beforeEach(async () => {
    const desk = open({ demoPeople: 200 })
    await desk.settled
    closeAll()
  })

  test('is re-dated on another day, with the same people', async () => {
    const desk = open({ clock: fixedClock('2025-12-01T08:00:00.000Z') })
    await desk.settled
    expect((await stateOf(desk)).register).toMatchObject({ asOf: '2025-12-01T08:00:00.000Z', people: 200, source: 'demo' })
  })

  test('keeps its date on the same day, and where it is told to', async () => {
    const sameDay = open({ clock: fixedClock('2025-11-22T12:00:00.000Z') })
    await sameDay.settled
    expect((await stateOf(sameDay)).register.asOf).toBe('2025-11-22T08:00:00.000Z')
    closeAll()
    const kept = open({ clock: fixedClock('2025-12-01T08:00:00.000Z'), redateDemo: false })
    await kept.settled
    expect((await stateOf(kept)).register.asOf).toBe('2025-11-22T08:00:00.000Z')
  })

  test('is not touched by a reader', async () => {
    const reader = open({ role: 'reader', host: 'cli', clock: fixedClock('2025-12-01T08:00:00.000Z') })
    await reader.settled
    expect((await stateOf(reader)).register.asOf).toBe('2025-11-22T08:00:00.000Z')
  })

  test('a desk that closes while re-dating leaves the former register', async () => {
    open({ clock: fixedClock('2025-12-01T08:00:00.000Z') })
    closeAll()
    const kept = open({ redateDemo: false })
    expect((await stateOf(kept)).register).toMatchObject({ state: 'ready', people: 200, asOf: '2025-11-22T08:00:00.000Z' })
  })
})

describe('settings that cannot be relied on', () => {
  test.each(['', '{"dataAgeLimitHours":24', '[]', '{"dataAgeLimitHours":"24"}', '{"timeZone":"Mars/Phobos"}'])(
    '%j never mean the defaults, which may be less strict: the desk does not start',
    (text) => {
      open()
      closeAll()
      writeFileSync(path.join(folder, 'data', 'settings.json'), text)
      expect(tryOpen()).toMatchObject({ ok: false, error: { code: 'settings-damaged' } })
      expect(tryOpen({ role: 'reader' })).toMatchObject({ ok: true })
    },
  )

  test('looks and unknown keys do not stop the desk; a setting put right lets it start', () => {
    open()
    closeAll()
    const file = path.join(folder, 'data', 'settings.json')
    writeFileSync(file, '{"theme":"pink","ofTomorrow":1}')
    open()
    closeAll()
    writeFileSync(file, '{"dataAgeLimitHours":"24"}')
    const writer = open({ role: 'writer', host: 'cli' })
    expect(writer.station.setSetting('dataAgeLimitHours', 24)).toMatchObject({ ok: true })
    expect(writer.station.settingsFault()).toBeNull()
    closeAll()
    expect(tryOpen()).toMatchObject({ ok: true })
  })
})

test('a question to ask again is gone after fourteen days, also where only the command line is used', async () => {
  const first = open({ role: 'reader', host: 'cli' })
  await first.dispatch('check', { shown: [{ text: 'Тестов Тест 01.01.1980' }] })
  const journal = (): Connection => {
    const keys = JSON.parse(readFileSync(path.join(folder, 'keys.json'), 'utf8')).folders[first.folder.id]
    const key = Buffer.from(keys.journal, 'base64')
    return openEncrypted(path.join(folder, 'data', 'journal.db'), key, { readonly: true, patience: 0, cacheBytes: 1 << 20 })
  }
  const waiting = (): unknown => {
    const database = journal()
    const count = database.prepare('SELECT count(*) FROM recheck').pluck().get()
    database.close()
    return count
  }
  closeAll()
  expect(waiting()).toBe(1)
  open({ role: 'reader', host: 'cli', clock: fixedClock('2025-12-06T07:59:00.000Z') })
  closeAll()
  expect(waiting()).toBe(1)
  open({ role: 'reader', host: 'cli', clock: fixedClock('2025-12-06T08:01:00.000Z') })
  closeAll()
  expect(waiting()).toBe(0)
})

describe('two programs on one folder', () => {
  test('a second desk and a writer are refused by name, a reader works beside and journals', async () => {
    const desk = open({ demoPeople: 200 })
    await desk.settled
    for (const role of ['desk', 'writer'] as const) {
      expect(tryOpen({ role })).toMatchObject({ ok: false, error: { code: 'folder-in-use' } })
    }
    const reader = open({ role: 'reader', host: 'cli' })
    const reply = await reader.dispatch('check', { shown: [{ text: '' }] })
    expect(reply).toMatchObject({ ok: true, value: { checkId: expect.any(String) } })
    expect(await desk.dispatch('check', { shown: [{ text: '' }] })).toMatchObject({ ok: true, value: { checkId: expect.any(String) } })
  })

  test('the folder is free again after the desk closes', () => {
    open()
    closeAll()
    expect(tryOpen()).toMatchObject({ ok: true })
  })
})

test('a check can be taken back once it is in the journal', async () => {
  const desk = open()
  const reply = await desk.dispatch('check', { shown: [{ text: '' }] })
  if (!reply.ok || reply.value.checkId === null) throw new Error('no proof')
  expect(await desk.dispatch('check.withdraw', { checkId: reply.value.checkId })).toEqual({ ok: true, value: {} })
  expect(await desk.dispatch('check.withdraw', { checkId: 'no such check' })).toMatchObject({ ok: false })
})
