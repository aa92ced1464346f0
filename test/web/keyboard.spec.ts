import { personOf, textOf } from './desk/shown.ts'
import { expect, test } from './desk/test.ts'

test('keys typed with the focus in a button arrive in the box', async ({ desk }) => {
  await desk.page.getByRole('button', { name: /Клавиши/ }).focus()
  await expect(desk.box).not.toBeFocused()
  await desk.type(textOf('passport'))
  await expect(desk.box).toHaveValue(textOf('passport'))
  await desk.press('Enter')
  await expect(desk.verdict).toContainText('Новикова')
})

test('after a click anywhere the box has the focus again', async ({ desk }) => {
  await desk.check(textOf('passport'))
  await desk.verdict.locator('.verdict-title').click()
  await expect(desk.box).toBeFocused()
  await desk.page.getByRole('button', { name: /Клавиши/ }).click()
  await expect(desk.box).toBeFocused()
})

test('what is typed is accepted whatever is open: the card of keys, the workplace, a question, a list of people', async ({ desk }) => {
  const enp = personOf('digital').enp ?? ''
  const ways: readonly (readonly [string, () => Promise<void>])[] = [
    ['the card of keys', () => desk.press('F1')],
    ['the workplace', () => desk.press('F10')],
    ['the samples', () => desk.press('F3')],
    ['a question', () => desk.check(textOf('link-with-number'))],
    ['a list of people', () => desk.check(textOf('namesakes'))],
  ]
  for (const [place, [name, openIt]] of ways.entries()) {
    await test.step(name, async () => {
      await openIt()
      await desk.type(enp)
      await expect(desk.box).toHaveValue(enp)
      await desk.press('Enter')
      await expect(desk.verdict).toContainText('Кузнецова')
      await expect(desk.verdict).toHaveAttribute('data-outcome', 'covered')
      expect((await desk.host.ask('journal', null)).filter(({ asked }) => asked === 'enp')).toHaveLength(place + 1)
      await desk.press('Escape')
    })
  }
})

test('digits typed one after another never answer the list of people that is open', async ({ desk }) => {
  await desk.check(textOf('namesakes'))
  await expect(desk.verdict.getByRole('option')).toHaveCount(2)
  const number = personOf('mother').documents[1]?.number ?? ''
  await desk.type(`1${number}`)
  await expect(desk.box).toHaveValue(`1${number}`)
  await expect(desk.verdict.getByRole('option')).toHaveCount(2)
})

test('while the next patient is typed the answer of the one before loses its colour', async ({ desk }) => {
  await desk.check(textOf('passport'))
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'covered')
  await desk.type('0')
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'stale')
  await expect(desk.verdict).toContainText('Предыдущий пациент')
})

test('a digit taken back with Esc answers nothing, least of all the list beneath its question', async ({ desk }) => {
  await desk.check(textOf('namesakes'))
  await expect(desk.verdict.getByRole('option')).toHaveCount(2)
  await desk.check(textOf('link-with-number'))
  await expect(desk.page.getByRole('listbox', { name: /ЕНП|номер/i })).toBeVisible()
  const before = (await desk.host.ask('journal', null)).length
  await desk.press('1')
  await desk.page.waitForTimeout(60)
  await desk.press('Escape')
  await desk.page.waitForTimeout(600)
  expect((await desk.host.ask('journal', null)).length).toBe(before)
})

test('Esc steps back through what is open', async ({ desk }) => {
  await desk.press('F1')
  await expect(desk.page.getByRole('heading', { name: 'Клавиши' })).toBeVisible()
  await desk.press('Escape')
  await expect(desk.page.getByRole('heading', { name: 'Клавиши' })).toHaveCount(0)
  await desk.press('F10')
  await expect(desk.page.getByRole('heading', { name: 'Рабочее место' })).toBeVisible()
  await desk.press('F10')
  await expect(desk.page.getByRole('heading', { name: 'Рабочее место' })).toHaveCount(0)
})

test('everything can be reached with Tab, and the focus is always seen', async ({ desk }) => {
  await desk.check(textOf('passport'))
  await expect(desk.verdict).toBeVisible()
  const unseen: string[] = []
  const reached = new Set<string>()
  for (let step = 0; step < 40; step++) {
    await desk.press('Tab')
    const { name, outline } = await desk.page.evaluate(() => {
      const element = document.activeElement
      if (element === null || element === document.body) return { name: 'body', outline: true }
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
      const around = element.closest('form')
      const ring = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
      return {
        name: element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40) ?? element.className,
        outline: ring || (around !== null && getComputedStyle(around).boxShadow !== 'none'),
      }
    })
    reached.add(name)
    if (!outline) unseen.push(name)
  }
  expect(unseen).toEqual([])
  for (const wanted of [/Показано ещё/, /Следующий/, /Рабочее место/, /EN/])
    expect([...reached].some((name) => wanted.test(name))).toBe(true)
})
