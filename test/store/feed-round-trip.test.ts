import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canonicalRecord } from '../../src-shared/feed/canonical-record.ts'
import type { FeedRecord } from '../../src-shared/feed/canonical-record.ts'
import type { ClassifierEntry } from '../../src-shared/feed/classifier.ts'
import { knownRecord, readPublishedLine, recordLine } from '../../src-shared/feed/published-line.ts'
import { hasEnpCheckDigit } from '../../src-shared/policy/enp.ts'
import { interpreted } from '../../src-main/store/register-feed/feed-lines.ts'
import { fakeInsurer, fakePerson } from '../fakes/people.ts'
import { arbitraryInsurer, arbitraryPerson } from './arbitrary-record.ts'
import { fakeFeed, feedLine, kindOf, takeSnapshot } from './fake-feed.ts'
import { storePlace, valueOf } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

let place: StorePlace
beforeEach(() => {
  place = storePlace()
})
afterEach(() => place.remove())

const arbitraryClassifier: fc.Arbitrary<ClassifierEntry> = fc.record({
  classifier: fc.constantFrom('F008', 'F011', 'F032'),
  code: fc.stringMatching(/^[\dА-Яа-яA-z.-]{1,10}$/).filter((code) => /^[\dA-Za-zА-ЯЁа-яё.-]{1,40}$/.test(code)),
  name: fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).map((name) => name.toWellFormed().replaceAll('\0', ' ')),
  from: fc.constantFrom(null, '2011-05-01'),
  to: fc.constantFrom(null, '2030-12-31'),
})
const right = (enp: string | null): string | null => (enp !== null && hasEnpCheckDigit(enp) ? enp : null)

/** ENPs with a wrong check digit are kept as bytes, so a person of this test has right ones. */
const person = arbitraryPerson.map((one): FeedRecord => {
  return { person: { ...one, enp: right(one.enp), policies: one.policies.map((policy) => ({ ...policy, enp: right(policy.enp) })) } }
})
const arbitraryFeedRecord: fc.Arbitrary<FeedRecord> = fc.oneof(
  { weight: 6, arbitrary: person },
  arbitraryInsurer.map((insurer): FeedRecord => ({ insurer })),
  arbitraryClassifier.map((classifier): FeedRecord => ({ classifier })),
)

/** Of several records with one name the first, as a publisher would have it. */
function distinct(records: readonly FeedRecord[]): readonly FeedRecord[] {
  return [...new Map(records.map((record) => [`${canonicalRecord(record).entity} ${canonicalRecord(record).key}`, record])).values()]
}

describe('what was published', () => {
  test('comes back from the tables byte for byte: the digest summed from them is the published one', async () => {
    const records = distinct(fc.sample(arbitraryFeedRecord, { numRuns: 800, seed: 11 }))
    const source = fakeFeed()
    source.publish({ put: [...records, { person: fakePerson() }] })
    const half = distinct(fc.sample(arbitraryFeedRecord, { numRuns: 100, seed: 12 }))
    source.publish({ put: half })
    const folder = place.opened()
    const taken = takeSnapshot(folder.feed, source, { accepted: ['quarantined'] })
    expect(kindOf(taken)).toBe('switched')
    const standing = valueOf(folder.feed.standing())
    expect(standing.state?.totals.unreadable).toBe(0)
    expect(await folder.feed.verify()).toEqual({ kind: 'whole', records: source.snapshot().length })
  })
})

const lineOf = (record: FeedRecord, version = 3) => {
  const { entity, key, json } = canonicalRecord(record)
  return recordLine(entity, key, version, json)
}

describe('a published record', () => {
  test('is interpreted where its shape is known, and then as the slower reading has it', () => {
    fc.assert(
      fc.property(arbitraryFeedRecord, (record) => {
        const text = lineOf(record)
        const published = readPublishedLine(text)
        const known = published === null ? null : knownRecord(published)
        const read = interpreted(feedLine(text))
        expect(read).toEqual(known)
        expect(read).not.toBeNull()
      }),
      { numRuns: 200, seed: 5 },
    )
  })

  test('that was changed anywhere is the very same line again, or kept as bytes', () => {
    fc.assert(
      fc.property(
        arbitraryFeedRecord,
        fc.nat(),
        fc.constantFrom('"', '0', ' ', 'я', '\\u0041', '{', 'null', '\u0301'),
        (record, at, piece) => {
          const text = lineOf(record)
          const cut = at % text.length
          const changed = text.slice(0, cut) + piece + text.slice(cut)
          let line: ReturnType<typeof feedLine>
          try {
            line = feedLine(changed)
          } catch {
            return
          }
          const read = interpreted(line)
          if (read !== null) expect(lineOf(read, line.head.version)).toBe(changed)
        },
      ),
      { numRuns: 300, seed: 5 },
    )
  })

  const json = JSON.stringify(fakePerson())
  test.each([
    ['of another entity', `["clinic","1",3,{}]`],
    ['with one field more', `["person","000000000001",3,${json.replace('{', '{"more":1,')}]`],
    [
      'with another order of fields',
      `["person","000000000001",3,${JSON.stringify({ ...fakePerson({ id: 'x' }), id: '000000000001' })
        .replace('"contacts":"not-carried",', '')
        .replace('}]}', '}],"contacts":"not-carried"}')}]`,
    ],
    ['with white space', `["person","000000000001",3, ${json}]`],
    ['with an escape that JSON does not need', `["person","000000000001",3,${json.replace('ИВАНОВ', '\\u0418ВАНОВ')}]`],
    ['under the key of another', `["person","000000000002",3,${json}]`],
    ['with a wrong check digit', `["person","000000000001",3,${json.replaceAll('0056410834000014', '0056410834000013')}]`],
    ['with a NUL', `["person","000000000001",3,${json.replace('ИВАНОВ', '\\u0000')}]`],
    ['with half a character', `["person","000000000001",3,${json.replace('ИВАНОВ', '\\ud800')}]`],
    ['that is not composed', `["person","000000000001",3,${json.replace('ИВАНОВ', 'И\u0306ВАН')}]`],
    ['that is no JSON', `["person","000000000001",3,${json.replace('ИВАНОВ"', 'ИВАНОВ')}]`],
    ['that is a number', `["person","000000000001",3,7]`],
    ['with a second record behind it', `["insurer","00001",3,${JSON.stringify(fakeInsurer)},"more":{}]`],
    ['of a classifier with a NUL', `["classifier","F011/1",3,{"classifier":"F011","code":"1","name":"\\u0000","from":null,"to":null}]`],
  ])('%s is kept as bytes', (_title, text) => {
    expect(interpreted(feedLine(text))).toBeNull()
  })
})
