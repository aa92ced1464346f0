import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalRecord } from '../../../src-shared/feed/canonical-record.ts'
import { knownRecord, lineHead, readPublishedLine, recordLine, removalLine } from '../../../src-shared/feed/published-line.ts'
import type { PublishedLine } from '../../../src-shared/feed/published-line.ts'
import { fakeInsurer, fakePerson } from '../../fakes/people.ts'

const keys = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).filter((key) => key.length <= 64 && key.isWellFormed())
const versions = fc.integer({ min: 1, max: 999_999_999_999 })

function read(line: string): PublishedLine {
  const found = readPublishedLine(line)
  if (found === null) throw new Error(`no line: ${line}`)
  return found
}

describe('a published line', () => {
  it('is read as it was written, and its head without its record', () => {
    fc.assert(
      fc.property(keys, versions, fc.json(), (key, version, json) => {
        fc.pre(json.trim() !== 'null')
        const line = recordLine('person', key, version, json)
        expect(lineHead(line)).toEqual({ entity: 'person', key, version, isRemoval: false })
        expect(readPublishedLine(line)).toEqual({ entity: 'person', key, version, record: JSON.parse(json), removal: null })
      }),
    )
  })

  it('tells a removal with its reason', () => {
    fc.assert(
      fc.property(keys, versions, (key, version) => {
        const line = removalLine('insurer', key, version, 'gone')
        expect(lineHead(line)).toEqual({ entity: 'insurer', key, version, isRemoval: true })
        expect(read(line)).toMatchObject({ entity: 'insurer', key, version, removal: 'gone' })
      }),
    )
  })

  it('is nothing else, and nothing throws', () => {
    for (const text of [
      '',
      '[]',
      '{"person":{}}',
      '["Person","1",1,{}]',
      '["person","1",0,{}]',
      '["person","",1,{}]',
      '["person","1",1.5,{}]',
      '["person","1",1,{}',
      '["person","1",1,null]',
      '["person","1",1,{},"reason"]',
      '["person","1",1,null,""]',
      '["person","1",1,{},1,2]',
      `["person","${'1'.repeat(65)}",1,{}]`,
    ])
      expect(readPublishedLine(text)).toBeNull()
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => [lineHead(text), readPublishedLine(`["person","1",1,${text}]`)]).not.toThrow()
      }),
    )
  })

  it('gives the record where its shape and key are known, and is carried as bytes where not', () => {
    const { entity, key, json } = canonicalRecord({ person: fakePerson() })
    expect(knownRecord(read(recordLine(entity, key, 1, json)))).toEqual({ person: fakePerson() })
    const insurer = canonicalRecord({ insurer: fakeInsurer })
    expect(knownRecord(read(recordLine('insurer', insurer.key, 1, insurer.json)))).toEqual({ insurer: fakeInsurer })
    expect(knownRecord(read(recordLine(entity, '000000000002', 1, json)))).toBeNull()
    expect(knownRecord(read(recordLine('person', key, 1, json.replace('"sex":', '"gender":'))))).toBeNull()
    expect(knownRecord(read(recordLine('newer-thing', key, 1, '{"a":1}')))).toBeNull()
    expect(
      knownRecord(read(recordLine('classifier', 'F011/14', 1, '{"classifier":"F011","code":"14","name":"x","from":null,"to":null}'))),
    ).toEqual({
      classifier: { classifier: 'F011', code: '14', name: 'x', from: null, to: null },
    })
  })
})
