import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FeedRecord } from '../../../src-shared/feed/canonical-record.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import { rotateContentKey, rotateRoot } from '../../../src-main/feed/trust/key-folder.ts'
import { isTooMuchRejected } from '../../../src-main/feed/publish/sort-source.ts'
import type { SourceOutcome } from '../../../src-main/feed/publish/source.ts'
import { fakeInsurer, fakePerson } from '../../fakes/people.ts'
import { CHEAP, filesUnder, linesOf, testPublisher, valueOf } from './publisher.ts'
import type { TestPublisher } from './publisher.ts'

let publisher: TestPublisher
beforeEach(() => {
  publisher = testPublisher()
})
afterEach(() => publisher.remove())

function people(count: number, change: (index: number) => Partial<Person> = () => ({})): FeedRecord[] {
  const all = Array.from({ length: count }, (_none, index) => ({
    person: fakePerson({ id: String(index + 1).padStart(12, '0'), ...change(index) }),
  }))
  return [{ insurer: fakeInsurer }, ...all]
}

describe('a publication', () => {
  it('is a snapshot the first time, then deltas of what changed, and what it says is provably so', async () => {
    const first = valueOf(await publisher.publish(0, people(300)))
    expect(first).toMatchObject({
      outcome: 'published',
      epoch: 1,
      sequence: 1,
      counts: { person: 300, insurer: 1 },
      delta: null,
      rollUp: null,
    })
    expect(first.snapshot).toMatchObject({ sequence: 1, parts: [{ lines: 301 }] })
    expect(valueOf(await publisher.verify(0))).toMatchObject({ sequence: 1, recordsProven: 301, stateDigest: first.stateDigest })

    const second = valueOf(
      await publisher.publish(
        1,
        people(301, (index) => (index === 5 ? { familyName: 'НОВЫЙ' } : {})),
      ),
    )
    expect(second).toMatchObject({ sequence: 2, changes: { added: 1, changed: 1, left: 0, removed: 0 }, snapshot: null })
    expect(second.delta).toMatchObject({ from: 1, to: 2, parts: [{ lines: 2 }] })
    expect(valueOf(await publisher.verify(1))).toMatchObject({ sequence: 2, recordsProven: 302, stateDigest: second.stateDigest })
  })

  it('tells nobody without the key who is insured, in the feed, the state and the work files', async () => {
    valueOf(await publisher.publish(0, people(20)))
    const texts = ['ИВАНОВ', '0056410834000014', '000000000001'].map((text) => Buffer.from(text))
    const files = [...filesUnder(publisher.feedFolder), ...filesUnder(publisher.stateFolder)]
    expect(files.length).toBeGreaterThan(6)
    for (const file of files) for (const text of texts) expect(readFileSync(file).includes(text), file).toBe(false)
  })

  it('of the same source again only renews the timestamp', async () => {
    valueOf(await publisher.publish(0, people(30)))
    const before = filesUnder(publisher.feedFolder)
    const digests = new Map(before.map((file) => [file, readFileSync(file).toString('hex')]))
    const source = { header: { dataset: 'demo-feed', scope: 'synthetic region 00', version: '0', asOf: '2025-11-01T00:00:00.000Z' } }
    const outcomes = people(30).map((record) => ({ kind: 'record', record }) as const)
    const again = { source: { ...source, content: 'full-list', outcomes } } as const
    expect(valueOf(await publisher.publish(1, [], again))).toMatchObject({ outcome: 'renewed', sequence: 1, delta: null })
    const changed = filesUnder(publisher.feedFolder).filter((file) => readFileSync(file).toString('hex') !== digests.get(file))
    expect(changed.map((file) => path.basename(file))).toEqual(['timestamp.json'])
    expect(valueOf(await publisher.verify(1))).toMatchObject({ sequence: 1, timestampVersion: 2 })
    // Long before the listing's own signatures end it is signed anew.
    expect(valueOf(await publisher.publish(20, [], again))).toMatchObject({ outcome: 'renewed', sequence: 1 })
    expect(valueOf(await publisher.verify(20))).toMatchObject({ sequence: 1, recordsProven: 31 })
    // And it is made anew where somebody removed it.
    rmSync(path.join(publisher.feedFolder, '3.targets.json'))
    valueOf(await publisher.publish(21, [], again))
    expect(valueOf(await publisher.verify(21))).toMatchObject({ sequence: 1, recordsProven: 31 })
  })

  it('of the same people a day later is a new state without a part', async () => {
    valueOf(await publisher.publish(0, people(30)))
    const report = valueOf(await publisher.publish(1, people(30)))
    expect(report).toMatchObject({ outcome: 'published', sequence: 2, delta: { bytes: 0, parts: [] } })
    expect(valueOf(await publisher.verify(1))).toMatchObject({ asOf: '2025-11-02T00:00:00.000Z' })
  })

  it('keeps who left as a tombstone whose keys still find them, and forgets them after 400 days', async () => {
    valueOf(await publisher.publish(0, people(40)))
    expect(valueOf(await publisher.publish(1, people(39)))).toMatchObject({
      changes: { left: 1, removed: 0 },
      counts: { person: 40 },
      tombstones: 1,
    })
    const gone = linesOf(publisher).get('person 000000000040')
    expect(gone).toMatchObject({ version: 2, record: { enp: '0056410834000014', removed: { reason: 'left-this-copy', on: '2025-11-02' } } })
    // Still gone: nothing new is said of them.
    expect(valueOf(await publisher.publish(2, people(39)))).toMatchObject({ changes: { added: 0, changed: 0, left: 0, removed: 0 } })
    // Back again.
    expect(valueOf(await publisher.publish(3, people(40)))).toMatchObject({ changes: { changed: 1 }, tombstones: 0 })
    valueOf(await publisher.publish(4, people(39)))
    newRoot(publisher, 300)
    expect(valueOf(await publisher.publish(403, people(39)))).toMatchObject({ changes: { removed: 0 } })
    expect(valueOf(await publisher.publish(404, people(39)))).toMatchObject({
      changes: { removed: 1 },
      counts: { person: 39 },
      tombstones: 0,
    })
    expect(linesOf(publisher).get('person 000000000040')).toMatchObject({ removal: 'kept-long-enough' })
    expect(valueOf(await publisher.verify(404))).toMatchObject({ recordsProven: 40 })
  })

  it('removes insurers that the source no longer has, and adds them again', async () => {
    valueOf(await publisher.publish(0, people(3)))
    expect(valueOf(await publisher.publish(1, people(3).slice(1)))).toMatchObject({ changes: { removed: 1 }, counts: { person: 3 } })
    expect(linesOf(publisher).get('insurer 00001')).toMatchObject({ removal: 'not-in-source', version: 2 })
    valueOf(await publisher.verify(1))
    expect(valueOf(await publisher.publish(2, people(3)))).toMatchObject({ changes: { added: 1 }, counts: { person: 3, insurer: 1 } })
    expect(valueOf(await publisher.verify(2))).toMatchObject({ recordsProven: 4 })
  })

  it('of changes alone leaves everybody else as they are', async () => {
    valueOf(await publisher.publish(0, people(30)))
    const source = {
      header: { dataset: 'demo-feed', scope: 'synthetic region 00', version: '1', asOf: '2025-11-02T00:00:00Z' },
      content: 'changes' as const,
      outcomes: people(1, () => ({ status: 'ННП' })).map((record) => ({ kind: 'record', record }) as const),
    }
    expect(valueOf(await publisher.publish(1, [], { source }))).toMatchObject({
      changes: { changed: 1, left: 0, removed: 0 },
      counts: { person: 30 },
    })
  })

  it('counts the last of several records with one key', async () => {
    valueOf(await publisher.publish(0, [...people(2), ...people(1, () => ({ familyName: 'ПОСЛЕДНИЙ' }))]))
    expect(linesOf(publisher).get('person 000000000001')).toMatchObject({ record: { familyName: 'ПОСЛЕДНИЙ' } })
    expect(valueOf(await publisher.verify(0))).toMatchObject({ counts: { person: 2 } })
  })

  it('leaves files that are no longer listed for a week, and files of others for ever', async () => {
    valueOf(await publisher.publish(0, people(30)))
    writeFileSync(path.join(publisher.feedFolder, 'index.html'), 'x')
    const former = filesUnder(publisher.feedFolder)
    expect(valueOf(await publisher.publish(1, people(30), { snapshot: true }))).toMatchObject({ removedFiles: 0 })
    valueOf(await publisher.publish(7, people(30)))
    expect(filesUnder(publisher.feedFolder)).toEqual(expect.arrayContaining(former))
    const { removedFiles } = valueOf(await publisher.publish(9, people(30)))
    expect(removedFiles).toBe(5)
    const left = filesUnder(publisher.feedFolder)
    const gone = former.filter((file) => !left.includes(file)).map((file) => path.relative(publisher.feedFolder, file))
    expect(gone.map((file) => file.replace(/[\da-f]{64}/, '#')).toSorted()).toEqual([
      '#.dataset.json',
      '1.snapshot.json',
      '1.targets.json',
      'snapshot/1/#.part-000',
      'state/#.1',
    ])
  })

  it('carries a signed word about a change that the desks are to expect, as long as a desk may come from before it', async () => {
    valueOf(await publisher.publish(0, people(30)))
    const expectedChanges = [{ brake: 'insurer-vanished' as const, reason: 'Ликвидация' }]
    valueOf(await publisher.publish(1, people(30), { expectedChanges }))
    valueOf(await publisher.publish(2, people(30)))
    const { dataset } = publisher.listed()
    expect(dataset.expectedChanges).toEqual([{ brake: 'insurer-vanished', from: 2, reason: 'Ликвидация' }])
  })
})

