import { rmSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { Desk } from './desk/desk.ts'
import { feedPublisher, PASSPHRASE, serveGated, type FeedPublisher } from './desk/feed-publisher.ts'
import { lookAt } from './desk/looks.ts'
import { expect, test as base } from './desk/test.ts'

const FIRST_NIGHT = '2025-11-01T03:00:00.000Z'

const test = base.extend<{ readonly publisher: FeedPublisher }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which other fixtures are wanted: none.
  publisher: async ({}, use) => {
    const publisher = feedPublisher()
    expect(publisher.at(0)).toBe(FIRST_NIGHT)
    await publisher.publish(0, 60)
    await use(publisher)
    publisher.remove()
  },
})

/** A run begins and ends at different moments: where the clock stood still, it would seem to lie ahead of it. */
test.use({ start: { register: 'empty', now: FIRST_NIGHT, clock: 'goes-on' } })
test.describe.configure({ timeout: 120_000 })

const lastRun = (page: Page) => page.getByTestId('last-run')
const pageNamed = (page: Page, name: string) => page.getByRole('navigation', { name: /Разделы|Sections/ }).getByRole('button', { name })

async function chooseFile(page: Page, text: string): Promise<void> {
  await page
    .getByTestId('enrolment-file')
    .setInputFiles({ name: 'enrolment.json', mimeType: 'application/json', buffer: Buffer.from(text) })
}

/** Enrols through the screen; ends when the first run has ended. */
async function enrol(desk: Desk, text: string): Promise<void> {
  const { page } = desk
  await desk.press('F10')
  await pageNamed(page, 'Подключение').click()
  await chooseFile(page, text)
  await page.getByLabel('Парольная фраза').fill(PASSPHRASE)
  await page.getByTestId('enrol').getByRole('button', { name: 'Подключить', exact: true }).click()
  await expect(page.getByTestId('enrol')).toContainText('Подключено, загрузка началась')
  await page.getByRole('button', { name: 'Смотреть ход' }).click()
  await expect(lastRun(page)).toBeVisible()
}

test('a station is enrolled, loads the register, follows a change, goes back and takes it again', async ({ desk, publisher }) => {
  const { page } = desk
  await enrol(desk, publisher.enrolment())
  await expect(lastRun(page)).toHaveAttribute('data-outcome', 'updated')
  await expect(lastRun(page)).toContainText('Получен весь регистр')
  await expect(page.getByTestId('loaded')).toContainText('60')
  await expect(page.getByTestId('update')).toContainText('Следующее: сегодня ночью')
  await expect(page.getByTestId('updates-status')).toHaveText('Обновлено · сегодня в 06:00')

  await publisher.publish(0.1, 61)
  await desk.host.ask('setNow', publisher.at(0.1))
  await page.getByRole('button', { name: 'Обновить сейчас' }).click()
  await expect(page.getByTestId('loaded')).toContainText('61')
  await expect(page.getByTestId('runs').getByRole('listitem')).toHaveCount(2)
  await page.getByRole('button', { name: 'Обновить сейчас' }).click()
  await expect(lastRun(page)).toHaveAttribute('data-outcome', 'unchanged')
  await expect(lastRun(page)).toContainText('Новых данных нет')

  await pageNamed(page, 'База').click()
  const back = page.getByTestId('return')
  await expect(back).toContainText('Вернётся версия 0 с данными на 01.11 03:00')
  await expect(back).toContainText('перестан')
  await back.getByRole('button', { name: 'Вернуть…' }).click()
  await expect(back).toContainText('Напишите причину')
  await back.getByLabel('Почему возвращаем').fill('вопросы к данным')
  await back.getByRole('button', { name: 'Вернуть…' }).click()
  await expect(back).toContainText('Вернуть версию 0')
  await back.getByRole('button', { name: 'Да, вернуть' }).click()
  await expect(page.getByTestId('decisions')).toContainText('вопросы к данным')
  await expect(back).toContainText('Сейчас отвечает возвращённая база')
  await pageNamed(page, 'Регистр').click()
  await expect(page.getByTestId('loaded')).toContainText('60')
  await page.getByRole('button', { name: 'Обновить сейчас' }).click()
  await expect(lastRun(page)).toContainText('Оставлена возвращённая база')

  await pageNamed(page, 'База').click()
  await back.getByRole('button', { name: 'Взять снова' }).click()
  await back.getByRole('button', { name: 'Да, взять снова' }).click()
  await pageNamed(page, 'Регистр').click()
  await expect(page.getByTestId('loaded')).toContainText('61')
})

