import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../src-shared/coverage/evaluate.ts'
import type { Verdict } from '../../../src-shared/coverage/verdict.ts'
import { vectors } from './vector-files.ts'

/** The facts of a covered vector, to be spoilt. */
function covered(name = 'two things of one person'): Record<string, unknown> {
  const found = vectors.find(({ vector }) => vector.name === name)
  return structuredClone(found?.vector.facts) as Record<string, unknown>
}

function verdict(facts: unknown): Verdict {
  return evaluate(facts, { language: 'ru' })
}

function answer(facts: unknown): string {
  const { outcome, reasons } = verdict(facts)
  return `${outcome} ${reasons[0]?.code}`
}

const factMissing = 'needs-a-look fact-missing'

describe('facts that contradict themselves are unknown facts', () => {
  test('the facts used here are covered', () => {
    expect(verdict(covered()).outcome).toBe('covered')
  })

  test('a key that nobody knows', () => {
    expect(answer({ ...covered(), suspended: true })).toBe(factMissing)
  })

  test('two records with one id', () => {
    const facts = covered()
    const people = facts['people'] as unknown[]
    expect(answer({ ...facts, people: [...people, ...people] })).toBe(factMissing)
  })

  test('a presented item without its look-up, or a look-up without its item', () => {
    const facts = covered()
    const { presented, lookups } = facts['evidence'] as { presented: unknown[]; lookups: unknown[] }
    expect(answer({ ...facts, evidence: { problem: null, presented, lookups: lookups.slice(1) } })).toBe(factMissing)
    expect(answer({ ...facts, evidence: { problem: null, presented: presented.slice(0, 1), lookups } })).toBe(factMissing)
  })

  test('a key by which such a thing cannot be found', () => {
    const facts = covered()
    const { presented, lookups } = facts['evidence'] as { presented: unknown[]; lookups: object[] }
    const wrong = lookups.map((lookup) => Object.assign(lookup, { key: 'snils' }))
    expect(answer({ ...facts, evidence: { problem: null, presented, lookups: wrong } })).toBe(factMissing)
  })

  test('the text names what cannot be read', () => {
    expect(verdict({ ...covered(), insurers: 'none', station: null }).reasons[0]?.text).toBe(
      'Часть данных не читается: настройки рабочего места, справочник страховых',
    )
  })
})
