import type { CDPSession, Page } from '@playwright/test'
import { test } from './test.ts'
import { keyOf, type Layout } from '../../unit/scanner/strokes.ts'

/** How a scanner is set and what the computer's keyboard is set to. */
export interface ScannerSetting {
  /** Milliseconds from one key to the next. */
  readonly gap: number
  readonly layout: Layout
  readonly capsLock?: boolean
  /** From this character on the page gets the keys later than they are stamped, once this has come about: it is busy. */
  readonly late?: { readonly from: number; readonly until: () => Promise<void> }
}

/** A keyboard-mode scanner: presses keys as the browser gets them from the system, place and sign, with real pauses. */
export interface KeyboardScanner {
  /** Characters 00–7F; CR is Enter, other control bytes are Ctrl with a letter. */
  type(text: string, setting: ScannerSetting): Promise<void>
}

const shift = 8
const control = 2
const windowsCodes: Readonly<Record<string, number>> = { Enter: 13, Tab: 9, Space: 32 }

interface ScannerFixtures {
  readonly scanner: KeyboardScanner
}

/** The desk with a scanner. */
export const scannerTest = test.extend<ScannerFixtures>({
  scanner: async ({ desk }, use) => {
    await use(await connectScanner(desk.page))
  },
})

/** Shorter pauses than the timers of a busy machine keep are stamped only. */
const leastWait = 20

/**
 * One key after another through the inspector's protocol, in real time. Stamped at an even pace, as the system stamps keys
 * when they go down and not when a busy machine gets round to them.
 */
async function connectScanner(page: Page): Promise<KeyboardScanner> {
  const session = await page.context().newCDPSession(page)
  return {
    async type(text, { gap, layout, capsLock = false, late }) {
      const began = Date.now()
      const sent: Promise<void>[] = []
      for (const [place, character] of [...text].entries()) {
        const due = began + place * gap
        if (gap >= leastWait) await pauseUntil(due)
        if (place === late?.from) await late.until()
        sent.push(press(session, keyOf(character, layout, capsLock), due / 1_000))
      }
      await Promise.all(sent)
      // No later key may bear an earlier stamp.
      await pauseUntil(began + text.length * gap)
    },
  }
}

async function press(session: CDPSession, key: ReturnType<typeof keyOf>, timestamp: number): Promise<void> {
  const modifiers = (key.shift ? shift : 0) + (key.control ? control : 0)
  const written = key.code === 'Enter' ? '\r' : [...key.key].length === 1 && !key.control ? key.key : ''
  const common = { modifiers, code: key.code, key: key.key, timestamp, windowsVirtualKeyCode: windowsCode(key.code) }
  const down = written === '' ? { type: 'rawKeyDown' as const } : { type: 'keyDown' as const, text: written, unmodifiedText: written }
  // Not one after the other: a scanner does not wait until it was heard.
  await Promise.all([
    session.send('Input.dispatchKeyEvent', { ...common, ...down }),
    session.send('Input.dispatchKeyEvent', { ...common, type: 'keyUp' }),
  ])
}

function windowsCode(code: string): number {
  const letter = /^(?:Key|Digit)(.)$/.exec(code)?.[1]
  return letter?.charCodeAt(0) ?? windowsCodes[code] ?? 0
}

function pauseUntil(due: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, due - Date.now()))
  })
}
