import { z } from 'zod'
import { registerHeaderSchema } from '../../../src-shared/register/record.ts'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { failed } from '../feed-failure.ts'
import type { FeedFailure } from '../feed-failure.ts'
import { sha256Hex } from '../hash.ts'
import { contentKeyId } from '../parts/sealed-bytes.ts'
import { openSecret, passphraseSealSchema, sealSecret, SEAL_COST } from './passphrase-seal.ts'
import type { SealCost } from './passphrase-seal.ts'
import { readRoot } from './root.ts'
import { openAtStation, sealForStation, stationSealSchema } from './station-seal.ts'

/**
 * The enrolment file: all that a station needs to follow a feed (register feed, «Trust»). It tells nobody who is insured: the content key
 * lies in it under a passphrase that travels separately, or under the station's own public key.
 */
export const enrolmentSchema = z.strictObject({
  format: z.literal(1),
  dataset: registerHeaderSchema.shape.dataset,
  /** The first trusted root: the bytes of `<version>.root.json` in base64. */
  root: z.base64().max(700_000),
  /** Where the feed lies, in the order of trying: http(s) addresses, `file:` addresses or paths of folders, shares and sticks. */
  sources: z.array(z.string().min(1).max(1000)).max(20),
  /** Which content key it is. */
  contentKeyId: z.string().regex(/^[\da-f]{16}$/),
  contentKey: z.union([z.strictObject({ passphrase: passphraseSealSchema }), z.strictObject({ station: stationSealSchema })]),
})
export type Enrolment = z.infer<typeof enrolmentSchema>

/** Who may open the content key. */
export type EnrolmentSecret = { readonly passphrase: string } | { readonly stationKey: string }

export interface EnrolmentOrder {
  readonly dataset: string
  /** Bytes of the newest root. */
  readonly root: Uint8Array
  readonly sources: readonly string[]
  readonly contentKey: Uint8Array
  readonly secret: EnrolmentSecret
  /** Cheaper seals are for tests. */
  readonly cost?: SealCost
}

/** Makes an enrolment. Error: `station-key-wrong`. */
export function makeEnrolment({
  dataset,
  root,
  sources,
  contentKey,
  secret,
  cost = SEAL_COST,
}: EnrolmentOrder): Result<Enrolment, FeedFailure> {
  const rootText = Buffer.from(root).toString('base64')
  const bound = boundTo(dataset, rootText)
  const common = { format: 1 as const, dataset, root: rootText, sources: [...sources], contentKeyId: contentKeyId(contentKey) }
  if ('passphrase' in secret) {
    return ok({ ...common, contentKey: { passphrase: sealSecret(contentKey, secret.passphrase, bound, cost) } })
  }
  const station = sealForStation(contentKey, secret.stationKey, bound)
  return station.ok ? ok({ ...common, contentKey: { station: station.value } }) : failed(station.error)
}

/** Reads the text of an enrolment file. Error `enrolment-unreadable`: no enrolment, or its root does not hold by itself. */
export function readEnrolment(text: string): Result<Enrolment, FeedFailure> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return failed('enrolment-unreadable', { cause: 'not JSON' })
  }
  const parsed = enrolmentSchema.safeParse(value)
  if (!parsed.success) return failed('enrolment-unreadable', { cause: parsed.error.issues[0]?.path.join('.') ?? 'shape' })
  const root = readRoot(Buffer.from(parsed.data.root, 'base64'))
  return root.ok ? ok(parsed.data) : failed('enrolment-unreadable', { cause: 'root' })
}

/**
 * The content key of an enrolment, once, for the station's vault: `passphrase`, or the station's private key (`station-seal.ts`).
 * Errors: `passphrase-needed`, `passphrase-wrong` (also where dataset or root were changed under the seal), `station-key-wrong`.
 */
export function openContentKey(
  enrolment: Enrolment,
  secret: { readonly passphrase?: string; readonly stationPrivateKey?: string },
): Result<Buffer, FeedFailure> {
  const { contentKey } = enrolment
  const bound = boundTo(enrolment.dataset, enrolment.root)
  if ('station' in contentKey) {
    const opened = openAtStation(contentKey.station, secret.stationPrivateKey ?? '', bound)
    return opened.ok ? ok(opened.value) : failed(opened.error)
  }
  if (secret.passphrase === undefined) return failed('passphrase-needed')
  const opened = openSecret(contentKey.passphrase, secret.passphrase, bound)
  return opened.ok ? ok(opened.value) : failed(opened.error)
}

/** What an administrator compares by eye: the root's fingerprint, in groups of four. */
export function rootFingerprint(root: Uint8Array): string {
  return sha256Hex(root)
    .slice(0, 32)
    .replaceAll(/(.{4})(?=.)/g, '$1 ')
}

/** The key is sealed together with dataset and root: neither can be exchanged on the way without the passphrase. */
function boundTo(dataset: string, root: string): string {
  return `${dataset}\n${sha256Hex(root)}`
}
