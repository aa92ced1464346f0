import type { Locator } from '@playwright/test'
import { AS_OF, hoursAfter, NOW } from './desk/moments.ts'
import { textOf } from './desk/shown.ts'
import { expect, test } from './desk/test.ts'

test('a clock behind the data gives no answer, and heals at once', async ({ desk }) => {
  await desk.host.ask('setNow', hoursAfter(AS_OF, -24))
  await desk.check(textOf('passport'))
  await desk.expectVerdict({
    outcome: 'not-checked',
    title: 'Не проверено',
    reason: 'clock-untrusted',
    nextStep: 'Установите на компьютере верные дату и время',
    say: 'на компьютере сбились часы',
  })
  await expect(desk.verdict.locator('.reasons')).toContainText('данные от 22.11')
  await expectNothingGreen(desk.verdict)

  await desk.host.ask('setNow', NOW)
  await desk.press('Escape')
  await desk.check(textOf('passport'))
  await desk.expectVerdict({
    outcome: 'covered',
    title: 'Застрахована',
    reason: 'digital-policy',
    nextStep: 'Принять по ОМС',
    say: 'полис действует',
  })
})

test.describe('a register five days old', () => {
  test.use({ start: { now: hoursAfter(AS_OF, 5 * 24) } })

  test('gives no answer: the last known one stands in words, and nothing is green', async ({ desk }) => {
    await desk.check(textOf('passport'))
    await desk.expectVerdict({
      outcome: 'not-checked',
      title: 'Не проверено',
      reason: 'register-too-old',
      nextStep: 'копию регистра нужно обновить',
      say: 'Данные о полисах давно не обновлялись',
    })
    await expect(desk.verdict).toContainText('Последнее известное, на 22.11 03:10')
    await expect(desk.verdict.locator('.verdict-summary')).toContainText('5 дней назад')
    await expectNothingGreen(desk.verdict)
  })
})

test.describe('data of two days', () => {
  test.use({ start: { now: hoursAfter(AS_OF, 49) } })

  test('still answer, with a note of their age', async ({ desk }) => {
    await desk.check(textOf('passport'))
    await desk.expectVerdict({
      outcome: 'covered',
      title: 'Застрахована',
      reason: 'digital-policy',
      notes: ['data-age'],
      nextStep: 'Принять по ОМС',
      say: 'полис действует',
    })
    await expect(desk.verdict.locator('.verdict-summary')).toContainText('2 дня назад')
  })
})

/** Neither ground nor ink of anything in the answer is one of the two colours of «Застрахован». */
async function expectNothingGreen(verdict: Locator): Promise<void> {
  const colours = await verdict.evaluate((answer) => {
    const sample = document.createElement('p')
    sample.style.display = 'none'
    answer.append(sample)
    const resolved = ['--covered', '--covered-ground'].map((name) => {
      sample.style.color = `var(${name})`
      return getComputedStyle(sample).color
    })
    sample.remove()
    const used = [answer, ...answer.querySelectorAll('*')].flatMap((element) => {
      const { backgroundColor, color, stroke, fill, borderTopColor } = getComputedStyle(element)
      return [backgroundColor, color, stroke, fill, borderTopColor]
    })
    return { resolved, used }
  })
  expect(new Set(colours.resolved).size).toBe(2)
  expect(colours.used.filter((colour) => colours.resolved.includes(colour))).toEqual([])
}
