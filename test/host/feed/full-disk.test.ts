import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FeedRecord } from '../../../src-shared/feed/canonical-record.ts'
import { fakePerson } from '../../fakes/people.ts'
import { mayMount, mountSmallDisk, unmountSmallDisk } from '../../fakes/small-disk.ts'
import { testPublisher, valueOf } from '../../unit/feed/publisher.ts'
import type { TestPublisher } from '../../unit/feed/publisher.ts'
import { joinedStation } from './joined-station.ts'
import type { JoinedStation } from './joined-station.ts'

const DISK = 4 << 20

describe.skipIf(!mayMount())('a night on a full disk (needs the right to mount a disk of 4 MiB)', () => {
  let publisher: TestPublisher
  let disk: string
  let station: JoinedStation

  beforeAll(async () => {
    publisher = testPublisher()
    disk = path.join(publisher.folder, 'disk')
    mkdirSync(disk)
    mountSmallDisk(disk, DISK >> 10)
    station = joinedStation(publisher, { parent: disk })
    valueOf(await publisher.publish(0, people(200)))
    expect((await station.run(0, roomy)).outcome.kind).toBe('updated')
    valueOf(await publisher.publish(1, people(2500)))
  }, 60_000)
  afterAll(() => {
    station.remove()
    unmountSmallDisk(disk)
    publisher.remove()
  })

  /** Lets a run begin although the disk is smaller than what a run wants to leave free. */
  const roomy = { freeBytes: () => Number.POSITIVE_INFINITY }
  const filler = (): string => path.join(disk, 'filler')
  const free = (): number => {
    const { bavail, bsize } = statfsSync(disk)
    return bavail * bsize
  }
  /** Leaves so many bytes. */
  const fillUpTo = (left: number): void => {
    rmSync(filler(), { force: true })
    writeFileSync(filler(), Buffer.alloc(Math.max(0, free() - left)))
  }
  const expectOld = async (): Promise<void> => {
    expect(station.folder.register.state()).toMatchObject({ state: 'ready', people: 200, version: '0' })
    expect(station.folder.register.byId('7').people).toHaveLength(1)
    expect(await station.folder.feed.verify()).toMatchObject({ kind: 'whole' })
    expect(readdirSync(station.place.data).filter((name) => /^register-\d+\.db$/.test(name))).toHaveLength(1)
  }

  test('is not begun where there is no room to spare', async () => {
    expect((await station.run(1)).outcome).toMatchObject({ kind: 'disk-full', needed: expect.any(Number) })
    await expectOld()
  })

  test.each([
    ['while the listing is fetched', 0],
    ['while parts are fetched', 32 << 10],
    ['while the register is built', 1 << 20],
  ])('that fills %s is told as such, and leaves the room as it was', async (_title, left) => {
    fillUpTo(left)
    expect((await station.run(1, roomy)).outcome).toEqual({ kind: 'disk-full', needed: null })
    await expectOld()
    // What was fetched is kept; what was built is not.
    expect(free()).toBeGreaterThanOrEqual(left - publisher.listed().dataset.snapshot.bytes - (64 << 10))
  })

  test('is taken as soon as there is room again, from what was fetched', async () => {
    rmSync(filler(), { force: true })
    const entry = await station.run(1, roomy)
    expect(entry.outcome).toEqual({ kind: 'updated', by: 'snapshot' })
    expect(entry.bytes).toBeLessThan(publisher.listed().dataset.snapshot.bytes)
    expect(station.folder.register.state()).toMatchObject({ people: 2500, version: '1' })
    expect(await station.folder.feed.verify()).toEqual({ kind: 'whole', records: 2500 })
  })
})

/** People whose names do not pack well, so that parts have some size. */
function people(count: number): FeedRecord[] {
  return Array.from({ length: count }, (_none, index) => {
    const familyName = createHash('sha256').update(String(index)).digest('hex').toUpperCase()
    return { person: fakePerson({ id: String(index), familyName }) }
  })
}
