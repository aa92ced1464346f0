import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PublishRequest } from '../../../src-main/feed/publish/order.ts'
import type { PublishSource, SourceOutcome } from '../../../src-main/feed/publish/source.ts'
import type { SourceMemory } from '../../../src-main/feed/publish/source-memory.ts'
import type { Published } from '../../../src-main/feed/publish/state-folder.ts'
import { NOT_CARRIED } from '../../../src-main/import/read-policy.ts'
import type { FeedRecord } from '../../../src-shared/feed/canonical-record.ts'
import { encodeEnp } from '../../../src-shared/policy/enp.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import { fakeInsurer, fakePerson } from '../../fakes/people.ts'
import { filesUnder, linesOf, testPublisher, valueOf } from './publisher.ts'
import type { TestPublisher } from './publisher.ts'

let publisher: TestPublisher
beforeEach(() => {
  publisher = testPublisher()
})
afterEach(() => publisher.remove())

const birthDate = '1985-03-15'
const enpOf = (serial: number): string => encodeEnp({ region: '00', birthDate, sex: 'male', serial })
const moved = { areaType: '1', clinicCode: '000002', area: null, from: '2025-11-01', to: null, status: 'ДПП' }

/** A person of the register, under its own id. */
function known(serial: number, more: Partial<Person> = {}): Person {
  const enp = enpOf(serial)
  const base = fakePerson({ id: String(serial).padStart(12, '0') })
  const policies = base.policies.map((policy) => ({ ...policy, enp }))
  const documents = base.documents.map((document) => ({ ...document, number: String(serial).padStart(6, '0') }))
  return { ...base, enp, birthDate, policies, documents, attachments: [], ...more }
}

/** The same person as a list without statuses brings them. */
function listed(serial: number, more: Partial<Person> = {}): Person {
  const enp = enpOf(serial)
  return { ...known(serial), id: enp, status: NOT_CARRIED, policies: [], documents: [], attachments: [moved], ...more }
}

function row(person: Person, line: number): SourceOutcome {
  return { kind: 'record', record: { person }, strength: 'weaker', known: 'by-identity', origin: { file: 'list', line, record: line } }
}

const ended = (person: Person): Person['policies'] => person.policies.map((policy) => ({ ...policy, status: 'НСД' }))

/** A person as a list with statuses brings them. */
function stated(file: string, person: Person, more: Partial<Person>, knownBy: 'by-id' | 'by-identity'): SourceOutcome {
  return {
    kind: 'record',
    record: { person: { ...person, id: knownBy === 'by-id' ? person.id : `${file} ${person.id}`, ...more } },
    strength: { lacks: [] },
    known: knownBy,
    origin: { file, line: 1, record: Number(person.id) },
  }
}

const byId = (person: Person): SourceOutcome => ({ kind: 'record', record: { person }, strength: 'weaker', known: 'by-id' })

const begin = (rows: number): SourceOutcome => ({ kind: 'source', source: { file: 'list', counts: { rows } } })
const register = (people: readonly Person[]): FeedRecord[] => people.map((person) => ({ person }))

function list(people: readonly Person[], more: Partial<PublishSource> = {}): PublishSource {
  return {
    header: { dataset: 'demo-feed', scope: 'synthetic region 00', version: '0', asOf: '2025-11-01T00:00:00.000Z' },
    content: 'changes',
    outcomes: [begin(people.length), ...people.map((person, index) => row(person, index + 1))],
    ...more,
  }
}

const publish = (night: number, source: PublishSource, more: Partial<PublishRequest> = {}) =>
  publisher.publish(night, [], { ...more, source })

