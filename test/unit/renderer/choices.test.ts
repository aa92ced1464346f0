import { describe, expect, it } from 'vitest'
import { choiceForDigit, choicesOf, digitOf, kindOfChoice, questionChoices } from '../../../src-renderer/desk/choices.ts'
import { initialDeskState } from '../../../src-renderer/desk/desk-state.ts'
import type { ShownThing } from '../../../src-renderer/desk/desk-state.ts'
import { canSayKind, nextStepFor } from '../../../src-renderer/desk/next-step.ts'
import { readShown } from '../../../src-renderer/desk/reading.ts'
import { ivanov, replyFixture, verdictFixture } from '../../fakes/desk-fixtures.ts'

const nobody = { things: [], newborn: null, candidate: null, confirmation: null, serviceDate: null }

describe('digits and choices', () => {
  it('count from 1 to 9, then 0', () => {
    const ten = Array.from({ length: 11 }, (_, place) => `choice ${place}`)
    expect(choiceForDigit(ten, '1')).toBe('choice 0')
    expect(choiceForDigit(ten, '9')).toBe('choice 8')
    expect(choiceForDigit(ten, '0')).toBe('choice 9')
    expect(digitOf(9)).toBe('0')
    expect(digitOf(10)).toBeNull()
  })

  it('choose nothing where there is no such place', () => {
    expect(choiceForDigit(['only'], '2')).toBeNull()
    expect(choiceForDigit([], '1')).toBeNull()
  })

  it('choose among the candidates of the answer when nothing is asked', () => {
    const verdict = verdictFixture({ outcome: 'needs-a-look', person: null, candidates: [ivanov, { ...ivanov, id: '2' }] })
    const current = { ticket: 1, question: nobody, reply: replyFixture(verdict), failure: null }
    expect(choicesOf({ ...initialDeskState, current })).toEqual([ivanov.id, '2'])
    expect(choicesOf({ ...initialDeskState, current, panel: 'shortcuts' })).toEqual([])
  })

  it('name every F011 document once among the kinds', () => {
    const kinds = questionChoices({ kind: 'what-is-this', text: '1', everyKind: true })
      .map(kindOfChoice)
      .filter((kind) => kind !== null)
    expect(new Set(kinds).size).toBe(kinds.length)
    expect(kinds).toContain('document:9')
    expect(kinds).toContain('document:29')
    expect(kinds).toContain('uek-card')
  })
})

function thing(shown: ShownThing['shown']): ShownThing {
  return { id: 1, shown, item: readShown(shown, { today: '2026-11-22', enpCheckDigit: 'refuse', uncheckableSnils: 'accept', unsaid: [] }) }
}

describe('what must be asked before a check', () => {
  it('the kind of a number whose shape does not tell', () => {
    expect(nextStepFor(thing({ text: 'МЮ 1234567' }))?.kind).toBe('what-is-this')
  })

  it('nothing for an address, a sentence or a number whose kind was said', () => {
    expect(nextStepFor(thing({ text: 'https://example.org/0000' }))).toBeNull()
    expect(nextStepFor(thing({ text: 'здравствуйте' }))).toBeNull()
    expect(nextStepFor(thing({ text: 'МЮ 1234567', as: 'document:9' }))).toBeNull()
    expect(nextStepFor(thing({ unread: 'image-without-code' }))).toBeNull()
  })

  it('a yes for a number found inside another code, once', () => {
    const text = 'https://example.org/?policy=0056410834000014'
    expect(nextStepFor(thing({ text }))?.kind).toBe('confirm-item')
    expect(nextStepFor(thing({ text, confirmed: true }))).toBeNull()
  })

  it('nothing for the bytes of a paper policy', () => {
    const payload = Buffer.concat([
      Buffer.from(
        '020000334E2BB8D88E5D039C750FD740E73F5D039C7505E600000000000000000000000000000000000000000000000000000000000000000000000001798F0000',
        'hex',
      ),
      Buffer.from([1, ...Array.from({ length: 64 }, (_, index) => index)]),
    ])
    const barcode = thing({ base64: payload.toString('base64') })
    expect(barcode.item?.kind).toBe('policy-barcode')
    expect(nextStepFor(barcode)).toBeNull()
  })
})

describe('saying what a number is', () => {
  it('is offered for text that was not understood, not for what was', () => {
    expect(canSayKind(thing({ text: '1234567' }))).toBe(true)
    expect(canSayKind(thing({ text: '0056410834000014' }))).toBe(false)
    expect(canSayKind(thing({ unread: 'image-unreadable' }))).toBe(false)
    expect(canSayKind(undefined)).toBe(false)
  })
})
