import { describe, expect, it } from 'vitest'
import type { DeskAction } from '../../../src-renderer/desk/desk-reducer.ts'
import { deskReducer } from '../../../src-renderer/desk/desk-reducer.ts'
import type { CheckQuestion, DeskState, ShownThing } from '../../../src-renderer/desk/desk-state.ts'
import { holdsPersonalData, initialDeskState, isStale, withdrawable } from '../../../src-renderer/desk/desk-state.ts'
import type { Item } from '../../../src-shared/intake/item.ts'
import { enpItem, replyFixture, verdictFixture } from '../../fakes/desk-fixtures.ts'

const hideAfter = 120_000
const start = 1_000_000
const time = (seconds: number) => ({ now: start + seconds * 1_000, hideAfter })

function thing(text: string, id = 1): ShownThing {
  return { id, shown: { text }, item: enpItem }
}

function question(...things: readonly ShownThing[]): CheckQuestion {
  return { things, newborn: null, candidate: null, confirmation: null, serviceDate: null }
}

function after(state: DeskState, ...actions: readonly DeskAction[]): DeskState {
  return actions.reduce(deskReducer, state)
}

function checked(ticket: number, at = 0, asked = question(thing('0056410834000014'))): readonly DeskAction[] {
  return [
    { type: 'check-started', ticket, question: asked, ...time(at) },
    {
      type: 'check-answered',
      ticket,
      question: asked,
      reply: replyFixture(verdictFixture(), [enpItem], { checkId: `check-${ticket}` }),
      ...time(at),
    },
  ]
}

describe('a check', () => {
  it('empties the box when it starts and shows the answer when it comes', () => {
    const typed = after(initialDeskState, { type: 'typed', text: '0056410834000014', ...time(0) })
    const [started, answered] = checked(1)
    if (started === undefined || answered === undefined) throw new Error('two actions expected')
    const running = after(typed, started)
    expect(running.text).toBe('')
    expect(running.current?.reply).toBeNull()
    const done = after(running, answered)
    expect(done.current?.reply?.verdict.outcome).toBe('covered')
    expect(done.ribbon.map((entry) => entry.checkId)).toEqual(['check-1'])
  })

  it('shows the answer of the newest question only, but keeps every journalled one in the ribbon', () => {
    const first = question(thing('first'))
    const second = question(thing('second', 2))
    const state = after(
      initialDeskState,
      { type: 'check-started', ticket: 1, question: first, ...time(0) },
      { type: 'check-started', ticket: 2, question: second, ...time(1) },
      { type: 'check-answered', ticket: 1, question: first, reply: replyFixture(verdictFixture()), ...time(2) },
    )
    expect(state.current?.ticket).toBe(2)
    expect(state.current?.reply).toBeNull()
    expect(state.ribbon.map((entry) => entry.ticket)).toEqual([1])
  })

  it('leaves no colour to the former patient once something is typed for the next', () => {
    const state = after(initialDeskState, ...checked(1))
    expect(isStale(state)).toBe(false)
    expect(isStale(after(state, { type: 'typed', text: '0', ...time(1) }))).toBe(true)
  })

  it('keeps the colour while one more thing of the same patient is typed', () => {
    const state = after(initialDeskState, ...checked(1), { type: 'adding-switched' }, { type: 'typed', text: '0', ...time(1) })
    expect(isStale(state)).toBe(false)
  })

  it('takes no ninth thing of one patient', () => {
    const eight = question(...Array.from({ length: 8 }, (_, index) => thing(String(index), index)))
    expect(after(initialDeskState, ...checked(1, 0, eight), { type: 'adding-switched' }).adding).toBe(false)
  })

  it('a failure of an old question does not replace the answer on the screen', () => {
    const state = after(initialDeskState, ...checked(2), { type: 'check-failed', ticket: 1, failure: { code: 'no-answer' } })
    expect(state.current?.failure).toBeNull()
    expect(state.current?.reply).not.toBeNull()
  })

  it('keeps ten entries in the ribbon, newest first', () => {
    const actions = Array.from({ length: 12 }, (_, index) => checked(index + 1, index)).flat()
    const tickets = after(initialDeskState, ...actions).ribbon.map((entry) => entry.ticket)
    expect(tickets).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3])
  })
})

