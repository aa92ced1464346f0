import { personOf, textOf } from './desk/shown.ts'
import { scannerTest as test, type KeyboardScanner, type ScannerSetting } from './desk/scanner-keys.ts'
import type { Desk } from './desk/desk.ts'
import { expect } from './desk/test.ts'

const enp = personOf('digital').enp ?? ''
const policyHex = textOf('paper-policy')
const usual: ScannerSetting = { gap: 5, layout: 'latin' }

/** Where the focus is, or what is open, when a code comes. */
const places: readonly (readonly [string, (desk: Desk) => Promise<void>])[] = [
  ['in the box', () => Promise.resolve()],
  ['on a button', (desk) => desk.page.getByRole('button', { name: /Клавиши/ }).focus()],
  ['on the button of an answer', focusNext],
  ['in a question', openQuestion],
  ['in a list of people', openPeople],
  ['with the card of keys open', (desk) => desk.press('F1')],
  ['with the samples open', (desk) => desk.press('F3')],
  ['with the workplace open', (desk) => desk.press('F10')],
  ['in a date of the newborn’s question', openNewborn],
  ['with the camera open', openCamera],
]

async function focusNext(desk: Desk): Promise<void> {
  await desk.check(textOf('conscript'))
  await desk.page.getByRole('button', { name: /Следующий/ }).focus()
}

async function openQuestion(desk: Desk): Promise<void> {
  await desk.check(textOf('link-with-number'))
  await desk.page.getByRole('listbox').getByRole('option').first().focus()
}

async function openPeople(desk: Desk): Promise<void> {
  await desk.check(textOf('namesakes'))
  await desk.verdict.getByRole('option').first().focus()
}

async function openNewborn(desk: Desk): Promise<void> {
  await desk.check(textOf('newborn-not-registered'))
  await expect(desk.verdict).toBeVisible()
  await desk.press('F6')
  await desk.page.locator('.newborn').getByRole('textbox').first().focus()
}

async function openCamera(desk: Desk): Promise<void> {
  await desk.press('F2')
  await expect(desk.page.getByTestId('camera')).toBeVisible()
}

/** The last check that was asked, and how many there were. */
async function checksOf(desk: Desk): Promise<number> {
  return (await desk.host.ask('journal', null)).length
}

async function expectCovered(desk: Desk): Promise<void> {
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'covered')
  await expect(desk.verdict).toContainText('Кузнецова')
  await expect(desk.box).toHaveValue('')
}

async function scan(scanner: KeyboardScanner, desk: Desk, text: string, setting: ScannerSetting): Promise<void> {
  const before = await checksOf(desk)
  await scanner.type(text, setting)
  await expect.poll(() => checksOf(desk)).toBe(before + 1)
}

for (const gap of [5, 20, 30]) {
  for (const layout of ['latin', 'russian'] as const) {
    test(`a scan at ${gap} ms a key under the ${layout} layout is taken whatever has the focus`, async ({ desk, scanner }) => {
      test.setTimeout(120_000)
      for (const [place, bring] of places) {
        await test.step(place, async () => {
          await bring(desk)
          // Three seconds later the same code is another scan.
          await desk.page.clock.fastForward(4_000)
          const isNewborn = place.includes('newborn')
          await scanner.type(`${enp}\r`, { gap, layout })
          if (isNewborn) {
            // It is the representative's policy; nothing of it ran into the date.
            await expect(desk.verdict).toContainText('по представителю')
            await expect(desk.page.getByRole('list', { name: 'Показано' })).toContainText('Новорождённый, 16.11.2026')
          } else await expectCovered(desk)
          await desk.press('Escape', 'Escape', 'Escape', 'Escape')
          if (place.includes('camera')) await desk.press('F2')
        })
      }
    })
  }
}

test('each suffix ends a code, none is needed', async ({ desk, scanner }) => {
  for (const suffix of ['\r', '\n', '\r\n', '\t', '']) {
    await test.step(JSON.stringify(suffix), async () => {
      await desk.page.clock.fastForward(4_000)
      await scan(scanner, desk, enp + suffix, { gap: 20, layout: 'russian' })
      await expectCovered(desk)
      await desk.press('Escape')
      await expect(desk.box).toBeFocused()
    })
  }
})

test('a code sent twice is one check, at once and a second later', async ({ desk, scanner }) => {
  await scan(scanner, desk, `${enp}\r${enp}\r`, usual)
  await expectCovered(desk)
  await scanner.type(`${enp}\r`, usual)
  await expect(desk.page.locator('.box-message')).toContainText('тот же код ещё раз')
  expect(await checksOf(desk)).toBe(1)
})

