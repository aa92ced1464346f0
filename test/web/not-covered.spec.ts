import { shownIn } from './desk/shown.ts'
import { expect, test } from './desk/test.ts'

test('a policy suspended by conscription is worded «приостановлен», never «недействителен»', async ({ desk }) => {
  await desk.show(...shownIn('conscript'))
  await desk.expectVerdict({
    outcome: 'not-covered',
    title: 'Полис приостановлен',
    reason: 'suspended-conscription',
    nextStep: 'помощь по линии ведомства',
    say: 'Ваш полис приостановлен на время службы',
  })
  await expect(desk.verdict).not.toContainText('недействител')
})

test('a death in the register is told with care and a way to mend an error', async ({ desk }) => {
  await desk.show(...shownIn('dead'))
  await desk.expectVerdict({
    outcome: 'not-covered',
    title: 'Полис не действует',
    reason: 'death',
    nextStep: 'Если человек перед вами, это ошибка регистра',
    say: 'Покажите, пожалуйста, документ, и мы проверим данные',
  })
})

test('a foreigner whose term has passed is not covered, with the day', async ({ desk }) => {
  await desk.show(...shownIn('foreigner-expired'))
  await desk.expectVerdict({
    outcome: 'not-covered',
    title: 'Не застрахован',
    reason: 'expired',
    nextStep: 'Плановый приём по ОМС невозможен',
    say: /10\.11\.2026.* в страховую/,
  })
})

test('somebody in the register without a policy is told how to get one', async ({ desk }) => {
  await desk.show(...shownIn('without-policy'))
  await desk.expectVerdict({
    outcome: 'not-covered',
    title: 'Не застрахован',
    reason: 'no-policy-on-date',
    nextStep: 'как оформить полис',
    say: 'Его можно бесплатно оформить',
  })
})
