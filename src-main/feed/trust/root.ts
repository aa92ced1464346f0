import { Metadata, MetadataKind, Root } from '@tufjs/models'
import type { Key } from '@tufjs/models'
import { z } from 'zod'
import type { Instant } from '../../../src-shared/calendar.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { SPEC_VERSION, instantAfter, metadataBytes } from './metadata-bytes.ts'
import type { SigningKey } from './signing-key.ts'

/** Signatures that a root needs (register feed, «Publisher»: root threshold 2 of 3). */
export const ROOT_THRESHOLD = 2
export const ROOT_KEYS = 3
const ROOT_DAYS = 400

/** The keys that are used every night, one for each role. */
export interface OnlineSigners {
  readonly timestamp: SigningKey
  readonly snapshot: SigningKey
  readonly targets: SigningKey
}

export interface RootOrder {
  /** Version of the root, from 1. */
  readonly version: number
  readonly now: Instant
  /** Public halves, in the order of their numbers. */
  readonly rootKeys: readonly Key[]
  readonly online: OnlineSigners
  /** Who signs: of the first root two of its keys, of a later one also two of the former's. */
  readonly signers: readonly SigningKey[]
}

/** A root as the bytes of `<version>.root.json`. */
export function makeRoot({ version, now, rootKeys, online, signers }: RootOrder): Buffer {
  const [timestamp, snapshot, targets] = [online.timestamp.publicKey, online.snapshot.publicKey, online.targets.publicKey]
  const root = Root.fromJSON({
    spec_version: SPEC_VERSION,
    version,
    expires: instantAfter(now, ROOT_DAYS * 24),
    consistent_snapshot: true,
    keys: Object.fromEntries([...rootKeys, timestamp, snapshot, targets].map((key) => [key.keyID, key.toJSON()])),
    roles: {
      root: role(rootKeys, ROOT_THRESHOLD),
      timestamp: role([timestamp], 1),
      snapshot: role([snapshot], 1),
      targets: role([targets], 1),
    },
  })
  const metadata = new Metadata(root)
  for (const signer of signers) metadata.sign((bytes) => signer.sign(bytes), true)
  return metadataBytes(metadata)
}

/** A root that holds by itself: signed by its own keys. Error: the reason, for a log. */
export function readRoot(bytes: Uint8Array): Result<Metadata<Root>, string> {
  try {
    const json = jsonObjectSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    const root = Metadata.fromJSON(MetadataKind.Root, json as Parameters<typeof Metadata.fromJSON>[1])
    root.verifyDelegate(MetadataKind.Root, root)
    return ok(root)
  } catch (error) {
    return err(error instanceof Error ? error.message : 'not a root')
  }
}

/** The public root keys of a root in the order of their numbers. */
export function rootKeysOf({ signed }: Metadata<Root>): readonly Key[] {
  return (signed.roles['root']?.keyIDs ?? []).flatMap((id) => signed.keys[id] ?? [])
}

function role(keys: readonly Key[], threshold: number): { keyids: string[]; threshold: number } {
  return { keyids: keys.map(({ keyID }) => keyID), threshold }
}

const jsonObjectSchema = z.record(z.string(), z.json())
