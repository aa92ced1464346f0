import { policyPicture } from './desk/pictures.ts'
import { personOf, scenes, textOf } from './desk/shown.ts'
import { expect, test } from './desk/test.ts'

const mother = personOf('mother')
/** Everything about one patient that could stand somewhere on the page. */
const personal = [mother.familyName, mother.givenName, mother.patronymic, mother.enp, '27.05.1990', textOf('passport').slice(-6)].map(
  (part) => String(part).replaceAll(' ', '').toLowerCase(),
)

test('Esc takes every personal datum out of the page, the ribbon and the announcement too', async ({ desk }) => {
  await desk.check(textOf('passport'))
  await expect(desk.verdict).toContainText('Новикова Елена Дмитриевна')
  await expect(desk.page.getByTestId('announcement')).toContainText('Новикова')
  expect(await personalDataHeld(desk.everythingHeld)).not.toEqual([])

  await desk.press('Escape')
  await expect(desk.verdict).toHaveCount(0)
  expect(await personalDataHeld(desk.everythingHeld)).toEqual([])
  await expect(desk.ribbon.getByRole('listitem')).toHaveCount(1)

  // Esc pressed too early is mended within the time that the data had anyway; after it nothing brings them back.
  await desk.press('Alt+1')
  await expect(desk.verdict).toContainText('Новикова Елена Дмитриевна')
  await desk.press('Escape')
  await desk.page.clock.fastForward(125_000)
  await expect(desk.ribbon.getByRole('listitem').getByRole('button')).toHaveCount(0)
  await desk.press('Alt+1')
  await expect(desk.verdict).toHaveCount(0)
  expect(await personalDataHeld(desk.everythingHeld)).toEqual([])
})

test('what is typed but not checked leaves with Esc', async ({ desk }) => {
  await desk.type('Новикова Елена Дмитриевна 27.05.1990')
  await desk.press('Escape')
  await expect(desk.box).toHaveValue('')
  expect(await personalDataHeld(desk.everythingHeld)).toEqual([])
})

test.describe('with the shortest time until data leave', () => {
  test.use({ start: { settings: { hideAfterSeconds: 60 } } })

  test('a countdown is seen from 30 seconds, then the data are gone', async ({ desk }) => {
    await desk.check(textOf('passport'))
    await expect(desk.verdict).toContainText('Новикова')
    const countdown = desk.page.getByRole('timer')
    await desk.page.clock.fastForward(15_000)
    await expect(countdown).toHaveText('')
    await desk.page.clock.fastForward(20_000)
    await expect(countdown).toHaveText(/данные скроются через 0:2\d/)
    await desk.page.clock.fastForward(30_000)
    await expect(desk.verdict).toHaveCount(0)
    await expect(desk.page.getByRole('main')).toContainText('Данные пациента убраны с экрана')
    expect(await personalDataHeld(desk.everythingHeld)).toEqual([])
  })

  test('work at the desk prolongs the time', async ({ desk }) => {
    await desk.check(textOf('passport'))
    await expect(desk.verdict).toBeVisible()
    await desk.page.clock.fastForward(45_000)
    await desk.press('PageDown')
    await desk.page.clock.fastForward(45_000)
    await expect(desk.verdict).toContainText('Новикова')
  })

  test('the data of the patient before leave the ribbon in their own time', async ({ desk }) => {
    await desk.check(textOf('passport'))
    await expect(desk.ribbon).toContainText('Новикова Е. Д.')
    await desk.page.clock.fastForward(40_000)
    await desk.check(personOf('digital').enp ?? '')
    await expect(desk.verdict).toContainText('Кузнецова')
    await desk.page.clock.fastForward(30_000)
    await expect(desk.ribbon).not.toContainText('Новикова')
    await expect(desk.ribbon).toContainText('Кузнецова')
  })
})

test('the last check is taken back with Ctrl+Z; the journal keeps both', async ({ desk }) => {
  await desk.check(textOf('passport'))
  await expect(desk.verdict).toBeVisible()
  await desk.press('Control+z')
  await expect(desk.ribbon.getByRole('listitem')).toContainText('отозвана')
  await expect(desk.verdict).toHaveCount(0)
  expect(await personalDataHeld(desk.everythingHeld)).toEqual([])
  const [checked, withdrawn] = await desk.host.ask('journal', null)
  expect(checked).toMatchObject({ outcome: 'covered', withdraws: null })
  expect(withdrawn).toMatchObject({ outcome: null, withdraws: checked?.id })
})

test('a recent check is opened again without a new entry in the journal', async ({ desk }) => {
  await desk.check(textOf('passport'))
  await expect(desk.verdict).toContainText('Новикова')
  await desk.check(textOf('conscript'))
  await expect(desk.verdict).toContainText('Полис приостановлен')
  await desk.press('Alt+2')
  await expect(desk.verdict).toContainText('Новикова')
  await expect(desk.verdict).toHaveAttribute('data-outcome', 'covered')
  expect(await desk.host.ask('journal', null)).toHaveLength(2)
})

test('the ribbon holds the last ten checks, newest first', async ({ desk }) => {
  const typed = scenes.filter(({ shown, symbology }) => shown.length === 1 && symbology === null && shown[0].as === undefined).slice(0, 12)
  for (const { shown } of typed) {
    await desk.check(shown[0].text)
    await expect(desk.box).toHaveValue('')
    await expect(desk.verdict).toBeVisible()
  }
  await expect(desk.ribbon.getByRole('listitem')).toHaveCount(10)
  expect(await desk.host.ask('journal', null)).toHaveLength(12)
})

test('a picture leaves nothing of the person behind after Esc', async ({ desk }) => {
  await desk.drop(await policyPicture(textOf('paper-policy')))
  await expect(desk.verdict).toContainText('Петров Алексей Николаевич')
  await desk.press('Escape')
  await expect(desk.verdict).toHaveCount(0)
  expect((await desk.everythingHeld()).toLowerCase()).not.toContain('петров')
})

/** Which parts of what is known about the patient stand anywhere in the page, its storage or its address. */
async function personalDataHeld(everythingHeld: () => Promise<string>): Promise<readonly string[]> {
  const held = (await everythingHeld()).replace(/[\s\u00A0]/g, '').toLowerCase()
  return personal.filter((part) => held.includes(part))
}
