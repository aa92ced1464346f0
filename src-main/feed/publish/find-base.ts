import { rmSync } from 'node:fs'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { failed } from '../feed-failure.ts'
import type { FeedFailure } from '../feed-failure.ts'
import { folderCarrier } from '../trust/folder-carrier.ts'
import type { PublisherKeys } from '../trust/key-folder.ts'
import { openTrustedFeed } from '../trust/trusted-feed.ts'
import type { FeedFolder } from './feed-folder.ts'
import type { Published, StateFolder } from './state-folder.ts'

/** From where a publication goes on. */
export interface Base {
  /** The last publication that the state knows. */
  readonly former: Published | null
  /** The highest sequence and timestamp version that a desk may have seen. */
  readonly sequence: number
  readonly timestampVersion: number
  /** True where deltas may lead on from `former`. */
  readonly isSameEpoch: boolean
}

/**
 * Puts the state and the feed's folder in step after whatever ended the last run: a publication whose timestamp is in the feed was
 * published, any other was not. Errors: `dataset-differs`, `keys-older`, `feed-unreadable`, and `state-missing` or `state-behind-feed`
 * where the feed has more than the state remembers; only a new epoch leads on from there.
 */
export async function findBase(
  state: StateFolder,
  feed: FeedFolder,
  feedFolder: string,
  keys: PublisherKeys,
): Promise<Result<Base, FeedFailure>> {
  const seen = feed.timestampVersion()
  if (!seen.ok) return seen
  settlePrepared(state, seen.value)
  const former = state.state.published
  state.keepOnly(former)
  if (former !== null && former.dataset.dataset !== keys.dataset) {
    return failed('dataset-differs', { given: keys.dataset, known: former.dataset.dataset })
  }
  if (former !== null && former.dataset.epoch > keys.epoch) {
    return failed('keys-older', { epoch: String(keys.epoch), known: String(former.dataset.epoch) })
  }
  const known = former?.timestampVersion ?? 0
  const isSameEpoch = former !== null && former.dataset.epoch === keys.epoch
  if (seen.value === null || seen.value <= known) {
    return ok({ former, sequence: former?.dataset.sequence ?? 0, timestampVersion: known, isSameEpoch })
  }
  const published = await readOwnFeed(state, feedFolder, keys)
  if (!published.ok) return published
  const { epoch, sequence } = published.value
  if (epoch >= keys.epoch) return failed(former === null ? 'state-missing' : 'state-behind-feed', { sequence: String(sequence) })
  return ok({
    former,
    sequence: Math.max(sequence, former?.dataset.sequence ?? 0),
    timestampVersion: seen.value,
    isSameEpoch: false,
  })
}

function settlePrepared(state: StateFolder, seen: number | null): void {
  const { prepared } = state.state
  if (prepared === null) return
  const published = seen === prepared.timestampVersion ? prepared : state.state.published
  state.save({ ...state.state, published, prepared: null })
}

/** What the feed says of itself, however old: an expired feed is no reason not to go on with it. */
async function readOwnFeed(
  state: StateFolder,
  folder: string,
  { roots }: PublisherKeys,
): Promise<Result<{ readonly epoch: number; readonly sequence: number }, FeedFailure>> {
  const [firstRoot] = roots.values()
  if (firstRoot === undefined) throw new Error('keys have a root')
  const metadataFolder = state.workFile('metadata')
  try {
    const found = await openTrustedFeed({ metadataFolder, firstRoot, carrier: folderCarrier(folder), now: LONG_AGO })
    return found.ok ? ok(found.value.dataset) : failed('feed-unreadable', { path: folder, cause: found.error.code })
  } finally {
    rmSync(metadataFolder, { recursive: true, force: true })
  }
}

const LONG_AGO = '2000-01-01T00:00:00Z'
