import path from 'node:path'
import { runFeed } from '../../../src-main/feed/follow/feed-run.ts'
import type { RunOrder } from '../../../src-main/feed/follow/feed-run.ts'
import type { DataFolder } from '../../../src-main/app/ports.ts'
import type { RunEntry } from '../../../src-shared/feed/run-outcome.ts'
import { runEntrySchema } from '../../../src-shared/feed/run-outcome.ts'
import { storePlace } from '../../store/store-place.ts'
import type { StorePlace } from '../../store/store-place.ts'
import type { TestPublisher } from '../../unit/feed/publisher.ts'

/** A station that follows a test publisher into a real data folder. */
export interface JoinedStation {
  readonly place: StorePlace
  readonly folder: DataFolder
  /** The feed's own folder, `metadata/` and `parts/`. */
  readonly feedFolder: string
  readonly entries: RunEntry[]
  /** What went wrong inside, which no test expects. */
  readonly errors: unknown[]
  run(night: number, more?: Partial<RunOrder>): Promise<RunEntry>
  remove(): void
}

export function joinedStation(publisher: TestPublisher, { parent, keepsMirror = true }: Options = {}): JoinedStation {
  const place = storePlace(parent)
  const folder = place.opened()
  const feedFolder = path.join(place.data, 'feed')
  const [entries, errors]: [RunEntry[], unknown[]] = [[], []]
  return {
    place,
    folder,
    feedFolder,
    entries,
    errors,
    async run(night, more = {}) {
      const entry = await runFeed({
        why: 'nightly',
        dataset: 'demo-feed',
        firstRoot: publisher.keys().roots.get(1) ?? Buffer.alloc(0),
        sources: [publisher.feedFolder],
        contentKey: publisher.keys().contentKey,
        folder: feedFolder,
        mirror: keepsMirror,
        accepted: [],
        takeReturned: false,
        store: folder.feed,
        journal: { record: (one) => void entries.push(one) },
        clock: { now: () => publisher.at(night) },
        log: { info: () => undefined, error: (event, fields) => void errors.push({ event, ...fields }) },
        signal: new AbortController().signal,
        onProgress: () => undefined,
        ...more,
      })
      runEntrySchema.parse(entry)
      return entry
    },
    remove: place.remove,
  }
}

interface Options {
  /** Where the data folder is made; the system's temporary folder by itself. */
  readonly parent?: string
  readonly keepsMirror?: boolean
}