function newRoot({ keyFolder, at }: TestPublisher, night: number): void {
  const rootKeyFiles = [1, 2].map((number) => path.join(keyFolder, `root-key-${number}-of-root-1.json`))
  valueOf(
    rotateRoot({ folder: keyFolder, now: at(night), rootKeyFiles, passphrase: null, online: true, replaceRootKey: null, cost: CHEAP }),
  )
}

function rejected(count: number): SourceOutcome[] {
  return Array.from({ length: count }, () => ({ kind: 'rejected', reason: 'not-json' }))
}

function records(list: readonly FeedRecord[]): SourceOutcome[] {
  return list.map((record) => ({ kind: 'record', record }))
}

describe('the brakes of the publisher', () => {
  it('leave the former feed as it was', async () => {
    valueOf(await publisher.publish(10, people(300)))
    const before = filesUnder(publisher.feedFolder)
    const header = { dataset: 'demo-feed', scope: 'synthetic region 00', version: '11', asOf: '2025-11-12T00:00:00Z' }
    const source = (changes: Partial<typeof header>) => ({
      header: { ...header, ...changes },
      content: 'full-list' as const,
      outcomes: records(people(300)),
    })
    const cases = [
      [publisher.publish(11, [{ insurer: fakeInsurer }]), 'source-empty'],
      [publisher.publish(11, [], { accept: 'и так сойдёт' }), 'source-empty'],
      [publisher.publishOutcomes(11, [...records(people(300)), ...rejected(11)]), 'source-rejected'],
      [
        publisher.publishOutcomes(11, [...records(people(300)), { kind: 'refused', refusal: { code: 'file-truncated', params: {} } }]),
        'source-refused',
      ],
      [publisher.publish(11, people(284)), 'people-fall'],
      [publisher.publish(11, [], { source: source({ asOf: '2025-11-10T23:59:59Z' }) }), 'source-older'],
      [publisher.publish(11, [], { source: source({ asOf: '2025-11-12T03:05:01Z' }) }), 'source-from-future'],
      [publisher.publish(401, people(300)), 'root-expired'],
      [publisher.publish(11, [], { source: source({ dataset: 'demo-other' }) }), 'dataset-differs'],
    ] as const
    for (const [publication, code] of cases) expect(await publication).toMatchObject({ ok: false, error: { code } })
    expect(filesUnder(publisher.feedFolder)).toEqual(before)
    expect(valueOf(await publisher.verify(10))).toMatchObject({ sequence: 1, recordsProven: 301 })
  })

  it('let pass what is small, and what somebody gave a reason for', async () => {
    valueOf(await publisher.publish(0, people(300)))
    expect(valueOf(await publisher.publishOutcomes(1, [...records(people(299)), ...rejected(10)]))).toMatchObject({
      source: { rejected: 10, byReason: { 'not-json': 10 } },
      accepted: [],
    })
    expect(valueOf(await publisher.publish(2, people(250), { accept: 'Клиника передала участок' }))).toMatchObject({
      accepted: ['people-fall'],
    })
    expect(valueOf(await publisher.publish(3, people(240)))).toMatchObject({ accepted: [] })
  })

  it('count one in a hundred rejected rows as too many, though never the first ten', () => {
    expect(isTooMuchRejected({ records: 20, rejected: 10 })).toBe(false)
    expect(isTooMuchRejected({ records: 20, rejected: 11 })).toBe(true)
    expect(isTooMuchRejected({ records: 1188, rejected: 12 })).toBe(false)
    expect(isTooMuchRejected({ records: 1187, rejected: 12 })).toBe(true)
  })

  it('set aside records that no desk could keep', async () => {
    const broken = people(3, (index) => (index === 1 ? { givenName: 'А\uD800' } : index === 2 ? { id: 'x'.repeat(65) } : {}))
    expect(valueOf(await publisher.publish(0, broken))).toMatchObject({
      source: { records: 2, people: 1, rejected: 2, byReason: { 'broken-text': 1, 'record-too-long': 1 } },
    })
  })
})

