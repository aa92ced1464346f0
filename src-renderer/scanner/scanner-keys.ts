import { openKeyBurst, scannerGap, type KeyScan } from './key-burst.ts'
import { isModifier, type KeyStroke } from './physical-keys.ts'

/** What a key on its way to the desk may do. */
export type KeyPart =
  /** It came alone: it may do anything, through `whenAlone`. */
  | 'alone'
  /** It followed another at a scanner's pace: it may be typed, and do nothing else. */
  | 'follows'
  /** It is held down. */
  | 'repeat'
  /** It belongs to a scan, or would do something right after another key: it is stopped already. */
  | 'taken'

export interface ScannerKeys {
  /** Call it for every key that goes down, before anything else hears of it. */
  down(event: KeyboardEvent): KeyPart
  up(event: KeyboardEvent): void
  /** Call it before anything is written into a field: a scan writes nothing. */
  input(event: InputEvent): void
  /**
   * Does what the last key stands for, a moment later: only when no other key has followed it at a scanner's pace. The first
   * key of a scan cannot be told from a shortcut before the second one comes.
   */
  whenAlone(action: () => void): void
  /** Something else than a key happens, which no scanner does: what waits is done first, so that all happens in order. */
  settle(): void
  end(): void
}

interface ScannerKeysParts {
  /** A key came that may be the first of a scan: what stands in the fields now is what stood there before. */
  readonly onFirst: () => void
  /** The keys since then were a scan: what they have written is taken back. */
  readonly onBegin: () => void
  readonly onScan: (scan: KeyScan) => void
}

/** A bit longer than the gap, because events arrive later than they are stamped. */
const aloneMilliseconds = scannerGap + 15
const lookAgainMilliseconds = 10

/** Keys that write or move the cursor: nothing is lost by letting them through one right after the other. */
const writingKeys = new Set([
  'Backspace',
  'Delete',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Dead',
])

/** Stands between the keyboard and the desk: keeps scans together and away from fields, buttons and shortcuts. */
export function openScannerKeys({ onFirst, onBegin, onScan }: ScannerKeysParts): ScannerKeys {
  const burst = openKeyBurst()
  let waiting: { readonly action: () => void; readonly at: number; readonly timer: ReturnType<typeof setTimeout> } | null = null
  let lastAt = 0
  let endTimer: ReturnType<typeof setTimeout> | undefined

  function down(event: KeyboardEvent): KeyPart {
    const stroke = strokeOf(event)
    if (!isModifier(stroke) && burst.isOver(stroke.at)) finish()
    settleWaiting(stroke)
    const fate = burst.down(stroke)
    if (!isModifier(stroke)) lastAt = stroke.at
    switch (fate) {
      case 'alone':
        if (!isModifier(stroke) && burst.isFirst()) onFirst()
        return 'alone'
      case 'repeat':
        return 'repeat'
      case 'follows':
        if (isWriting(event)) return 'follows'
        stop(event)
        return 'taken'
      case 'begins-scan':
        onBegin()
        stop(event)
        watchEnd()
        return 'taken'
      case 'scan':
        stop(event)
        watchEnd()
        return 'taken'
    }
  }

  /** The key before this one may act now, if this one did not follow it too soon. */
  function settleWaiting(stroke: KeyStroke): void {
    if (waiting === null || stroke.repeat) return
    const { action, at, timer } = waiting
    const isSoon = stroke.at - at <= scannerGap
    if (isModifier(stroke)) {
      // The Shift of a scanner's second character: whether that follows as soon decides.
      if (isSoon) wait(action, stroke.at)
      return
    }
    waiting = null
    clearTimeout(timer)
    if (!isSoon) action()
  }

  function wait(action: () => void, at: number): void {
    if (waiting !== null) clearTimeout(waiting.timer)
    waiting = { action, at, timer: setTimeout(actIfQuiet, aloneMilliseconds) }
  }

  /** After a busy moment the key that followed may still be on its way. */
  function actIfQuiet(): void {
    if (waiting === null) return
    if (isInputPending()) waiting = { ...waiting, timer: setTimeout(actIfQuiet, lookAgainMilliseconds) }
    else settle()
  }

  function settle(): void {
    if (waiting === null) return
    const { action, timer } = waiting
    waiting = null
    clearTimeout(timer)
    action()
  }

  function watchEnd(): void {
    clearTimeout(endTimer)
    endTimer = setTimeout(endIfQuiet, burst.pause() ?? 0)
  }

  /** After a busy moment keys may still be on their way although their time is over. */
  function endIfQuiet(): void {
    if (isInputPending()) endTimer = setTimeout(endIfQuiet, lookAgainMilliseconds)
    else finish()
  }

  function finish(): void {
    clearTimeout(endTimer)
    const scan = burst.end()
    if (scan !== null) onScan(scan)
  }

  return {
    down,
    up: (event) => burst.up(strokeOf(event)),
    input(event) {
      if (burst.isScan()) event.preventDefault()
      // Written without a key, e.g. dictated.
      else settle()
    },
    whenAlone: (action) => wait(action, lastAt),
    settle,
    end() {
      clearTimeout(endTimer)
      if (waiting !== null) clearTimeout(waiting.timer)
      burst.end()
    },
  }
}

function isWriting(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey) return false
  return [...event.key].length === 1 || writingKeys.has(event.key)
}

function stop(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}

function isInputPending(): boolean {
  const { scheduling } = navigator as { readonly scheduling?: { readonly isInputPending?: () => boolean } }
  return scheduling?.isInputPending?.() === true
}

function strokeOf(event: KeyboardEvent): KeyStroke {
  return {
    code: event.code,
    key: event.key,
    shift: event.shiftKey,
    control: event.ctrlKey,
    alt: event.altKey,
    meta: event.metaKey,
    capsLock: event.getModifierState('CapsLock'),
    repeat: event.repeat,
    at: event.timeStamp,
  }
}
