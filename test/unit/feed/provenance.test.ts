import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { PublishSource, SourceOutcome } from '../../../src-main/feed/publish/source.ts'
import { marksText, readMarks } from '../../../src-main/feed/publish/provenance.ts'
import { readStateLine, stateText } from '../../../src-main/feed/publish/state-line.ts'
import { NOT_CARRIED } from '../../../src-main/import/read-policy.ts'
import { personSchema } from '../../../src-shared/register/person.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import { fakePerson } from '../../fakes/people.ts'
import vectors from '../../vectors/feed/provenance.json' with { type: 'json' }
import { linesOf, testPublisher, valueOf } from './publisher.ts'
import type { TestPublisher } from './publisher.ts'

const toldSchema = z.strictObject({
  status: z.string().nullable().default(null),
  attachedFrom: z.string().optional(),
  attachedTo: z.string().nullable().default(null),
  died: z.string().nullable().default(null),
})
const listSchema = z.strictObject({ list: z.string(), day: z.string(), ...toldSchema.shape })
const stepSchema = z.strictObject({
  ...toldSchema.shape,
  register: z.string().optional(),
  list: z.string().optional(),
  day: z.string().optional(),
  /** It speaks of somebody else only. */
  other: z.boolean().default(false),
  beside: listSchema.optional(),
  asOf: z.string().optional(),
  accept: z.string().optional(),
  older: z.array(z.unknown()).default([]),
})
type Step = z.infer<typeof stepSchema>
type Told = z.infer<typeof toldSchema>
const vectorsSchema = z.array(z.strictObject({ name: z.string(), steps: z.array(stepSchema), holds: toldSchema }))

let publisher: TestPublisher
beforeEach(() => {
  publisher = testPublisher()
})
afterEach(() => publisher.remove())

const someone = fakePerson({ id: '000000000001', attachments: [] })
const other = fakePerson({ id: '000000000002', enp: null, familyName: 'ДРУГАЯ', policies: [], documents: [] })

function told({ status, attachedFrom, attachedTo, died }: Told): Person {
  const attachment = { areaType: '1', clinicCode: attachedTo === null ? '000001' : '000002', area: null, status: 'ДПП' }
  return {
    ...someone,
    deathDate: died,
    status: status === null ? NOT_CARRIED : 'ДПП',
    policies: status === null ? [] : someone.policies.map((policy) => ({ ...policy, status })),
    attachments: attachedFrom === undefined ? [] : [{ ...attachment, from: attachedFrom, to: attachedTo }],
  }
}

const instant = (day: string): string => `${day}T00:00:00.000Z`

function listOutcomes(list: string, day: string, row: Told, isOther = false): SourceOutcome[] {
  const file = `${list} ${day}`
  const person = isOther ? other : told(row)
  const lacks = row.attachedFrom === undefined ? (['attachments'] as const) : []
  const strength = row.status === null && !isOther ? 'weaker' : { lacks }
  return [
    { kind: 'source', source: { file, profile: list, asOf: day, counts: { rows: 1 } } },
    { kind: 'record', record: { person }, strength, known: 'by-id', origin: { file, line: 2, record: 1 } },
  ]
}

/** The source of a step, and the instant up to which everything is known after it. */
function sourceOf(step: Step, known: string): PublishSource {
  const header = { dataset: 'demo-feed', scope: 'synthetic region 00', version: '1', asOf: known }
  if (step.register !== undefined) {
    const people = step.other ? [other] : [told(step), other]
    const outcomes = people.map((person): SourceOutcome => ({ kind: 'record', record: { person } }))
    return { header: { ...header, asOf: instant(step.register) }, content: 'full-list', outcomes }
  }
  const { list = '', day = '', beside } = step
  const outcomes = [
    ...listOutcomes(list, day, step, step.other),
    ...(beside === undefined ? [] : listOutcomes(beside.list, beside.day, beside)),
  ]
  return { header: { ...header, asOf: step.asOf === undefined ? known : instant(step.asOf) }, content: 'changes', outcomes }
}

describe('of statuses and attachments told on several days', () => {
  it.each(vectorsSchema.parse(vectors))('$name', async ({ steps, holds }) => {
    let known = ''
    let person: Person | null = null
    for (const [night, step] of steps.entries()) {
      const source = sourceOf(step, known)
      known = source.header.asOf
      const published = valueOf(await publisher.publish(20 + night, [], { source, accept: step.accept ?? null }))
      expect(published).toMatchObject({ olderStatuses: step.older, source: { rejected: 0 } })
      const line = linesOf(publisher).get(`person ${someone.id}`)
      if (line !== undefined) person = personSchema.parse(line.record)
    }
    const { status, attachedFrom, attachedTo, died } = holds
    expect(person?.deathDate).toBe(died)
    expect(person?.removed).toBeNull()
    expect(person?.policies.map((policy) => policy.status)).toEqual(status === null ? [] : [status])
    if (status === null) expect(person?.status).toBe(NOT_CARRIED)
    const attachments = (person?.attachments ?? []).map(({ from, to }) => ({ attachedFrom: from, attachedTo: to }))
    expect(attachments).toEqual(attachedFrom === undefined ? [] : [{ attachedFrom, attachedTo }])
  })
})

describe('a line of the state', () => {
  it('names the lists of which a person is, and reads as before where it names none', () => {
    const text = '"person","1"\t17\t{}'
    const line = { name: '"person","1"', version: 17, record: '{}' }
    expect(readStateLine(text)).toEqual(line)
    expect(stateText(line)).toBe(text)
    const marked = { ...line, marks: { statuses: 5, attachments: 12 } }
    expect(stateText(marked)).toBe('"person","1"\t17@5,12\t{}')
    expect(readStateLine(stateText(marked))).toEqual(marked)
    expect(readStateLine('"person","1"\t17@x\t{}')).toBeNull()
  })

  it.each([
    ['', null, null],
    ['5', 5, 5],
    ['5,', 5, null],
    [',5', null, 5],
    ['5,7', 5, 7],
  ])('has %j for them', (text, statuses, attachments) => {
    expect(marksText({ statuses, attachments })).toBe(text)
    expect(readMarks(text)).toEqual({ statuses, attachments })
  })
})
