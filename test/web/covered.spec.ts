import { personOf, shownIn, textOf } from './desk/shown.ts'
import { expect, test } from './desk/test.ts'

test('an ENP typed by hand is covered, and the person is to be compared', async ({ desk }) => {
  await desk.type(personOf('digital').enp ?? '')
  await expect(desk.page.getByTestId('recognised')).toContainText('ЕНП')
  await desk.press('Enter')
  await desk.expectVerdict({
    outcome: 'covered',
    title: 'Застрахована',
    reason: 'digital-policy',
    notes: ['compare-person'],
    nextStep: /^Сверьте: Кузнецова Мария Сергеевна, 12\.04\.1988.*Принять по ОМС/s,
    say: 'полис действует',
  })
  await expect(desk.verdict.locator('.verdict-summary')).toContainText('Данные на 22.11 03:10')
})

test('a passport is enough by itself', async ({ desk }) => {
  await desk.show(...shownIn('passport'))
  await desk.expectVerdict({
    outcome: 'covered',
    title: 'Застрахована',
    reason: 'digital-policy',
    nextStep: 'Принять по ОМС. Оплата — ',
    say: 'полис действует',
  })
  await expect(desk.verdict).toContainText('Новикова Елена Дмитриевна')
})

test('the machine-readable lines of a passport are compared field by field', async ({ desk }) => {
  await desk.show(...shownIn('passport-zone'))
  await desk.expectVerdict({
    outcome: 'covered',
    title: 'Застрахован',
    reason: 'digital-policy',
    nextStep: 'Принять по ОМС',
    say: 'полис действует',
  })
  await expect(desk.verdict.locator('.reasons')).toContainText('Сверено, совпадает: фамилия, имя, отчество, дата рождения')
})

test('the birth certificate of a child under 14 is enough', async ({ desk }) => {
  await desk.show(...shownIn('birth-certificate'))
  await desk.expectVerdict({
    outcome: 'covered',
    title: 'Застрахован',
    reason: 'digital-policy',
    nextStep: 'Принять по ОМС',
    say: 'полис действует',
  })
  await expect(desk.verdict).toContainText('Представитель')
})

test('at 15 a birth certificate alone is not enough; with the policy shown too (F4) it is', async ({ desk }) => {
  const [certificate, policy] = shownIn('fifteen-with-policy')
  await desk.show(certificate)
  await desk.expectVerdict({
    outcome: 'needs-a-look',
    title: 'Нужна проверка',
    reason: 'document-not-sufficient',
    nextStep: 'Попросите паспорт или полис',
    say: 'С 14 лет нужен паспорт',
  })
  await expect(desk.verdict).toContainText('Что видно в копии, но не как ответ')

  await desk.press('F4')
  await expect(desk.page.getByText('Тот же пациент')).toBeVisible()
  await desk.check(policy?.text ?? '')
  await desk.expectVerdict({
    outcome: 'covered',
    title: 'Застрахован',
    reason: 'digital-policy',
    notes: ['passport-at-14'],
    nextStep: 'Принять по ОМС',
    say: 'полис действует',
  })
  await expect(desk.page.getByRole('list', { name: 'Показано' }).getByRole('listitem')).toHaveCount(2)
})

test('a newborn that is not registered yet is covered through the mother, by keyboard alone', async ({ desk }) => {
  await desk.check(textOf('newborn-not-registered'))
  await desk.expectVerdict({
    outcome: 'not-checked',
    title: 'Не проверено',
    reason: 'not-in-local-register',
    nextStep: 'Это не отказ',
    say: 'В нашей копии регистра вас пока не видно',
  })
  await desk.press('F6')
  const card = desk.page.getByRole('region', { name: 'Новорождённый' })
  await expect(card.getByLabel('Дата рождения ребёнка')).toHaveValue('16.11.2026')
  await desk.check(textOf('passport'))
  await desk.expectVerdict({
    outcome: 'covered',
    title: 'Застрахован',
    reason: 'newborn-by-representative',
    nextStep: 'страховая представителя',
    say: 'пока у ребёнка нет своего полиса, он застрахован по вашему',
  })
  await expect(desk.page.getByText('Новорождённый, 16.11.2026')).toBeVisible()
})

test('a newborn whose registration nobody knows is no green answer', async ({ desk }) => {
  await desk.check(textOf('newborn-not-registered'))
  await expect(desk.verdict).toBeVisible()
  await desk.press('F6')
  await desk.page.getByText('не знают').click()
  await desk.type(textOf('passport'))
  await desk.press('Enter')
  await desk.expectVerdict({
    outcome: 'needs-a-look',
    title: 'Нужна проверка',
    reason: 'newborn-registration-unknown',
    nextStep: 'Спросите свидетельство о рождении',
    say: 'Рождение ребёнка уже зарегистрировано?',
  })
})

test('of a policy replaced that day the later one counts', async ({ desk }) => {
  await desk.show(...shownIn('replaced-today'))
  await desk.expectVerdict({
    outcome: 'covered',
    title: 'Застрахована',
    reason: 'digital-policy',
    nextStep: 'код 00003',
    say: 'полис действует',
  })
})

test('a merged record is followed to the one in force', async ({ desk }) => {
  await desk.show(...shownIn('merged'))
  await desk.expectVerdict({
    outcome: 'covered',
    title: 'Застрахована',
    reason: 'digital-policy',
    notes: ['record-merged'],
    nextStep: 'Принять по ОМС',
    say: 'полис действует',
  })
  await expect(desk.verdict).toContainText('Краснова Ольга Юрьевна')
})

test('a foreigner shows passport and residence permit', async ({ desk }) => {
  await desk.show(...shownIn('residence-permit'))
  await desk.expectVerdict({
    outcome: 'covered',
    title: 'Застрахован',
    reason: 'digital-policy',
    nextStep: 'Принять по ОМС',
    say: 'полис действует',
  })
})
