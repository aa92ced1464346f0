import { emptyPicture, policyPicture, squarePicture } from './desk/pictures.ts'
import { scannerTest as test, type KeyboardScanner } from './desk/scanner-keys.ts'
import { textOf } from './desk/shown.ts'
import type { Desk } from './desk/desk.ts'
import { expect } from './desk/test.ts'

const titles = {
  'read-badly': 'Прочитано плохо',
  'not-a-policy': 'Это не код полиса',
  'not-in-copy': 'Прочитано, в копии регистра нет',
} as const

type Guard = keyof typeof titles
interface Shown {
  readonly guard: Guard
  readonly symbol: string
  readonly nextStep: string
}

const unknownEnp = textOf('unknown-person')
const misread = textOf('misread')
const foreign = textOf('not-a-policy')
const policyHex = textOf('paper-policy')

/** Each way in which something comes to the desk, with a thing for each answer. */
const ways: readonly (readonly [string, Readonly<Record<Guard, (desk: Desk, scanner: KeyboardScanner) => Promise<void>>>])[] = [
  [
    'scanner',
    {
      'read-badly': (_, scanner) => scanner.type(`${misread}\r`, { gap: 5, layout: 'latin' }),
      'not-a-policy': (_, scanner) => scanner.type('4006381333931\r', { gap: 5, layout: 'russian' }),
      'not-in-copy': (_, scanner) => scanner.type(`${unknownEnp}\r`, { gap: 5, layout: 'russian' }),
    },
  ],
  [
    'picture',
    {
      'read-badly': (desk) => desk.drop(emptyPicture()),
      'not-a-policy': async (desk) => desk.drop(await squarePicture(foreign)),
      'not-in-copy': async (desk) => desk.drop(await squarePicture(unknownEnp)),
    },
  ],
  [
    'damaged picture code',
    {
      'read-badly': async (desk) => desk.drop(await policyPicture(`03${policyHex.slice(2)}`)),
      // Eight digits of a shop: nobody can finish what a device has read whole.
      'not-a-policy': async (desk) => desk.drop(await squarePicture('96385074')),
      'not-in-copy': async (desk) => desk.drop(await squarePicture(unknownEnp)),
    },
  ],
  [
    'clipboard',
    {
      'read-badly': (desk) => pasteAndCheck(desk, misread),
      'not-a-policy': (desk) => pasteAndCheck(desk, foreign),
      'not-in-copy': (desk) => pasteAndCheck(desk, unknownEnp),
    },
  ],
]

async function pasteAndCheck(desk: Desk, text: string): Promise<void> {
  await desk.page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
  await expect(desk.box).toHaveValue(text)
  await desk.press('Enter')
}

for (const [way, things] of ways) {
  test(`from the ${way} the three answers are never mixed, and differ in title, symbol and next step`, async ({ desk, scanner }) => {
    const shown: Shown[] = []
    for (const guard of Object.keys(titles) as Guard[]) {
      await test.step(guard, async () => {
        await things[guard](desk, scanner)
        await expect(desk.verdict.locator('.verdict-guard')).toHaveText(titles[guard])
        await expect(desk.verdict).toHaveAttribute('data-outcome', 'not-checked')
        const symbol = await desk.verdict.locator('.verdict-symbol').innerHTML()
        const nextStep = await desk.verdict.locator('.verdict-do').innerText()
        shown.push({ guard, symbol, nextStep })
        await desk.press('Escape')
      })
    }
    expect(new Set(shown.map(({ symbol }) => symbol)).size).toBe(3)
    expect(new Set(shown.map(({ nextStep }) => nextStep)).size).toBe(3)
  })
}

test('what is typed and unfinished asks to be finished, and is none of the three', async ({ desk }) => {
  await desk.check('0056')
  await expect(desk.verdict.locator('.reasons [data-code]').first()).toHaveAttribute('data-code', 'input-incomplete')
  await expect(desk.verdict.locator('.verdict-guard')).toHaveCount(0)
})