describe('a number that looks like a bank card', () => {
  const [reason] = verdictFixture().reasons
  if (reason === undefined) throw new Error('fixture without a reason')
  const verdict = verdictFixture({
    outcome: 'not-checked',
    person: null,
    reasons: [{ ...reason, code: 'not-a-policy-code', tone: 'unknown' }],
  })
  const card: Item = { kind: 'enp', enp: '4111111111111111', confirm: false, warnings: [] }
  const refused: Item = { kind: 'unrecognised', reason: 'not-a-policy-code', detail: 'bank-card', params: {}, warnings: [] }
  const asked = question({ id: 1, shown: { text: '4111 1111 1111 1111' }, item: card })
  const state = after(
    initialDeskState,
    { type: 'typed', text: '4111 1111 1111 1111', ...time(0) },
    { type: 'check-started', ticket: 1, question: asked, ...time(0) },
    { type: 'check-answered', ticket: 1, question: asked, reply: replyFixture(verdict, [refused]), ...time(0) },
  )

  it('is nowhere in the state after its answer', () => {
    expect(JSON.stringify(state)).not.toMatch(/4111/)
  })

  it('still has its answer on the screen and in the ribbon', () => {
    expect(state.current?.reply?.verdict.reasons[0]?.code).toBe('not-a-policy-code')
    expect(state.ribbon).toHaveLength(1)
  })
})

describe('the next scan', () => {
  it.each(['shortcuts', 'station', 'samples'] as const)('closes the panel «%s»', (panel) => {
    const state = after(initialDeskState, { type: 'panel-switched', panel }, { type: 'typed', text: '0', ...time(0) })
    expect(state.panel).toBeNull()
    expect(state.text).toBe('0')
  })

  it('closes a question about what was shown before', () => {
    const state = after(
      initialDeskState,
      { type: 'asked', question: { kind: 'what-is-this', text: '123456', everyKind: false }, ...time(0) },
      { type: 'typed', text: '0', ...time(1) },
    )
    expect(state.question).toBeNull()
    expect(state.text).toBe('0')
  })

  it('is the representative while the newborn card is open', () => {
    const state = after(
      initialDeskState,
      ...checked(1),
      { type: 'panel-switched', panel: 'newborn' },
      { type: 'typed', text: '0', ...time(1) },
    )
    expect(state.panel).toBe('newborn')
    expect(isStale(state)).toBe(false)
  })

  it('starts a check whatever is open, and everything open is gone', () => {
    const state = after(
      initialDeskState,
      ...checked(1),
      { type: 'panel-switched', panel: 'samples' },
      { type: 'adding-switched' },
      { type: 'check-started', ticket: 2, question: question(thing('next', 2)), ...time(3) },
    )
    expect(state).toMatchObject({ panel: null, question: null, adding: false, text: '' })
  })
})

