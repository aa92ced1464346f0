import { expect, type Locator, type Page } from '@playwright/test'
import type { Outcome } from '../../../src-shared/coverage/verdict.ts'
import type { Shown } from './shown.ts'
import type { DeskHost } from './desk-host.ts'
import type { PictureFile } from './pictures.ts'

/** What a verdict on the screen must say. Codes are those of `resources/rules/reasons.json`; the first decides. */
export interface ExpectedVerdict {
  readonly outcome: Outcome
  /** The word beside the symbol. */
  readonly title: string | RegExp
  /** The first of all reasons. */
  readonly reason: string
  /** Notes that must stand among the others. */
  readonly notes?: readonly string[]
  readonly nextStep: string | RegExp
  readonly say: string | RegExp
}

/** The desk as somebody uses it: what is typed, dropped and seen. */
export interface Desk {
  readonly page: Page
  readonly host: DeskHost
  readonly box: Locator
  readonly verdict: Locator
  readonly ribbon: Locator
  /** Puts a text into the box at once and presses Enter. */
  check(text: string): Promise<void>
  /** Shows everything of one patient: the first thing, then each further one after F4. */
  show(...things: readonly Shown[]): Promise<void>
  drop(picture: PictureFile): Promise<void>
  /** Types a text key by key, as a hand does that types fast. */
  type(text: string): Promise<void>
  /** Presses keys as a hand does, with a pause before each. */
  press(...keys: readonly string[]): Promise<void>
  expectVerdict(expected: ExpectedVerdict): Promise<void>
  /** Everything the page holds: its elements with their values, its storage, its address. */
  everythingHeld(): Promise<string>
}

/** Keys that come sooner after one another are a scanner's, in milliseconds. */
const handPause = 60

const emergency = /Экстренная помощь оказывается без документов|Emergency care/

export function createDesk(page: Page, host: DeskHost): Desk {
  const box = page.getByTestId('box')
  const verdict = page.getByTestId('verdict')

  async function check(text: string): Promise<void> {
    await expect(box).toBeFocused()
    await page.keyboard.insertText(text)
    await page.keyboard.press('Enter')
  }

  async function showOne({ text, as }: Shown): Promise<void> {
    if (as === undefined) await check(text)
    else {
      await page.keyboard.insertText(text)
      await page.keyboard.press('F9')
      await chooseKind(page, as)
    }
    await expect(box).toHaveValue('')
  }

  return {
    page,
    host,
    box,
    verdict,
    ribbon: page.locator('.ribbon'),
    check,
    async show(first, ...others) {
      await showOne(first)
      for (const thing of others) {
        await expect(verdict).toBeVisible()
        await page.keyboard.press('F4')
        await page.waitForTimeout(handPause)
        await showOne(thing)
      }
      await expect(verdict).toBeVisible()
    },
    async drop({ name, type, bytes }) {
      const transfer = await page.evaluateHandle(
        ({ content, fileName, fileType }) => {
          const data = new DataTransfer()
          data.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], fileName, { type: fileType }))
          return data
        },
        { content: Buffer.from(bytes).toString('base64'), fileName: name, fileType: type },
      )
      await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
      await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
      await transfer.dispose()
    },
    async type(text) {
      await page.waitForTimeout(handPause)
      await page.keyboard.type(text, { delay: handPause })
    },
    async press(...keys) {
      for (const key of keys) {
        await page.waitForTimeout(handPause)
        await page.keyboard.press(key)
      }
      // The desk waits as long to see that the key stands alone.
      await page.waitForTimeout(handPause)
    },
    async expectVerdict({ outcome, title, reason, notes = [], nextStep, say }) {
      await expect(verdict.locator('.reasons [data-code]').first()).toHaveAttribute('data-code', reason)
      await expect(verdict).toHaveAttribute('data-outcome', outcome)
      await expect(verdict.locator('.verdict-title')).toHaveText(title)
      await expect(verdict.locator('.verdict-do')).toContainText(nextStep)
      await expect(verdict.locator('.verdict-say')).toContainText(say)
      for (const note of notes) await expect(verdict.locator(`[data-code="${note}"]`)).toHaveCount(1)
      if (outcome === 'covered') await expect(page.getByText(emergency)).toHaveCount(0)
      else await expect(page.getByText(emergency)).toBeInViewport()
    },
    everythingHeld: () =>
      page.evaluate(() => {
        const values = [...document.querySelectorAll('input')].map((input) => input.value)
        const stores = [localStorage, sessionStorage].map((store) => JSON.stringify({ ...store }))
        return [document.documentElement.outerHTML, ...values, ...stores, document.cookie, location.href, document.title].join('\n')
      }),
  }
}

/** Answers «Что это?» by its digit, or from the list of all kinds. */
async function chooseKind(page: Page, kind: string): Promise<void> {
  const choices = page.getByRole('listbox')
  await expect(choices).toBeVisible()
  if ((await choices.locator(`[data-key="${kind}"]`).count()) === 0) await press(page, choices.locator('[data-key="every-kind"]'))
  await press(page, choices.locator(`[data-key="${kind}"]`))
}

/** The digit of a choice, or a click where it has none. */
async function press(page: Page, choice: Locator): Promise<void> {
  await expect(choice).toBeVisible()
  const key = choice.locator('kbd')
  if ((await key.count()) === 0) await choice.click()
  else await page.keyboard.press((await key.textContent()) ?? '')
}
