import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STATE_DIGEST_BYTES, createStateDigest, differingShards, shardOf, shardText } from '../../../src-shared/feed/state-digest.ts'
import type { StateDigest } from '../../../src-shared/feed/state-digest.ts'

const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest()
const entries = fc.array(fc.record({ shard: fc.nat(255), text: fc.string() }), { maxLength: 40 })

function digestOf(list: readonly { readonly shard: number; readonly text: string }[]): StateDigest {
  const digest = createStateDigest()
  for (const { shard, text } of list) digest.add(shard, sha256(text))
  return digest
}

describe('the state digest', () => {
  it('does not depend on the order', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(digestOf(list.toReversed()).bytes()).toEqual(digestOf(list).bytes())
      }),
    )
  })

  it('takes back what was added', () => {
    fc.assert(
      fc.property(entries, entries, (list, more) => {
        const digest = digestOf([...list, ...more])
        for (const { shard, text } of more) digest.remove(shard, sha256(text))
        expect(digest.bytes()).toEqual(digestOf(list).bytes())
        expect(digest.records()).toBe(list.length)
      }),
    )
  })

  it('is the sum modulo 2^256 with the number of records, big-endian', () => {
    const all = new Uint8Array(32).fill(255)
    const three = new Uint8Array(32)
    three[31] = 3
    const digest = createStateDigest()
    digest.add(2, all)
    digest.add(2, three)
    const bytes = digest.bytes()
    expect(bytes).toHaveLength(STATE_DIGEST_BYTES)
    const shard = Buffer.from(bytes.subarray(80, 120)).toString('hex')
    expect(shard).toBe(`${'2'.padStart(16, '0')}${'2'.padStart(64, '0')}`)
    expect(differingShards(bytes, createStateDigest().bytes())).toEqual([2])
  })

  it('goes on from its bytes', () => {
    fc.assert(
      fc.property(entries, entries, (list, more) => {
        const digest = createStateDigest(digestOf(list).bytes())
        for (const { shard, text } of more) digest.add(shard, sha256(text))
        expect(digest.bytes()).toEqual(digestOf([...list, ...more]).bytes())
      }),
    )
    expect(() => createStateDigest(new Uint8Array(5))).toThrow(RangeError)
  })

  it('differs for every change of a record', () => {
    fc.assert(
      fc.property(entries, fc.nat(255), fc.string(), fc.string(), (list, shard, one, other) => {
        fc.pre(one !== other)
        const before = digestOf([...list, { shard, text: one }]).bytes()
        const after = digestOf([...list, { shard, text: other }]).bytes()
        expect(differingShards(before, after)).toEqual([shard])
      }),
    )
  })

  it('puts a record into the shard of the first byte of its key', () => {
    expect(shardText('person', '1')).toBe('person\n1')
    expect(shardOf(sha256('person\n1'))).toBe(sha256('person\n1')[0])
  })
})
