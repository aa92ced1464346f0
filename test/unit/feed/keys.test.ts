import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeEnrolment, openContentKey, readEnrolment, rootFingerprint } from '../../../src-main/feed/trust/enrolment.ts'
import { createKeys, readKeys, rootInForce, rotateContentKey, rotateRoot } from '../../../src-main/feed/trust/key-folder.ts'
import type { PublisherKeys } from '../../../src-main/feed/trust/key-folder.ts'
import { readRoot } from '../../../src-main/feed/trust/root.ts'
import { newStationKeys } from '../../../src-main/feed/trust/station-seal.ts'
import { MetadataKind } from '@tufjs/models'

const NOW = '2025-11-22T00:00:00Z'
const cost = { cost: 1 << 14, blockSize: 1, parallelization: 1 }
let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'polis-desk-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function made(passphrase: string | null = null): PublisherKeys {
  const keys = createKeys({ folder, dataset: 'demo-feed', now: NOW, passphrase, cost })
  if (!keys.ok) throw new Error(keys.error.code)
  return keys.value
}

const rootKey = (number: number, version = 1): string => path.join(folder, `root-key-${number}-of-root-${version}.json`)
const rotation = { now: NOW, passphrase: null, online: false, replaceRootKey: null, cost }

function rootOf(keys: PublisherKeys) {
  const root = readRoot(rootInForce(keys))
  if (!root.ok) throw new Error(root.error)
  return root.value
}

describe('the key folder', () => {
  it('gets three root keys of which two sign, and on-line keys that only their owner reads', () => {
    const root = rootOf(made())
    expect(root.signed.roles['root']).toMatchObject({ threshold: 2, keyIDs: expect.objectContaining({ length: 3 }) })
    expect(Object.keys(root.signatures)).toHaveLength(2)
    expect(root.signed.consistentSnapshot).toBe(true)
    expect(readdirSync(folder).toSorted()).toEqual([
      'online-1.json',
      ...[1, 2, 3].map((number) => `root-key-${number}-of-root-1.json`),
      'roots',
    ])
    if (process.platform !== 'win32') expect(statSync(path.join(folder, 'online-1.json')).mode & 0o777).toBe(0o600)
  })

  it('is made once', () => {
    made()
    expect(createKeys({ folder, dataset: 'demo-feed', now: NOW, passphrase: null, cost })).toMatchObject({ error: { code: 'keys-exist' } })
  })

  it('is read without any root key, and says what is missing', () => {
    const keys = made()
    for (const number of [1, 2, 3]) rmSync(rootKey(number))
    const again = readKeys(folder)
    expect(again).toMatchObject({
      ok: true,
      value: { dataset: 'demo-feed', epoch: 1, contentKey: keys.contentKey, stateKey: keys.stateKey },
    })
    rmSync(path.join(folder, 'online-1.json'))
    expect(readKeys(folder)).toMatchObject({ error: { code: 'keys-missing' } })
    writeFileSync(path.join(folder, 'online-1.json'), '{}')
    expect(readKeys(folder)).toMatchObject({ error: { code: 'keys-unreadable' } })
    expect(readKeys(path.join(folder, 'elsewhere'))).toMatchObject({ error: { code: 'keys-missing' } })
  })

  it('brings a new root that the former one vouches for', () => {
    const before = rootOf(made())
    const rotated = rotateRoot({ ...rotation, folder, rootKeyFiles: [rootKey(1), rootKey(3)], online: true, replaceRootKey: 2 })
    if (!rotated.ok) throw new Error(rotated.error.code)
    const after = rootOf(rotated.value)
    expect(after.signed.version).toBe(2)
    expect(() => before.verifyDelegate(MetadataKind.Root, after)).not.toThrow()
    expect(after.signed.roles['root']?.keyIDs[1]).not.toBe(before.signed.roles['root']?.keyIDs[1])
    expect(after.signed.roles['root']?.keyIDs[0]).toBe(before.signed.roles['root']?.keyIDs[0])
    expect(after.signed.roles['timestamp']?.keyIDs).toEqual([rotated.value.online(2).timestamp.publicKey.keyID])
    expect(after.signed.roles['timestamp']?.keyIDs).not.toEqual(before.signed.roles['timestamp']?.keyIDs)
    expect([...rotated.value.roots.keys()]).toEqual([1, 2])
    // The replaced key no longer signs, the new one does.
    expect(rotateRoot({ ...rotation, folder, rootKeyFiles: [rootKey(1), rootKey(2)] })).toMatchObject({
      error: { code: 'root-keys-too-few' },
    })
    expect(rotateRoot({ ...rotation, folder, rootKeyFiles: [rootKey(1), rootKey(2, 2)] })).toMatchObject({ ok: true })
  })

  it('wants two of three root keys, and their passphrase', () => {
    made('раз')
    expect(rotateRoot({ ...rotation, folder, rootKeyFiles: [rootKey(1)], passphrase: 'раз' })).toMatchObject({
      error: { code: 'root-keys-too-few' },
    })
    expect(rotateRoot({ ...rotation, folder, rootKeyFiles: [rootKey(1), rootKey(1)], passphrase: 'раз' })).toMatchObject({
      error: { code: 'root-keys-too-few' },
    })
    expect(rotateRoot({ ...rotation, folder, rootKeyFiles: [rootKey(1), rootKey(2)] })).toMatchObject({
      error: { code: 'passphrase-needed' },
    })
    expect(rotateRoot({ ...rotation, folder, rootKeyFiles: [rootKey(1), rootKey(2)], passphrase: 'два' })).toMatchObject({
      error: { code: 'passphrase-wrong' },
    })
    expect(rotateRoot({ ...rotation, folder, rootKeyFiles: [rootKey(1), rootKey(2)], passphrase: 'раз' })).toMatchObject({ ok: true })
    expect(readFileSync(rootKey(1), 'utf8')).not.toContain('private')
  })

  it('gives a new content key a new epoch, and keeps the rest', () => {
    const before = made()
    const after = rotateContentKey(folder)
    expect(after).toMatchObject({ ok: true, value: { epoch: 2, stateKey: before.stateKey } })
    expect(after.ok && after.value.contentKey.equals(before.contentKey)).toBe(false)
    expect(after.ok && after.value.online(1).targets.publicKey.keyID).toBe(before.online(1).targets.publicKey.keyID)
  })
})

