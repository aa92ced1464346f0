import { afterAll, describe, expect, it } from 'vitest'
import { makeEnrolment, rootFingerprint } from '../../../../src-main/feed/trust/enrolment.ts'
import { readEnrolmentFile } from '../../../../src-renderer/station/enrolment-preview.ts'
import { CHEAP, testPublisher, valueOf } from '../../feed/publisher.ts'

const publisher = testPublisher()
afterAll(() => publisher.remove())

const { dataset, contentKey, roots } = publisher.keys()
const root = roots.get(1) ?? Buffer.alloc(0)
const secret = { passphrase: 'тихая река' }
const enrolment = valueOf(makeEnrolment({ dataset, root, sources: ['https://feed.example/'], contentKey, secret, cost: CHEAP }))

describe('an enrolment file before it is sent', () => {
  it('tells whose feed it is, where it lies, what opens it, and the fingerprint that the publisher’s tool prints', async () => {
    expect(await readEnrolmentFile(new Blob([JSON.stringify(enrolment)]))).toEqual({
      text: JSON.stringify(enrolment),
      dataset: 'demo-feed',
      sources: ['https://feed.example/'],
      sealedFor: 'passphrase',
      rootFingerprint: rootFingerprint(root),
    })
  })

  it('asks for no passphrase where the key is sealed for the station', async () => {
    const sealed = { ...enrolment, contentKey: { station: {} } }
    expect(await readEnrolmentFile(new Blob([JSON.stringify(sealed)]))).toMatchObject({ sealedFor: 'station' })
  })

  it.each([
    ['a picture', '\u0089PNG'],
    ['other JSON', '{"dataset":"demo-feed"}'],
    ['a root that is no base64', JSON.stringify({ ...enrolment, root: 'не ключ' })],
    ['more than is ever sent', JSON.stringify({ ...enrolment, more: 'x'.repeat(900_001) })],
    ['nothing', ''],
  ])('is none: %s', async (_, text) => {
    expect(await readEnrolmentFile(new Blob([text]))).toBeNull()
  })
})
