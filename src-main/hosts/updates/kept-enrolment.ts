import { hash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Instant } from '../../../src-shared/calendar.ts'
import type { Failure, FailureCode } from '../../../src-shared/contract.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { instantSchema } from '../../../src-shared/schema-pieces.ts'
import { enrolmentSchema, openContentKey, readEnrolment, rootFingerprint } from '../../feed/trust/enrolment.ts'
import type { Enrolment } from '../../feed/trust/enrolment.ts'
import type { FeedFailure } from '../../feed/feed-failure.ts'
import { newStationKeys } from '../../feed/trust/station-seal.ts'
import { writeDurably } from '../../app/files/durable-file.ts'
import { storageFailureOrThrow } from '../../store/failures.ts'
import { makeFolder } from '../../app/files/make-folder.ts'
import type { FeedPlace } from './feed-place.ts'
import { keepSecret, keptSecretSchema, openKeptSecret } from './station-secrets.ts'

/** What a station follows. */
export interface KeptEnrolment {
  readonly dataset: string
  /** Bytes of the first trusted root. */
  readonly root: Uint8Array
  readonly rootFingerprint: string
  readonly sources: readonly string[]
  readonly contentKeyId: string
  /** Null where the vault does not open it: the folder came from elsewhere, or somebody changed dataset or root. */
  readonly contentKey: Uint8Array | null
  readonly enrolledAt: Instant
}

const keptSchema = z.strictObject({
  format: z.literal(1),
  enrolledAt: instantSchema,
  ...enrolmentSchema.pick({ dataset: true, root: true, sources: true, contentKeyId: true }).shape,
  contentKey: keptSecretSchema,
})

const stationKeySchema = z.strictObject({ format: z.literal(1), publicKey: z.string(), privateKey: keptSecretSchema })

/** Reads what the station was enrolled with; null where it follows no feed. Error `enrolment-unreadable`. */
export function readKeptEnrolment({ enrolment: file }: FeedPlace, vaultKey: Uint8Array): Result<KeptEnrolment | null, Failure> {
  if (!existsSync(file)) return ok(null)
  const kept = readJson(file, keptSchema)
  if (kept === null) return err(told('enrolment-unreadable', 'The enrolment of this station is damaged.', { cause: path.basename(file) }))
  const { enrolledAt, dataset, root, sources, contentKeyId, contentKey } = kept
  const bytes = Buffer.from(root, 'base64')
  const opened = openKeptSecret(contentKey, vaultKey, boundTo(kept))
  return ok({
    enrolledAt,
    dataset,
    sources,
    contentKeyId,
    contentKey: opened,
    root: bytes,
    rootFingerprint: rootFingerprint(bytes),
  })
}

/**
 * Opens the content key of an enrolment file once and keeps it for the station (register feed, «Trust»). Errors:
 * `enrolment-unreadable`, `passphrase-needed`, `passphrase-wrong`, `station-key-wrong`, and those of writing.
 */
export function keepEnrolment(
  place: FeedPlace,
  vaultKey: Uint8Array,
  { text, passphrase, now }: { readonly text: string; readonly passphrase: string | null; readonly now: Instant },
): Result<KeptEnrolment, Failure> {
  const enrolment = readEnrolment(text)
  if (!enrolment.ok) return err(translated(enrolment.error))
  const privateKey = stationPrivateKey(place, vaultKey)
  const secret = { ...(passphrase === null ? {} : { passphrase }), ...(privateKey === null ? {} : { stationPrivateKey: privateKey }) }
  const contentKey = openContentKey(enrolment.value, secret)
  if (!contentKey.ok) return err(translated(contentKey.error))
  const { dataset, root, sources, contentKeyId } = enrolment.value
  const sealed = keepSecret(contentKey.value, vaultKey, boundTo(enrolment.value))
  const kept = { format: 1, enrolledAt: now, dataset, root, sources, contentKeyId, contentKey: sealed }
  const written = writeJson(place.enrolment, kept)
  if (!written.ok) return written
  const bytes = Buffer.from(root, 'base64')
  const shared = { dataset, sources, contentKeyId, enrolledAt: now, contentKey: contentKey.value }
  return ok({ ...shared, root: bytes, rootFingerprint: rootFingerprint(bytes) })
}

/** What an enrolment file says before it is opened. Error `enrolment-unreadable`. */
export function enrolmentOf(text: string): Result<Enrolment, Failure> {
  const enrolment = readEnrolment(text)
  return enrolment.ok ? enrolment : err(translated(enrolment.error))
}

/** The station's own key pair, made at the first call; its private half opens with the vault only. Errors: those of writing. */
export function stationPublicKey(place: FeedPlace, vaultKey: Uint8Array): Result<string, Failure> {
  const kept = readJson(place.stationKey, stationKeySchema)
  if (kept !== null && stationPrivateKey(place, vaultKey) !== null) return ok(kept.publicKey)
  const { publicKey, privateKey } = newStationKeys()
  const sealed = keepSecret(Buffer.from(privateKey), vaultKey, STATION_KEY)
  const written = writeJson(place.stationKey, { format: 1, publicKey, privateKey: sealed })
  return written.ok ? ok(publicKey) : written
}

function stationPrivateKey({ stationKey: file }: FeedPlace, vaultKey: Uint8Array): string | null {
  const kept = readJson(file, stationKeySchema)
  const opened = kept === null ? null : openKeptSecret(kept.privateKey, vaultKey, STATION_KEY)
  return opened === null ? null : Buffer.from(opened).toString()
}

const STATION_KEY = 'station key'

/** Whoever can write to the folder must not exchange whom this station trusts: the key opens beside its own dataset and root only. */
function boundTo({ dataset, contentKeyId, root }: Pick<Enrolment, 'dataset' | 'contentKeyId' | 'root'>): string {
  return `content key\n${dataset}\n${contentKeyId}\n${hash('sha256', root)}`
}

function readJson<Value>(file: string, schema: z.ZodType<Value>): Value | null {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function writeJson(file: string, value: unknown): Result<null, Failure> {
  try {
    makeFolder(path.dirname(file))
    writeDurably(file, `${JSON.stringify(value, null, 2)}\n`, 0o600)
    return ok(null)
  } catch (error) {
    return err(storageFailureOrThrow(error, file))
  }
}

/** The codes of enrolling that the trust layer and the desk share by name. */
const SHARED: readonly FailureCode[] = ['passphrase-needed', 'passphrase-wrong', 'station-key-wrong']

function translated({ code, params }: FeedFailure): Failure {
  const known = SHARED.find((shared) => shared === code) ?? 'enrolment-unreadable'
  return told(known, `The enrolment is refused: ${code}.`, params)
}

function told(code: FailureCode, message: string, params: Failure['params']): Failure {
  return { code, message, params }
}
