import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalRecord, holdsBrokenText } from '../../../src-shared/feed/canonical-record.ts'
import { classifierEntrySchema } from '../../../src-shared/feed/classifier.ts'
import {
  attachmentSchema,
  documentSchema,
  insurerSchema,
  personSchema,
  policySchema,
  representativeSchema,
} from '../../../src-shared/register/person.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import { fakeInsurer, fakePerson } from '../../fakes/people.ts'

const wholePerson = fakePerson({
  formerEnps: ['0056410834000014'],
  removed: { reason: 'left-this-copy', on: '2025-11-01' },
  attachments: [{ areaType: '1', clinicCode: '000001', area: null, from: '2020-01-01', to: null, status: 'ДПП' }],
  representatives: [{ familyName: 'ИВАНОВА', givenName: 'АННА', patronymic: null, person: null }],
})

/** The same value with the keys of every object in another order. */
function shuffled(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((part) => shuffled(part, seed))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, part]) => [key, shuffled(part, seed)] as const)
  const order = (key: string) => (key.charCodeAt(0) * seed + key.length * 7) % 13
  return Object.fromEntries(entries.toSorted(([one], [other]) => order(one) - order(other)))
}

describe('the canonical form of a record', () => {
  it('has the keys in the order of the schemas', () => {
    const person = JSON.parse(canonicalRecord({ person: wholePerson }).json)
    expect(Object.keys(person)).toEqual(Object.keys(personSchema.shape))
    expect(Object.keys(person.removed)).toEqual(['reason', 'on'])
    expect(Object.keys(person.policies[0])).toEqual(Object.keys(policySchema.shape))
    expect(Object.keys(person.documents[0])).toEqual(Object.keys(documentSchema.shape))
    expect(Object.keys(person.attachments[0])).toEqual(Object.keys(attachmentSchema.shape))
    expect(Object.keys(person.representatives[0])).toEqual(Object.keys(representativeSchema.shape))
    expect(Object.keys(JSON.parse(canonicalRecord({ insurer: fakeInsurer }).json))).toEqual(Object.keys(insurerSchema.shape))
    const entry = { classifier: 'F011', code: '14', name: 'Паспорт', from: null, to: null }
    const classifier = canonicalRecord({ classifier: entry })
    expect(Object.keys(JSON.parse(classifier.json))).toEqual(Object.keys(classifierEntrySchema.shape))
    expect(classifier.key).toBe('F011/14')
  })

  it('does not depend on the order of keys, nor on how letters are composed', () => {
    const whole = { ...wholePerson, familyName: 'ВОЛКОВ-НОВЫЙ', givenName: 'АНДРЕЙ' }
    const plain = canonicalRecord({ person: whole })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.boolean(), (seed, apart) => {
        const person = shuffled(apart ? decomposed(whole) : whole, seed) as Person
        expect(canonicalRecord({ person })).toEqual(plain)
      }),
    )
  })

  it('keeps every record as it is', () => {
    expect(JSON.parse(canonicalRecord({ person: wholePerson }).json)).toEqual(wholePerson)
    expect(canonicalRecord({ person: wholePerson })).toMatchObject({ entity: 'person', key: '000000000001' })
  })

  it('tells texts that no desk can keep', () => {
    for (const name of ['А\0', 'А\uD800', '\\\uDC00', '\\\\\0']) {
      expect(holdsBrokenText(canonicalRecord({ person: fakePerson({ givenName: name }) }).json)).toBe(true)
    }
    for (const name of ['\\u0000', '\\\\ud800', '\u{1F600}', '"\\n']) {
      expect(holdsBrokenText(canonicalRecord({ person: fakePerson({ givenName: name }) }).json)).toBe(false)
    }
  })
})

function decomposed(person: Person): Person {
  return { ...person, familyName: person.familyName?.normalize('NFD') ?? null, givenName: person.givenName?.normalize('NFD') ?? null }
}
