import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fakePerson } from '../fakes/people.ts'
import { childDesk } from './child-desk.ts'
import { codeOf, fillPeople, header, storePlace } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

const PEOPLE = 4000

let place: StorePlace
let file: string
beforeEach(() => {
  place = storePlace()
  file = path.join(place.root, 'register.jsonl')
  const people = Array.from({ length: PEOPLE }, (_, index) => ({ person: fakePerson({ id: `new-${index}` }) }))
  writeFileSync(file, [{ ...header, version: 'new' }, ...people].map((record) => `${JSON.stringify(record)}\n`).join(''))
})
afterEach(() => place.remove())

describe('a process that dies', () => {
  test('gives its folder back, while a living one keeps it', { timeout: 30_000 }, async () => {
    const desk = childDesk(place)
    expect(await desk.said()).toBe('open')
    expect(codeOf(place.open('desk'))).toBe('folder-in-use')
    expect(codeOf(place.open('writer'))).toBe('folder-in-use')
    const reader = place.opened('reader')
    expect(reader.register.state().state).toBe('missing')
    reader.close()
    await desk.kill()
    expect(place.open('desk').ok).toBe(true)
  })

  test('at any moment of a load leaves the old register or the new one, whole', { timeout: 120_000 }, async () => {
    const first = place.opened()
    fillPeople(first, [fakePerson({ id: 'old' })])
    first.close()
    const seen = new Set<string | null>()
    for (const delay of [0, 15, 40, 80, 120, 160, 200, 250, 300, null]) {
      const desk = childDesk(place)
      expect(await desk.said()).toBe('open')
      desk.tell(`load ${file}`)
      await (delay === null ? desk.said() : wait(delay))
      await desk.kill()
      const opened = place.opened()
      const { state, version, people } = opened.register.state()
      expect(state).toBe('ready')
      expect([header.version, 'new']).toContain(version)
      expect(people).toBe(version === 'new' ? PEOPLE : 1)
      expect(opened.register.byId(version === 'new' ? `new-${PEOPLE - 1}` : 'old').people).toHaveLength(1)
      expect(readdirSync(place.data).filter((name) => name.startsWith('register-'))).toEqual([expect.stringMatching(/^register-\d+\.db$/)])
      expect(opened.journal.lastVisit(new Uint8Array(32))).toBeNull()
      opened.close()
      seen.add(version)
    }
    expect([...seen]).toEqual([header.version, 'new'])
  })
})