describe('a list without statuses', () => {
  it('finds the people of the register by their ENP, adds what it proves and overwrites nothing', async () => {
    valueOf(await publisher.publish(0, register([known(1), known(2), known(3)])))
    const report = valueOf(await publish(1, list([listed(1), listed(4)])))
    expect(report).toMatchObject({ changes: { added: 1, changed: 1, notMentioned: 2, detached: 0 }, source: { rejected: 0, people: 2 } })
    const lines = linesOf(publisher)
    expect([...lines.keys()].toSorted()).toEqual(['person 000000000001', `person ${enpOf(4)}`])
    expect(lines.get('person 000000000001')).toMatchObject({ record: { ...known(1), attachments: [moved] } })
    expect(lines.get(`person ${enpOf(4)}`)).toMatchObject({ record: { status: NOT_CARRIED, policies: [] } })
    valueOf(await publisher.verify(1))
  })

  it('finds them by a former ENP, and without an ENP by document, or by name and birth date', async () => {
    const [one, two, three] = [known(1, { formerEnps: [enpOf(11)] }), known(2), known(3, { familyName: 'РЕДКАЯ' })]
    valueOf(await publisher.publish(0, register([one, two, three])))
    const rows = [
      listed(1, { enp: enpOf(11), patronymic: null }),
      listed(2, { id: 'd1', enp: null, documents: two.documents }),
      listed(3, { id: 'n1', enp: null, familyName: 'РЕДКАЯ' }),
    ]
    expect(valueOf(await publish(1, list(rows)))).toMatchObject({ changes: { added: 0, changed: 3, notMentioned: 0 } })
  })

  it('believes of a person whose family name differs the attachment only', async () => {
    valueOf(await publisher.publish(0, register([known(1)])))
    const renamed = listed(1, { familyName: 'НОВАЯ', snils: '11223344595', documents: known(9).documents })
    expect(valueOf(await publish(1, list([renamed])))).toMatchObject({ source: { rejected: 0 } })
    expect(linesOf(publisher).get('person 000000000001')).toMatchObject({ record: { ...known(1), attachments: [moved] } })
  })

  it('gives nothing to another person who has the number, nor to one of several', async () => {
    const twins = [known(5, { enp: null, policies: [] }), known(6, { enp: null, policies: [] })]
    valueOf(await publisher.publish(0, register([known(1), known(2), ...twins])))
    const told: string[] = []
    const rows = [
      listed(1, { givenName: 'ЧУЖАЯ', documents: known(9).documents }),
      listed(2, { birthDate: '1985-03-16' }),
      listed(3, { id: 'd1', enp: null, documents: known(2).documents, givenName: 'ДРУГАЯ' }),
      listed(4, { id: 'n1', enp: null }),
      ...Array.from({ length: 40 }, (_none, index) => listed(100 + index)),
    ]
    const onRejected: PublishSource['onRejected'] = (origin, reason) => void told.push(`${origin?.file} ${origin?.line} ${reason}`)
    const report = valueOf(await publish(1, list(rows, { onRejected })))
    expect(told.toSorted()).toEqual(['list 1 known-differs', 'list 2 known-differs', 'list 3 known-differs', 'list 4 several-known'])
    expect(report).toMatchObject({
      changes: { changed: 0, added: 40 },
      source: {
        rejected: 4,
        byReason: { 'known-differs': 3, 'several-known': 1 },
        files: [{ file: 'list', rows: 44, records: 40, rejected: 4 }],
      },
    })
  })

  it('gives nothing to another person under the id, which may be mistyped too', async () => {
    valueOf(await publisher.publish(0, register([known(1), known(2)])))
    const strange = listed(1, { id: known(1).id, enp: null, givenName: 'ЧУЖАЯ', birthDate: '1999-01-01', documents: known(9).documents })
    const outcomes = [byId(strange), byId(listed(2, { id: known(2).id, enp: null, familyName: 'НОВАЯ' }))]
    const report = valueOf(await publish(1, list([], { outcomes })))
    expect(report).toMatchObject({ changes: { changed: 1, added: 0 }, source: { rejected: 1, byReason: { 'known-differs': 1 } } })
    expect([...linesOf(publisher).keys()]).toEqual(['person 000000000002'])
  })

  it('brings nobody back with the statuses of an older register', async () => {
    valueOf(await publisher.publish(0, register([known(1), known(2), known(3)])))
    const outcomes: SourceOutcome[] = [
      { kind: 'record', record: { person: known(1) } },
      begin(3),
      row(listed(1), 1),
      row(listed(2), 2),
      { kind: 'record', record: { person: listed(3, { id: known(3).id }) }, strength: 'weaker', known: 'by-id' },
    ]
    const header = { dataset: 'demo-feed', scope: 'synthetic region 00', version: '1', asOf: '2025-11-02T00:00:00.000Z' }
    valueOf(await publish(1, { header, content: 'full-list', outcomes }))
    const lines = linesOf(publisher)
    expect(lines.get('person 000000000001')).toMatchObject({ record: { policies: known(1).policies, attachments: [moved] } })
    expect(lines.get('person 000000000002')).toMatchObject({ record: { status: NOT_CARRIED, policies: [], removed: null } })
    expect(lines.get('person 000000000003')).toMatchObject({ record: { status: NOT_CARRIED, policies: [] } })
  })

  it('means those whom the present register has, before those whom only the former one had', async () => {
    valueOf(await publisher.publish(0, register([known(1)])))
    const outcomes: SourceOutcome[] = [
      { kind: 'record', record: { person: known(1, { id: '000000000009' }) } },
      begin(1),
      row(listed(1), 1),
    ]
    const header = { dataset: 'demo-feed', scope: 'synthetic region 00', version: '1', asOf: '2025-11-02T00:00:00.000Z' }
    expect(valueOf(await publish(1, { header, content: 'full-list', outcomes }))).toMatchObject({ source: { rejected: 0 } })
    expect(linesOf(publisher).get('person 000000000009')).toMatchObject({ record: { attachments: [moved] } })
    expect(linesOf(publisher).get('person 000000000001')).toMatchObject({ record: { removed: { reason: 'left-this-copy' } } })
  })

  it('leaves a person who has left as one who has left', async () => {
    valueOf(await publisher.publish(0, register(Array.from({ length: 40 }, (_none, index) => known(index + 1)))))
    valueOf(await publisher.publish(1, register(Array.from({ length: 39 }, (_none, index) => known(index + 1)))))
    valueOf(await publish(2, list([listed(40)], { header: { ...list([]).header, asOf: '2025-11-02T00:00:00.000Z' } })))
    expect(linesOf(publisher).get('person 000000000040')).toMatchObject({ record: { removed: { reason: 'left-this-copy' } } })
  })

  it('tells whose last attachment it closed', async () => {
    const attached = known(1, { attachments: [{ ...moved, from: '2020-01-01' }] })
    valueOf(await publisher.publish(0, register([attached, known(2)])))
    const closed = listed(1, { attachments: [{ ...moved, from: '2020-01-01', to: '2025-11-01' }] })
    expect(valueOf(await publish(1, list([closed])))).toMatchObject({ changes: { changed: 1, detached: 1, notMentioned: 1 } })
    expect(valueOf(await publish(2, list([closed])))).toMatchObject({ changes: { changed: 0, detached: 0 } })
  })

  it('gives time to keep what was set aside before desks see anything of it', async () => {
    valueOf(await publisher.publish(0, register([known(1), known(2)])))
    const seen: number[] = []
    const beforeSwitch = (): void => void seen.push(publisher.listed().dataset.sequence)
    valueOf(await publish(1, list([listed(1), listed(4)]), { beforeSwitch, dryRun: true }))
    valueOf(await publish(1, list([listed(1), listed(4)]), { beforeSwitch }))
    expect([seen, publisher.listed().dataset.sequence]).toEqual([[1], 2])
  })

  it('does not hide behind a large register when it is bad', async () => {
    const people = Array.from({ length: 1200 }, (_none, index) => known(index + 1))
    const outcomes: SourceOutcome[] = [
      ...register(people).map((record) => ({ kind: 'record', record }) as const),
      begin(20),
      ...people.slice(0, 9).map((_none, index) => row(listed(index + 1), index + 1)),
      { kind: 'rejected', reason: 'enp-format', rows: 11 },
    ]
    const source: PublishSource = { ...list([]), content: 'full-list', outcomes }
    const params = { file: 'list', rejected: '11', rows: '20' }
    expect(await publish(1, source)).toMatchObject({ ok: false, error: { code: 'list-rejected', params } })
    expect(valueOf(await publish(1, source, { accept: 'так прислали' }))).toMatchObject({ accepted: ['list-rejected'] })
  })
})