describe('Esc', () => {
  it('gives the text back when it dismisses «Что это?»', () => {
    const asked = after(initialDeskState, {
      type: 'asked',
      question: { kind: 'what-is-this', text: '123456', everyKind: false },
      ...time(0),
    })
    expect(asked.text).toBe('')
    expect(after(asked, { type: 'escaped' })).toMatchObject({ text: '123456', question: null })
  })

  it('closes a panel and leaves the answer', () => {
    const state = after(initialDeskState, ...checked(1), { type: 'panel-switched', panel: 'station' }, { type: 'escaped' })
    expect(state.panel).toBeNull()
    expect(state.current).not.toBeNull()
  })

  it('takes box, answer and every name in the ribbon off the screen', () => {
    const state = after(initialDeskState, ...checked(1), ...checked(2), { type: 'typed', text: 'Иванов', ...time(3) }, { type: 'escaped' })
    expect(state).toMatchObject({ text: '', current: null, hideAt: null })
    expect(state.ribbon.map((entry) => entry.masked)).toEqual([true, true])
    expect(holdsPersonalData(state)).toBe(false)
    expect(state.ribbon[0]).toMatchObject({ outcome: 'covered', item: 'enp' })
  })

  it('keeps an answer that comes after it away from the screen', () => {
    const asked = question(thing('0056410834000014'))
    const state = after(
      initialDeskState,
      { type: 'check-started', ticket: 1, question: asked, ...time(0) },
      { type: 'escaped' },
      { type: 'check-answered', ticket: 1, question: asked, reply: replyFixture(verdictFixture()), ...time(1) },
    )
    expect(state.current).toBeNull()
    expect(state.ribbon.map((entry) => entry.masked)).toEqual([true])
    expect(holdsPersonalData(state)).toBe(false)
  })
})

describe('hiding', () => {
  it('happens when the time is up, not before', () => {
    const state = after(initialDeskState, ...checked(1))
    expect(after(state, { type: 'ticked', now: start + hideAfter - 1 }).current).not.toBeNull()
    const hidden = after(state, { type: 'ticked', now: start + hideAfter })
    expect(hidden.current).toBeNull()
    expect(hidden.message).toEqual({ kind: 'data-hidden' })
    expect(JSON.stringify(hidden)).not.toMatch(/Иванов|0056410834000014/)
  })

  it('also takes what was only typed', () => {
    const typed = after(initialDeskState, { type: 'typed', text: 'Иванов Иван', ...time(0) })
    expect(after(typed, { type: 'ticked', now: start + hideAfter }).text).toBe('')
  })

  it('is put off by activity', () => {
    const state = after(initialDeskState, ...checked(1), { type: 'activity', ...time(60) })
    expect(after(state, { type: 'ticked', now: start + hideAfter }).current).not.toBeNull()
    expect(after(state, { type: 'ticked', now: start + 60_000 + hideAfter }).current).toBeNull()
  })

  it('takes the names of older checks from the ribbon one by one', () => {
    const state = after(initialDeskState, ...checked(1, 0), ...checked(2, 60), { type: 'ticked', now: start + hideAfter })
    expect(state.ribbon.map((entry) => entry.open !== null)).toEqual([true, false])
    expect(state.current?.ticket).toBe(2)
  })

  it('leaves nothing to hide on an empty desk', () => {
    const state = after(initialDeskState, { type: 'typed', text: '1', ...time(0) }, { type: 'typed', text: '', ...time(1) })
    expect(state.hideAt).toBeNull()
  })
})

describe('the ribbon', () => {
  it('reopens an earlier check with its question, so that F4 can go on from it', () => {
    const state = after(initialDeskState, ...checked(1, 0, question(thing('first'))), ...checked(2, 1, question(thing('second', 2))), {
      type: 'reopened',
      ticket: 1,
      ...time(10),
    })
    expect(state.current).toMatchObject({ ticket: 1, failure: null })
    expect(state.current?.question.things[0]?.shown).toEqual({ text: 'first' })
    expect(state.hideAt).toBe(start + 10_000 + hideAfter)
  })

  it('reopens what Esc took off the screen, until its time is up', () => {
    const state = after(initialDeskState, ...checked(1), { type: 'escaped' })
    const again = after(state, { type: 'reopened', ticket: 1, ...time(5) })
    expect(again.current?.ticket).toBe(1)
    expect(again.ribbon[0]).toMatchObject({ masked: false, hideAt: start + 5_000 + hideAfter })
    const late = after(state, { type: 'ticked', now: start + hideAfter })
    expect(JSON.stringify(late)).not.toMatch(/Иванов|0056410834000014/)
    expect(after(late, { type: 'reopened', ticket: 1, ...time(500) })).toBe(late)
  })
})

