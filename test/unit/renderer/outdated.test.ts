import { expect, test } from 'vitest'
import type { RegisterState } from '../../../src-shared/contract.ts'
import { isOutdated, questionAgain } from '../../../src-renderer/desk/outdated.ts'
import { fixtureAsOf, replyFixture, stationFixture, verdictFixture } from '../../fakes/desk-fixtures.ts'

const reply = replyFixture(verdictFixture({ registerVersion: 'night-1', asOf: fixtureAsOf }))
const register = (parts: Partial<RegisterState>): RegisterState => ({
  ...stationFixture().register,
  state: 'ready',
  version: 'night-1',
  asOf: fixtureAsOf,
  ...parts,
})

test('an answer is of the register of now, or of none', () => {
  expect(isOutdated(reply, register({}))).toBe(false)
  expect(isOutdated(null, register({}))).toBe(false)
  const ofNone = replyFixture(verdictFixture({ registerVersion: null, asOf: null }))
  expect(isOutdated(ofNone, register({}))).toBe(false)
})

test.each([
  ['updated', register({ version: 'night-2' })],
  ['the same version of another day', register({ asOf: '2026-11-23T00:10:00Z' })],
  ['found damaged', register({ state: 'damaged', version: null, asOf: null })],
  ['gone', register({ state: 'missing', version: null, asOf: null })],
])('an answer outlived by its register: %s', (_what, now) => {
  expect(isOutdated(reply, now)).toBe(true)
})

test('a question that is asked again of another register leaves «the same person» behind', () => {
  const question = {
    things: [],
    newborn: null,
    candidate: 'p1',
    confirmation: { field: 'familyName', reason: 'name-changed' },
    serviceDate: null,
  } as const
  const check = { ticket: 1, question, reply, failure: null }
  expect(questionAgain(check, register({}))).toEqual(question)
  expect(questionAgain({ ...check, reply: null }, register({ version: 'night-2' }))).toEqual(question)
  expect(questionAgain(check, register({ version: 'night-2' }))).toEqual({ ...question, confirmation: null })
})