test('the passphrase stays in its field, is hidden, and leaves with the order', async ({ desk, publisher }) => {
  const { page } = desk
  await desk.press('F10')
  await pageNamed(page, 'Подключение').click()
  await chooseFile(page, publisher.enrolment())
  const field = page.getByLabel('Парольная фраза')
  await field.focus()
  await desk.type('не та фраза')
  await expect(field).toHaveValue('не та фраза')
  await expect(field).toHaveAttribute('type', 'password')
  await expect(desk.box).toHaveValue('')
  await desk.press('Enter')
  await expect(page.getByRole('alert')).toContainText('Парольная фраза не подходит')
  await field.fill(PASSPHRASE)
  await desk.press('Enter')
  await expect(page.getByTestId('enrol')).toContainText('Подключено, загрузка началась')
  await expect(page.getByTestId('update')).toHaveCount(0)
  expect(await desk.everythingHeld()).not.toContain(PASSPHRASE)
})

test('the fingerprint is shown before and after, and is the same', async ({ desk, publisher }) => {
  const { page } = desk
  await desk.press('F10')
  await pageNamed(page, 'Подключение').click()
  await chooseFile(page, publisher.enrolment())
  const before = (await page.getByTestId('fingerprint-of-file').textContent()) ?? ''
  expect(before).toMatch(/^([\da-f]{4} ){7}[\da-f]{4}$/)
  await page.getByLabel('Парольная фраза').fill(PASSPHRASE)
  await page.getByTestId('enrol').getByRole('button', { name: 'Подключить', exact: true }).click()
  await expect(page.getByTestId('enrolment')).toContainText(before)
  await page.getByRole('button', { name: 'Смотреть ход' }).click()
  await expect(lastRun(page)).toBeVisible()
  await pageNamed(page, 'Источники и ключи').click()
  await expect(page.getByTestId('keys')).toContainText(before)
  await expect(page.getByTestId('sources').getByRole('listitem')).toHaveAttribute('data-state', 'good')
})

test('a file that is no enrolment is told by words; another feed is followed only after a question', async ({ desk, publisher }) => {
  const { page } = desk
  await enrol(desk, publisher.enrolment())
  await pageNamed(page, 'Подключение').click()
  await chooseFile(page, '{"register":"no enrolment"}')
  await expect(page.getByRole('alert')).toContainText('Это не файл подключения')
  const other = feedPublisher('demo-other')
  try {
    await other.publish(0, 30)
    await chooseFile(page, other.enrolment())
    await page.getByLabel('Парольная фраза').fill(PASSPHRASE)
    await page.getByTestId('enrol').getByRole('button', { name: 'Подключить', exact: true }).click()
    await expect(page.getByTestId('enrol')).toContainText('подключено к набору demo-feed. Перейти на demo-other?')
    await expect(page.getByTestId('enrolment')).toContainText('demo-feed')
    await page.getByRole('button', { name: 'Да, перейти' }).click()
    await expect(page.getByTestId('enrolment')).toContainText('demo-other')
  } finally {
    other.remove()
  }
})

test('an enrolment file is dropped into its place and is not taken for a picture', async ({ desk, publisher }) => {
  const { page } = desk
  await desk.press('F10')
  await pageNamed(page, 'Подключение').click()
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer()
    data.items.add(new File([text], 'enrolment.json', { type: 'application/json' }))
    return data
  }, publisher.enrolment())
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
  await expect(page.getByText('Отпустите картинку с кодом')).toBeVisible()
  await page.dispatchEvent('.station-file', 'dragover', { dataTransfer: transfer })
  await expect(page.getByText('Отпустите картинку с кодом')).toHaveCount(0)
  await page.dispatchEvent('.station-file', 'drop', { dataTransfer: transfer })
  await expect(page.getByTestId('fingerprint-of-file')).toBeVisible()
  await expect(desk.verdict).toHaveCount(0)
})

