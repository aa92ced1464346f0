import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { Instant } from '../../../src-shared/calendar.ts'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { writeDurably } from '../../app/files/durable-file.ts'
import { failed } from '../feed-failure.ts'
import type { FeedFailure } from '../feed-failure.ts'
import {
  newOnlineKeys,
  onlineFile,
  readOnlineKeys,
  readRootKey,
  rootKeyFile,
  signersOf,
  writeOnlineKeys,
  writeRootKey,
} from './key-files.ts'
import type { OnlineKeys } from './key-files.ts'
import type { SealCost } from './passphrase-seal.ts'
import { ROOT_KEYS, ROOT_THRESHOLD, makeRoot, readRoot, rootKeysOf } from './root.ts'
import type { OnlineSigners } from './root.ts'
import { newPrivateKey, signingKey } from './signing-key.ts'
import type { SigningKey } from './signing-key.ts'

/**
 * The publisher's key folder (register feed, «Publisher»). `root-key-<number>-of-root-<version>.json` are for other places: two of the
 * three sign a new root, none is needed to publish. `online-<version>.json` signs every night and holds the content key of the present
 * epoch and the key of the publisher's state. `roots/` holds every root ever made; it is public.
 */
export interface PublisherKeys {
  readonly dataset: string
  /** Of the content key: the feed's present epoch. */
  readonly epoch: number
  /** The on-line keys that a root of this version names. Throws RangeError where they are not kept. */
  online(rootVersion: number): OnlineSigners
  readonly contentKey: Buffer
  readonly stateKey: Buffer
  /** Bytes of every root by its version, oldest first; the newest is the one in force. */
  readonly roots: ReadonlyMap<number, Buffer>
}

export interface KeyOrder {
  readonly folder: string
  readonly dataset: string
  readonly now: Instant
  /** Seals the root keys; null leaves them as they are, for media that are locked away. */
  readonly passphrase: string | null
  /** Cheaper seals are for tests. */
  readonly cost?: SealCost
}

/** Makes all keys of a new feed and its first root. Error: `keys-exist`. Throws the file system's errors. */
export function createKeys({ folder, dataset, now, passphrase, cost }: KeyOrder): Result<PublisherKeys, FeedFailure> {
  if (existsSync(path.join(folder, ROOTS))) return failed('keys-exist', { path: folder })
  const rootKeys = Array.from({ length: ROOT_KEYS }, newPrivateKey)
  rootKeys.forEach((key, index) => writeRootKey(path.join(folder, rootKeyFile(index + 1, 1)), key, passphrase, cost))
  const online = newOnlineKeys(dataset)
  writeOnlineKeys(path.join(folder, onlineFile(1)), online)
  const signers = rootKeys.map(signingKey)
  const publicKeys = signers.map(({ publicKey }) => publicKey)
  const root = makeRoot({
    version: 1,
    now,
    rootKeys: publicKeys,
    online: signersOf(online),
    signers: signers.slice(0, ROOT_THRESHOLD),
  })
  writeRoot(folder, 1, root)
  return readKeys(folder)
}

/** Reads what publishing needs. Errors: `keys-missing`, `keys-unreadable`. */
export function readKeys(folder: string): Result<PublisherKeys, FeedFailure> {
  const roots = readRoots(folder)
  const version = [...roots.keys()].at(-1)
  if (version === undefined) return failed('keys-missing', { path: folder })
  if (!readRoot(rootInForce({ roots })).ok) return failed('keys-unreadable', { path: path.join(folder, ROOTS) })
  const online = readOnlineKeys(newestOnline(folder, version))
  if (!online.ok) return online
  const { dataset, epoch, contentKey, stateKey } = online.value
  const newest = signersOf(online.value)
  return ok({
    dataset,
    epoch,
    online(rootVersion) {
      if (rootVersion >= version) return newest
      const former = readOnlineKeys(newestOnline(folder, rootVersion))
      if (!former.ok) throw new RangeError('the former on-line keys are gone')
      return signersOf(former.value)
    },
    contentKey: Buffer.from(contentKey, 'base64'),
    stateKey: Buffer.from(stateKey, 'base64'),
    roots,
  })
}

/** The newest root's version. */
export function rootVersionOf({ roots }: Pick<PublisherKeys, 'roots'>): number {
  return Math.max(...roots.keys())
}

/** The newest root's bytes. */
export function rootInForce({ roots }: Pick<PublisherKeys, 'roots'>): Buffer {
  const newest = [...roots.values()].at(-1)
  if (newest === undefined) throw new Error('keys have a root')
  return newest
}

/** Until when the newest root holds. Throws on a root that does not hold by itself. */
export function rootExpiry(keys: Pick<PublisherKeys, 'roots'>): Instant {
  const root = readRoot(rootInForce(keys))
  if (!root.ok) throw new Error('the newest root does not hold')
  return root.value.signed.expires
}