test('the bytes of a paper policy come as hex and as base64, with Caps Lock too', async ({ desk, scanner }) => {
  const ways = [
    [`${policyHex}\r`, usual],
    [`${policyHex.toLowerCase()}\r`, { gap: 5, layout: 'russian' }],
    [`${Buffer.from(policyHex, 'hex').toString('base64')}\r`, { gap: 5, layout: 'russian', capsLock: true }],
  ] as const
  for (const [text, setting] of ways) {
    await scan(scanner, desk, text, setting)
    await expect(desk.verdict).toHaveAttribute('data-outcome', 'covered')
    await expect(desk.verdict).toContainText('Петров Алексей Николаевич')
    await desk.press('Escape')
    await desk.page.clock.fastForward(4_000)
  }
})

test('the bytes themselves are mangled by a keyboard: read badly, with what to do, and no key of them acts', async ({ desk, scanner }) => {
  const { page } = desk
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    window.print = () => void heard.push('print')
    window.addEventListener('keydown', (event) => void heard.push(`${event.ctrlKey ? 'Ctrl+' : ''}${event.code} ${event.defaultPrevented}`))
  })
  await desk.check(textOf('conscript'))
  await page.getByRole('button', { name: /Следующий/ }).focus()
  const bytes = [...Buffer.from(policyHex, 'hex')].filter((byte) => (byte > 0 && byte < 27) || (byte > 31 && byte < 127))
  await scan(scanner, desk, `${String.fromCharCode(...bytes)}\u0010\u001a\u0016\r`, usual)
  await desk.expectVerdict({
    outcome: 'not-checked',
    title: 'Не проверено',
    reason: 'misread',
    nextStep: 'Отсканируйте ещё раз',
    say: 'Код не прочитался',
  })
  await expect(desk.verdict.locator('.verdict-guard')).toHaveText('Прочитано плохо')
  await expect(desk.verdict).toContainText('COM-порта или HEX')
  // Not even the first key, the type byte 02, which cannot be known as a scanner's.
  const heard = await page.evaluate(() => (window as unknown as { readonly heard: readonly string[] }).heard)
  expect(heard.filter((key) => key.startsWith('Ctrl+') || key === 'print' || key.startsWith('Enter'))).toEqual([])
  expect((await desk.host.ask('journal', null)).filter(({ withdraws }) => withdraws !== null)).toEqual([])
})

test('Ctrl+P within a scan and alone never opens the print window', async ({ desk, scanner }) => {
  const { page } = desk
  let printed = 0
  await page.exposeFunction('countPrint', () => void printed++)
  await page.evaluate(() => {
    const { countPrint } = window as unknown as { countPrint(): void }
    window.addEventListener('beforeprint', () => countPrint())
    window.print = () => countPrint()
    // Hears of keys after the desk: of none that it has stopped.
    window.addEventListener('keydown', (event) => {
      if (event.ctrlKey && event.code === 'KeyP' && !event.defaultPrevented) countPrint()
    })
  })
  await scanner.type(`${enp.slice(0, 3)}\u0010${enp.slice(3)}\u0010\r`, usual)
  await expect(desk.verdict.locator('.verdict-guard')).toHaveText('Прочитано плохо')
  await desk.press('Control+p')
  expect(printed).toBe(0)
})

test('the separators of a medicine’s code are clean: it is no policy', async ({ desk, scanner }) => {
  await scan(scanner, desk, '010460000000000021ABCDEFGHIJKLM\u001d91EE07\u001d92c2FtcGxlIG9mIGEgc2lnbmF0dXJlIG9mIDQ0IGxldHRlcnM=\r', usual)
  await expect(desk.verdict.locator('.verdict-guard')).toHaveText('Это не код полиса')
})

test('digits of a scan never answer a list, Enter within it presses nothing, Tab leaves the focus', async ({ desk, scanner }) => {
  await desk.check(textOf('namesakes'))
  await expect(desk.verdict.getByRole('option')).toHaveCount(2)
  await desk.verdict.getByRole('option').first().focus()
  const before = await checksOf(desk)
  // Five keys are no scan: they are typed, and the Enter after them does nothing.
  await scanner.type('1\t2\r3', usual)
  await desk.page.waitForTimeout(500)
  expect(await checksOf(desk)).toBe(before)
  await expect(desk.box).toHaveValue('123')
  await expect(desk.box).toBeFocused()
})

test('what was half typed before a scan does not run into it', async ({ desk, scanner }) => {
  await desk.page.keyboard.insertText('Иванов Ив')
  await desk.page.waitForTimeout(100)
  await scan(scanner, desk, `${enp}\r`, { gap: 20, layout: 'russian' })
  await expectCovered(desk)
})

