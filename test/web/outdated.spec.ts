import type { Page } from '@playwright/test'
import { lookAt } from './desk/looks.ts'
import { AS_OF, hoursAfter } from './desk/moments.ts'
import { personOf, textOf } from './desk/shown.ts'
import { expect, test } from './desk/test.ts'

const mother = personOf('mother')
const suspended = { ...mother, policies: mother.policies.map((policy) => ({ ...policy, status: 'НВС', to: '2026-11-01' })) }
const again = (page: Page) => page.getByRole('button', { name: /Проверить снова/ })

test.use({ start: { now: hoursAfter(AS_OF, 6) } })

test('an answer that the register outlives loses its colour, and Enter asks anew', async ({ desk }) => {
  const { page } = desk
  await desk.check(textOf('passport'))
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'covered')
  await expect(again(page)).toHaveCount(0)

  await desk.host.ask('night', { asOf: hoursAfter(AS_OF, 5), people: [suspended] })
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'stale')
  await expect(desk.verdict.getByRole('status')).toHaveText('Регистр с тех пор сменился')
  await expect(desk.verdict).not.toContainText('Принять по ОМС')
  await expect(desk.verdict).toContainText('Нажмите Enter')
  await expect(desk.verdict).toContainText('Экстренная помощь')

  await desk.press('Enter')
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'not-covered')
  await expect(desk.verdict).toContainText('приостановлен')
  await expect(again(page)).toHaveCount(0)
  await expect(desk.box).toBeFocused()
  await expect(page.locator('.ribbon-row')).toHaveCount(2)

  // What the ribbon still has of it is of the former register, too.
  await desk.press('Alt+2')
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'stale')
  await again(page).click()
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'not-covered')
})

test('Enter leaves an answer alone that is of the register of now', async ({ desk }) => {
  await desk.check(textOf('passport'))
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'covered')
  await desk.press('Enter')
  await desk.press('Enter')
  await expect(desk.page.locator('.ribbon-row')).toHaveCount(1)
})

test('looks like an answer of yesterday', async ({ desk }) => {
  let hours = 0
  await lookAt(desk, 'outdated-answer', async () => {
    await desk.press('Escape')
    await desk.check(textOf('passport'))
    await expect(desk.verdict).toHaveAttribute('data-outcome', 'covered')
    await desk.host.ask('night', { asOf: hoursAfter(AS_OF, (hours += 1)), people: [mother] })
    await expect(desk.verdict).toHaveAttribute('data-outcome', 'stale')
  })
})