describe('after something went wrong', () => {
  it('a publication that was interrupted before its timestamp never happened, one after it did', async () => {
    valueOf(await publisher.publish(0, people(30)))
    const stateFile = path.join(publisher.stateFolder, 'state.json')
    const timestamp = path.join(publisher.feedFolder, 'timestamp.json')
    const before = readFileSync(stateFile, 'utf8')
    const timestampBefore = readFileSync(timestamp)
    cpSync(publisher.stateFolder, path.join(publisher.folder, 'state-before'), { recursive: true })
    valueOf(await publisher.publish(1, people(31)))
    const published = JSON.parse(readFileSync(stateFile, 'utf8'))
    const prepared = { ...JSON.parse(before), prepared: published.published }

    // The state was prepared and the timestamp written, then the lights went out.
    writeFileSync(stateFile, JSON.stringify(prepared))
    expect(valueOf(await publisher.publish(2, people(32)))).toMatchObject({ sequence: 3, delta: { from: 2, to: 3 } })
    expect(valueOf(await publisher.verify(2))).toMatchObject({ recordsProven: 33 })

    // The state was prepared, the timestamp not written.
    rmSync(publisher.stateFolder, { recursive: true })
    cpSync(path.join(publisher.folder, 'state-before'), publisher.stateFolder, { recursive: true })
    writeFileSync(stateFile, JSON.stringify(prepared))
    writeFileSync(timestamp, timestampBefore)
    expect(valueOf(await publisher.verify(1))).toMatchObject({ sequence: 1, recordsProven: 31 })
    expect(valueOf(await publisher.publish(2, people(33)))).toMatchObject({ sequence: 2, delta: { from: 1, to: 2 } })
    expect(valueOf(await publisher.verify(2))).toMatchObject({ recordsProven: 34 })
  })

  it('a feed that lost files gets a new snapshot', async () => {
    valueOf(await publisher.publish(0, people(30)))
    valueOf(await publisher.publish(1, people(31)))
    rmSync(path.join(publisher.feedFolder, 'snapshot'), { recursive: true })
    expect(await publisher.verify(1)).toMatchObject({ error: { code: 'target-missing' } })
    expect(valueOf(await publisher.publish(2, people(31)))).toMatchObject({ snapshot: { sequence: 3 } })
    expect(valueOf(await publisher.verify(2))).toMatchObject({ sequence: 3, recordsProven: 32 })
    rmSync(publisher.feedFolder, { recursive: true })
    expect(valueOf(await publisher.publish(3, people(31)))).toMatchObject({ sequence: 4, snapshot: { sequence: 4 } })
    expect(valueOf(await publisher.verify(3))).toMatchObject({ sequence: 4, recordsProven: 32 })
    expect(publisher.listed().dataset.deltas.map(({ from }) => from)).toEqual([2, 3])
  })

  it('a lost or older state goes on only in a new epoch, whose sequence goes on', async () => {
    valueOf(await publisher.publish(0, people(30)))
    cpSync(publisher.stateFolder, path.join(publisher.folder, 'state-before'), { recursive: true })
    valueOf(await publisher.publish(1, people(31)))
    rmSync(publisher.stateFolder, { recursive: true })
    expect(await publisher.publish(2, people(32))).toMatchObject({ error: { code: 'state-missing', params: { sequence: '2' } } })
    rmSync(publisher.stateFolder, { recursive: true })
    cpSync(path.join(publisher.folder, 'state-before'), publisher.stateFolder, { recursive: true })
    expect(await publisher.publish(2, people(32))).toMatchObject({ error: { code: 'state-behind-feed' } })
    expect(valueOf(await publisher.verify(2))).toMatchObject({ epoch: 1, sequence: 2 })

    const { contentKey } = publisher.keys()
    valueOf(rotateContentKey(publisher.keyFolder))
    expect(valueOf(await publisher.publish(2, people(32)))).toMatchObject({ epoch: 2, sequence: 3, snapshot: { sequence: 3 }, delta: null })
    expect(valueOf(await publisher.verify(2))).toMatchObject({ epoch: 2, recordsProven: 33 })
    expect(await publisher.verify(2, { contentKey })).toMatchObject({ error: { code: 'content-key-other' } })
    expect(valueOf(await publisher.publish(3, people(33)))).toMatchObject({ epoch: 2, sequence: 4, delta: { from: 3 } })
  })

  it('a damaged state is told, and the feed stays', async () => {
    valueOf(await publisher.publish(0, people(30)))
    const file = path.join(publisher.stateFolder, '1.shards')
    const bytes = readFileSync(file)
    bytes[bytes.length - 30] = (bytes[bytes.length - 30] ?? 0) ^ 1
    writeFileSync(file, bytes)
    expect(await publisher.publish(1, people(30))).toMatchObject({ error: { code: 'state-damaged' } })
    rmSync(file)
    expect(await publisher.publish(1, people(30))).toMatchObject({ error: { code: 'state-damaged' } })
    writeFileSync(path.join(publisher.stateFolder, 'state.json'), '{')
    expect(await publisher.publish(1, people(30))).toMatchObject({ error: { code: 'state-damaged' } })
    expect(valueOf(await publisher.verify(1))).toMatchObject({ sequence: 1 })
  })

  it('leaves no work file behind', async () => {
    valueOf(await publisher.publish(0, people(30)))
    await publisher.publish(1, [])
    expect(readdirSync(publisher.stateFolder).toSorted()).toEqual(['1.shards', 'state.json'])
  })
})

