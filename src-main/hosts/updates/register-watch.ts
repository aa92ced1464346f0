import { existsSync, readdirSync, statSync, statfsSync } from 'node:fs'
import path from 'node:path'
import type { FeedPosition } from '../../../src-shared/feed/update-plan.ts'
import type { UpdatesState } from '../../../src-shared/feed/updates-state.ts'
import { floorIn } from '../../app/feed-port.ts'
import type { FeedStanding } from '../../app/feed-port.ts'
import type { DataFolder } from '../../app/ports.ts'
import type { FeedPlace } from './feed-place.ts'

type Held = Pick<UpdatesState, 'standing' | 'previous'>

/** What the register holds of the feed and what lies on the disk; looked at when something changed, not whenever a screen asks. */
export interface RegisterWatch {
  look(): void
  held(): Held
  /** The highest place this folder ever had in a dataset. */
  floor(dataset: string): FeedPosition | null
  disk(): UpdatesState['disk']
}

export function createRegisterWatch(folder: DataFolder, place: FeedPlace): RegisterWatch {
  let held: Held = { standing: null, previous: null }
  let known: FeedStanding | null = null
  let disk: UpdatesState['disk'] = { free: null, register: 0, journal: 0, feed: 0 }
  const look = (): void => {
    const standing = folder.feed.standing()
    const previous = folder.feed.previous()
    known = standing.ok ? standing.value : null
    held = {
      standing:
        known === null || known.state === null
          ? null
          : {
              position: { epoch: known.state.epoch, sequence: known.state.sequence },
              issuedAt: known.state.issuedAt,
              entities: { ...known.state.totals.entities },
              people: known.state.totals.people,
              insured: known.state.totals.insured,
              insurers: { ...known.state.totals.insurers },
              unreadable: known.state.totals.unreadable,
              returned: known.returned,
              behind: known.behind,
            },
      previous: previous.ok ? previous.value : null,
    }
    disk = {
      free: freeBytes(folder.path),
      register: bytesOf(folder.path, /^register-\d+\.db/),
      journal: bytesOf(folder.path, /^journal\.db/),
      feed: treeBytes(place.folder),
    }
  }
  look()
  const floor = (dataset: string): FeedPosition | null => {
    const found = known === null ? null : floorIn(known, dataset)
    return found === null ? null : { epoch: found.epoch, sequence: found.sequence }
  }
  return { look, held: () => held, floor, disk: () => disk }
}

function bytesOf(folder: string, names: RegExp): number {
  let bytes = 0
  for (const name of readdirSync(folder)) {
    if (names.test(name)) bytes += statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0
  }
  return bytes
}

function treeBytes(folder: string): number {
  if (!existsSync(folder)) return 0
  let bytes = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    bytes += entry.isDirectory() ? treeBytes(file) : (statSync(file, { throwIfNoEntry: false })?.size ?? 0)
  }
  return bytes
}

function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize, blocks } = statfsSync(folder)
    // Some network file systems state no sizes at all.
    return blocks === 0 ? null : bavail * bsize
  } catch {
    return null
  }
}
