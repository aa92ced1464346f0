import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { shardOfKey } from '../../../src-main/feed/hash.ts'
import { packBytes, partName } from '../../../src-main/feed/parts/part-file.ts'
import { createPartWriter } from '../../../src-main/feed/publish/part-writer.ts'
import { readPart } from '../../../src-main/feed/parts/read-part.ts'
import { MAX_PART_BYTES } from '../../../src-shared/feed/dataset.ts'
import { recordLine, removalLine } from '../../../src-shared/feed/published-line.ts'

const key = randomBytes(32)
const place = { dataset: 'demo-feed', epoch: 1, path: 'delta/3-5/part-000' }
const keys = Array.from({ length: 20 }, (_none, index) => String(index)).toSorted(
  (one, other) => shardOfKey('person', one) - shardOfKey('person', other),
)
const lines = keys.map((id, index) => recordLine('person', id, 4 + (index % 2), `{"id":"${id}"}`))
const [firstShard, lastShard] = [shardOfKey('person', keys[0] ?? ''), shardOfKey('person', keys.at(-1) ?? '')]

function read(
  texts: readonly string[],
  changes: { readonly lines?: number; readonly lastShard?: number; readonly mayRemove?: boolean } = {},
) {
  const plain = Buffer.from(texts.map((text) => `${text}\n`).join(''))
  const sealed = packBytes(plain, key, 'feed part', partName(place), 1)
  const part = {
    bytes: sealed.length,
    plainBytes: plain.length,
    lines: changes.lines ?? texts.length,
    firstShard,
    lastShard: changes.lastShard ?? lastShard,
  }
  return readPart(sealed, key, place, { part, after: 3, upTo: 5, mayRemove: changes.mayRemove ?? true })
}

describe('the lines of a part', () => {
  it('are read with their shards', () => {
    const found = read(lines)
    expect(found.ok && found.value.map(({ text }) => text)).toEqual(lines)
    expect(found.ok && found.value.map(({ shard, head }) => shard === shardOfKey(head.entity, head.key))).not.toContain(false)
    expect(read([...lines.slice(0, -1), removalLine('person', keys.at(-1) ?? '', 5, 'gone')]).ok).toBe(true)
  })

  it('are refused where they are not what the listing says, whoever signed it', () => {
    expect(read(lines, { lines: 19 })).toEqual({ ok: false, error: 'lines-counted' })
    expect(read(lines.toReversed())).toEqual({ ok: false, error: 'line-shard' })
    expect(read(lines, { lastShard: lastShard - 1 })).toEqual({ ok: false, error: 'line-shard' })
    for (const version of [3, 6]) {
      expect(read([recordLine('person', keys[0] ?? '', version, '{}')])).toEqual({ ok: false, error: 'line-version' })
    }
    expect(read(['{}'])).toEqual({ ok: false, error: 'line-unreadable' })
    const removal = removalLine('person', keys[0] ?? '', 4, 'gone')
    expect(read([removal])).toMatchObject({ ok: true })
    expect(read([removal], { mayRemove: false })).toEqual({ ok: false, error: 'line-unreadable' })
  })
})

describe('the writer of parts', () => {
  it('makes parts of at most 4 MB from anything, in order, whose lines are all there', () => {
    const stored = new Map<string, Buffer>()
    const writer = createPartWriter({
      ...place,
      contentKey: key,
      pathOf: (part) => `delta/3-5/part-${part}`,
      store: (path, bytes) => void stored.set(path, bytes),
    })
    // Nothing packs random digits much closer, so that twelve megabytes do not fit into the first part.
    const texts = keys.map((id) => recordLine('person', id, 4, `"${randomBytes(350_000).toString('hex')}"`))
    for (const [index, text] of texts.entries()) writer.add(shardOfKey('person', keys[index] ?? ''), text)
    const parts = writer.finish()
    expect(parts.length).toBeGreaterThan(1)
    const found: string[] = []
    for (const [index, part] of parts.entries()) {
      const path = `delta/3-5/part-${index}`
      const sealed = stored.get(path) ?? Buffer.alloc(0)
      expect(sealed).toHaveLength(part.bytes)
      expect(part.bytes).toBeLessThanOrEqual(MAX_PART_BYTES)
      const got = readPart(sealed, key, { ...place, path }, { part, after: 0, upTo: 5, mayRemove: false })
      if (!got.ok) throw new Error(got.error)
      found.push(...got.value.map(({ text }) => text))
    }
    expect(found).toEqual(texts)
  })

  it('makes no part of nothing', () => {
    const writer = createPartWriter({ ...place, contentKey: key, pathOf: String, store: () => undefined })
    expect(writer.finish()).toEqual([])
  })
})