test('a brake tells its figures, and nothing is accepted without a reason and a second answer', async ({ desk, publisher }) => {
  const { page } = desk
  await enrol(desk, publisher.enrolment())
  await publisher.publish(1, 40)
  await desk.host.ask('setNow', publisher.at(1))
  await page.getByRole('button', { name: 'Обновить сейчас' }).click()
  const waiting = page.getByTestId('waiting')
  await expect(waiting).toContainText('Было 60 человек, станет 40')
  await expect(page.getByTestId('loaded')).toContainText('60')

  await desk.press('Escape')
  const notice = page.getByTestId('updates-notice')
  await expect(notice).toContainText('ждут решения администратора')
  await expect(desk.box).toBeFocused()
  await notice.getByRole('button').click()
  await expect(waiting).toBeVisible()
  await expect(notice).toHaveCount(0)

  const reason = waiting.getByLabel('Почему эти данные верны')
  await reason.focus()
  await desk.press('Enter')
  await expect(waiting).toContainText('Напишите причину')
  await expect(waiting.getByRole('button', { name: 'Да, принять' })).toHaveCount(0)
  await reason.fill('да')
  await desk.press('Enter')
  await expect(waiting.getByRole('button', { name: 'Да, принять' })).toHaveCount(0)
  await reason.fill('сверено с издателем')
  await desk.press('Enter')
  // The first that Enter finds is «Отмена».
  await expect(waiting.getByRole('button', { name: 'Отмена' })).toBeFocused()
  await expect(page.getByTestId('loaded')).toContainText('60')
  await waiting.getByRole('button', { name: 'Да, принять' }).click()
  await expect(page.getByTestId('loaded')).toContainText('40')
  await expect(waiting).toHaveCount(0)
  await pageNamed(page, 'База').click()
  await expect(page.getByTestId('decisions')).toContainText('сверено с издателем')
})

test('a source that is gone and a publisher that stands still are told apart', async ({ desk, publisher }) => {
  const { page } = desk
  await enrol(desk, publisher.enrolment())
  await desk.host.ask('setNow', publisher.at(2.5))
  await page.getByRole('button', { name: 'Обновить сейчас' }).click()
  await expect(lastRun(page)).toHaveAttribute('data-outcome', 'publisher-frozen')
  await expect(lastRun(page)).toContainText('Издатель не обновлял')
  await expect(lastRun(page)).not.toContainText(/нет связи/i)
  await desk.press('Escape')
  await expect(page.getByTestId('updates-notice')).toContainText('Издатель не обновлял регистр')

  rmSync(publisher.folder, { recursive: true })
  await desk.press('F10')
  await page.getByRole('button', { name: 'Обновить сейчас' }).click()
  await expect(lastRun(page)).toHaveAttribute('data-outcome', 'no-source')
  await expect(lastRun(page)).toContainText('Нет связи с источником')
  await expect(lastRun(page)).not.toContainText(/Издатель/)
  await page
    .getByTestId('runs')
    .getByRole('button', { name: /Нет связи/ })
    .click()
  await expect(page.getByTestId('runs')).toContainText('по этому адресу регистра нет')
})

test('the register is verified, with its result in words', async ({ desk, publisher }) => {
  const { page } = desk
  await enrol(desk, publisher.enrolment())
  await pageNamed(page, 'База').click()
  await page.getByRole('button', { name: 'Проверить базу' }).click()
  await expect(page.getByTestId('verification')).toHaveAttribute('data-result', 'whole')
  await expect(page.getByTestId('verification')).toContainText('База цела')
})

test('a run tells how far it is, on the station screen and quietly on the desk, and is stopped', async ({ desk, publisher }) => {
  const { page } = desk
  const server = await serveGated(publisher.folder)
  try {
    await desk.press('F10')
    await pageNamed(page, 'Подключение').click()
    await chooseFile(page, publisher.enrolment([server.address]))
    await page.getByLabel('Парольная фраза').fill(PASSPHRASE)
    await page.getByTestId('enrol').getByRole('button', { name: 'Подключить', exact: true }).click()
    await page.getByRole('button', { name: 'Смотреть ход' }).click()
    await expect(page.getByTestId('progress')).toContainText('Шаг 3 из 7. Загружаем')
    await expect(page.getByTestId('progress')).toContainText('частей 0 из')
    await desk.press('Escape')
    await expect(page.getByTestId('updates-status')).toContainText('Обновление: загрузка')
    await expect(desk.box).toBeFocused()
    // A demo is not offered while the register is on its way.
    await expect(page.getByRole('button', { name: /демонстрационный/ })).toHaveCount(0)
    await expect(page.getByRole('heading', { name: 'Регистр загружается в первый раз' })).toBeVisible()
    await page.getByTestId('updates-status').click()
    await page.getByRole('button', { name: 'Остановить' }).click()
    await expect(lastRun(page)).toHaveAttribute('data-outcome', 'cancelled')
    await expect(page.getByTestId('updates-status')).toContainText('Остановлено вручную')
    server.open()
    await desk.host.ask('setNow', publisher.at(0.1))
    await page.getByRole('button', { name: 'Обновить сейчас' }).click()
    await expect(lastRun(page)).toHaveAttribute('data-outcome', 'updated')
  } finally {
    await server.close()
  }
})

