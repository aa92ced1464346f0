import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { registerRecordSchema } from '../../src-shared/register/record.ts'
import { isRegisterRecord } from '../../src-main/store/load/record-check.ts'
import { fakeInsurer, fakePerson, fakePolicy } from '../fakes/people.ts'
import { arbitraryRecord } from './arbitrary-record.ts'

const accepts = (value: unknown): boolean => registerRecordSchema.safeParse(value).success

/** Every path of a JSON value, the root included. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]))]
}

/** A copy with the part at `path` replaced; `undefined` deletes it. */
function replaced(value: unknown, [key, ...rest]: readonly string[], part: unknown): unknown {
  if (key === undefined) return part
  if (Array.isArray(value)) {
    const copy = value.map((entry, index) => (String(index) === key ? replaced(entry, rest, part) : entry))
    return part === undefined && rest.length === 0 ? copy.filter((_, index) => String(index) !== key) : copy
  }
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) }
  if (part === undefined && rest.length === 0) delete copy[key]
  else copy[key] = replaced(copy[key], rest, part)
  return copy
}

const full = {
  person: fakePerson({
    formerEnps: ['0067940818000017'],
    dost: [4],
    snils: '00000000001',
    deathDate: '2020-02-29',
    redirect: 'x',
    removed: { reason: 'left-this-copy', on: '2020-01-01' },
    policies: [fakePolicy({ series: 'а', number: 'б', to: '2030-01-01', certificateTo: '2030-01-01' })],
    documents: [{ type: 14, series: '0000', number: '000001', issuedOn: '2005-04-01', expiresOn: '2030-01-01', status: 'ДПП' }],
    attachments: [{ areaType: '1', clinicCode: '000001', area: '1', from: '2020-01-01', to: '2030-01-01', status: 'ДПП' }],
    representatives: [{ familyName: 'А', givenName: 'Б', patronymic: 'В', person: '1' }],
  }),
}
const insurer = { insurer: { ...fakeInsurer, closedOn: '2020-01-01' } }

const GARBAGE: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  1,
  6,
  7,
  99,
  100,
  -1,
  1.5,
  1e300,
  '',
  ' ',
  'x',
  'x'.repeat(8),
  'x'.repeat(9),
  'x'.repeat(12),
  'x'.repeat(13),
  'x'.repeat(20),
  'x'.repeat(21),
  'x'.repeat(40),
  'x'.repeat(41),
  'x'.repeat(60),
  'x'.repeat(61),
  'x'.repeat(200),
  'x'.repeat(201),
  'x'.repeat(400),
  'x'.repeat(401),
  '0'.repeat(5),
  '0'.repeat(11),
  '0'.repeat(16),
  '0'.repeat(17),
  '٣'.repeat(16),
  '2020-02-29',
  '2021-02-29',
  '1900-02-29',
  '2000-02-29',
  '2020-00-00',
  '2020-13-01',
  '2020-04-31',
  '0000-01-01',
  '2020-1-01',
  '2020-01-01\n',
  '2020-01-01T00:00:00Z',
  'male',
  'none',
  [],
  {},
  [[]],
  [{}],
]

describe('the fast check of records accepts exactly what the schema accepts', () => {
  test('valid records', () => {
    expect([full, insurer].map(isRegisterRecord)).toEqual([true, true])
    fc.assert(
      fc.property(arbitraryRecord, (record) => {
        expect(isRegisterRecord(record)).toBe(accepts(record))
      }),
      { numRuns: 500 },
    )
  })

  test('a valid record with any part missing or replaced by garbage, and with unknown keys', () => {
    let refused = 0
    for (const record of [full, insurer]) {
      for (const path of pathsOf(record)) {
        for (const garbage of GARBAGE) {
          const changed = replaced(record, path, garbage)
          const expected = accepts(changed)
          expect(isRegisterRecord(changed), `${path.join('.')} = ${JSON.stringify(garbage)}`).toBe(expected)
          if (!expected) refused += 1
        }
        const more = replaced(record, [...path, 'unknown'], 1)
        expect(isRegisterRecord(more), `${path.join('.')} with an unknown key`).toBe(accepts(more))
      }
    }
    expect(refused).toBeGreaterThan(1000)
  })

  test('any JSON value at all', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(isRegisterRecord(value)).toBe(accepts(value))
        expect(isRegisterRecord({ person: value })).toBe(accepts({ person: value }))
      }),
    )
  })
})
