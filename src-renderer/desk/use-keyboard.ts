import { useEffect, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { useLatest } from '../ui/use-latest.ts'
import { choiceForDigit, choicesOf } from './choices.ts'
import type { DeskState } from './desk-state.ts'
import { functionKeys, ribbonPlaceOf, type ShortcutName } from './shortcuts.ts'
import type { DeskCommands } from './use-desk.ts'

interface KeyboardProperties {
  readonly state: DeskState
  readonly commands: DeskCommands
  readonly box: RefObject<HTMLInputElement | null>
  readonly isDemo: boolean
  /** Turns the camera on or off. */
  readonly onCamera: () => void
}

/**
 * A digit may be a choice or the beginning of the next number. It is held back for as long as no scanner and no hurried
 * typist pauses between two keys; whatever follows makes it the beginning of a number.
 */
const digitPauseMilliseconds = 350

/** The desk's keyboard: fixed keys, digits for what is asked, and a keeper that brings stray keys back to the box. */
export function useKeyboard(properties: KeyboardProperties): void {
  const latest = useLatest(properties)

  useEffect(() => {
    let held: { readonly digit: string; readonly timer: ReturnType<typeof setTimeout> } | null = null

    function chooseHeld(): void {
      if (held === null) return
      clearTimeout(held.timer)
      const { digit } = held
      held = null
      const { state, commands } = latest.current
      const choice = choiceForDigit(choicesOf(state), digit)
      if (choice !== null) commands.choose(choice)
    }

    /** The digit was the beginning of something: it stands in the box before the next letter arrives there. */
    function releaseHeld(): void {
      if (held === null) return
      clearTimeout(held.timer)
      const { digit } = held
      held = null
      const { state, commands } = latest.current
      flushSync(() => commands.type(state.text + digit))
    }

    function hold(digit: string): void {
      held = { digit, timer: setTimeout(chooseHeld, digitPauseMilliseconds) }
    }

    function onKeyDown(event: KeyboardEvent): void {
      if (event.isComposing) return
      const { state, commands, box } = latest.current
      commands.activity()
      if (runFixedKey(event, latest.current)) {
        event.preventDefault()
        event.stopPropagation()
        return
      }
      if (event.ctrlKey || event.altKey || event.metaKey) return
      if (isOtherField(event.target, box.current)) return
      if (event.key === 'Enter' && held !== null) {
        event.preventDefault()
        event.stopPropagation()
        chooseHeld()
        return
      }
      if (isLetter(event)) {
        if (event.key === ' ' && isWidget(event.target)) return
        if (held !== null) releaseHeld()
        else if (/^\d$/.test(event.key) && state.text === '' && !event.repeat && choiceForDigit(choicesOf(state), event.key) !== null) {
          event.preventDefault()
          event.stopPropagation()
          hold(event.key)
          return
        }
        takeToBox(event, box.current)
        return
      }
      if (event.key === 'Backspace' || (event.key === 'Enter' && !isWidget(event.target))) takeToBox(event, box.current)
      if (event.key === 'PageDown' || event.key === 'PageUp') scrollAnswer(event)
      if (event.key === 'ArrowDown' && event.target === box.current) focusFirstChoice(event)
    }

    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => {
      if (held !== null) clearTimeout(held.timer)
      window.removeEventListener('keydown', onKeyDown, { capture: true })
    }
  }, [latest])
}

function runFixedKey(event: KeyboardEvent, properties: KeyboardProperties): boolean {
  const { state, commands } = properties
  const place = ribbonPlaceOf(event)
  if (place !== null) {
    const entry = state.ribbon[place]
    if (entry !== undefined) commands.reopen(entry.ticket)
    return true
  }
  if (event.ctrlKey && !event.shiftKey && !event.altKey && event.code === 'KeyZ' && state.text === '') {
    if (!event.repeat) commands.withdraw()
    return true
  }
  const name = functionKeys[event.key]
  if (name === undefined || event.ctrlKey || event.altKey || event.metaKey) return false
  if (!event.repeat) run(name, properties)
  return true
}

function run(name: ShortcutName, { state, commands, isDemo, onCamera }: KeyboardProperties): void {
  switch (name) {
    case 'camera':
      onCamera()
      return
    case 'help':
      commands.switchPanel('shortcuts')
      return
    case 'samples':
      if (isDemo) commands.switchPanel('samples')
      return
    case 'more':
      commands.switchAdding()
      return
    case 'newborn':
      if (state.current?.reply?.verdict.newbornOffered === true) commands.switchPanel('newborn')
      return
    case 'samePerson':
      commands.askSamePerson()
      return
    case 'whatIsThis':
      commands.askWhatIsThis()
      return
    case 'station':
      commands.switchPanel('station')
      return
    case 'escape':
      commands.escape()
  }
}

function isLetter(event: KeyboardEvent): boolean {
  return [...event.key].length === 1
}

/** A text field other than the box keeps its keys. */
function isOtherField(target: EventTarget | null, box: HTMLInputElement | null): boolean {
  return target !== box && target instanceof HTMLInputElement && target.type === 'text'
}

/** Space and Enter work a widget that was reached by keyboard; every other letter is on its way to the box. */
function isWidget(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, input[type="radio"], [role="option"], [role="radio"]') !== null
}

/** Moves the focus before the browser inserts the letter, and keeps widgets from taking it for a search in their list. */
function takeToBox(event: KeyboardEvent, box: HTMLInputElement | null): void {
  if (box === null || event.target === box) return
  box.focus()
  event.stopPropagation()
}

function scrollAnswer(event: KeyboardEvent): void {
  const answer = document.querySelector('[data-scrolls]')
  // At large zoom the page itself scrolls, and the browser does it.
  if (answer === null || answer.scrollHeight <= answer.clientHeight) return
  event.preventDefault()
  answer.scrollBy({ top: answer.clientHeight * (event.key === 'PageDown' ? 0.85 : -0.85) })
}

function focusFirstChoice(event: KeyboardEvent): void {
  const choice = document.querySelector<HTMLElement>('[role="listbox"] [role="option"]')
  if (choice === null) return
  event.preventDefault()
  choice.focus()
}
