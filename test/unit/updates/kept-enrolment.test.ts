import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeEnrolment } from '../../../src-main/feed/trust/enrolment.ts'
import { feedPlace } from '../../../src-main/hosts/updates/feed-place.ts'
import { keepEnrolment, readKeptEnrolment } from '../../../src-main/hosts/updates/kept-enrolment.ts'
import { CHEAP, testPublisher } from '../feed/publisher.ts'
import type { TestPublisher } from '../feed/publisher.ts'

let publisher: TestPublisher
let stranger: TestPublisher
let folder: string
beforeAll(() => {
  publisher = testPublisher()
  stranger = testPublisher()
  folder = mkdtempSync(path.join(tmpdir(), 'polis-desk-enrolment-'))
})
afterAll(() => {
  publisher.remove()
  stranger.remove()
  rmSync(folder, { recursive: true, force: true })
})

const vaultKey = new Uint8Array(32).fill(7)

test('the content key opens beside the very dataset and root for which it was kept, whatever lies on the disk', () => {
  const place = feedPlace(folder)
  const { dataset, contentKey, roots } = publisher.keys()
  const root = roots.get(1) ?? Buffer.alloc(0)
  const made = makeEnrolment({ dataset, root, sources: ['/nowhere'], contentKey, secret: { passphrase: 'тихая река' }, cost: CHEAP })
  const text = JSON.stringify(made.ok ? made.value : null)
  expect(keepEnrolment(place, vaultKey, { text, passphrase: 'тихая река', now: publisher.at(0) })).toMatchObject({ ok: true })
  const key = (): Uint8Array | null | undefined => {
    const read = readKeptEnrolment(place, vaultKey)
    return read.ok ? read.value?.contentKey : undefined
  }
  expect(key()).toEqual(contentKey)
  const kept = JSON.parse(readFileSync(place.enrolment, 'utf8'))
  const other = (stranger.keys().roots.get(1) ?? Buffer.alloc(0)).toString('base64')
  for (const change of [{ root: other }, { dataset: 'demo-other' }, { contentKeyId: '0'.repeat(16) }]) {
    writeFileSync(place.enrolment, JSON.stringify({ ...kept, ...change }))
    expect(key()).toBeNull()
  }
  writeFileSync(place.enrolment, JSON.stringify({ ...kept, sources: ['/elsewhere'] }))
  expect(key()).toEqual(contentKey)
  expect(readKeptEnrolment(place, new Uint8Array(32))).toMatchObject({ value: { contentKey: null } })
})