test('window and addresses are set on the screen; letters of the addresses stay in their field', async ({ desk, publisher }) => {
  const { page } = desk
  await enrol(desk, publisher.enrolment())
  await pageNamed(page, 'Подключение').click()
  const follow = page.getByTestId('follow')
  await follow.getByLabel('Обновлять с').fill('5:00')
  await follow.getByRole('button', { name: 'Сохранить' }).click()
  await expect(follow).toContainText('Время так: 02:00')
  await follow.getByLabel('Обновлять с').fill('23:00')
  await follow.getByLabel('Свои адреса').focus()
  await desk.type('D:\\feed')
  await desk.press('Enter')
  await desk.type('E:')
  await expect(desk.box).toHaveValue('')
  await follow.getByRole('button', { name: 'Сохранить' }).click()
  await expect(follow).toContainText('Сохранено')
  await pageNamed(page, 'Источники и ключи').click()
  await expect(page.getByTestId('sources').getByRole('listitem')).toHaveText([/D:\\feed/, /E:/])
  await expect(page.getByTestId('sources')).toContainText('из настроек этого рабочего места')
})

test.describe('in a demo that follows nothing', () => {
  test.use({ start: {} })

  test('the screen explains it calmly, opens from the status line and closes back to the box', async ({ desk }) => {
    const { page } = desk
    await page
      .getByRole('contentinfo')
      .getByRole('button', { name: /^Регистр/ })
      .click()
    await expect(page.getByTestId('not-following')).toContainText('Это демонстрация')
    await expect(page.getByTestId('not-following')).toContainText('делать ничего не нужно')
    await expect(page.getByTestId('runs')).toHaveCount(0)
    await pageNamed(page, 'Источники и ключи').click()
    await expect(page.getByRole('main')).toContainText('не подключено')
    await desk.press('Escape')
    await expect(page.getByRole('heading', { name: 'Рабочее место' })).toHaveCount(0)
    await expect(desk.box).toBeFocused()
    await expect(page.getByTestId('updates-notice')).toBeEmpty()
  })

  test('a code that is shown on any of its pages is checked', async ({ desk }) => {
    for (const name of ['Регистр', 'Источники и ключи', 'База', 'Подключение', 'Экран']) {
      await desk.press('F10')
      await pageNamed(desk.page, name).click()
      await desk.page.keyboard.press('Tab')
      await desk.type('00 00 000121')
      await desk.press('Enter')
      await expect(desk.verdict).toHaveAttribute('data-outcome', 'covered')
      await desk.press('Escape')
      await expect(desk.verdict).toHaveCount(0)
    }
  })
})

test.describe('how the station looks', () => {
  const english: Readonly<Record<string, string>> = {
    Регистр: 'Register',
    'Источники и ключи': 'Sources and keys',
    База: 'Data',
    Подключение: 'Enrolment',
    Экран: 'Screen',
  }

  test('with a decision that waits, page by page', async ({ desk, publisher }) => {
    test.setTimeout(300_000)
    await enrol(desk, publisher.enrolment())
    await publisher.publish(1, 40)
    await desk.host.ask('setNow', publisher.at(1))
    await desk.page.getByRole('button', { name: 'Обновить сейчас' }).click()
    await expect(desk.page.getByTestId('waiting')).toBeVisible()
    await desk.press('Escape')
    for (const [place, name] of Object.keys(english).entries()) {
      await lookAt(desk, `station-${place + 1}`, async (_, { language }) => {
        await desk.press('F10')
        await pageNamed(desk.page, language === 'ru' ? name : (english[name] ?? name)).click()
      })
    }
    await lookAt(desk, 'updates-notice', async () => {
      await expect(desk.page.getByTestId('updates-notice')).not.toBeEmpty()
    })
  })
})
