import { describe, expect, it } from 'vitest'
import { arrivalOf, type RecentThing } from '../../../../src-renderer/camera/presentation.ts'
import type { ShownThing } from '../../../../src-renderer/desk/desk-state.ts'
import { readShown } from '../../../../src-renderer/desk/reading.ts'

const now = 1_000_000
const reading = { today: '2026-11-22', enpCheckDigit: 'refuse', uncheckableSnils: 'accept', unsaid: [] } as const
let lastId = 0

function thing(text: string): ShownThing {
  const shown = { text, scanned: true }
  return { id: ++lastId, shown, item: readShown(shown, reading) }
}

const policy = '0056410834000014'
const otherPolicy = '0055110887000017'
const shop = 'https://shop.example/sale'

function seen(text: string, millisecondsAgo: number): RecentThing {
  return { thing: thing(text), at: now - millisecondsAgo, isSeen: true }
}

function arrival(
  texts: readonly string[],
  recent: readonly RecentThing[] = [],
  isAdding = false,
  beside: readonly string[] = [],
): readonly string[] | string {
  const found = arrivalOf({ fresh: texts.map(thing), beside: beside.map(thing) }, recent, now, isAdding)
  if (found.kind === 'nothing') return 'nothing'
  const things = found.kind === 'take' ? [found.thing] : found.things
  return [found.kind, ...things.map(({ shown }) => ('text' in shown ? shown.text : '?'))]
}

describe('codes that the camera read', () => {
  it('are taken when they come alone', () => {
    expect(arrival([policy])).toEqual(['take', policy])
    expect(arrival([shop])).toEqual(['take', shop])
  })

  it('are one check when the same person’s thing came within 3 s, however it came', () => {
    expect(arrival([policy], [seen(policy, 2_900)])).toBe('nothing')
    expect(arrival([policy], [{ ...seen('0056 4108 3400 0014', 2_900), isSeen: false }])).toBe('nothing')
    expect(arrival([policy], [seen(policy, 3_000)])).toEqual(['take', policy])
  })

  it('of two people in one frame are asked about', () => {
    expect(arrival([policy, otherPolicy])).toEqual(['ask', policy, otherPolicy])
  })

  it('of two people that are read one shortly after the other are asked about, unless the same patient’s next thing is awaited', () => {
    expect(arrival([otherPolicy], [seen(policy, 400)])).toEqual(['ask', policy, otherPolicy])
    expect(arrival([otherPolicy], [seen(policy, 400)], true)).toEqual(['take', otherPolicy])
    expect(arrival([otherPolicy], [seen(policy, 1_600)])).toEqual(['take', otherPolicy])
    expect(arrival([otherPolicy], [{ ...seen(policy, 400), isSeen: false }])).toEqual(['take', otherPolicy])
  })

  it('of a person whom another one came after are no repeat', () => {
    expect(arrival([policy], [seen(policy, 2_900), seen(otherPolicy, 1_600)])).toEqual(['take', policy])
    expect(arrival([policy], [seen(policy, 2_900), seen(otherPolicy, 1_000)])).toEqual(['ask', otherPolicy, policy])
    expect(arrival([policy], [seen(policy, 2_900), { ...seen(otherPolicy, 1_000), isSeen: false }])).toEqual(['take', policy])
    expect(arrival([policy], [seen(policy, 2_900), seen(otherPolicy, 2_900)])).toBe('nothing')
    expect(arrival([policy], [seen(policy, 2_900), seen(shop, 1_000)])).toBe('nothing')
    expect(arrival([policy], [seen(policy, 2_900), seen(otherPolicy, 1_600)], true)).toBe('nothing')
  })

  it('that lie beside another person’s are asked about, however long ago that one was first read', () => {
    expect(arrival([otherPolicy], [], false, [policy])).toEqual(['ask', policy, otherPolicy])
    expect(arrival([otherPolicy], [seen(policy, 1_600)], false, [policy])).toEqual(['ask', policy, otherPolicy])
    expect(arrival([otherPolicy], [seen(policy, 400)], false, [policy])).toEqual(['ask', policy, otherPolicy])
    expect(arrival([otherPolicy], [], true, [policy])).toEqual(['take', otherPolicy])
    expect(arrival([policy], [], false, ['0056 4108 3400 0014', shop])).toEqual(['take', policy])
    expect(arrival([shop], [], false, [policy])).toBe('nothing')
  })

  it('of another kind say nothing beside a policy and are an answer alone', () => {
    expect(arrival([shop, policy])).toEqual(['take', policy])
    expect(arrival([shop], [seen(policy, 400)])).toBe('nothing')
    expect(arrival([shop], [seen(policy, 3_500)])).toEqual(['take', shop])
    expect(arrival([policy], [seen(shop, 400)])).toEqual(['take', policy])
  })

  it('of the same person in two forms are one', () => {
    expect(arrival([policy, '0056 4108 3400 0014'])).toEqual(['take', policy])
  })
})