/** A new content key, and with it a new epoch: every station needs a new enrolment. Errors: `keys-missing`, `keys-unreadable`. */
export function rotateContentKey(folder: string): Result<PublisherKeys, FeedFailure> {
  const roots = readRoots(folder)
  const file = newestOnline(folder, [...roots.keys()].at(-1) ?? 0)
  const former = readOnlineKeys(file)
  if (!former.ok) return former
  const { contentKey } = newOnlineKeys(former.value.dataset)
  writeOnlineKeys(file, { ...former.value, epoch: former.value.epoch + 1, contentKey })
  return readKeys(folder)
}

export interface RotationOrder {
  readonly folder: string
  readonly now: Instant
  /** Files of root keys that sign; two of the root in force are needed. */
  readonly rootKeyFiles: readonly string[]
  /** Opens those files, and seals a new one. */
  readonly passphrase: string | null
  /** Makes new on-line keys. */
  readonly online: boolean
  /** Replaces this root key, 1–3, by a new one. */
  readonly replaceRootKey: number | null
  readonly cost?: SealCost
}

/**
 * Makes the next root, valid anew from now, with new keys as ordered; the next publication carries it. Errors: `keys-missing`,
 * `keys-unreadable`, `passphrase-needed`, `passphrase-wrong`, `root-keys-too-few`.
 */
export function rotateRoot(order: RotationOrder): Result<PublisherKeys, FeedFailure> {
  const { folder, passphrase, now, cost, replaceRootKey } = order
  const present = readKeys(folder)
  if (!present.ok) return present
  const root = readRoot(rootInForce(present.value))
  if (!root.ok) return failed('keys-unreadable', { path: path.join(folder, ROOTS) })
  const { version: presentVersion } = root.value.signed
  const former = readOnlineKeys(newestOnline(folder, presentVersion))
  if (!former.ok) return former
  const signers = readSigners(order.rootKeyFiles, passphrase)
  if (!signers.ok) return signers
  const formerKeys = rootKeysOf(root.value)
  const known = signers.value.filter(({ publicKey }) => formerKeys.some(({ keyID }) => keyID === publicKey.keyID))
  if (new Set(known.map(({ publicKey }) => publicKey.keyID)).size < ROOT_THRESHOLD) return failed('root-keys-too-few')

  const version = presentVersion + 1
  const newKey = replaceRootKey === null ? null : newPrivateKey()
  const newSigners = newKey === null ? known : [...known, signingKey(newKey)]
  const rootKeys = formerKeys.map((key, index) => (newKey !== null && index + 1 === replaceRootKey ? signingKey(newKey).publicKey : key))
  const online = order.online ? { ...former.value, ...signersOnly(newOnlineKeys(former.value.dataset)) } : former.value
  const bytes = makeRoot({ version, now, rootKeys, online: signersOf(online), signers: newSigners })
  if (!readRoot(bytes).ok) return failed('root-keys-too-few')
  // The root comes last and counts alone: keys without a root are as if they had never been made.
  if (newKey !== null) writeRootKey(path.join(folder, rootKeyFile(replaceRootKey ?? 0, version)), newKey, passphrase, cost)
  if (order.online) writeOnlineKeys(path.join(folder, onlineFile(version)), online)
  writeRoot(folder, version, bytes)
  return readKeys(folder)
}

const ROOTS = 'roots'
const ROOT_NAME = /^([1-9]\d*)\.root\.json$/
const ONLINE_NAME = /^online-([1-9]\d*)\.json$/

function readRoots(folder: string): ReadonlyMap<number, Buffer> {
  const place = path.join(folder, ROOTS)
  const versions = existsSync(place) ? numbersIn(place, ROOT_NAME) : []
  return new Map(versions.map((version) => [version, readFileSync(path.join(place, `${version}.root.json`))]))
}

function writeRoot(folder: string, version: number, bytes: Buffer): void {
  writeDurably(path.join(folder, ROOTS, `${version}.root.json`), bytes)
}

/** The on-line keys that the root of a version names: they are made together with a root, and serve until another root brings new ones. */
function newestOnline(folder: string, rootVersion: number): string {
  const versions = existsSync(folder) ? numbersIn(folder, ONLINE_NAME) : []
  return path.join(folder, onlineFile(versions.findLast((version) => version <= rootVersion) ?? rootVersion))
}

function numbersIn(folder: string, name: RegExp): readonly number[] {
  const found = readdirSync(folder).flatMap((file) => name.exec(file)?.[1] ?? [])
  return found.map(Number).toSorted((one, other) => one - other)
}

function readSigners(files: readonly string[], passphrase: string | null): Result<readonly SigningKey[], FeedFailure> {
  const signers: SigningKey[] = []
  for (const file of files) {
    const key = readRootKey(file, passphrase)
    if (!key.ok) return key
    signers.push(key.value)
  }
  return ok(signers)
}

function signersOnly({ timestamp, snapshot, targets }: OnlineKeys): Pick<OnlineKeys, 'timestamp' | 'snapshot' | 'targets'> {
  return { timestamp, snapshot, targets }
}
