import { testCodes } from '../../src-shared/scanner/test-card.ts'
import { fakeSerial, type FakePort, type FakeSerial } from '../fakes/fake-serial.ts'
import type { Page } from '@playwright/test'
import { lookAt } from './desk/looks.ts'
import { scannerTest } from './desk/scanner-keys.ts'
import { personOf, textOf } from './desk/shown.ts'
import { expect } from './desk/test.ts'

/*
 * Serial ports are played by a stand-in at the boundary of Web Serial. A pseudo-terminal cannot be given to Chromium: it lists the
 * entries of /sys/class/tty, where pseudo-terminals are not, and its window of choice does not answer the inspector's protocol.
 */
const test = scannerTest.extend({
  page: async ({ page }, use) => {
    await page.addInitScript(`{
      const played = (${fakeSerial.toString()})()
      Object.defineProperty(navigator, 'serial', { value: played.serial })
      Object.assign(window, { played })
    }`)
    await use(page)
  },
})

interface Played {
  readonly played: FakeSerial
  port: FakePort
}

const enp = personOf('digital').enp ?? ''
const policyHex = textOf('paper-policy')
const textOfCode = (id: string) => String.fromCharCode(...(testCodes.find((code) => code.id === id)?.bytes ?? []))

async function addPort(page: Page, vendor = 0x0c2e): Promise<void> {
  await page.evaluate((usbVendorId) => {
    const here = window as unknown as Played
    here.port = here.played.add({ usbVendorId, usbProductId: 1 }, false)
  }, vendor)
}

async function send(page: Page, bytes: readonly number[]): Promise<void> {
  await page.evaluate((sent) => (window as unknown as Played).port.send(sent), [...bytes])
}

test('the doctor tells how a keyboard-mode scanner is set, and the status line remembers it', async ({ desk, scanner }) => {
  const { page } = desk
  const doctor = page.getByTestId('doctor')
  await expect(page.getByTestId('scanner-status')).toHaveText('Сканер: не проверен')
  await desk.press('F7')
  await expect(page.getByRole('img', { name: 'PDF417' })).toBeVisible()
  await scanner.type(`${textOfCode('linear')}\r`, { gap: 20, layout: 'russian' })
  await expect(doctor.locator('[data-code="linear"]')).toHaveAttribute('data-result', 'whole')
  await expect(doctor).toContainText('русская')
  await expect(doctor).toContainText('Enter')
  await expect(doctor).toContainText('20 мс на знак')
  await expect(doctor.locator('[data-advice]')).toHaveAttribute('data-advice', 'fine')
  await scanner.type(`${textOfCode('square')}\t${textOfCode('square')}\t`, { gap: 5, layout: 'latin' })
  await expect(doctor.locator('[data-code="square"]')).toHaveAttribute('data-result', 'whole')
  await expect(doctor).toContainText('приходит дважды')
  await expect(doctor).toContainText('Tab')
  await expect(page.getByTestId('scanner-status')).toHaveText('Сканер: клавиатура, исправен')
  const typed = [...textOfCode('stacked')].filter(
    (character) => (character > '\u0000' && character < '\u001b') || (character >= ' ' && character < '\u007f'),
  )
  // A hand does not present the next code within a second; what comes sooner may be the rest of the one before.
  await page.waitForTimeout(1_500)
  await scanner.type(`${typed.join('')}\r`, { gap: 5, layout: 'latin' })
  await expect(doctor.locator('[data-code="stacked"]')).toHaveAttribute('data-result', 'faulty')
  await expect(doctor.locator('[data-advice="serial-or-hex"]')).toBeVisible()
  await expect(page.getByTestId('scanner-status')).toHaveText('Сканер: теряет знаки')
  expect(await desk.host.ask('journal', null)).toEqual([])
  await page.reload()
  await expect(page.getByTestId('scanner-status')).toHaveText('Сканер: теряет знаки')
})

test('the test card is known wherever it is scanned, and a patient’s policy is checked while the panel is open', async ({
  desk,
  scanner,
}) => {
  const { page } = desk
  await desk.check(textOf('passport'))
  await expect(desk.verdict).toBeVisible()
  await scanner.type(`${textOfCode('linear')}\r`, { gap: 5, layout: 'latin' })
  await expect(page.getByTestId('doctor').locator('[data-code="linear"]')).toHaveAttribute('data-result', 'whole')
  await scanner.type(`${enp}\r`, { gap: 5, layout: 'russian' })
  await expect(desk.verdict).toContainText('Кузнецова')
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'covered')
})

