import type { Desk } from './desk/desk.ts'
import { expect, test } from './desk/camera-test.ts'
import { fillRibbon } from './desk/full-ribbon.ts'
import { lookAt } from './desk/looks.ts'
import { shownIn, textOf } from './desk/shown.ts'

test.describe.configure({ timeout: 180_000 })

const policy = Buffer.from(textOf('paper-policy'), 'hex')

async function openCamera({ page, press }: Desk): Promise<void> {
  if ((await page.getByTestId('camera').count()) === 0) await press('F2')
  await expect(page.getByTestId('camera')).toBeVisible()
}

test.describe('how the camera looks', () => {
  test('beside nothing, and beside an answer', async ({ desk }) => {
    await lookAt(desk, 'camera-idle', async () => {
      await openCamera(desk)
      await expect(desk.page.locator('.camera-advice')).not.toBeEmpty()
    })
    await lookAt(desk, 'camera-beside-answer', () => desk.show(...shownIn('passport')))
  })

  test('with a full ribbon', async ({ desk }) => {
    await fillRibbon(desk)
    await lookAt(desk, 'camera-ribbon-full', async () => {
      await openCamera(desk)
      await desk.show(...shownIn('passport'))
    })
  })

  test('when the data have left', async ({ desk }) => {
    await openCamera(desk)
    await lookAt(desk, 'camera-covered', async () => {
      await desk.show(...shownIn('passport'))
      await desk.page.clock.fastForward(125_000)
      await expect(desk.verdict).toHaveCount(0)
    })
  })

  test('held by another program', async ({ desk }) => {
    await desk.page.evaluate(() => holdCamera(true))
    await lookAt(desk, 'camera-busy', () => openCamera(desk))
  })

  test('to be chosen among several, with a lamp', async ({ desk }) => {
    await desk.page.evaluate(() => addCameras('Document camera DC-120 with a long name', 'Integrated Webcam'))
    await openCamera(desk)
    await expect(desk.page.locator('.camera-tools button')).toHaveCount(2)
    await lookAt(desk, 'camera-tools', () => Promise.resolve())
    await lookAt(desk, 'camera-list', async () => {
      if ((await desk.page.locator('.camera-list').count()) === 0) await desk.page.locator('.camera-tools button').last().click()
      await expect(desk.page.locator('.camera-list button')).toHaveCount(3)
    })
  })
})

test.describe('how a code before the camera looks', () => {
  test.use({ film: { scene: 'policy-tilted-blurred', payload: policy } })

  test('that was just read', async ({ desk, cameraNotes }) => {
    await openCamera(desk)
    await expect.poll(cameraNotes).toContain('read')
    await expect(desk.verdict).toBeVisible()
    await desk.page.screenshot({ path: 'test-results/screens/light-ru/camera-read.png', animations: 'disabled' })
  })

  test('that lies there', async ({ desk }) => {
    await openCamera(desk)
    await expect(desk.verdict).toBeVisible()
    await lookAt(desk, 'camera-code', () => Promise.resolve())
  })
})

test.describe('how a refused camera looks', () => {
  test.use({ answer: 'refuse' })
  test('refused', async ({ desk }) => {
    await lookAt(desk, 'camera-refused', async () => {
      await openCamera(desk)
      await expect(desk.page.locator('.camera-title')).toBeVisible()
    })
  })
})