test('a scan whose rest comes late replaces its beginning, and goes to the patient whose next thing was awaited', async ({
  desk,
  scanner,
}) => {
  await desk.check(textOf('conscript'))
  await expect(desk.verdict).toBeVisible()
  await desk.press('F4')
  const before = await checksOf(desk)
  // The first ten digits alone are a passport.
  const isTaken = (): Promise<void> => expect.poll(() => checksOf(desk)).toBe(before + 1)
  await scanner.type(`${enp}\r`, { gap: 5, layout: 'latin', late: { from: 10, until: isTaken } })
  await expect(desk.page.getByRole('list', { name: 'Показано' }).getByRole('listitem')).toHaveCount(2)
  await expect(desk.page.getByRole('list', { name: 'Показано' })).toContainText('ЕНП')
  await expect.poll(async () => (await desk.host.ask('journal', null)).filter(({ withdraws }) => withdraws !== null).length).toBe(1)
})

test('a number that is cut where the scanner always ends its codes is read badly', async ({ desk, scanner }) => {
  await scan(scanner, desk, `${enp}\r`, usual)
  await expectCovered(desk)
  await scan(scanner, desk, enp.slice(0, 10), usual)
  await expect(desk.verdict.locator('.verdict-guard')).toHaveText('Прочитано плохо')
})

test('a fast typist types: every letter arrives, Enter checks, shortcuts work', async ({ desk }) => {
  const { page } = desk
  const hand = { delay: 70 }
  await page.keyboard.type('Кузнецова Мария Сергеевна 12.04.1988', hand)
  await expect(desk.box).toHaveValue('Кузнецова Мария Сергеевна 12.04.1988')
  await page.waitForTimeout(70)
  await page.keyboard.press('Enter')
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'needs-a-look')
  await page.keyboard.press('F4')
  await page.waitForTimeout(70)
  await page.keyboard.type(enp, hand)
  await page.waitForTimeout(70)
  await page.keyboard.press('Enter')
  await expectCovered(desk)
  await desk.press('F1')
  await expect(page.getByRole('heading', { name: 'Клавиши' })).toBeVisible()
  await desk.press('Escape', 'Control+z')
  await expect.poll(async () => (await desk.host.ask('journal', null)).filter(({ withdraws }) => withdraws !== null).length).toBe(1)
})

test('two keys that slip in one movement are both typed', async ({ desk, scanner }) => {
  await scanner.type('bd', { gap: 12, layout: 'russian' })
  await desk.page.waitForTimeout(80)
  await scanner.type('fy', { gap: 12, layout: 'russian' })
  await expect(desk.box).toHaveValue('иван')
})

test('by keyboard alone: Enter and Space press what has the focus, digits choose', async ({ desk }) => {
  const { page } = desk
  await page.getByRole('button', { name: /Клавиши/ }).focus()
  await desk.press('Enter')
  await expect(page.getByRole('heading', { name: 'Клавиши' })).toBeVisible()
  await page.getByRole('button', { name: /Клавиши/ }).focus()
  await desk.press('Space')
  await expect(page.getByRole('heading', { name: 'Клавиши' })).toHaveCount(0)
  await desk.box.focus()
  await desk.check(textOf('namesakes'))
  await desk.verdict.getByRole('option').first().focus()
  await desk.press('Enter')
  await expect(desk.verdict.getByRole('option')).toHaveCount(0)
  await desk.box.focus()
  await desk.check(textOf('link-with-number'))
  await expect(page.getByRole('listbox')).toBeVisible()
  await desk.press('1')
  await expect(page.getByRole('listbox')).toHaveCount(0)
})

test('the answer stands within two seconds of the last key, with a suffix and without', async ({ desk, scanner }) => {
  const { page } = desk
  await page.evaluate(() => {
    const seen = { lastKey: 0, answer: 0 }
    Object.assign(window, { seen })
    // Keys that go down are heard by nobody but the desk.
    const up = (event: KeyboardEvent) => {
      seen.lastKey = event.timeStamp
    }
    window.addEventListener('keyup', up, { capture: true })
    new MutationObserver(() => {
      if (document.querySelector('[data-testid="verdict"][data-outcome="covered"]') !== null && seen.answer === 0)
        seen.answer = new Event('now').timeStamp
    }).observe(document.body, { subtree: true, childList: true, attributes: true })
  })
  for (const suffix of ['\r', '']) {
    await page.clock.fastForward(4_000)
    await page.evaluate(() => Object.assign((window as unknown as { readonly seen: object }).seen, { answer: 0 }))
    await scanner.type(enp + suffix, { gap: 20, layout: 'latin' })
    await expectCovered(desk)
    const { lastKey, answer } = await page.evaluate(
      () => (window as unknown as { readonly seen: { readonly lastKey: number; readonly answer: number } }).seen,
    )
    const milliseconds = Math.round(answer - lastKey)
    test.info().annotations.push({
      type: 'from the last key to the answer',
      description: `${suffix === '' ? 'no suffix' : 'CR'}: ${milliseconds} ms`,
    })
    console.log(`from the last key to the answer, ${suffix === '' ? 'no suffix' : 'CR'}: ${milliseconds} ms`)
    expect(milliseconds).toBeGreaterThan(0)
    expect(milliseconds).toBeLessThan(2_000)
    await desk.press('Escape')
  }
})