describe('the enrolment', () => {
  it('gives the content key to the passphrase alone, and only with the root and the dataset it was made with', () => {
    const keys = made()
    const enrolment = makeEnrolment({ ...order(keys), secret: { passphrase: 'тайна' } })
    if (!enrolment.ok) throw new Error(enrolment.error.code)
    const text = JSON.stringify(enrolment.value)
    expect(text).not.toContain(keys.contentKey.toString('base64'))
    const read = readEnrolment(text)
    if (!read.ok) throw new Error(read.error.code)
    expect(openContentKey(read.value, { passphrase: 'тайна' })).toEqual({ ok: true, value: keys.contentKey })
    expect(openContentKey(read.value, { passphrase: 'другая' })).toMatchObject({ error: { code: 'passphrase-wrong' } })
    expect(openContentKey(read.value, {})).toMatchObject({ error: { code: 'passphrase-needed' } })
    rmSync(folder, { recursive: true })
    const foreignRoot = rootInForce(made()).toString('base64')
    for (const changes of [{ dataset: 'demo-other' }, { root: foreignRoot }]) {
      expect(openContentKey({ ...read.value, ...changes }, { passphrase: 'тайна' })).toMatchObject({ error: { code: 'passphrase-wrong' } })
    }
  })

  it('gives the content key to the station it was made for', () => {
    const keys = made()
    const station = newStationKeys()
    const enrolment = makeEnrolment({ ...order(keys), secret: { stationKey: station.publicKey } })
    if (!enrolment.ok) throw new Error(enrolment.error.code)
    expect(openContentKey(enrolment.value, { stationPrivateKey: station.privateKey })).toEqual({ ok: true, value: keys.contentKey })
    const other = newStationKeys().privateKey
    expect(openContentKey(enrolment.value, { stationPrivateKey: other })).toMatchObject({ error: { code: 'station-key-wrong' } })
    expect(makeEnrolment({ ...order(keys), secret: { stationKey: 'AA==' } })).toMatchObject({ error: { code: 'station-key-wrong' } })
  })

  it('is refused where it is none', () => {
    const keys = made()
    const enrolment = makeEnrolment({ ...order(keys), secret: { passphrase: 'тайна' } })
    if (!enrolment.ok) throw new Error(enrolment.error.code)
    const damagedRoot = Buffer.from(rootInForce(keys).toString('utf8').replace('"version":1', '"version":2')).toString('base64')
    for (const text of [
      '',
      '{}',
      JSON.stringify({ ...enrolment.value, root: damagedRoot }),
      JSON.stringify({ ...enrolment.value, format: 2 }),
    ]) {
      expect(readEnrolment(text)).toMatchObject({ error: { code: 'enrolment-unreadable' } })
    }
    expect(rootFingerprint(rootInForce(keys))).toMatch(/^([\da-f]{4} ){7}[\da-f]{4}$/)
  })
})

function order(keys: PublisherKeys) {
  return {
    dataset: keys.dataset,
    root: rootInForce(keys),
    sources: ['https://feed.example/oms/', 'E:\\oms'],
    contentKey: keys.contentKey,
    cost,
  }
}
