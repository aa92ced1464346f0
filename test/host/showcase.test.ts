import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkReplySchema, type CheckReply } from '../../src-shared/contract.ts'
import { showcaseScenes } from '../../src-main/app/demo/showcase.ts'
import { showcasePeople, showcaseRoles } from '../../src-main/app/demo/showcase-people.ts'
import { demoToday } from '../../src-main/app/demo/days.ts'
import { compose, type Composed } from '../../src-main/hosts/compose.ts'

const now = '2026-11-22T06:10:00.000Z'
const scenes = showcaseScenes(now)

const folders: string[] = []
let desk: Composed
beforeAll(async () => {
  desk = await deskAt(now)
})
afterAll(() => {
  desk.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A desk with a new demo register at an instant. */
async function deskAt(instant: string): Promise<Composed> {
  const folder = mkdtempSync(path.join(tmpdir(), 'polis-desk-showcase-'))
  folders.push(folder)
  const composed = compose({
    dataFolder: path.join(folder, 'data'),
    keyFile: path.join(folder, 'keys.json'),
    role: 'desk',
    host: 'cli',
    clock: { now: () => instant },
    log: { info: () => undefined, error: () => undefined },
    demoPeople: 100,
  })
  if (!composed.ok) throw new Error(composed.error.message)
  await composed.value.settled
  return composed.value
}

async function check(request: object, at = desk): Promise<CheckReply> {
  const reply = await at.dispatch('check', request)
  if (!reply.ok) throw new Error(reply.error.message)
  return checkReplySchema.parse(reply.value)
}

describe('every scene of the demo register gets the answer it announces', () => {
  it.each(scenes.map((scene) => [scene.id, scene] as const))('%s', async (_, scene) => {
    const { verdict } = await check({ shown: scene.shown })
    expect({ outcome: verdict.outcome, reason: verdict.reasons[0]?.code }).toEqual({ outcome: scene.outcome, reason: scene.reason })
  })

  it.each(['2025-06-30T20:59:00Z', '2026-03-01T07:00:00Z', '2027-12-31T21:30:00Z', '2028-02-29T12:00:00Z', '2034-09-09T05:00:00Z'])(
    'on another day too: %s',
    async (instant) => {
      const other = await deskAt(instant)
      const wrong: object[] = []
      for (const { id, shown, outcome, reason } of showcaseScenes(instant)) {
        const { verdict } = await check({ shown }, other)
        const code = verdict.reasons[0]?.code
        if (verdict.outcome !== outcome || code !== reason) wrong.push({ id, outcome: verdict.outcome, code })
      }
      other.close()
      expect(wrong).toEqual([])
    },
  )

  it('has scenes with names of their own, and shows all people of the showcase', () => {
    expect(new Set(scenes.map(({ id }) => id)).size).toBe(scenes.length)
    const shown = new Set(scenes.flatMap(({ people }) => people))
    expect(showcaseRoles.filter((role) => !shown.has(role))).toEqual([])
  })
})

describe('the notes that scenes are there for', () => {
  it.each([
    ['almost-fourteen', 'turns-14-soon'],
    ['awaiting', 'awaiting-confirmation'],
    ['died-today', 'died-on-service-date'],
    ['merged', 'record-merged'],
    ['old-style-policy', 'old-style-replace'],
    ['other-insurer', 'insurer-differs'],
    ['ends-soon', 'ends-soon'],
    ['stay-ends-soon', 'ends-soon'],
    ['passport-overdue', 'passport-due'],
    ['passport-replaced', 'document-replaced'],
    ['paper-policy', 'policy-still-valid'],
    ['fifteen-with-policy', 'passport-at-14'],
  ])('%s says %s', async (id, note) => {
    const scene = scenes.find((candidate) => candidate.id === id)
    const { verdict } = await check({ shown: scene?.shown })
    expect(verdict.reasons.map(({ code }) => code)).toContain(note)
  })
})

describe('the newborn that is not registered yet', () => {
  it('is covered through the mother', async () => {
    const mother = scenes.find(({ id }) => id === 'passport')
    const { verdict } = await check({
      shown: [],
      newborn: { born: '2026-11-16', registered: 'not-yet', representative: mother?.shown[0] },
    })
    expect(verdict.reasons[0]?.code).toBe('newborn-by-representative')
    expect(verdict.outcome).toBe('covered')
  })

  it('is not in the register under its own name', () => {
    const people = Object.values(showcasePeople(demoToday(now)))
    expect(people.some(({ givenName, familyName }) => givenName === 'ЛЕВ' && familyName === 'НОВИКОВ')).toBe(false)
  })
})