describe('a list with statuses', () => {
  it('replaces what is known but for what it has no columns for, as the whole register too', async () => {
    const dead = known(1, { deathDate: '2025-10-01', status: 'НСН' })
    valueOf(await publisher.publish(0, register([dead, known(2)])))
    const brought = { ...known(1), id: enpOf(1), documents: [], familyName: 'НОВАЯ' }
    const lacks = ['death', 'documents'] as const
    const outcomes: SourceOutcome[] = [{ kind: 'record', record: { person: brought }, strength: { lacks }, known: 'by-identity' }]
    for (const [night, content] of [
      [1, 'changes'],
      [2, 'full-list'],
    ] as const) {
      const header = { ...list([]).header, asOf: publisher.at(night - 1) }
      valueOf(await publish(night, { header, content, outcomes }, { accept: 'проба' }))
      if (night === 1)
        expect(linesOf(publisher).get('person 000000000001')).toMatchObject({
          record: { status: 'ДПП', familyName: 'НОВАЯ', deathDate: '2025-10-01', documents: dead.documents },
        })
      else expect([...linesOf(publisher).keys()]).toEqual(['person 000000000002'])
    }
  })

  it('without names is believed only where the birth date agrees with the number', async () => {
    valueOf(await publisher.publish(0, register([known(1), known(2)])))
    const nameless = { familyName: null, givenName: null, patronymic: null }
    const brought = [
      known(1, { ...nameless, id: enpOf(1), birthDate: '1990-07-07' }),
      known(2, { ...nameless, id: enpOf(2), status: 'НСН' }),
    ]
    const outcomes = brought.map((person): SourceOutcome => ({
      kind: 'record',
      record: { person },
      strength: { lacks: ['names'] },
      known: 'by-identity',
    }))
    const report = valueOf(await publish(1, list([], { outcomes })))
    expect(report).toMatchObject({ source: { rejected: 1, byReason: { 'known-differs': 1 } }, changes: { added: 0, changed: 1 } })
    expect([...linesOf(publisher).keys()]).toEqual(['person 000000000002'])
  })

  it('counts before one that comes later, by whatever key the two know a person', async () => {
    const people = Array.from({ length: 8 }, (_none, index) => known(index + 1))
    valueOf(await publisher.publish(0, register(people)))
    const outcomes: SourceOutcome[] = [
      { kind: 'source', source: { file: 'older', counts: { rows: 8 } } },
      ...people.map((person) => stated('older', person, {}, 'by-identity')),
      { kind: 'source', source: { file: 'newer', counts: { rows: 8 } } },
      ...people.slice(0, 4).map((person) => stated('newer', person, { enp: null, policies: ended(person) }, 'by-identity')),
      ...people.slice(4).map((person) => stated('newer', person, { policies: ended(person) }, 'by-id')),
    ]
    expect(valueOf(await publish(1, list([], { outcomes })))).toMatchObject({ source: { rejected: 0 }, changes: { changed: 8, added: 0 } })
    const statuses = [...linesOf(publisher).values()].map((line) => JSON.stringify(line).includes('НСД'))
    expect(statuses).toEqual(people.map(() => true))
  })

  it('of nobody is no first publication, whatever anyone says', async () => {
    const source = list([], { outcomes: [begin(1), { kind: 'rejected', reason: 'enp-format' }] })
    expect(await publish(0, source, { accept: 'и так сойдёт' })).toMatchObject({ ok: false, error: { code: 'source-empty' } })
  })
})

