import { contextWithCamera, launchWithCamera, type Film } from './camera-browser.ts'
import { expect, test as deskTest } from './test.ts'

interface Options {
  readonly film: Film
  /** What the person at the browser answers when a page wants the camera. */
  readonly answer: 'allow' | 'refuse'
}

interface Fixtures {
  /** Milliseconds from the first picture of the camera to the first answer, both on the screen. */
  readonly millisecondsToVerdict: () => Promise<number>
  /** Every note that the camera has shown since the page was opened. */
  readonly cameraNotes: () => Promise<readonly string[]>
}

/** A desk in a browser of its own, whose camera is fed from a film. */
export const test = deskTest.extend<Fixtures & Options>({
  film: [{ scene: 'no-code', payload: null }, { option: true }],
  answer: ['allow', { option: true }],
  context: async ({ film, answer, launchOptions, viewport, locale, timezoneId, colorScheme }, use) => {
    const browser = await launchWithCamera(film, launchOptions)
    const place = { locale: locale ?? 'ru-RU', timezoneId: timezoneId ?? 'Europe/Moscow' }
    const look = { ...place, viewport, colorScheme, reducedMotion: 'reduce' } as const
    await use(await contextWithCamera(browser, answer === 'allow', look))
    await browser.close()
  },
  page: async ({ context }, use) => {
    await use(await context.newPage())
  },
  millisecondsToVerdict: async ({ page }, use) => {
    await use(async () => {
      const { firstFrame, verdict } = await page.evaluate(() => window.cameraMarks)
      if (firstFrame === null || verdict === null) throw new Error('There was no picture or no answer')
      return Math.round(verdict - firstFrame)
    })
  },
  cameraNotes: async ({ page }, use) => {
    await use(() => page.evaluate(() => window.cameraMarks.notes))
  },
})

export { expect }
