import { cpSync, mkdtempSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { DataFolder, Finding } from '../../../src-main/app/ports.ts'
import type { RunOrder } from '../../../src-main/feed/follow/feed-run.ts'
import { rotateContentKey } from '../../../src-main/feed/trust/key-folder.ts'
import type { PublishSource } from '../../../src-main/feed/publish/source.ts'
import type { RunEntry, RunOutcome } from '../../../src-shared/feed/run-outcome.ts'
import { testPublisher, valueOf as published } from '../../unit/feed/publisher.ts'
import type { TestPublisher } from '../../unit/feed/publisher.ts'
import { valueOf } from '../../store/store-place.ts'
import { joinedStation } from './joined-station.ts'
import type { JoinedStation } from './joined-station.ts'
import { isStrange, nightLife } from './night-life.ts'
import type { LifeEvent, NightLife } from './night-life.ts'

/** One night of publisher and desk. */
export interface RandomNight {
  readonly events: readonly LifeEvent[]
  /** False: the source of the data is missing, nothing is published. */
  readonly isPublished: boolean
  readonly content: 'full-list' | 'changes'
  readonly snapshot: boolean
  readonly newEpoch: boolean
  readonly desk: 'follows' | 'misses' | 'asks-silent-first' | 'asks-late-first' | 'returns'
}

export interface RandomNights {
  readonly nights: readonly RandomNight[]
  /** People per part of the indexes: null for one part, as registers below some millions have. */
  readonly segmentPeople: number | null
  readonly endsWithSnapshot: boolean
}

const who = fc.nat(500)
const anyEvent: fc.Arbitrary<LifeEvent> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constant('born' as const), count: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constant('changes' as const),
      who,
      part: fc.constantFrom('name', 'passport', 'enp', 'policy', 'snils', 'strange'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ what: fc.constantFrom('leaves', 'returns', 'is-split-off'), who }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('is-merged' as const), who, into: who }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constantFrom('insurer', 'classifier'), who }) },
)

const oneIn = (count: number): fc.Arbitrary<boolean> => fc.nat(count - 1).map((value) => value === count - 1)
const anyNight: fc.Arbitrary<RandomNight> = fc.record({
  events: fc.array(anyEvent, { maxLength: 5 }),
  isPublished: oneIn(8).map((isMissing) => !isMissing),
  content: fc.constantFrom('full-list', 'full-list', 'changes'),
  snapshot: oneIn(20),
  newEpoch: oneIn(25),
  desk: fc.oneof(
    { weight: 12, arbitrary: fc.constant('follows' as const) },
    { weight: 5, arbitrary: fc.constant('misses' as const) },
    { weight: 3, arbitrary: fc.constantFrom('asks-silent-first', 'asks-late-first', 'returns') },
  ),
})

/** `count` nights of anything. */
export function randomNights(count: number): fc.Arbitrary<RandomNights> {
  return fc.record({
    nights: fc.array(anyNight, { minLength: count, maxLength: count }),
    segmentPeople: fc.constantFrom(null, 30, 110),
    endsWithSnapshot: fc.boolean(),
  })
}

/** How the runs of the following desk ended, in numbers; `updated` by its way. */
export type RunTally = Record<string, number>

/**
 * Lets a desk follow all nights, and another take only what is published in the end: both must hold the published state, whole, and
 * answer alike by every key (register feed, Promises 4).
 */
export async function holdNights({ nights, segmentPeople, endsWithSnapshot }: RandomNights, tally: RunTally): Promise<void> {
  const publisher = testPublisher()
  const life = nightLife()
  const more = segmentPeople === null ? {} : { segmentPeople }
  const desk = joinedStation(publisher, { open: more })
  const other = joinedStation(publisher, { open: more })
  try {
    let late = ''
    for (const [number, one] of nights.entries()) {
      const isLast = number === nights.length - 1
      for (const happened of one.events) life.happen(happened)
      if (number % 5 === 1) late = copyOf(publisher)
      if (one.isPublished || number === 0 || isLast) {
        if (one.newEpoch && number > 0) published(rotateContentKey(publisher.keyFolder))
        await publish(publisher, life, number, one, isLast && endsWithSnapshot)
      }
      if (isLast) await follow(desk, publisher, number, 'follows', late, tally)
      else if (number > 0 || one.desk !== 'returns') await follow(desk, publisher, number, one.desk, late, tally)
    }
    const first = await takeWhole(other, nights.length - 1)
    expect(first.outcome).toMatchObject({ kind: 'updated' })
    await expectSame(desk, other, publisher, life)
  } finally {
    desk.remove()
    other.remove()
    publisher.remove()
  }
}

async function publish(publisher: TestPublisher, life: NightLife, number: number, night: RandomNight, snapshot: boolean): Promise<void> {
  const content: PublishSource['content'] = night.content === 'changes' && number > 0 && !life.hasLosses() ? 'changes' : 'full-list'
  const header = {
    dataset: 'demo-feed',
    scope: 'synthetic region 00',
    version: String(number),
    asOf: publisher.at(number).replace('T03', 'T00'),
  }
  const outcomes = life.records(content).map((record) => ({ kind: 'record', record }) as const)
  const source = { header, content, outcomes } satisfies PublishSource
  published(await publisher.publish(number, [], { source, accept: 'test', snapshot: night.snapshot || snapshot }))
  life.published(content, header.asOf.slice(0, 10))
}