describe('a dry run', () => {
  it('tells what would be, with the brakes that would hold, and leaves everything as it was', async () => {
    valueOf(await publisher.publish(0, register(Array.from({ length: 30 }, (_none, index) => known(index + 1)))))
    const places = [publisher.feedFolder, publisher.stateFolder]
    const bytes = () => places.flatMap(filesUnder).map((file) => `${file} ${readFileSync(file).toString('hex')}`)
    const before = bytes()
    const header = { dataset: 'demo-feed', scope: 'synthetic region 00', version: '1', asOf: '2025-11-02T00:00:00.000Z' }
    const outcomes: SourceOutcome[] = register([known(1), known(2, { sex: null }), known(31)]).map((record) => ({ kind: 'record', record }))
    const report = valueOf(await publish(1, { header, content: 'full-list', outcomes }, { dryRun: true }))
    expect(report).toMatchObject({
      outcome: 'dry-run',
      sequence: 2,
      changes: { added: 1, changed: 1, left: 28, notMentioned: 28 },
      held: [{ code: 'people-fall', params: { before: '30', after: '3' } }],
      delta: null,
    })
    expect(bytes()).toEqual(before)
  })
})

function whole(night: number, records: readonly FeedRecord[], more: Partial<PublishSource> = {}): PublishSource {
  return {
    header: { ...list([]).header, asOf: `2025-11-0${night + 1}T00:00:00.000Z` },
    content: 'full-list',
    outcomes: records.map((record) => ({ kind: 'record', record })),
    ...more,
  }
}

