import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type LaunchOptions } from '@playwright/test'
import type { VideoScene } from '../../bench/scan/video.ts'
import { standBetween } from './camera-page.ts'
import { filmOf } from './videos.ts'

/** What the camera of a browser looks at. */
export interface Film {
  readonly scene: VideoScene
  readonly payload: string | Uint8Array | null
}

declare global {
  interface Window {
    /**
     * On the page's own clock, in milliseconds: the first picture since the camera was opened, and the first answer after it; and
     * the notes that the camera has shown, which stand for a second each.
     */
    cameraMarks: { firstFrame: number | null; verdict: number | null; notes: string[] }
  }
}

/** Starts a browser whose only camera is fed from a film; the film's end leads on to its beginning. */
export function launchWithCamera(film: Film, options: LaunchOptions): Promise<Browser> {
  const feed = `--use-file-for-fake-video-capture=${filmOf(film.scene, film.payload)}`
  return chromium.launch({ ...options, args: [...(options.args ?? []), '--use-fake-device-for-media-stream', feed] })
}

/** A window in which pages may use the camera, or may not. */
export async function contextWithCamera(browser: Browser, isAllowed: boolean, options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext(options)
  await context.grantPermissions(isAllowed ? ['camera'] : [])
  await noteMoments(context)
  await standBetween(context)
  return context
}

/** Written down in the page, on its real clock: what a test sees from outside comes late. */
async function noteMoments(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const clock = performance.now.bind(performance)
    window.cameraMarks = { firstFrame: null, verdict: null, notes: [] }
    const look = () => {
      const marks = window.cameraMarks
      const video = document.querySelector('video')
      if (video !== null && !('isWatched' in video)) {
        Object.assign(video, { isWatched: true })
        video.requestVideoFrameCallback(() => Object.assign(marks, { firstFrame: clock(), verdict: null }))
      }
      const isAnswered = document.querySelector('[data-testid="verdict"]') !== null
      if (isAnswered && marks.firstFrame !== null) marks.verdict ??= clock()
      const note = document.querySelector('[data-testid="camera"]')?.getAttribute('data-note')
      if (typeof note === 'string') marks.notes.push(note)
    }
    new MutationObserver(look).observe(document, { childList: true, subtree: true, attributeFilter: ['data-note'] })
  })
}
