import { NOW } from './desk/moments.ts'
import { textOf } from './desk/shown.ts'
import { expect, preparePage, test } from './desk/test.ts'

test.describe('the session', () => {
  test('keeps its token out of address, cookies and request lines', async ({ desk, context }) => {
    const { page } = desk
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await desk.check(textOf('passport'))
    await expect(desk.verdict).toBeVisible()
    const token = await page.evaluate(() => Object.values({ ...sessionStorage }).join(' '))
    expect(token.length).toBeGreaterThan(30)
    expect(new URL(page.url()).hash).toBe('')
    expect(page.url()).not.toContain('code')
    expect(await context.cookies()).toEqual([])
    expect(asked.filter((address) => address.includes(token) || /code|token/.test(address))).toEqual([])
    expect(asked.length).toBeGreaterThan(0)
  })

  test('survives a reload of the page', async ({ desk }) => {
    await desk.page.reload()
    await expect(desk.box).toBeFocused()
    await desk.check(textOf('passport'))
    await expect(desk.verdict).toContainText('Новикова')
  })

  test('is not to be had with a used code or without one; the page says what to do', async ({ desk, browser }) => {
    const address = await desk.host.ask('address', null)
    const context = await browser.newContext()
    const first = await context.newPage()
    await preparePage(first, context, NOW)
    await first.goto(address)
    await expect(first.getByTestId('box')).toBeVisible()
    for (const other of [address, new URL('/', address).href]) {
      const tab = await (await browser.newContext()).newPage()
      await tab.goto(other)
      await expect(tab.getByRole('alert')).toContainText('Откройте адрес из программы')
      await expect(tab.getByTestId('box')).toHaveCount(0)
      await tab.context().close()
    }
    await context.close()
  })
})

test.describe('a lost host', () => {
  test.use({ expectedConsole: /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE|401/ })

  test('is said at once, no answer is given, and the emergency line stands', async ({ desk }) => {
    const { page } = desk
    await desk.host.ask('stopServing', null)
    await expect(page.getByRole('alert')).toContainText('Программа остановлена')
    await desk.check(textOf('passport'))
    await expect(page.getByRole('heading', { name: 'Ответа нет' })).toBeVisible()
    await expect(page.getByText('Экстренная помощь оказывается без документов')).toBeVisible()
    await expect(page.locator('[data-outcome="covered"]')).toHaveCount(0)
    await expect(desk.verdict).toHaveCount(0)

    await desk.host.ask('serveAgain', null)
    await page.clock.runFor(3_000)
    // The line about the stopped program may stand for a moment longer beside it.
    await expect(page.getByRole('alert').filter({ hasText: 'Откройте адрес из программы' })).toBeVisible()
  })
})

test.describe('an empty data folder', () => {
  test.use({ start: { register: 'empty' } })

  test('offers the demo region, makes it with progress, then checks', async ({ desk }) => {
    test.setTimeout(120_000)
    const { page } = desk
    await expect(page.getByText('ДЕМО', { exact: true })).toHaveCount(0)
    await page.getByRole('button', { name: 'Загрузить демонстрационный регистр' }).click()
    await expect(page.getByRole('progressbar')).toBeVisible()
    await expect(page.getByText('ДЕМО', { exact: true })).toBeVisible({ timeout: 90_000 })
    await expect(page.getByRole('contentinfo')).toContainText('20 000 человек')
    await desk.check(textOf('passport'))
    await expect(desk.verdict).toHaveAttribute('data-outcome', 'covered')
  })

  test('a check before that is an answer too: there is no register', async ({ desk }) => {
    await desk.check(textOf('passport'))
    await desk.expectVerdict({
      outcome: 'not-checked',
      title: 'Не проверено',
      reason: 'register-missing',
      nextStep: 'Это не отказ пациенту',
      say: 'Сейчас не могу проверить полис',
    })
  })
})

test.describe('a damaged register', () => {
  test.use({ start: { register: 'damaged' } })

  test('is said before and in every answer', async ({ desk }) => {
    await expect(desk.page.getByRole('alert')).toContainText('Копия регистра повреждена')
    await desk.check(textOf('passport'))
    await desk.expectVerdict({
      outcome: 'not-checked',
      title: 'Не проверено',
      reason: 'register-damaged',
      nextStep: 'копию регистра нужно загрузить заново',
      say: 'у нас неисправность',
    })
  })
})
