import { policyPicture } from './desk/pictures.ts'
import { AS_OF, hoursAfter } from './desk/moments.ts'
import type { Desk } from './desk/desk.ts'
import { fillRibbon } from './desk/full-ribbon.ts'
import { lookAt, lookAtPlain } from './desk/looks.ts'
import { personOf, shownIn, textOf } from './desk/shown.ts'
import { expect, test } from './desk/test.ts'

/** The screens are looked at in four ways each, so they take their time on a busy machine. */
test.describe.configure({ timeout: 180_000 })

test.describe('how an answer looks', () => {
  const scenes = [
    'passport',
    'digital-policy',
    'birth-certificate',
    'other-insurer',
    'stay-ends-soon',
    'old-style-policy',
    'fifteen-certificate',
    'fifteen-with-policy',
    'conscript',
    'dead',
    'foreigner-expired',
    'two-policies',
    'merged',
    'namesakes',
    'unknown-person',
    'newborn-not-registered',
    'misread',
    'blank-number',
    'bank-card',
    'left-this-copy',
    'birth-day-unknown',
    'two-people',
    'without-policy',
  ]
  for (const id of scenes) {
    test(id, async ({ desk }) => {
      await lookAt(desk, id, () => desk.show(...shownIn(id)))
    })
  }

  test('long-name', async ({ desk }) => {
    await lookAt(desk, 'long-name', () => dropPolicy(desk, 'long-name'))
  })

  test('married-name, and the reasons for the same person', async ({ desk }) => {
    await lookAt(desk, 'married-name', () => dropPolicy(desk, 'married-name'))
    await lookAt(desk, 'married-name-reasons', async () => {
      await dropPolicy(desk, 'married-name')
      await desk.press('F8')
      await expect(desk.page.getByRole('listbox')).toBeVisible()
    })
  })

  test('newborn through the mother', async ({ desk }) => {
    await lookAt(desk, 'newborn-by-representative', async () => {
      await desk.show(...shownIn('newborn-not-registered'))
      await desk.press('F6')
      await expect(desk.page.locator('.newborn')).toBeVisible()
      await desk.show(...shownIn('passport'))
    })
  })

  test('high contrast keeps symbol and word', async ({ desk }) => {
    await desk.page.emulateMedia({ forcedColors: 'active' })
    await desk.show(...shownIn('conscript'))
    await expect(desk.verdict.locator('.verdict-title')).toBeInViewport()
    await expect(desk.verdict.locator('.verdict-symbol svg')).toBeInViewport()
    await desk.page.screenshot({ path: 'test-results/screens/high-contrast/conscript.png', animations: 'disabled' })
  })

  test('empty-box', async ({ desk }) => {
    await lookAt(desk, 'empty-box', async () => {
      await desk.press('Enter')
      await expect(desk.verdict).toBeVisible()
    })
  })

  test('the answer before, while the next patient is typed', async ({ desk }) => {
    await lookAt(desk, 'stale', async () => {
      await desk.show(...shownIn('passport'))
      await desk.type('Кузнецова Мария 12.04')
      await expect(desk.verdict).toHaveAttribute('data-outcome', 'stale')
    })
  })

  test('data about to leave, and a full ribbon', async ({ desk }) => {
    await fillRibbon(desk)
    await lookAt(desk, 'ribbon-full', async () => {
      await desk.show(...shownIn('passport'))
      await desk.page.clock.fastForward(95_000)
      await expect(desk.page.getByRole('timer')).toHaveText(/0:2\d/)
    })
  })
})

test.describe('how a bad clock and old data look', () => {
  test('clock-untrusted', async ({ desk }) => {
    await desk.host.ask('setNow', hoursAfter(AS_OF, -24))
    await lookAt(desk, 'clock-untrusted', () => desk.show(...shownIn('passport')))
  })

  test.describe('five days', () => {
    test.use({ start: { now: hoursAfter(AS_OF, 5 * 24) } })
    test('register-too-old', async ({ desk }) => {
      await lookAt(desk, 'register-too-old', () => desk.show(...shownIn('passport')))
    })
  })
})