describe('taking a check back', () => {
  it('takes the newest standing one, clears its answer and says so', () => {
    const state = after(initialDeskState, ...checked(1), ...checked(2))
    const entry = withdrawable(state)
    expect(entry?.ticket).toBe(2)
    const done = after(state, { type: 'withdrawing', ticket: 2 }, { type: 'withdrawn', ticket: 2 })
    expect(done.current).toBeNull()
    expect(done.ribbon[0]).toMatchObject({ state: 'withdrawn', open: null })
    expect(done.message?.kind).toBe('withdrawn')
    expect(withdrawable(done)?.ticket).toBe(1)
  })

  it('leaves another answer on the screen alone', () => {
    const state = after(
      initialDeskState,
      ...checked(1),
      ...checked(2),
      { type: 'reopened', ticket: 1, ...time(1) },
      { type: 'withdrawn', ticket: 2 },
    )
    expect(state.current?.ticket).toBe(1)
  })

  it('stays standing when the journal did not take it', () => {
    const state = after(initialDeskState, ...checked(1), { type: 'withdrawing', ticket: 1 }, { type: 'withdraw-failed', ticket: 1 })
    expect(state.ribbon[0]?.state).toBe('standing')
    expect(state.message).toEqual({ kind: 'withdraw-failed' })
    expect(state.current).not.toBeNull()
  })

  it('is not offered for an answer that is in no journal', () => {
    const asked = question(thing('0056410834000014'))
    const state = after(
      initialDeskState,
      { type: 'check-started', ticket: 1, question: asked, ...time(0) },
      {
        type: 'check-answered',
        ticket: 1,
        question: asked,
        reply: replyFixture(verdictFixture({ outcome: 'not-checked' }), [enpItem], { checkId: null }),
        ...time(0),
      },
    )
    expect(withdrawable(state)).toBeNull()
  })
})

describe('a scanner', () => {
  it('has its panel stay while the first characters of a scan are written, and leave for the answer', () => {
    const open = after(initialDeskState, { type: 'panel-switched', panel: 'scanner' }, { type: 'typed', text: 'POLI', ...time(0) })
    expect(open.panel).toBe('scanner')
    expect(after(open, ...checked(1)).panel).toBeNull()
  })

  it('that sends a code again is told of beside the answer, which stays', () => {
    const state = after(initialDeskState, ...checked(1), { type: 'scan-repeated' })
    expect(state.message).toEqual({ kind: 'scan-repeated' })
    expect(state.current?.ticket).toBe(1)
    expect(after(state, { type: 'typed', text: '0', ...time(1) }).message).toBeNull()
  })
})

describe('a scan that was only the beginning of one', () => {
  it('leaves nothing on the screen: patient, mode and ribbon are as before', () => {
    const before = after(initialDeskState, ...checked(1), { type: 'adding-switched' })
    const fragment = after(before, ...checked(2, 1, question(thing('0056410834'))))
    expect(after(fragment, { type: 'scan-discarded', ticket: 2, before })).toEqual(before)
  })

  it('keeps the answer that came meanwhile to the check before', () => {
    const [started, answered] = checked(1)
    if (started === undefined || answered === undefined) throw new Error('a check has two steps')
    const before = after(initialDeskState, started)
    const now = after(before, ...checked(2, 1), answered, { type: 'scan-discarded', ticket: 2, before })
    expect(now.current?.reply).not.toBeNull()
    expect(now.ribbon.map(({ ticket }) => ticket)).toEqual([1])
  })

  it('leaves the ribbon alone where it was asked about and not checked', () => {
    const before = after(initialDeskState, ...checked(1))
    const asked = after(before, { type: 'asked', question: { kind: 'what-is-this', text: '005641', everyKind: false }, ...time(1) })
    expect(after(asked, { type: 'scan-discarded', ticket: null, before })).toEqual(before)
  })
})
