import { askedOf, choiceForDigit, choicesOf } from './choices.ts'
import type { DeskState } from './desk-state.ts'

/**
 * A digit may be a choice or the beginning of the next number. It is held back for as long as no scanner and no hurried
 * typist pauses between two keys; whatever follows makes it the beginning of a number.
 */
const digitPauseMilliseconds = 350

/** A digit that was pressed while something is asked. It answers that and nothing that is asked later. */
export interface HeldDigit {
  isHeld(): boolean
  /** Holds a digit that stands for a choice now; false where it stands for none. */
  hold(digit: string): boolean
  /** Makes the choice, if the same is still asked. */
  choose(): void
  /** The digit was the beginning of something: it is written. */
  release(): void
  /** Something else is done: the digit is forgotten. */
  drop(): void
}

interface HeldDigitParts {
  readonly state: () => DeskState
  readonly choose: (choice: string) => void
  readonly write: (digit: string) => void
}

interface Held {
  readonly digit: string
  readonly choice: string
  /** What the choice answers: another question may offer the same choices. */
  readonly asked: unknown
  readonly timer: ReturnType<typeof setTimeout>
}

export function openHeldDigit({ state, choose, write }: HeldDigitParts): HeldDigit {
  let held: Held | null = null

  function take(): Held | null {
    const taken = held
    if (taken !== null) clearTimeout(taken.timer)
    held = null
    return taken
  }

  function chooseHeld(): void {
    const taken = take()
    if (taken === null) return
    const isAsked = askedOf(state()) === taken.asked && choicesOf(state()).includes(taken.choice)
    if (isAsked) choose(taken.choice)
  }

  return {
    isHeld: () => held !== null,
    hold(digit) {
      const choice = choiceForDigit(choicesOf(state()), digit)
      if (choice === null) return false
      take()
      held = { digit, choice, asked: askedOf(state()), timer: setTimeout(chooseHeld, digitPauseMilliseconds) }
      return true
    },
    choose: chooseHeld,
    release() {
      const taken = take()
      if (taken !== null) write(taken.digit)
    },
    drop: () => void take(),
  }
}
