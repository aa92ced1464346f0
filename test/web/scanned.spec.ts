import { brokenPicture, emptyPicture, policyPicture, squarePicture } from './desk/pictures.ts'
import { textOf } from './desk/shown.ts'
import { test } from './desk/test.ts'

test.describe('a picture dropped on the window', () => {
  test('the barcode of a paper policy is read and covered', async ({ desk }) => {
    await desk.drop(await policyPicture(textOf('paper-policy')))
    await desk.expectVerdict({
      outcome: 'covered',
      title: 'Застрахован',
      reason: 'paper-policy',
      notes: ['policy-still-valid'],
      nextStep: 'Принять по ОМС',
      say: 'Всё в порядке, полис действует.',
    })
  })

  test('a square code of an advertisement is no policy', async ({ desk }) => {
    await desk.drop(await squarePicture(textOf('not-a-policy')))
    await desk.expectVerdict({
      outcome: 'not-checked',
      title: 'Не проверено',
      reason: 'not-a-policy-code',
      nextStep: 'Попросите полис или документ, удостоверяющий личность',
      say: 'Это другой код, не полис.',
    })
  })

  test('a photograph without a code is misread, in other words than a code of something else', async ({ desk }) => {
    await desk.drop(emptyPicture())
    await desk.expectVerdict({ outcome: 'not-checked', title: 'Не проверено', reason: 'misread', nextStep: /./, say: /./ })
  })

  test('a file that is no picture is an answer too', async ({ desk }) => {
    await desk.drop(brokenPicture())
    await desk.expectVerdict({ outcome: 'not-checked', title: 'Не проверено', reason: 'misread', nextStep: /./, say: /./ })
  })
})