test('only the card is printed', async ({ desk }) => {
  const { page } = desk
  await desk.press('F7')
  await expect(page.getByRole('img', { name: 'PDF417' })).toBeVisible()
  await page.evaluate(() => {
    window.print = () => Object.assign(window, { printed: true })
  })
  await page.getByRole('button', { name: 'Напечатать карту' }).click()
  expect(await page.evaluate(() => 'printed' in window)).toBe(true)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('img', { name: 'PDF417' })).toBeVisible()
  await expect(page.getByTestId('box')).toBeHidden()
  await expect(page.getByTestId('doctor')).toBeHidden()
})

test('a serial scanner: chosen once, 130 bytes as they are, unplugged and plugged in, remembered', async ({ desk }) => {
  const { page } = desk
  const bytes = [...Buffer.from(policyHex, 'hex')]
  const pane = page.getByTestId('serial')
  await desk.press('F7')
  await expect(pane).toHaveAttribute('data-phase', 'unchosen')
  await page.getByRole('button', { name: 'Выбрать порт' }).click()
  await expect(pane).toContainText('Порт не выбран. Если сканера нет')
  await addPort(page)
  await page.getByRole('button', { name: 'Выбрать порт' }).click()
  await expect(pane).toHaveAttribute('data-phase', 'open')
  await expect(page.getByTestId('scanner-status')).toHaveText('Сканер: COM-порт')
  for (let place = 0; place < bytes.length; place += 33) await send(page, bytes.slice(place, place + 33))
  await expect(desk.verdict).toContainText('Петров Алексей Николаевич')
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'covered')

  await page.evaluate(() => (window as unknown as Played).port.unplug())
  await expect(page.getByTestId('scanner-status')).toHaveText('Сканер: отключён')
  await page.evaluate(() => (window as unknown as Played).port.plug())
  await expect(page.getByTestId('scanner-status')).toHaveText('Сканер: COM-порт')
  await send(page, [...Buffer.from(`${enp}\r\n`)])
  await expect(desk.verdict).toContainText('Кузнецова')

  await page.reload()
  await expect(desk.box).toBeFocused()
  await expect(page.getByTestId('scanner-status')).toHaveText('Сканер: отключён')
  await page.evaluate(() => {
    const here = window as unknown as Played
    here.port = here.played.add({ usbVendorId: 0x0c2e, usbProductId: 1 }, true)
  })
  await expect(page.getByTestId('scanner-status')).toHaveText('Сканер: COM-порт')
})

test('two policies in one buffer, and damaged bytes, are read badly', async ({ desk }) => {
  const { page } = desk
  const bytes = [...Buffer.from(policyHex, 'hex')]
  await desk.press('F7')
  await addPort(page)
  await page.getByRole('button', { name: 'Выбрать порт' }).click()
  await expect(page.getByTestId('serial')).toHaveAttribute('data-phase', 'open')
  await send(page, [...bytes, ...bytes])
  await expect(desk.verdict.locator('.verdict-guard')).toHaveText('Прочитано плохо')
  await expect(desk.verdict).toContainText('два кода подряд')
  await desk.press('Escape')
  await page.evaluate(() => {
    const { port } = window as unknown as Played
    port.send([0xff, 0xfe, 0x80])
    port.garble()
  })
  await expect(desk.verdict.locator('.verdict-guard')).toHaveText('Прочитано плохо')
  await expect(desk.verdict).toContainText('проверьте скорость порта')
})

test('the panel looks the same in both themes and languages', async ({ desk }) => {
  test.setTimeout(120_000)
  await addPort(desk.page)
  await lookAt(desk, 'scanner', async () => {
    await desk.press('F7')
    await expect(desk.page.getByRole('img', { name: 'PDF417' })).toBeVisible()
  })
})

test('the panel after a test looks the same in both themes and languages', async ({ desk, scanner }) => {
  test.setTimeout(120_000)
  await lookAt(desk, 'scanner-tested', async () => {
    await scanner.type(`${textOfCode('linear')}\r`, { gap: 5, layout: 'latin' })
    await expect(desk.page.getByRole('img', { name: 'PDF417' })).toBeVisible()
    const typed = [...textOfCode('stacked')].filter((character) => character >= ' ' && character < '\u007f')
    await scanner.type(`${typed.join('')}\r`, { gap: 5, layout: 'latin' })
    await expect(desk.page.locator('[data-advice="serial-or-hex"]')).toBeVisible()
  })
})
