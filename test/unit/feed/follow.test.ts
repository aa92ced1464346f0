import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPart } from '../../../src-main/feed/parts/read-part.ts'
import { sha256, sha256Hex } from '../../../src-main/feed/hash.ts'
import type { FeedRecord } from '../../../src-shared/feed/canonical-record.ts'
import { deltaPartPath, snapshotPartPath } from '../../../src-shared/feed/dataset.ts'
import type { FeedPart } from '../../../src-shared/feed/dataset.ts'
import { createStateDigest } from '../../../src-shared/feed/state-digest.ts'
import { planUpdate } from '../../../src-shared/feed/update-plan.ts'
import type { FeedPosition } from '../../../src-shared/feed/update-plan.ts'
import type { PartLine } from '../../../src-main/feed/parts/read-part.ts'
import { fakeInsurer, fakePerson } from '../../fakes/people.ts'
import { partBytes, testPublisher, valueOf } from './publisher.ts'
import type { TestPublisher } from './publisher.ts'

/** A desk in memory: what it holds, and how it goes on from there. */
interface TestDesk {
  readonly state: Map<string, PartLine>
  position: FeedPosition | null
  snapshots: number
}

const newDesk = (): TestDesk => ({ state: new Map(), position: null, snapshots: 0 })

function follow(desk: TestDesk, publisher: TestPublisher): void {
  const { dataset } = publisher.listed()
  const { contentKey } = publisher.keys()
  const apply = (path: string, part: FeedPart, after: number, upTo: number, mayRemove: boolean): void => {
    const place = { dataset: dataset.dataset, epoch: dataset.epoch, path }
    const lines = readPart(partBytes(publisher, path), contentKey, place, { part, after, upTo, mayRemove })
    if (!lines.ok) throw new Error(lines.error)
    for (const line of lines.value) {
      const name = `${line.head.entity} ${line.head.key}`
      const known = desk.state.get(name)
      if (known !== undefined && known.head.version >= line.head.version) continue
      if (line.head.isRemoval) desk.state.delete(name)
      else desk.state.set(name, line)
    }
  }
  const plan = planUpdate(dataset, desk.position)
  if (plan.kind === 'up-to-date') return
  if (plan.kind === 'older' || plan.kind === 'no-way') throw new Error(plan.kind)
  if (plan.kind === 'snapshot') {
    desk.state.clear()
    desk.snapshots += 1
    const { sequence, parts } = plan.snapshot
    for (const [index, part] of parts.entries()) apply(snapshotPartPath(sequence, index), part, 0, sequence, false)
  }
  for (const { from, to, parts } of plan.deltas) {
    for (const [index, part] of parts.entries()) apply(deltaPartPath(from, to, index), part, from, to, true)
  }
  desk.position = { epoch: dataset.epoch, sequence: dataset.sequence }
  const digest = createStateDigest()
  for (const { shard, text } of desk.state.values()) digest.add(shard, sha256(text))
  expect(sha256Hex(digest.bytes())).toBe(dataset.stateDigest)
}

/** A night's doings with the register: one number decides about one person. */
function changed(people: ReadonlyMap<number, FeedRecord>, doings: readonly number[]): Map<number, FeedRecord> {
  const next = new Map(people)
  for (const doing of doings) {
    const number = doing % 40
    const id = String(number).padStart(12, '0')
    const kind = Math.floor(doing / 40) % 5
    if (kind === 0) next.delete(number)
    else if (kind === 1) next.set(number, { person: fakePerson({ id, redirect: String((number + 1) % 40).padStart(12, '0') }) })
    else if (kind === 2) next.set(number, { insurer: { ...fakeInsurer, code: String(10_000 + number) } })
    else next.set(number, { person: fakePerson({ id, familyName: `ИВАНОВ-${doing}` }) })
  }
  return next
}

describe('a desk that follows by deltas', () => {
  it('has after any nights, missed ones among them, exactly what a desk has that takes the newest snapshot', async () => {
    const nights = fc.array(fc.record({ doings: fc.array(fc.nat(999), { maxLength: 5 }), missed: fc.boolean() }), {
      minLength: 20,
      maxLength: 20,
    })
    await fc.assert(
      fc.asyncProperty(nights, async (list) => {
        const publisher = testPublisher()
        try {
          const [faithful, absent] = [newDesk(), newDesk()]
          let people = new Map<number, FeedRecord>(
            Array.from({ length: 300 }, (_none, index) => [
              index,
              { person: fakePerson({ id: String(index).padStart(12, '0'), givenName: sha256Hex(String(index)) }) },
            ]),
          )
          for (const [night, { doings, missed }] of list.entries()) {
            people = changed(people, doings)
            valueOf(await publisher.publish(night, [...people.values()]))
            follow(faithful, publisher)
            if (!missed) follow(absent, publisher)
          }
          follow(absent, publisher)
          valueOf(await publisher.publish(list.length, [...people.values()], { snapshot: true }))
          const fresh = newDesk()
          for (const desk of [faithful, absent, fresh]) follow(desk, publisher)
          const texts = (desk: TestDesk) => [...desk.state.values()].map(({ text }) => text).toSorted()
          expect(texts(faithful)).toEqual(texts(fresh))
          expect(texts(absent)).toEqual(texts(fresh))
          expect(fresh.snapshots).toBe(1)
          expect(faithful.snapshots).toBeLessThan(5)
        } finally {
          publisher.remove()
        }
      }),
      { numRuns: 1 },
    )
  }, 120_000)
})
