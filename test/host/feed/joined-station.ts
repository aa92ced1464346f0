import { cpSync } from 'node:fs'
import path from 'node:path'
import { runFeed } from '../../../src-main/feed/follow/feed-run.ts'
import type { RunOrder } from '../../../src-main/feed/follow/feed-run.ts'
import type { DataFolder } from '../../../src-main/app/ports.ts'
import type { RunEntry } from '../../../src-shared/feed/run-outcome.ts'
import { runEntrySchema } from '../../../src-shared/feed/run-outcome.ts'
import { keyFileVault } from '../../../src-main/hosts/keys/key-file-vault.ts'
import type { OpenOptions } from '../../../src-main/store/data-folder.ts'
import { readFolderFile } from '../../../src-main/store/folder-file.ts'
import { digestText, readFeedRow } from '../../../src-main/store/register-feed/feed-row.ts'
import { openRegisterFile } from '../../../src-main/store/register/generation.ts'
import { storePlace, valueOf } from '../../store/store-place.ts'
import type { StorePlace } from '../../store/store-place.ts'
import type { TestPublisher } from '../../unit/feed/publisher.ts'

/** A station that follows a test publisher into a real data folder. */
export interface JoinedStation {
  readonly place: StorePlace
  readonly folder: DataFolder
  /** The indexes come in parts that are full soon. */
  readonly hasLittleRoom: boolean
  /** The feed's own folder, `metadata/` and `parts/`. */
  readonly feedFolder: string
  readonly entries: RunEntry[]
  /** What went wrong inside, which no test expects. */
  readonly errors: unknown[]
  run(night: number, more?: Partial<RunOrder>): Promise<RunEntry>
  /** The state digest kept beside the tables, as `dataset.json` writes it; `verify` holds the tables to it. */
  digest(): string
  remove(): void
}

export function joinedStation(publisher: TestPublisher, { parent, keepsMirror = true, open = {}, copyOf }: Options = {}): JoinedStation {
  const place = storePlace(parent)
  if (copyOf !== undefined) {
    for (const kept of ['data', 'keys']) cpSync(path.join(copyOf.place.root, kept), path.join(place.root, kept), { recursive: true })
  }
  const folder = place.opened('desk', open)
  const feedFolder = path.join(place.data, 'feed')
  const [entries, errors]: [RunEntry[], unknown[]] = [[], []]
  return {
    place,
    folder,
    hasLittleRoom: open.segmentPeople !== undefined,
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
    digest: () => keptDigest(place),
    remove: place.remove,
  }
}

interface Options {
  /** Where the data folder is made; the system's temporary folder by itself. */
  readonly parent?: string
  readonly keepsMirror?: boolean
  readonly open?: Partial<OpenOptions>
  /** Begins with what that station has. */
  readonly copyOf?: JoinedStation
}

function keptDigest({ data, keyFile }: StorePlace): string {
  const pointer = valueOf(readFolderFile(data))
  if (pointer.generation === null) throw new Error('There is no register.')
  const vault = keyFileVault({ file: keyFile, folderId: pointer.id, occasion: 'open', passphrase: null })
  const database = valueOf(openRegisterFile(data, pointer.generation, valueOf(vault.key('register'))))
  try {
    return digestText(readFeedRow(database, 0)?.digest ?? new Uint8Array(0))
  } finally {
    database.close()
  }
}
