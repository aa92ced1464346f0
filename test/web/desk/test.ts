import { test as base, expect, type BrowserContext, type Page } from '@playwright/test'
import { startDeskHost, type DeskHost } from './desk-host.ts'
import { NOW } from './moments.ts'
import type { DeskStart } from './orders.ts'
import { createDesk, type Desk } from './desk.ts'
import { watchPage } from './page-watch.ts'

export interface Options {
  /** How the desk of a test begins; what is left out is a demo region in the morning after its data were made. */
  readonly start: Partial<DeskStart>
  /** Console lines that a test brings about on purpose, e.g. by stopping the host. */
  readonly expectedConsole: RegExp | null
}

export interface Fixtures {
  /** The desk on the screen, opened at its printed address. */
  readonly desk: Desk
}

/**
 * A desk of its own for every test, on the host process of its worker. Every test fails on a report of the page's policy, a
 * console error, an error of the page, or a request to anywhere but the desk's own address.
 */
export const test = base.extend<Fixtures & Options, { readonly host: DeskHost }>({
  start: [{}, { option: true }],
  expectedConsole: [null, { option: true }],
  host: [
    // Playwright reads from the pattern which other fixtures are wanted: none.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const host = startDeskHost()
      await use(host)
      await host.end()
    },
    { scope: 'worker' },
  ],
  desk: async ({ page, context, host, start, expectedConsole }, use) => {
    const now = start.now ?? NOW
    const { register = 'demo', clock = 'stands', settings } = start
    const { address } = await host.ask('open', { register, now, clock, settings: { sounds: false, ...settings } })
    const complaints = watchPage(page, new URL(address).origin, expectedConsole)
    await preparePage(page, context, now)
    await page.goto(address)
    const desk = createDesk(page, host)
    await expect(desk.box).toBeFocused()
    await use(desk)
    const errors = await host.ask('errors', null)
    expect.soft(complaints(), 'what the browser complained about').toEqual([])
    expect
      .soft(
        errors.filter(({ event }) => event === 'csp-violation' || event.endsWith('failed')),
        'what the host complained about',
      )
      .toEqual([])
    await page.close()
    await host.ask('close', null)
  },
})

export { expect }

/** The browser's clock starts at the desk's and goes on; violations of the page's policy are written to the console. */
export async function preparePage(page: Page, context: BrowserContext, now: string): Promise<void> {
  // Keys are told from a scanner's by when they went down, not by when a busy page gets round to them: their own stamps stay.
  await page.addInitScript(() => {
    Object.assign(window, { ownStamp: Object.getOwnPropertyDescriptor(Event.prototype, 'timeStamp') })
  })
  await page.clock.install({ time: now })
  await page.addInitScript(() => {
    const { ownStamp } = window as unknown as { readonly ownStamp: PropertyDescriptor }
    Object.defineProperty(Event.prototype, 'timeStamp', ownStamp)
  })
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      console.error(`policy violated: ${effectiveDirective} ${blockedURI}`)
    })
  })
}
