import { createHash } from 'node:crypto'
import { cpSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import type { FeedRecord } from '../../../src-shared/feed/canonical-record.ts'
import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import type { RunEntry } from '../../../src-shared/feed/run-outcome.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import { people } from '../../unit/feed/follow/station.ts'
import { testPublisher, valueOf } from '../../unit/feed/publisher.ts'
import type { TestPublisher } from '../../unit/feed/publisher.ts'
import { joinedStation } from './joined-station.ts'
import type { JoinedStation } from './joined-station.ts'

/** Four published nights, the last of which only has another date, and a station that stands at the first. */
export interface FourNights {
  readonly publisher: TestPublisher
  /** The folder of the feed as it was in a night, from 0. */
  feed(night: number): string
  listing(night: number): Dataset
  /** A station of its own that stands at the first night. */
  station(): JoinedStation
  /** The data folder of a station at the first night, not to be changed. */
  readonly firstData: string
  remove(): void
}

export async function fourNights(): Promise<FourNights> {
  const publisher = testPublisher()
  const nights: { readonly feed: string; readonly listing: Dataset }[] = []
  for (const [night, records] of [named(300), named(302), named(303, 100), named(303, 100)].entries()) {
    valueOf(await publisher.publish(night, records))
    const feed = path.join(publisher.folder, `night-${night}`)
    cpSync(publisher.feedFolder, feed, { recursive: true })
    nights.push({ feed, listing: publisher.listed().dataset })
  }
  const at = (night: number) => {
    const found = nights[night]
    if (found === undefined) throw new RangeError(`there is no night ${night}`)
    return found
  }
  const first = joinedStation(publisher)
  await first.run(0, { sources: [at(0).feed] })
  return {
    publisher,
    feed: (night) => at(night).feed,
    listing: (night) => at(night).listing,
    station: () => joinedStation(publisher, { copyOf: first }),
    firstData: first.place.data,
    remove() {
      first.remove()
      publisher.remove()
    },
  }
}

/** Of which night a station's answers are: the third knows one person more, and some under another patronymic. */
export function answersOf({ folder }: JoinedStation): 'first' | 'third' | 'none' {
  const [known] = folder.register.byId('000000000100').people
  if (known === undefined) return 'none'
  const isThird = folder.register.byId('000000000303').people.length === 1
  expect(known.patronymic).toBe(isThird ? 'ИВАНОВИЧ100' : 'ИВАНОВИЧ')
  return isThird ? 'third' : 'first'
}

/** An honest run in the fourth night, which must bring what the third published. */
export async function heals(station: JoinedStation, nights: FourNights, source = nights.feed(2)): Promise<RunEntry> {
  const entry = await station.run(3, { sources: [source] })
  expect(entry.outcome.kind).toBe('updated')
  expect(answersOf(station)).toBe('third')
  expect(station.digest()).toBe(nights.listing(2).stateDigest)
  expect(await station.folder.feed.verify()).toEqual({ kind: 'whole', records: 303 })
  expect(station.errors).toEqual([])
  return entry
}

/** People whose names do not pack well, so that a night of few changes is cheaper than the whole. */
function named(count: number, version = 0): FeedRecord[] {
  return people(count, version).map((record) => ('person' in record ? { person: withOwnName(record.person) } : record))
}

function withOwnName(person: Person): Person {
  return { ...person, familyName: createHash('sha256').update(person.id).digest('hex').toUpperCase() }
}
