import { chromium, type BrowserContext } from '@playwright/test'
import { standBetween } from './camera-page.ts'
import { expect, test as deskTest } from './test.ts'
import { filmOf } from './videos.ts'
import type { VideoScene } from '../../bench/scan/video.ts'

/** What the camera of a test looks at. */
export interface Film {
  readonly scene: VideoScene
  readonly payload: string | Uint8Array | null
}

interface Options {
  readonly film: Film
  /** What the person at the browser answers when a page wants the camera. */
  readonly answer: 'allow' | 'refuse'
}

interface Fixtures {
  /** Milliseconds, on the page's own clock, at which something of the camera was first seen by the page. */
  readonly marks: () => Promise<CameraMarks>
}

export interface CameraMarks {
  /** The first picture was on the screen. */
  readonly firstFrame: number | null
  /** The first answer was on the screen. */
  readonly verdict: number | null
}

/**
 * A desk in a browser of its own, whose camera is fed from a film. The film's first frame is the camera's first, and its
 * end leads on to its beginning.
 */
export const test = deskTest.extend<Fixtures & Options>({
  film: [{ scene: 'no-code', payload: null }, { option: true }],
  answer: ['allow', { option: true }],
  context: async ({ film, answer, launchOptions, viewport, locale, timezoneId, colorScheme }, use) => {
    const browser = await chromium.launch({
      ...launchOptions,
      args: [
        ...(launchOptions.args ?? []),
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${filmOf(film.scene, film.payload)}`,
      ],
    })
    const context = await browser.newContext({
      viewport,
      ...(locale === undefined ? {} : { locale }),
      ...(timezoneId === undefined ? {} : { timezoneId }),
      colorScheme,
      reducedMotion: 'reduce',
    })
    await context.grantPermissions(answer === 'allow' ? ['camera'] : [])
    await noteMoments(context)
    await standBetween(context)
    await use(context)
    await browser.close()
  },
  page: async ({ context }, use) => {
    await use(await context.newPage())
  },
  marks: async ({ page }, use) => {
    await use(() => page.evaluate(() => ({ ...window.cameraMarks })))
  },
})

export { expect }

declare global {
  interface Window {
    cameraMarks: { firstFrame: number | null; verdict: number | null }
  }
}

/** Written down in the page, on its real clock: what a test sees from outside comes late. */
async function noteMoments(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const clock = performance.now.bind(performance)
    window.cameraMarks = { firstFrame: null, verdict: null }
    const look = () => {
      const marks = window.cameraMarks
      const video = document.querySelector('video')
      if (video !== null && !('isWatched' in video)) {
        Object.assign(video, { isWatched: true })
        video.requestVideoFrameCallback(() => (marks.firstFrame ??= clock()))
      }
      if (document.querySelector('[data-testid="verdict"]') !== null) marks.verdict ??= clock()
    }
    new MutationObserver(look).observe(document, { childList: true, subtree: true })
  })
}
