import { describe, expect, it } from 'vitest'
import { callMethod } from '../../../src-renderer/client.ts'
import type { Bridge, CheckReply } from '../../../src-shared/contract.ts'
import { replyFixture, stationFixture, verdictFixture } from '../../fakes/desk-fixtures.ts'
import { fakeBridge, refusal } from '../../fakes/fake-bridge.ts'

const question = { shown: [{ text: '0056410834000014' }] }

function answering(answer: unknown): Bridge {
  return { call: () => Promise.resolve(answer), subscribe: () => () => undefined }
}

describe('a call', () => {
  it('gives the value of an answer that fits the contract', async () => {
    const bridge = fakeBridge({ station: stationFixture(), check: () => replyFixture(verdictFixture()) })
    expect(await callMethod(bridge, 'check', question)).toMatchObject({ ok: true, value: { verdict: { outcome: 'covered' } } })
  })

  it('gives the named refusal', async () => {
    const bridge = fakeBridge({ station: stationFixture(), check: () => refusal('disk-full') })
    expect(await callMethod(bridge, 'check', question)).toMatchObject({ ok: false, error: { code: 'disk-full' } })
  })

  it('tells that nobody answered', async () => {
    const bridge = fakeBridge({ station: stationFixture(), connection: 'lost' })
    expect(await callMethod(bridge, 'check', question)).toEqual({ ok: false, error: { code: 'no-answer' } })
  })
})

describe('an answer that does not fit the contract is never a verdict', () => {
  const covered: CheckReply = replyFixture(verdictFixture())
  it.each([
    ['no reply at all', 'covered'],
    ['neither yes nor no', { value: covered }],
    ['a refusal of an unknown kind', { ok: false, error: { code: 'whatever', message: '', params: {} } }],
    ['an unknown outcome', { ok: true, value: { ...covered, verdict: { ...covered.verdict, outcome: 'fine' } } }],
    ['a verdict without reasons', { ok: true, value: { ...covered, verdict: { ...covered.verdict, reasons: [] } } }],
    ['a verdict without its time', { ok: true, value: { ...covered, at: 'yesterday' } }],
    ['an unknown part', { ok: true, value: { ...covered, extra: 1 } }],
  ])('%s', async (_, answer) => {
    expect(await callMethod(answering(answer), 'check', question)).toEqual({ ok: false, error: { code: 'bad-reply' } })
  })
})
