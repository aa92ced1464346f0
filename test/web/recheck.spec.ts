import type { Policy } from '../../src-shared/register/person.ts'
import type { Desk } from './desk/desk.ts'
import { lookAt } from './desk/looks.ts'
import { AS_OF, hoursAfter, NOW } from './desk/moments.ts'
import { personOf, textOf } from './desk/shown.ts'
import { expect, test } from './desk/test.ts'

/** The morning of a day whose night brought no register; the data that come in the course of it. */
const OLD_DATA = hoursAfter(AS_OF, 30)
const FRESH = hoursAfter(AS_OF, 29)

const mother = personOf('mother')
const enpOfNobody = textOf('unknown-person')
/** The mother is no longer insured by the new register, and the number of nobody belongs to somebody. */
const suspended = { ...mother, policies: mother.policies.map((policy) => changed(policy, { status: 'НВС', to: '2026-11-01' })) }
const newcomer = {
  ...mother,
  id: 'newcomer',
  enp: enpOfNobody.replaceAll(' ', ''),
  familyName: 'ПРИБЫЛОВА',
  givenName: 'АННА',
  patronymic: 'ИГОРЕВНА',
  snils: null,
  documents: [],
  policies: mother.policies.map((policy) => changed(policy, { enp: enpOfNobody.replaceAll(' ', '') })),
}

function changed(policy: Policy, changes: Partial<Policy>): Policy {
  return { ...policy, ...changes }
}

const noticeOf = ({ page }: Desk) => page.getByRole('button', { name: /Измен/ })
const rowsOf = ({ page }: Desk) => page.getByRole('region', { name: 'Ответы, которые изменились' }).getByRole('listitem')

/** Two patients are told something by old data, and new data say otherwise. */
async function tellTwo(desk: Desk): Promise<void> {
  await desk.check(textOf('passport'))
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'covered')
  await desk.check(enpOfNobody)
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'not-checked')
  await desk.press('Escape')
  await desk.host.ask('night', { asOf: FRESH, people: [suspended, newcomer] })
}