describe('new keys', () => {
  it('are taken over without a moment in which a desk with the former or the new root is refused', async () => {
    valueOf(await publisher.publish(0, people(30)))
    const [firstRoot] = publisher.keys().roots.values()
    newRoot(publisher, 1)
    valueOf(await publisher.publish(1, people(31)))
    if (firstRoot === undefined) throw new Error('no root')
    expect(valueOf(await publisher.verify(1, { firstRoot }))).toMatchObject({ rootVersion: 2, sequence: 2 })
    // Interrupted between the timestamp and the root: desks have the former root only.
    rmSync(path.join(publisher.feedFolder, '2.root.json'))
    expect(valueOf(await publisher.verify(1, { firstRoot }))).toMatchObject({ rootVersion: 1, sequence: 2 })
    expect(valueOf(await publisher.verify(1, { firstRoot: publisher.keys().roots.get(2) ?? Buffer.alloc(0) }))).toMatchObject({
      rootVersion: 2,
    })
    valueOf(await publisher.publish(2, people(31)))
    expect(valueOf(await publisher.verify(2, { firstRoot }))).toMatchObject({ rootVersion: 2, sequence: 3 })
    const signatures = () => JSON.parse(readFileSync(path.join(publisher.feedFolder, 'timestamp.json'), 'utf8')).signatures
    expect(signatures()).toHaveLength(2)
    // Once the root is out, the former keys are worth nothing.
    valueOf(await publisher.publish(3, people(31)))
    expect(signatures()).toHaveLength(1)
    expect(valueOf(await publisher.verify(3, { firstRoot }))).toMatchObject({ rootVersion: 2, sequence: 4 })
  })
})
