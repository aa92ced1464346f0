import { expect, test } from './desk/camera-test.ts'
import { textOf } from './desk/shown.ts'

const policy = Buffer.from(textOf('paper-policy'), 'hex')

test.describe('a paper policy held at 6°, out of focus', () => {
  test.use({ film: { scene: 'policy-tilted-blurred', payload: policy } })

  test('is read and answered within 2 s of the first frame', async ({ desk, marks }) => {
    await desk.press('F2')
    await desk.expectVerdict({
      outcome: 'covered',
      title: 'Застрахован',
      reason: 'paper-policy',
      nextStep: 'Принять по ОМС',
      say: 'Всё в порядке, полис действует.',
    })
    const { firstFrame, verdict } = await marks()
    const milliseconds = Math.round((verdict ?? Number.NaN) - (firstFrame ?? Number.NaN))
    console.log(`paper policy: verdict ${milliseconds} ms after the first frame`)
    expect(milliseconds).toBeLessThan(2_000)
  })
})
