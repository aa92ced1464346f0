import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { initialDeskState, type DeskQuestion, type DeskState } from '../../../src-renderer/desk/desk-state.ts'
import { openHeldDigit, type HeldDigit } from '../../../src-renderer/desk/held-digit.ts'
import { enpItem } from '../../fakes/desk-fixtures.ts'

const confirm = (id: number): DeskQuestion => ({
  kind: 'confirm-item',
  thing: { id, shown: { text: '0056410834000014' }, item: enpItem },
})
const asking = (question: DeskQuestion | null): DeskState => ({ ...initialDeskState, question })

let state: DeskState
let log: string[]
let held: HeldDigit

beforeEach(() => {
  vi.useFakeTimers()
  state = asking(confirm(1))
  log = []
  held = openHeldDigit({
    state: () => state,
    choose: (choice) => log.push(`choose ${choice}`),
    write: (digit) => log.push(`write ${digit}`),
  })
})

afterEach(() => {
  held.drop()
  vi.useRealTimers()
})

describe('a digit while something is asked', () => {
  it('chooses when nothing has followed for 350 ms, once', () => {
    expect(held.hold('1')).toBe(true)
    vi.advanceTimersByTime(349)
    expect(log).toEqual([])
    vi.advanceTimersByTime(2)
    expect(log).toEqual(['choose yes'])
    held.choose()
    vi.advanceTimersByTime(1_000)
    expect(log).toEqual(['choose yes'])
  })

  it('chooses at once where it is confirmed', () => {
    held.hold('2')
    held.choose()
    expect(log).toEqual(['choose no'])
  })

  it('is not held where it stands for no choice', () => {
    expect(held.hold('3')).toBe(false)
    state = initialDeskState
    expect(held.hold('1')).toBe(false)
    expect(held.isHeld()).toBe(false)
  })

  it.each([
    ['another question with the same choices', asking(confirm(2))],
    ['another question', asking({ kind: 'same-person' })],
    ['nothing any more', initialDeskState],
  ])('chooses nothing where meanwhile is asked: %s', (_, next) => {
    held.hold('1')
    state = next
    vi.advanceTimersByTime(1_000)
    held.hold('1')
    state = asking(confirm(3))
    held.choose()
    expect(log).toEqual([])
  })

  it('is written where it was the beginning of something, and forgotten where something else is done', () => {
    held.hold('1')
    held.release()
    held.hold('2')
    held.drop()
    vi.advanceTimersByTime(1_000)
    expect(log).toEqual(['write 1'])
    expect(held.isHeld()).toBe(false)
  })
})
