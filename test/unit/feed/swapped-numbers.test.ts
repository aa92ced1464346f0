import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { PublishSource, SourceOutcome } from '../../../src-main/feed/publish/source.ts'
import { NOT_CARRIED } from '../../../src-main/import/read-policy.ts'
import { encodeEnp } from '../../../src-shared/policy/enp.ts'
import { personSchema } from '../../../src-shared/register/person.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import { fakePerson, fakePolicy } from '../../fakes/people.ts'
import vectors from '../../vectors/feed/swapped-numbers.json' with { type: 'json' }
import { linesOf, testPublisher, valueOf } from './publisher.ts'
import type { TestPublisher } from './publisher.ts'

const rowSchema = z.strictObject({
  /** Whose ENP it gives, by given name. */
  number: z.string().nullable(),
  name: z.string(),
  status: z.string(),
  to: z.string().nullable().default(null),
  deathDate: z.string().nullable().default(null),
  /** Whose document it gives. */
  document: z.string().nullable().default(null),
})
const vectorSchema = z.strictObject({
  name: z.string(),
  /** Status by given name; a star stands for another person of that name. */
  known: z.record(z.string(), z.string()),
  rows: z.array(rowSchema),
  holds: z.record(z.string(), z.string()),
  doubted: z.number(),
})

let publisher: TestPublisher
beforeEach(() => {
  publisher = testPublisher()
})
afterEach(() => publisher.remove())

const birthDate = '2015-05-05'
const NAMES = ['АННА', 'АННА*', 'МАРИЯ', 'ЧУЖАЯ']
const enpOf = (name: string): string => encodeEnp({ region: '00', birthDate, sex: 'female', serial: NAMES.indexOf(name) + 1 })
const documentOf = (name: string): Person['documents'][number] => ({
  type: 3,
  series: 'I-АА',
  number: String(NAMES.indexOf(name) + 1).padStart(6, '0'),
  issuedOn: null,
  expiresOn: null,
  status: 'ДПП',
})

/** One of twins, and a stranger of another birth date. */
function person(name: string, status: string): Person {
  const base = fakePerson({ id: String(NAMES.indexOf(name) + 1), enp: enpOf(name), birthDate: name === 'ЧУЖАЯ' ? '1999-09-09' : birthDate })
  return {
    ...base,
    familyName: 'БЛИЗНЕЦОВА',
    givenName: name.replace('*', ''),
    patronymic: 'ИВАНОВНА',
    sex: 'female',
    policies: [fakePolicy({ enp: enpOf(name), status })],
    documents: [documentOf(name)],
  }
}

function outcomeOf({ number, name, status, to, deathDate, document }: z.infer<typeof rowSchema>, index: number): SourceOutcome {
  const base = person('АННА', status)
  const enp = number === null ? null : enpOf(number)
  const brought: Person = {
    ...base,
    id: `row ${index}`,
    enp,
    givenName: name,
    deathDate,
    policies: [fakePolicy({ enp, status, to })],
    documents: document === null ? [] : [documentOf(document)],
  }
  const strength = { lacks: ['attachments'] as const }
  return {
    kind: 'record',
    record: { person: brought },
    strength,
    known: 'by-identity',
    origin: { file: 'list', line: null, record: index + 1 },
  }
}

describe('rows with the number of somebody else', () => {
  it.each(z.array(vectorSchema).parse(vectors))('$name', async ({ known, rows, holds, doubted }) => {
    const people = Object.entries(known).map(([name, status]) => person(name, status))
    valueOf(
      await publisher.publish(
        0,
        people.map((one) => ({ person: one })),
      ),
    )
    const source: PublishSource = {
      header: { dataset: 'demo-feed', scope: 'synthetic region 00', version: '0', asOf: '2025-11-01T00:00:00.000Z' },
      content: 'changes',
      outcomes: [{ kind: 'source', source: { file: 'list', counts: { rows: rows.length } } }, ...rows.map(outcomeOf)],
    }
    const report = valueOf(await publisher.publish(1, [], { source, snapshot: true, accept: 'проба' }))
    expect(report.changes).toMatchObject({ added: 0, doubted })
    const lines = [...linesOf(publisher).values()].map(({ record }) => personSchema.parse(record))
    const changed = new Map(lines.map((one) => [one.id, one]))
    const now = people.map((one) => changed.get(one.id) ?? one)
    const names = now.map(({ id, givenName }) => (id === '2' ? `${givenName}*` : (givenName ?? '')))
    expect(Object.fromEntries(now.map(({ policies }, index) => [names[index], policies[0]?.status]))).toEqual(holds)
    expect(now.every(({ deathDate }) => deathDate === null)).toBe(true)
  })
})

describe('a row with another given name that ends an insurance', () => {
  it.each([
    ['2027-12-31', '2027-12-31', 'ДПП'],
    ['2027-12-31', '2026-06-30', 'ДПП'],
    ['2027-12-31', '2028-01-01', NOT_CARRIED],
    ['2027-12-31', null, NOT_CARRIED],
  ])('on %s leaves valid what ends until then, of a known end on %s: %s', async (to, knownTo, status) => {
    const known = person('АННА', 'ДПП')
    const policies = known.policies.map((policy) => ({ ...policy, to: knownTo }))
    valueOf(await publisher.publish(0, [{ person: { ...known, policies } }]))
    const row = { number: 'АННА', name: 'АННЕТА', status: 'ДПП', to, deathDate: null, document: null }
    const source: PublishSource = {
      header: { dataset: 'demo-feed', scope: 'synthetic region 00', version: '0', asOf: '2025-11-01T00:00:00.000Z' },
      content: 'changes',
      outcomes: [{ kind: 'source', source: { file: 'list', counts: { rows: 1 } } }, outcomeOf(row, 0)],
    }
    const report = valueOf(await publisher.publish(1, [], { source, snapshot: true, accept: 'проба' }))
    expect(report).toMatchObject({ source: { rejected: 1 }, changes: { doubted: status === 'ДПП' ? 0 : 1 } })
    if (status === 'ДПП') return
    expect(linesOf(publisher).get(`person ${known.id}`)).toMatchObject({ record: { policies: [{ status }] } })
  })
})