test.describe('answers that changed with the register', () => {
  test.use({ start: { now: OLD_DATA } })

  test('are raised, opened by a digit and put aside, all by keyboard', async ({ desk }) => {
    await expect(noticeOf(desk)).toHaveCount(0)
    await tellTwo(desk)
    await expect(noticeOf(desk)).toHaveText(/Изменились ответы: 2/)
    await desk.press('F5')
    const rows = rowsOf(desk)
    await expect(rows).toHaveCount(2)
    await expect(rows.nth(0)).toContainText('Прибылова А. И.')
    await expect(rows.nth(0)).toContainText(/Тогда\s*не проверено.*Теперь\s*застрахован.*Действует цифровой полис/s)
    await expect(rows.nth(0)).toContainText('исправьте запись')
    await expect(rows.nth(1)).toContainText('Новикова Е. Д.')
    await expect(rows.nth(1)).toContainText(/Тогда\s*застрахован.*Теперь\s*не застрахован.*приостановлен/s)
    await expect(rows.nth(1)).toContainText('Позвоните пациенту')

    await desk.press('2')
    await expect(desk.verdict).toHaveAttribute('data-outcome', 'not-covered')
    await expect(desk.verdict).toContainText('Новикова Елена Дмитриевна')
    await desk.press('F5')
    await expect(rows.nth(1)).toContainText('открывали')
    await expect(rows).toHaveCount(2)

    const seen = rows.nth(1).getByRole('button', { name: 'Понятно' })
    for (let tabs = 0; tabs < 30 && !(await seen.evaluate((button) => button === document.activeElement)); tabs += 1)
      await desk.press('Tab')
    await desk.press('Enter')
    await expect(rows).toHaveCount(1)
    await expect(noticeOf(desk)).toHaveText(/Изменился 1 ответ/)
    await expect(desk.box).toBeFocused()
    await rows.nth(0).getByRole('button', { name: 'Понятно' }).click()
    await expect(desk.page.getByText('Таких ответов больше нет.')).toBeVisible()
    await expect(noticeOf(desk)).toHaveCount(0)
    const rechecks = (await desk.host.ask('journal', null)).filter(({ rechecks: of }) => of !== null)
    expect(rechecks.map(({ outcome }) => outcome).toSorted()).toEqual(['covered', 'not-covered'])
  })

  test('never take the patient who is being served off the screen, nor the next scan', async ({ desk }) => {
    await desk.check(textOf('passport'))
    await desk.check(enpOfNobody)
    await desk.check(textOf('conscript'))
    await expect(desk.verdict).toContainText('приостановлен')
    await desk.type('Кузнецова')
    await desk.host.ask('night', { asOf: FRESH, people: [suspended, newcomer] })
    await expect(noticeOf(desk)).toBeVisible()
    await expect(desk.box).toBeFocused()
    await expect(desk.box).toHaveValue('Кузнецова')
    await expect(desk.verdict).toBeVisible()
    await expect(desk.page.locator('.changes .change')).toHaveCount(0)

    // The open list gives way to the next thing shown.
    await desk.press('Escape', 'F5')
    await expect(rowsOf(desk).first()).toBeVisible()
    await desk.check(textOf('passport'))
    await expect(desk.verdict).toContainText('Новикова Елена Дмитриевна')
    await expect(noticeOf(desk)).toHaveText(/2/)
  })

  test('hold nothing of a patient but while their list is open, and no longer than any answer', async ({ desk }) => {
    await tellTwo(desk)
    await expect(noticeOf(desk)).toBeVisible()
    expect(await desk.everythingHeld()).not.toMatch(/Новикова|Прибылова|0988|0121/i)
    await desk.press('F5')
    await expect(rowsOf(desk).first()).toContainText('Прибылова А. И.')
    expect(await desk.everythingHeld()).not.toMatch(new RegExp(`${newcomer.enp}|Игоревна|27\\.05\\.1990|Елена`, 'i'))
    await desk.press('Escape')
    expect(await desk.everythingHeld()).not.toMatch(/Новикова|Прибылова|0988|0121/i)

    await desk.press('F5')
    await expect(rowsOf(desk)).toHaveCount(2)
    await desk.page.clock.fastForward(95_000)
    await expect(desk.page.getByRole('timer')).toHaveText(/данные скроются через 0:2\d/)
    await desk.page.clock.fastForward(30_000)
    await expect(rowsOf(desk)).toHaveCount(0)
    await expect(desk.page.locator('.changes')).toHaveCount(0)
    expect(await desk.everythingHeld()).not.toMatch(/Новикова|Прибылова|0988|0121/i)
    await expect(noticeOf(desk)).toHaveText(/2/)
  })

  test('of a check that is withdrawn are not raised', async ({ desk }) => {
    await desk.check(enpOfNobody)
    await expect(desk.verdict).toHaveAttribute('data-outcome', 'not-checked')
    await desk.press('Control+z')
    await expect(desk.verdict).toHaveCount(0)
    await desk.host.ask('night', { asOf: FRESH, people: [newcomer] })
    await desk.check(textOf('conscript'))
    await expect(desk.verdict).toBeVisible()
    await expect(noticeOf(desk)).toHaveCount(0)
  })

  test('are told in English too', async ({ desk }) => {
    await tellTwo(desk)
    await desk.host.ask('setting', { name: 'language', value: 'en' })
    await desk.page.getByRole('button', { name: /Answers have changed: 2/ }).click()
    const rows = desk.page.getByRole('region', { name: 'Answers that have changed' }).getByRole('listitem')
    await expect(rows.nth(1)).toContainText(/Then\s*covered.*Now\s*not covered/s)
    await expect(rows.nth(1)).toContainText('Call the patient')
    await expect(desk.page.locator('.changes')).not.toContainText(/Тогда|Теперь|Открыть|Понятно|застрахован|данные/i)
  })
})

test('an answer for an earlier day is not taken for one of today', async ({ desk }) => {
  await desk.check(enpOfNobody)
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'not-checked')
  await desk.press('Escape')
  await desk.host.ask('setNow', hoursAfter(NOW, 24))
  await desk.page.clock.fastForward(24 * 3_600_000)
  await desk.host.ask('night', { asOf: hoursAfter(AS_OF, 24), people: [newcomer] })
  await desk.press('F5')
  await expect(rowsOf(desk)).toHaveCount(1)
  await desk.press('1')
  await expect(desk.verdict.locator('.verdict-summary')).toContainText('на 22.11.2026')
  await expect(desk.page.getByText('Ответ дан о дне 22.11.2026')).toBeVisible()
  await desk.press('Escape')
  await desk.check(enpOfNobody)
  await expect(desk.verdict.locator('.verdict-summary')).toContainText('на 23.11.2026')
  await expect(desk.page.getByText('Ответ дан о дне')).toHaveCount(0)
})

test.describe('how they look', () => {
  test.use({ start: { now: OLD_DATA } })
  test.describe.configure({ timeout: 180_000 })

  test('beside a patient and as a list', async ({ desk }) => {
    for (const name of ['Иванова Наталья Владимировна 16.01.1986', textOf('snils')]) {
      await desk.check(name)
      await expect(desk.verdict).toBeVisible()
    }
    await tellTwo(desk)
    await lookAt(desk, 'changes-notice', async () => {
      await desk.check(textOf('conscript'))
      await expect(desk.verdict).toBeVisible()
    })
    await lookAt(desk, 'changes', async () => {
      await desk.press('F5')
      await expect(desk.page.locator('.change').first()).toBeVisible()
    })
  })
})
