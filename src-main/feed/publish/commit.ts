import { epochMilliseconds } from '../../../src-shared/calendar.ts'
import { DRAFT } from '../../app/files/durable-file.ts'
import { makeListing, makeTimestamp, storedName, storedTarget } from '../trust/feed-metadata.ts'
import type { Listing } from '../trust/feed-metadata.ts'
import { rootVersionOf } from '../trust/key-folder.ts'
import type { OnlineSigners } from '../trust/root.ts'
import { rememberPassed } from './acceptance.ts'
import type { Acceptance, Lifted } from './acceptance.ts'
import type { NextState } from './next-state.ts'
import type { PublishWork } from './order.ts'
import type { Published } from './state-folder.ts'
import type { Listed } from './write-listed.ts'

/** What was passed in a publication. */
interface Passing {
  readonly acceptance: Acceptance | null
  readonly lifted: readonly Lifted[]
}

/** Files that are no longer listed stay for a week: a desk may be in the middle of an older listing. */
const LEAVING = 7 * 86_400_000
/** A listing is signed anew long before its signatures end. */
const SIGN_AGAIN = 14 * 86_400_000

/**
 * Makes a publication visible: listing, state, timestamp, roots, state. Only the timestamp counts for desks; before it they see the
 * former state, and after it the publisher's state is put in step by the next run even if this one ends at once.
 */
export function commit(
  work: PublishWork,
  { dataset, targets }: Listed,
  { shards, origins }: NextState,
  passing: Passing,
): { readonly removedFiles: number } {
  const { order, base } = work
  const version = base.timestampVersion + 1
  const listing = makeListing(version, order.now, targets, signers(work))
  writeListing(work, version, listing)
  return switchTo(work, {
    dataset,
    targets: Object.fromEntries(targets),
    rootVersion: rootVersionOf(order.keys),
    listingVersion: version,
    listingSignedAt: order.now,
    snapshotMetadata: storedTarget(listing.snapshot),
    timestampVersion: version,
    shards,
    sources: sourcesOf(work),
    origins: [...origins],
    passed: passedBy(work, dataset.sequence, passing),
  })
}

/** Says that the last publication is still the newest: a new timestamp, and a new listing where keys or time ask for one. */
export function renew(work: PublishWork, former: Published, passing: Passing): { readonly removedFiles: number } {
  const { order, base } = work
  const version = base.timestampVersion + 1
  const rootVersion = rootVersionOf(order.keys)
  const isOld = epochMilliseconds(order.now) - epochMilliseconds(former.listingSignedAt) >= SIGN_AGAIN
  const next = {
    ...former,
    rootVersion,
    timestampVersion: version,
    sources: sourcesOf(work),
    passed: passedBy(work, former.dataset.sequence, passing),
  }
  if (!isOld && rootVersion === former.rootVersion && isListingThere(work, former)) return switchTo(work, next)
  const listing = makeListing(version, order.now, new Map(Object.entries(former.targets)), signers(work))
  writeListing(work, version, listing)
  const snapshotMetadata = storedTarget(listing.snapshot)
  return switchTo(work, { ...next, listingVersion: version, listingSignedAt: order.now, snapshotMetadata })
}

function passedBy({ order, base }: PublishWork, sequence: number, { acceptance, lifted }: Passing): Published['passed'] {
  return rememberPassed(base.former?.passed ?? [], acceptance, lifted, { sequence, at: order.now })
}

function sourcesOf({ order, base }: PublishWork): Published['sources'] {
  return order.source.memory ?? base.former?.sources ?? null
}

function isListingThere({ feed }: PublishWork, { listingVersion, snapshotMetadata }: Published): boolean {
  const snapshot = feed.readMetadata(`${listingVersion}.snapshot.json`)
  return (
    snapshot !== null &&
    storedTarget(snapshot).sha256 === snapshotMetadata.sha256 &&
    feed.readMetadata(`${listingVersion}.targets.json`) !== null
  )
}

/** Until the feed carries the newest root, the keys of the one before sign too: there is no moment at which a desk refuses the feed. */
function signers({ order: { keys }, base: { former }, feed }: PublishWork): readonly OnlineSigners[] {
  const newest = rootVersionOf(keys)
  const isCarried = (version: number): boolean => feed.readMetadata(`${version}.root.json`) !== null
  const carried = [...keys.roots.keys()].findLast(isCarried) ?? former?.rootVersion ?? newest
  return carried >= newest ? [keys.online(newest)] : [keys.online(carried), keys.online(newest)]
}

function writeListing({ feed }: PublishWork, version: number, { targets, snapshot }: Listing): void {
  feed.writeMetadata(`${version}.targets.json`, targets)
  feed.writeMetadata(`${version}.snapshot.json`, snapshot)
}

function switchTo(work: PublishWork, next: Published): { readonly removedFiles: number } {
  const { order, state, feed } = work
  state.save({ ...state.state, prepared: next })
  const listed = { ...next.snapshotMetadata, version: next.listingVersion }
  feed.writeMetadata('timestamp.json', makeTimestamp(next.timestampVersion, order.now, order.cadenceHours, listed, signers(work)))
  for (const [version, root] of order.keys.roots) {
    if (version > (work.base.former?.rootVersion ?? 0) || feed.readMetadata(`${version}.root.json`) === null)
      feed.writeMetadata(`${version}.root.json`, root)
  }
  const { leaving, gone } = leavingFiles(work, next)
  state.save({ ...state.state, published: next, prepared: null, leaving })
  state.keepOnly(next)
  for (const file of gone) feed.remove(file)
  return { removedFiles: gone.length }
}

function leavingFiles(
  { feed, state, order }: PublishWork,
  { targets, listingVersion }: Published,
): { readonly leaving: Record<string, string>; readonly gone: readonly string[] } {
  const listed = new Set(Object.entries(targets).map(([name, target]) => storedName(name, target)))
  for (const kind of ['targets', 'snapshot']) listed.add(`${listingVersion}.${kind}.json`)
  const leaving: Record<string, string> = {}
  const gone: string[] = []
  for (const file of feed.files()) {
    if (listed.has(file)) continue
    const since = state.state.leaving[file] ?? order.now
    const isGone = file.endsWith(DRAFT) || epochMilliseconds(order.now) - epochMilliseconds(since) > LEAVING
    if (isGone) gone.push(file)
    else leaving[file] = since
  }
  return { leaving, gone }
}
