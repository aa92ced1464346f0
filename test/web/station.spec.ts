import type { Page } from '@playwright/test'
import { scenes, textOf } from './desk/shown.ts'
import { expect, test } from './desk/test.ts'

test('the language is switched for the whole screen, and verdicts follow', async ({ desk }) => {
  const { page } = desk
  await page.getByRole('button', { name: /английский/ }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await desk.check(textOf('passport'))
  await desk.expectVerdict({ outcome: 'covered', title: 'Covered', reason: 'digital-policy', nextStep: /OMS/, say: /policy/ })
  await expect(page.locator('.desk')).not.toContainText(/Застрахован|Что делать|Следующий/)
})

test('the theme is switched and kept', async ({ desk }) => {
  const { page } = desk
  const ground = () => page.locator('.desk').evaluate((element) => getComputedStyle(element).backgroundColor)
  const light = await ground()
  await desk.host.ask('setting', { name: 'theme', value: 'dark' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(await ground()).not.toBe(light)
  await page.getByRole('button', { name: /Тема: тёмная/ }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'system')
  await page.reload()
  await expect(desk.box).toBeFocused()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'system')
})

test('every screen is marked «ДЕМО»', async ({ desk }) => {
  const mark = desk.page.getByText('ДЕМО', { exact: true })
  await expect(mark).toBeVisible()
  for (const key of ['F1', 'F3', 'F10']) {
    await desk.press(key)
    await expect(mark).toBeVisible()
  }
  await desk.press('Escape')
  await desk.check(textOf('passport'))
  await expect(desk.verdict).toBeVisible()
  await expect(mark).toBeVisible()
})

test('the sheet of samples shows pictures that the desk reads', async ({ desk }) => {
  const { page } = desk
  await desk.press('F3')
  const sheet = page.getByRole('region', { name: 'Что можно попробовать' })
  const rows = sheet.getByRole('listitem')
  expect(await rows.count()).toBe(0)
  await expect(rows.first()).toBeVisible()
  expect(await rows.count()).toBeGreaterThan(30)
  const picture = sheet.getByRole('img', { name: /PDF417: Бумажный полис$/ })
  await expect(picture).toBeVisible()
  // A drag from the page to itself: the browser hands over the address of the picture.
  const address = (await picture.getAttribute('src')) ?? ''
  const transfer = await page.evaluateHandle((uri) => {
    const data = new DataTransfer()
    data.setData('text/uri-list', uri)
    return data
  }, address)
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
  await expect(desk.verdict).toContainText('Петров Алексей Николаевич')
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'covered')
})

test('a sample is checked by a click, with everything that belongs to it', async ({ desk }) => {
  await desk.press('F3')
  await desk.page.getByRole('button', { name: /В 15 лет: свидетельство и полис/ }).click()
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'covered')
  await expect(desk.page.getByRole('list', { name: 'Показано' }).getByRole('listitem')).toHaveCount(2)
})

test('every scene of the demo region gets the answer that it announces', async ({ desk }) => {
  test.setTimeout(180_000)
  const wrong: string[] = []
  for (const { id, shown, outcome, reason } of scenes.filter((scene) => scene.reason !== 'input-ambiguous')) {
    await desk.press('Escape')
    await expect(desk.verdict).toHaveCount(0)
    await desk.show(...shown)
    const got = await desk.verdict.getAttribute('data-outcome')
    const code = await desk.verdict.locator('[data-code]').first().getAttribute('data-code')
    if (got !== outcome || code !== reason) wrong.push(`${id}: ${got} ${code} instead of ${outcome} ${reason}`)
  }
  expect(wrong).toEqual([])
})

test.describe('sounds', () => {
  test('are silent when switched off, and four different melodies when on', async ({ desk }) => {
    const { page } = desk
    await listenForSounds(page)
    await desk.check(textOf('passport'))
    await expect(desk.verdict).toBeVisible()
    expect(await heard(page)).toEqual([])

    await page.getByRole('button', { name: 'Звуки выключены' }).click()
    await expect(page.getByRole('button', { name: 'Звуки включены' })).toBeVisible()
    const melodies: string[] = []
    for (const id of ['passport', 'conscript', 'snils', 'misread']) {
      await desk.press('Escape')
      await desk.check(textOf(id))
      await expect(desk.verdict).toBeVisible()
      await expect.poll(async () => (await heard(page)).length).toBeGreaterThan(0)
      melodies.push((await heard(page)).join(' '))
      await forgetSounds(page)
    }
    expect(new Set(melodies).size).toBe(4)
  })
})

/** Notes every tone that is started, by its frequency. */
async function listenForSounds(page: Page): Promise<void> {
  await page.evaluate(() => {
    const started: number[] = []
    Object.assign(window, { startedTones: started })
    const start = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function (this: OscillatorNode, when?: number) {
      started.push(this.frequency.value)
      start.call(this, when)
    }
  })
}

function heard(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => (window as unknown as { readonly startedTones: number[] }).startedTones.map(Math.round))
}

function forgetSounds(page: Page): Promise<void> {
  return page.evaluate(() => {
    ;(window as unknown as { readonly startedTones: number[] }).startedTones.length = 0
  })
}