describe('what a register does not state', () => {
  const classifier = { classifier: 'F011', code: '14', name: 'Паспорт', from: null, to: null }
  const memory: SourceMemory = { hasStatuses: true, accepted: [], hashes: [], classifiers: [{ name: 'F002', version: null, date: null }] }

  it('stays: classifiers always, insurers where they come from their own directory', async () => {
    valueOf(await publish(0, whole(0, [...register([known(1)]), { insurer: fakeInsurer }, { classifier }], { memory })))
    expect(valueOf(await publish(1, whole(1, register([known(1)]), { memory })))).toMatchObject({
      changes: { removed: 0 },
      counts: { person: 1, insurer: 1, classifier: 1 },
    })
    // A register's own entry does not take the place of the directory's.
    const poorer: SourceOutcome = { kind: 'record', record: { insurer: { ...fakeInsurer, hotLine: null, name: 'X' } }, strength: 'weaker' }
    const outcomes: SourceOutcome[] = [{ kind: 'record', record: { person: known(1) } }, poorer]
    expect(valueOf(await publish(2, whole(2, [], { memory, outcomes })))).toMatchObject({ changes: { changed: 0 } })
  })

  it('is remembered with the publication, also where only the timestamp was renewed', async () => {
    const seen: (Published['sources'] | undefined)[] = []
    const opener = (source: PublishSource) => (former: Published | null) => {
      seen.push(former?.sources)
      return Promise.resolve({ ok: true as const, value: source })
    }
    const first = list([listed(1)], { memory })
    valueOf(await publisher.publish(0, [], { source: opener(first) }))
    const again = { ...memory, hashes: ['1'] }
    expect(valueOf(await publisher.publish(1, [], { source: opener({ ...first, memory: again }) }))).toMatchObject({
      outcome: 'renewed',
    })
    await publisher.publish(2, [], { source: opener({ ...first, outcomes: [{ kind: 'refused', refusal: { code: 'x', params: {} } }] }) })
    valueOf(await publisher.publish(3, [], { source: opener(first) }))
    expect(seen).toEqual([undefined, memory, again, again])
    expect(readdirSync(publisher.stateFolder).filter((name) => path.extname(name) === '.work')).toEqual([])
  })
})
