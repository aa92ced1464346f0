import { shownIn, textOf } from './desk/shown.ts'
import { expect, test } from './desk/test.ts'

test('somebody unknown: read well, not in this copy, until when the copy is complete', async ({ desk }) => {
  await desk.check(textOf('unknown-person'))
  await desk.expectVerdict({
    outcome: 'not-checked',
    title: 'Не проверено',
    reason: 'not-in-local-register',
    nextStep: 'Это не отказ',
    say: 'В нашей копии регистра вас пока не видно',
  })
  await expect(desk.verdict.locator('.reasons')).toContainText('22.11')
})

test('a misread number says that it was misread', async ({ desk }) => {
  await desk.check(textOf('misread'))
  await desk.expectVerdict({
    outcome: 'not-checked',
    title: 'Не проверено',
    reason: 'misread',
    nextStep: 'Отсканируйте ещё раз',
    say: 'Код не прочитался',
  })
})

test('the number of the blank is named as such', async ({ desk }) => {
  await desk.check(textOf('blank-number'))
  await desk.expectVerdict({
    outcome: 'not-checked',
    title: 'Не проверено',
    reason: 'blank-number',
    nextStep: 'Введите 16 цифр с лицевой стороны',
    say: 'Это номер бланка',
  })
})

test('the number of a bank card is neither kept nor shown again', async ({ desk }) => {
  const number = textOf('bank-card')
  await desk.check(number)
  await desk.expectVerdict({
    outcome: 'not-checked',
    title: 'Не проверено',
    reason: 'not-a-policy-code',
    nextStep: /Попросите полис или (паспорт|документ)/,
    say: 'Похоже, это номер банковской карты',
  })
  await expect(desk.verdict).toContainText('банковской карты')
  const digits = (await desk.everythingHeld()).replace(/[\s\u00A0]/g, '')
  expect(digits).not.toContain(number)
  expect(digits).not.toContain(number.slice(-8))
  await expect(desk.ribbon).not.toContainText(number.slice(-4))
})

test('the four ways of not knowing never look alike', async ({ desk }) => {
  const sentences: string[] = []
  for (const id of ['misread', 'not-a-policy', 'unknown-person', 'blank-number']) {
    await desk.check(textOf(id))
    await expect(desk.ribbon.getByRole('listitem')).toHaveCount(sentences.length + 1)
    sentences.push(await desk.verdict.locator('.reasons [data-code]').first().innerText())
  }
  expect(new Set(sentences).size).toBe(4)
})

test('the wrong keyboard layout is mended', async ({ desk }) => {
  await desk.type(textOf('wrong-layout'))
  await expect(desk.page.getByTestId('recognised')).toContainText(/Кузнецова Мария Сергеевна/i)
  await expect(desk.page.getByTestId('preview')).toContainText('раскладка')
  await desk.press('Enter')
  await desk.expectVerdict({
    outcome: 'needs-a-look',
    title: 'Нужна проверка',
    reason: 'document-not-sufficient',
    nextStep: 'Попросите паспорт или полис',
    say: 'Полис найден',
  })
  await expect(desk.verdict).toContainText('Кузнецова Мария Сергеевна')
})

test('an empty box is an answer, not an error', async ({ desk }) => {
  await desk.press('Enter')
  await desk.expectVerdict({
    outcome: 'not-checked',
    title: 'Не проверено',
    reason: 'input-empty',
    nextStep: 'Отсканируйте полис либо введите номер',
    say: 'Покажите, пожалуйста, полис или паспорт',
  })
})

test('СНИЛС finds the person and is no proof', async ({ desk }) => {
  await desk.show(...shownIn('snils'))
  await desk.expectVerdict({
    outcome: 'needs-a-look',
    title: 'Нужна проверка',
    reason: 'document-not-sufficient',
    nextStep: 'Попросите паспорт или полис',
    say: 'Полис найден',
  })
})
