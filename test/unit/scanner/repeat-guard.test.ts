import { describe, expect, it } from 'vitest'
import { initialDeskState, type DeskQuestion, type DeskState, type ShownThing } from '../../../src-renderer/desk/desk-state.ts'
import { openRepeatGuard } from '../../../src-renderer/scanner/repeat-guard.ts'
import type { Shown } from '../../../src-shared/contract.ts'
import { enpItem } from '../../fakes/desk-fixtures.ts'

const enp = { text: '0056410834000014', scanned: true } as const
const other = { base64: 'AQI=', scanned: true } as const
const nobody = initialDeskState

function thing(shown: Shown): ShownThing {
  return { id: 1, shown, item: enpItem }
}

function answered(...shown: readonly Shown[]): DeskState {
  return withThings(shown.map(thing), null)
}

function withThings(things: readonly ShownThing[], representative: ShownThing | null, failed = false): DeskState {
  const newborn = representative === null ? null : { born: '2026-11-16', registered: '2026-11-18', representative }
  const failure = failed ? ({ code: 'no-answer' } as never) : null
  return {
    ...nobody,
    current: { ticket: 1, question: { things, newborn, candidate: null, confirmation: null, serviceDate: null }, reply: null, failure },
  }
}

function asking(question: DeskQuestion, behind = answered(other)): DeskState {
  return { ...behind, question }
}

/** Whether the second scan of the same is a repeat, 1 s after the first, with this on the screen. */
function repeats(screen: DeskState, shown: Shown = enp): boolean {
  const guard = openRepeatGuard()
  guard.isRepeat(shown, 1_000, nobody)
  return guard.isRepeat(shown, 2_000, screen)
}

describe('scans of one code', () => {
  it('are one within 3 s of the one that was taken; repeats do not renew them', () => {
    const guard = openRepeatGuard()
    const screen = answered(enp)
    expect([0, 2_000, 2_999, 3_000, 4_000, 6_000].map((at) => guard.isRepeat(enp, at, screen))).toEqual([
      false,
      true,
      true,
      false,
      true,
      false,
    ])
  })

  it('are two where another came between, or where nothing could be read', () => {
    const guard = openRepeatGuard()
    const screen = answered(enp, other)
    expect(guard.isRepeat(enp, 0, screen)).toBe(false)
    expect(guard.isRepeat(other, 100, screen)).toBe(false)
    expect(guard.isRepeat(enp, 200, screen)).toBe(false)
    expect(guard.isRepeat({ unread: 'mangled' }, 300, screen)).toBe(false)
    expect(guard.isRepeat({ unread: 'mangled' }, 400, screen)).toBe(false)
  })

  it('are two where the clock was set back', () => {
    const guard = openRepeatGuard()
    expect(guard.isRepeat(enp, 3_600_000, answered(enp))).toBe(false)
    expect(guard.isRepeat(enp, 1_000, answered(enp))).toBe(false)
    expect(guard.isRepeat(enp, 2_000, answered(enp))).toBe(true)
  })

  it.each<readonly [string, DeskState]>([
    ['its answer, or the wait for it', answered(enp)],
    ['its answer, confirmed', answered({ ...enp, confirmed: true })],
    ['its answer among other things', answered(other, enp)],
    ['the answer by this representative', withThings([], thing(enp))],
    ['the question whether to check it', asking({ kind: 'confirm-item', thing: thing(enp) })],
    ['the question what it is', asking({ kind: 'what-is-this', text: enp.text, everyKind: false })],
    ['the question which reading', asking({ kind: 'which-reading', shown: enp, candidates: [] })],
    ['the question which code', asking({ kind: 'which-code', things: [thing(other), thing(enp)] })],
    ['a question about the person answered', asking({ kind: 'same-person' }, answered(enp))],
  ])('are one while the screen shows %s', (_, screen) => {
    expect(repeats(screen)).toBe(true)
  })

  it.each<readonly [string, DeskState]>([
    ['nothing', nobody],
    ['the answer of somebody else', answered(other)],
    ['the answer to a scan that could not be read', answered({ unread: 'mangled' })],
    ['a question about something else over its answer', asking({ kind: 'confirm-item', thing: thing(other) }, answered(enp))],
    ['that its check has failed', withThings([thing(enp)], null, true)],
    ['its answer gone pale, for somebody else is being typed', { ...answered(enp), text: 'Иванов' }],
    ['the question for a representative', { ...answered(enp), panel: 'newborn' }],
  ])('are two while the screen shows %s', (_, screen) => {
    expect(repeats(screen)).toBe(false)
  })
})
