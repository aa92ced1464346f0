import { policyPicture } from './desk/pictures.ts'
import { personOf, shownIn, textOf } from './desk/shown.ts'
import { expect, test } from './desk/test.ts'

test('two active policies are for a person to decide', async ({ desk }) => {
  await desk.show(...shownIn('two-policies'))
  await desk.expectVerdict({
    outcome: 'needs-a-look',
    title: 'Нужна проверка',
    reason: 'two-active-policies',
    nextStep: 'какой полис верный и кому выставлять счёт',
    say: 'Я уточню их в страховой',
  })
})

test('policy and passport of different people are never mixed', async ({ desk }) => {
  await desk.show(...shownIn('two-people'))
  await desk.expectVerdict({
    outcome: 'needs-a-look',
    title: 'Нужна проверка',
    reason: 'evidence-conflicts',
    nextStep: 'Выясните, чьи это документы',
    say: 'это документы разных людей',
  })
})

test('a policy under the maiden name: differences side by side, «тот же человек» with a reason, journalled', async ({ desk }) => {
  const { page, verdict } = desk
  await desk.drop(await policyPicture(textOf('married-name')))
  await desk.expectVerdict({
    outcome: 'needs-a-look',
    title: 'Нужна проверка',
    reason: 'surname-changed',
    nextStep: 'нажмите «Тот же человек»',
    say: 'Фамилия в регистре старая',
  })
  const row = verdict.getByRole('row', { name: /Фамилия/ })
  await expect(row).toContainText('Ларина')
  await expect(row).toContainText('Орлова')
  await expect(row.locator('mark').first()).toBeVisible()

  await desk.press('F8')
  await expect(page.getByRole('listbox', { name: 'Почему это тот же человек?' })).toBeVisible()
  await desk.press('1')
  await desk.expectVerdict({
    outcome: 'covered',
    title: 'Застрахована',
    reason: 'paper-policy',
    notes: ['identity-confirmed'],
    nextStep: 'Принять по ОМС',
    say: 'полис действует',
  })
  const journal = await desk.host.ask('journal', null)
  expect(journal.map(({ outcome, confirmation }) => ({ outcome, confirmation: confirmation?.includes('name-changed') ?? null }))).toEqual([
    { outcome: 'needs-a-look', confirmation: null },
    { outcome: 'covered', confirmation: true },
  ])
})

test('namesakes are listed without a ranking, and one is chosen by its digit', async ({ desk }) => {
  await desk.show(...shownIn('namesakes'))
  await desk.expectVerdict({
    outcome: 'needs-a-look',
    title: 'Нужна проверка',
    reason: 'several-people',
    nextStep: 'Выберите пациента из списка',
    say: 'Нашлось несколько человек',
  })
  const list = desk.verdict.getByRole('listbox', { name: 'Кто из них перед вами?' })
  await expect(list.getByRole('option')).toHaveCount(2)
  await expect(desk.verdict).not.toContainText('%')
  await desk.press('2')
  await expect(list).toHaveCount(0)
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'needs-a-look')
  await expect(desk.verdict.locator('[data-code]').first()).toHaveAttribute('data-code', 'document-not-sufficient')
  await expect(desk.verdict).toContainText('Иванова Наталья Владимировна')
})

test('one of several people is chosen with the arrow keys', async ({ desk }) => {
  await desk.show(...shownIn('namesakes'))
  const options = desk.verdict.getByRole('option')
  await expect(options).toHaveCount(2)
  await desk.press('ArrowDown', 'ArrowDown', 'Enter')
  await expect(options).toHaveCount(0)
  await expect(desk.verdict).toContainText('Иванова Наталья Владимировна')
})

test('a link with a number in it is asked about before it is used', async ({ desk }) => {
  await desk.check(textOf('link-with-number'))
  await expect(desk.page.getByRole('listbox').getByRole('option')).toHaveCount(2)
  await expect(desk.page.getByRole('heading', { name: '0055 1108 8700 0017' })).toBeVisible()
  await expect(desk.verdict).toHaveCount(0)
  await desk.press('1')
  await desk.expectVerdict({
    outcome: 'covered',
    title: 'Застрахована',
    reason: 'digital-policy',
    notes: ['compare-person'],
    nextStep: 'Кузнецова Мария Сергеевна',
    say: 'полис действует',
  })
})

test('a number of no telling shape asks what it is, and takes the answer by its digit', async ({ desk }) => {
  const certificate = personOf('refugee').documents[0]?.number ?? ''
  await desk.show({ text: certificate, as: 'document:12' })
  await desk.expectVerdict({
    outcome: 'covered',
    title: 'Застрахован',
    reason: 'digital-policy',
    nextStep: 'Принять по ОМС',
    say: 'полис действует',
  })
})
