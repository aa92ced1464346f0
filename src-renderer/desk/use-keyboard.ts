import { useEffect, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { openFieldMemory } from '../scanner/field-memory.ts'
import type { KeyScan } from '../scanner/key-burst.ts'
import { isModifier } from '../scanner/physical-keys.ts'
import { openScannerKeys } from '../scanner/scanner-keys.ts'
import { isTextField } from '../ui/text-field.ts'
import { useLatest } from '../ui/use-latest.ts'
import { askedOf } from './choices.ts'
import { withdrawable, type DeskState } from './desk-state.ts'
import { openHeldDigit } from './held-digit.ts'
import { pressOf } from './press.ts'
import { functionKeys, ribbonPlaceOf, type ShortcutName } from './shortcuts.ts'
import type { DeskCommands } from './use-desk.ts'

interface KeyboardProperties {
  readonly state: DeskState
  readonly commands: DeskCommands
  readonly box: RefObject<HTMLInputElement | null>
  readonly isDemo: boolean
  /** Turns the camera on or off. */
  readonly onCamera: () => void
  /** A keyboard-mode scanner has typed a code; nothing of it is in any field. */
  readonly onScan: (scan: KeyScan) => void
}

/** What people do without a key. */
const otherDeeds = ['pointerdown', 'paste', 'drop'] as const

/** The desk's keyboard: fixed keys, digits for what is asked, and a keeper that brings stray keys back to the box. */
export function useKeyboard(properties: KeyboardProperties): void {
  const latest = useLatest(properties)

  useEffect(() => {
    const held = openHeldDigit({
      state: () => latest.current.state,
      choose: (choice) => latest.current.commands.choose(choice),
      // It stands in the box before the next letter arrives there.
      write: (digit) => flushSync(() => latest.current.commands.type(latest.current.state.text + digit)),
    })
    const fields = openFieldMemory()
    const scanner = openScannerKeys({
      onFirst: () => fields.remember([latest.current.box.current, document.activeElement]),
      onBegin() {
        held.drop()
        fields.takeBack()
      },
      onScan: (scan) => latest.current.onScan(scan),
    })

    function onKeyDown(event: KeyboardEvent): void {
      if (event.isComposing) return
      const { state, commands, box } = latest.current
      const part = scanner.down(event)
      commands.activity()
      if (part === 'taken') {
        // It came right after the digit, which is no choice then.
        held.release()
        return
      }
      const action = actionOf(event, latest, () =>
        held.isHeld() && event.key === 'Enter' ? held.choose : whileShown(latest, pressOf(event, box.current)),
      )
      const isWritten = action === null && isLetter(event) && !event.ctrlKey && !event.altKey && !event.metaKey
      if (!isWritten && action !== held.choose && !isModifier(event)) held.drop()
      if (action !== null) {
        event.preventDefault()
        event.stopPropagation()
        if (part === 'alone') scanner.whenAlone(action)
        return
      }
      if (event.ctrlKey || event.altKey || event.metaKey) return
      if (isOtherField(event.target, box.current)) return
      if (isLetter(event)) {
        if (held.isHeld()) held.release()
        else if (/^\d$/.test(event.key) && state.text === '' && part === 'alone' && held.hold(event.key)) {
          event.preventDefault()
          event.stopPropagation()
          return
        }
        takeToBox(event, box.current)
        return
      }
      if (event.key === 'Backspace') takeToBox(event, box.current)
      if (event.key === 'PageDown' || event.key === 'PageUp') scrollAnswer(event)
      if (event.key === 'ArrowDown' && event.target === box.current) focusFirstChoice(event)
    }

    function onOtherDeed(): void {
      scanner.settle()
      held.drop()
    }

    window.addEventListener('keydown', onKeyDown, { capture: true })
    window.addEventListener('keyup', scanner.up, { capture: true })
    window.addEventListener('beforeinput', scanner.input, { capture: true })
    for (const type of otherDeeds) window.addEventListener(type, onOtherDeed, { capture: true })
    return () => {
      held.drop()
      scanner.end()
      window.removeEventListener('keydown', onKeyDown, { capture: true })
      window.removeEventListener('keyup', scanner.up, { capture: true })
      window.removeEventListener('beforeinput', scanner.input, { capture: true })
      for (const type of otherDeeds) window.removeEventListener(type, onOtherDeed, { capture: true })
    }
  }, [latest])
}

/** The screen may change, by another scanner or the camera, before a press is known to stand alone: it is meant for what was seen. */
function whileShown(latest: RefObject<KeyboardProperties>, action: (() => void) | null): (() => void) | null {
  if (action === null) return null
  const { state } = latest.current
  return () => {
    const now = latest.current.state
    if (now.text === state.text && (now.text !== '' || askedOf(now) === askedOf(state))) action()
  }
}

/**
 * What a key with a fixed meaning does; null for keys that write. It is done a moment later, and
 * never where the key belongs to a scan: scanners send control bytes as Ctrl with a letter, and line ends as Enter.
 */
function actionOf(event: KeyboardEvent, latest: RefObject<KeyboardProperties>, press: () => (() => void) | null): (() => void) | null {
  const place = ribbonPlaceOf(event)
  if (place !== null) {
    const entry = latest.current.state.ribbon[place]
    return () => {
      if (entry !== undefined) latest.current.commands.reopen(entry.ticket)
    }
  }
  if (event.ctrlKey && !event.altKey && isBrowserKey(event)) return () => undefined
  if (event.ctrlKey && !event.shiftKey && !event.altKey && event.code === 'KeyZ' && latest.current.state.text === '') {
    const ticket = withdrawable(latest.current.state)?.ticket
    return () => {
      if (withdrawable(latest.current.state)?.ticket === ticket) latest.current.commands.withdraw()
    }
  }
  const name = functionKeys[event.key]
  if (name === undefined || event.ctrlKey || event.altKey || event.metaKey) return press()
  return () => run(name, latest.current)
}

/** Ctrl with these letters edits what is typed. */
const editingKeys = new Set(['KeyA', 'KeyC', 'KeyV', 'KeyX', 'KeyZ'])

/**
 * What a browser does on Ctrl with a letter: reload, find, open; scanners send control bytes so. The desk prints by its own
 * buttons, and what is on the screen is saved nowhere.
 */
function isBrowserKey({ code, shiftKey }: KeyboardEvent): boolean {
  if (code === 'KeyP' || code === 'KeyS') return true
  return !shiftKey && /^Key[A-Z]$/.test(code) && !editingKeys.has(code)
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
    case 'scanner':
    case 'changes':
      commands.switchPanel(name)
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
  return target !== box && isTextField(target)
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
