import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isLifted, rememberPassed } from '../../../src-main/feed/publish/acceptance.ts'
import type { Acceptance } from '../../../src-main/feed/publish/acceptance.ts'
import type { PublishSource, SourceOutcome } from '../../../src-main/feed/publish/source.ts'
import { fakePerson } from '../../fakes/people.ts'
import { testPublisher, valueOf } from './publisher.ts'
import type { TestPublisher } from './publisher.ts'

let publisher: TestPublisher
beforeEach(() => {
  publisher = testPublisher()
})
afterEach(() => publisher.remove())

const named = (...lifted: readonly (readonly [string, string | null])[]): Acceptance => ({
  reason: 'сверено',
  lifted: lifted.map(([code, file]) => ({ code, file })),
})

describe('what somebody lets pass', () => {
  it.each([
    [named(['list-rejected', 'a.csv']), 'list-rejected', '/in/a.csv', true],
    [named(['list-rejected', '/in/a.csv']), 'list-rejected', 'a.csv', true],
    [named(['list-rejected', 'a.zip']), 'list-rejected', 'a.zip/a.dbf', true],
    [named(['list-rejected', 'a.zip/a.dbf']), 'list-rejected', 'a.zip/a.dbf', true],
    [named(['list-rejected', 'a.csv']), 'list-rejected', 'b.csv', false],
    [named(['list-rejected', 'a.csv']), 'already-loaded', 'a.csv', false],
    [named(['people-fall', null]), 'people-fall', null, true],
    [named(['list-rejected', 'a.csv']), 'list-rejected', null, false],
    [named(['list-rejected', null]), 'list-rejected', 'b.csv', true],
    [null, 'people-fall', null, false],
  ])('%j lets %s of %s pass: %s', (acceptance, code, file, expected) => {
    expect(isLifted(acceptance, code, file)).toBe(expected)
  })

  it('is remembered for 200 publications', () => {
    const lifted = [{ code: 'people-fall', file: null }]
    let passed = rememberPassed([], null, lifted, { sequence: 1, at: '' })
    expect(passed).toEqual([])
    for (let sequence = 1; sequence <= 203; sequence += 1)
      passed = rememberPassed(passed, named(['people-fall', null]), lifted, { sequence, at: '' })
    expect(passed.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 200 }, (_none, index) => index + 4))
  })
})

function night(people: number, rejected: readonly (readonly [file: string, rows: number])[]): PublishSource {
  const outcomes: SourceOutcome[] = Array.from({ length: people }, (_none, index) => ({
    kind: 'record',
    record: { person: fakePerson({ id: String(index + 1).padStart(12, '0'), enp: null, policies: [], documents: [] }) },
  }))
  for (const [file, rows] of rejected) {
    outcomes.push({ kind: 'source', source: { file, counts: { rows: rows + 1 } } }, { kind: 'rejected', reason: 'enp-format', rows })
  }
  const header = { dataset: 'demo-feed', scope: 'synthetic region 00', version: '1', asOf: '2025-11-01T00:00:00.000Z' }
  return { header, content: 'full-list', outcomes }
}

describe('a publication that several things hold', () => {
  it('passes by the names of all of them only, and keeps names and reason', async () => {
    valueOf(await publisher.publish(0, [], { source: night(40, []) }))
    const source = () =>
      night(20, [
        ['a.csv', 20],
        ['b.csv', 20],
      ])
    const tried: string[] = []
    const all = [
      ['list-rejected', 'a.csv'],
      ['list-rejected', 'b.csv'],
      ['people-fall', null],
    ] as const
    for (const count of [0, 1, 2]) {
      const published = await publisher.publish(1, [], { source: source(), accept: named(...all.slice(0, count)) })
      tried.push(published.ok ? 'published' : `${published.error.code} ${published.error.params['file'] ?? ''}`)
    }
    expect(tried).toEqual(['list-rejected a.csv', 'list-rejected b.csv', 'people-fall '])
    const report = valueOf(await publisher.publish(1, [], { source: source(), accept: named(...all, ['source-older', null]) }))
    const lifted = all.map(([code, file]) => ({ code, file }))
    expect(report.acceptance).toEqual({ reason: 'сверено', lifted })
    valueOf(await publisher.publish(2, [], { source: night(20, []) }))
    const { published } = JSON.parse(readFileSync(path.join(publisher.stateFolder, 'state.json'), 'utf8'))
    expect(published.passed).toEqual([{ sequence: 2, at: publisher.at(1), reason: 'сверено', lifted }])
  })
})
