import { describe, expect, it } from 'vitest'
import { shownWords, todoWords, whomWords } from '../../../src-renderer/changes/change-words.ts'
import { choicesOf } from '../../../src-renderer/desk/choices.ts'
import { deskReducer, type DeskAction } from '../../../src-renderer/desk/desk-reducer.ts'
import { fromCheckRequest, holdsPersonalData, initialDeskState, toCheckRequest } from '../../../src-renderer/desk/desk-state.ts'
import type { DeskState, ShownThing } from '../../../src-renderer/desk/desk-state.ts'
import type { ChangedAnswer } from '../../../src-shared/changed-answer.ts'
import { checkRequestSchema } from '../../../src-shared/contract.ts'
import type { Outcome } from '../../../src-shared/coverage/verdict.ts'
import { replyFixture, verdictFixture } from '../../fakes/desk-fixtures.ts'

const hideAfter = 120_000
const time = (seconds: number) => ({ now: 1_000_000 + seconds * 1_000, hideAfter })
const answer = (outcome: Outcome) => ({ outcome, text: 'text', underlying: null, asOf: null })

function change(parts: Partial<ChangedAnswer> = {}): ChangedAnswer {
  return {
    id: '7',
    askedAt: '2026-11-20T09:00:00.000Z',
    serviceDate: '2026-11-20',
    shown: { kind: 'enp', documentType: null, ending: '0014' },
    name: 'Иванов И. И.',
    isNewborn: false,
    before: answer('not-checked'),
    after: answer('covered'),
    isOtherPerson: false,
    isCurrent: true,
    isOpened: false,
    ...parts,
  }
}

const thingOf = (shown: ShownThing['shown']): ShownThing => ({ id: 1, shown, item: null })
const after = (state: DeskState, ...actions: readonly DeskAction[]) => actions.reduce(deskReducer, state)
const opened: DeskAction = { type: 'panel-switched', panel: 'changes' }
const listed = (seconds: number, ...answers: readonly ChangedAnswer[]): DeskAction => ({
  type: 'changes-listed',
  of: 'ru 1',
  answers,
  ...time(seconds),
})

describe('the list of changed answers', () => {
  it('holds personal data from when it comes until its panel is closed', () => {
    const open = after(initialDeskState, opened, listed(0, change()))
    expect(holdsPersonalData(open)).toBe(true)
    expect(open.hideAt).toBe(1_000_000 + hideAfter)
    for (const closing of [{ type: 'panel-closed' }, { type: 'escaped' }, { type: 'panel-switched', panel: 'station' }, opened] as const) {
      expect(after(open, closing)).toMatchObject({ changes: null, hideAt: null })
    }
    expect(after(open, { type: 'typed', text: 'Ку', ...time(1) })).toMatchObject({ changes: null, panel: null })
  })

  it('leaves the screen with everything else when the time is up, and its panel with it', () => {
    const open = after(initialDeskState, opened, listed(0, change()))
    expect(after(open, { type: 'ticked', now: time(121).now })).toMatchObject({
      changes: null,
      panel: null,
      message: { kind: 'data-hidden' },
    })
  })

  it('stays no longer for being fetched anew', () => {
    const open = after(initialDeskState, opened, listed(0, change()), listed(60, change({ id: '8' })))
    expect(open.hideAt).toBe(1_000_000 + hideAfter)
    expect(open.changes?.answers.map(({ id }) => id)).toEqual(['8'])
    expect(after(open, listed(61))).toMatchObject({ hideAt: null })
  })

  it('is not taken where its panel is closed, and leaves a patient’s answer as it is', () => {
    const asked = { things: [], newborn: null, candidate: null, confirmation: null, serviceDate: null }
    const checked = after(
      initialDeskState,
      { type: 'check-started', ticket: 1, question: asked, ...time(0) },
      { type: 'check-answered', ticket: 1, question: asked, reply: replyFixture(verdictFixture()), ...time(0) },
    )
    expect(after(checked, listed(1, change()))).toBe(checked)
    const back = after(checked, opened, listed(1, change()), { type: 'panel-closed' })
    expect(back).toMatchObject({ changes: null, current: checked.current })
    expect(back.hideAt).not.toBeNull()
  })

  it('answers to digits while it is open', () => {
    const open = after(initialDeskState, opened, listed(0, change(), change({ id: '8' })))
    expect(choicesOf(open)).toEqual(['7', '8'])
    expect(choicesOf(after(open, { type: 'panel-closed' }))).toEqual([])
  })

  it('keeps what it shows when something fails, and knows that it has to be fetched anew', () => {
    const open = after(initialDeskState, opened, listed(0, change()))
    const failed = after(open, { type: 'changes-failed', of: null, failure: { code: 'no-answer' } })
    expect(failed.changes).toMatchObject({ of: 'ru 1', answers: [{ id: '7' }], failure: { code: 'no-answer' } })
    expect(after(failed, { type: 'changes-stale' }).changes).toMatchObject({ of: null, answers: [{ id: '7' }], failure: null })
  })
})

describe('a question that is opened again', () => {
  it('goes back to the program as it was asked, day and all', () => {
    const request = checkRequestSchema.parse({
      shown: [{ text: '00 00 000001', as: 'document:14' }, { text: '0056410834000014' }],
      serviceDate: '2026-11-20',
      newborn: { born: '2026-11-10', registered: 'not-yet', representative: { text: '00 00 000001' } },
      candidate: 'one',
      confirmation: { field: 'familyName', reason: 'name-changed' },
    })
    expect(toCheckRequest(fromCheckRequest(request, thingOf), 'ru')).toEqual(request)
  })
})

describe('the words of a changed answer', () => {
  it('name the patient, or else what was shown', () => {
    expect(whomWords(change(), 'ru')).toBe('Иванов И. И.')
    expect(whomWords(change({ isNewborn: true }), 'en')).toBe('Newborn (Иванов И. И.)')
    expect(whomWords(change({ name: null }), 'ru')).toBe('Полис · ЕНП …0014')
    expect(shownWords(change({ shown: { kind: 'document', documentType: 14, ending: '0001' } }), 'ru')).toBe('Паспорт РФ …0001')
    expect(whomWords(change({ name: null, shown: null }), 'ru')).toBe('Вопрос записан другой версией программы')
  })

  it.each([
    ['not-checked', 'covered', /исправьте запись/],
    ['not-covered', 'covered', /Сообщите пациенту/],
    ['covered', 'not-covered', /Позвоните пациенту/],
    ['not-checked', 'not-covered', /Предупредите/],
    ['covered', 'needs-a-look', /сверить/],
    ['covered', 'not-checked', /не подтверждается/],
    ['needs-a-look', 'not-checked', /по другой причине/],
  ] as const)('tell what to do: %s, then %s', (before, now, words) => {
    expect(todoWords(change({ before: answer(before), after: answer(now) }), 'ru')).toMatch(words)
  })

  it('tell of no answer that would be another one now, and warn of another person', () => {
    expect(todoWords(change({ isCurrent: false }), 'ru')).toBe('Откройте: программа ответит заново.')
    expect(todoWords(change({ isOtherPerson: true }), 'ru')).toContain('другой человек')
  })
})