function copyOf(publisher: TestPublisher): string {
  const copy = mkdtempSync(path.join(publisher.folder, 'late-'))
  cpSync(publisher.feedFolder, copy, { recursive: true })
  return copy
}

/** How a night may end for a desk whose publisher and sources are merely late, silent or bold. */
const EXPECTED: ReadonlySet<RunOutcome['kind']> = new Set<RunOutcome['kind']>([
  'updated',
  'unchanged',
  'publisher-frozen',
  'stays-returned',
])

async function follow(
  desk: JoinedStation,
  publisher: TestPublisher,
  number: number,
  way: RandomNight['desk'],
  late: string,
  tally: RunTally,
): Promise<void> {
  if (way === 'misses') return
  const before = sequenceOf(desk.folder)
  const first =
    way === 'asks-silent-first' ? [path.join(publisher.folder, 'nowhere')] : way === 'asks-late-first' && late !== '' ? [late] : []
  const { outcome } = await takeWhole(desk, number, [...first, publisher.feedFolder])
  const isOldKey = way === 'asks-late-first' && outcome.kind === 'refused' && outcome.because === 'key-missing'
  if (!isOldKey) expect(EXPECTED, JSON.stringify(outcome)).toContain(outcome.kind)
  const name = outcome.kind === 'updated' ? `updated by ${outcome.by}` : outcome.kind
  tally[name] = (tally[name] ?? 0) + 1
  expect(sequenceOf(desk.folder)).toBeGreaterThanOrEqual(before)
  if (outcome.kind === 'updated') expect((await desk.folder.feed.verify()).kind).toBe('whole')
  if (way !== 'returns') return
  const returned = desk.folder.feed.returnToPrevious()
  expect(returned.ok).toBe(true)
  tally['returned'] = (tally['returned'] ?? 0) + 1
  expect((await desk.folder.feed.verify()).kind).toBe('whole')
}

/** One run; where a brake holds an administrator lets that state pass. Deltas of an honest publisher never need the snapshot after all. */
async function takeWhole(desk: JoinedStation, number: number, sources?: readonly string[]): Promise<RunEntry> {
  const begun: string[] = []
  const { feed } = desk.folder
  const store: RunOrder['store'] = {
    takeTurn: feed.takeTurn,
    standing: feed.standing,
    beginSnapshot(...order) {
      begun.push('snapshot')
      return feed.beginSnapshot(...order)
    },
    beginDelta(...order) {
      const update = feed.beginDelta(...order)
      if (update.ok) begun.push('deltas')
      return update
    },
  }
  const more = { store, ...(sources === undefined ? {} : { sources }) }
  const entry = await desk.run(number, more)
  expect(desk.errors).toEqual([])
  if (!desk.hasLittleRoom) expect(begun.length).toBeLessThan(2)
  if (entry.outcome.kind !== 'held' || entry.to === null) return entry
  const { to } = entry
  const accepted = entry.outcome.brakes.map(({ brake }) => ({ brake, epoch: to.epoch, sequence: to.sequence }))
  return await desk.run(number, { ...more, accepted })
}

async function expectSame(desk: JoinedStation, other: JoinedStation, publisher: TestPublisher, life: NightLife): Promise<void> {
  const { dataset } = publisher.listed()
  for (const { folder } of [desk, other]) {
    expect(valueOf(folder.feed.standing())).toMatchObject({
      state: { epoch: dataset.epoch, sequence: dataset.sequence },
      returned: false,
      behind: false,
    })
    const records = Object.values(dataset.counts).reduce((sum, count) => sum + count, 0)
    expect(await folder.feed.verify()).toEqual({ kind: 'whole', records })
  }
  expect(desk.digest()).toBe(dataset.stateDigest)
  expect(other.digest()).toBe(dataset.stateDigest)
  const held = life.held()
  const strange = new Set([...held.values()].filter(isStrange).map(({ id }) => id))
  for (const [id, person] of held) {
    for (const { folder } of [desk, other]) {
      const found = folder.register.byId(id).people.find((one) => one.id === id)
      if (!strange.has(id)) expect(found).toEqual(person)
      // Nobody is found, or the keys of the last record that could be read find the person as unreadable.
      else if (found !== undefined) expect(found.removed).toEqual({ reason: 'record-unreadable', on: null })
    }
  }
  for (const item of life.items()) {
    expect(answer(desk.folder.register.find([item]), strange)).toEqual(answer(other.folder.register.find([item]), strange))
  }
}

/** What was found, without the order of rows and without people whose newest record no desk can interpret. */
function answer({ lookups, people, insurers }: Finding, strange: ReadonlySet<string>) {
  const known = people.filter(({ id }) => !strange.has(id))
  const named = new Set(known.flatMap(({ policies }) => policies.flatMap(({ insurer, printedInsurer }) => [insurer, printedInsurer])))
  return {
    lookups: lookups.map((lookup) => ({ ...lookup, people: lookup.people.filter((id) => !strange.has(id)).toSorted() })),
    people: known.toSorted((one, two) => (one.id < two.id ? -1 : 1)),
    insurers: insurers.filter(({ code }) => named.has(code)).toSorted((one, two) => (one.code < two.code ? -1 : 1)),
  }
}

function sequenceOf({ feed }: DataFolder): number {
  return valueOf(feed.standing()).state?.sequence ?? 0
}