test.describe('how questions look', () => {
  test('what is this', async ({ desk }) => {
    await lookAt(desk, 'what-is-this', async () => {
      await desk.type(personOf('refugee').documents[0]?.number ?? '')
      await desk.press('F9')
      await expect(desk.page.getByRole('listbox')).toBeVisible()
    })
  })

  test('confirm a number found in a code', async ({ desk }) => {
    await lookAt(desk, 'confirm-item', async () => {
      await desk.check(textOf('link-with-number'))
      await expect(desk.page.getByRole('listbox')).toBeVisible()
    })
  })

  test('the newborn’s question', async ({ desk }) => {
    await lookAt(desk, 'newborn-form', async () => {
      await desk.show(...shownIn('newborn-not-registered'))
      await desk.press('F6')
      await expect(desk.page.locator('.newborn')).toBeVisible()
    })
  })
})

test.describe('how the other screens look', () => {
  test('idle', async ({ desk }) => {
    await lookAt(desk, 'idle', () => Promise.resolve())
  })

  test('typing', async ({ desk }) => {
    await lookAt(desk, 'typing', async () => {
      await desk.type('repytwjdf vfhbz 12041988')
      await expect(desk.page.getByTestId('preview')).not.toBeEmpty()
    })
  })

  for (const [name, key] of [
    ['shortcuts', 'F1'],
    ['samples', 'F3'],
    ['workplace', 'F10'],
  ] as const) {
    test(name, async ({ desk }) => {
      await lookAt(desk, name, async () => {
        await desk.press(key)
        await expect(desk.page.locator('.card')).toBeVisible()
        if (name === 'samples') await expect(desk.page.locator('.sample-list li').first()).toBeVisible()
      })
    })
  }

  test.describe('a real clinic', () => {
    test.use({
      start: { settings: { clinicName: 'ГБУЗ «Примерская городская поликлиника № 12»', deskName: 'окно 3', clinicCode: '000001' } },
    })
    test('clinic', async ({ desk }) => {
      await lookAt(desk, 'clinic', () => desk.show(...shownIn('paper-policy')))
    })
  })

  test.describe('an empty folder', () => {
    test.use({ start: { register: 'empty' } })
    test('first-run', async ({ desk }) => {
      await lookAt(desk, 'first-run', () => Promise.resolve())
    })
  })

  test.describe('a damaged register', () => {
    test.use({ start: { register: 'damaged' } })
    test('register-damaged', async ({ desk }) => {
      await lookAt(desk, 'register-damaged-idle', () => Promise.resolve())
      await lookAt(desk, 'register-damaged', () => desk.show(...shownIn('passport')))
    })
  })

  test.describe('a lost host', () => {
    test.use({ expectedConsole: /ERR_CONNECTION|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE/ })
    test('connection-lost', async ({ desk }) => {
      await desk.host.ask('stopServing', null)
      await expect(desk.page.getByRole('alert')).toBeVisible()
      await lookAtPlain(desk.page, 'connection-lost-idle')
      await desk.check(textOf('passport'))
      await expect(desk.page.getByRole('heading', { name: 'Ответа нет' })).toBeVisible()
      await lookAtPlain(desk.page, 'connection-lost')
    })
  })

  test.describe('without a session', () => {
    test.use({ expectedConsole: /401/ })
    test('no-session', async ({ desk, browser }) => {
      const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
      const tab = await context.newPage()
      await tab.goto(new URL('/', desk.page.url()).href)
      await expect(tab.getByRole('alert')).toBeVisible()
      await lookAtPlain(tab, 'no-session')
      await context.close()
    })
  })
})

async function dropPolicy(desk: Desk, scene: string): Promise<void> {
  await desk.drop(await policyPicture(textOf(scene)))
  await expect(desk.verdict).toBeVisible()
}
