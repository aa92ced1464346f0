import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { Language } from '../../../src-shared/coverage/verdict.ts'
import type { Desk } from './desk.ts'
import { projectFolder } from './screens-folder.ts'
import { expect, test } from './test.ts'

export interface Look {
  readonly theme: 'light' | 'dark'
  readonly language: Language
}

const looks: readonly Look[] = [
  { theme: 'light', language: 'ru' },
  { theme: 'dark', language: 'ru' },
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'en' },
]

const usual = { width: 1366, height: 768 }
/** What a browser window of the usual size has to show in when everything is drawn twice as large. */
const zoomed = { width: 683, height: 384 }

const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * Brings about a state of the screen in both themes and both languages. Each is kept as a picture under
 * `test-results/screens/`, searched by axe, and looked at again at 200 % zoom, where nothing may be cut or out of reach.
 */
export async function lookAt(desk: Desk, name: string, bringAbout: (desk: Desk, look: Look) => Promise<void>): Promise<void> {
  for (const look of looks) {
    await test.step(`${look.theme}, ${look.language}`, async () => {
      await dress(desk, look)
      await bringAbout(desk, look)
      await examine(desk.page, name, look)
      await desk.press('Escape', 'Escape', 'Escape')
    })
  }
}

/** The same for a page that knows no settings: both themes by the system's colours, one language. */
export async function lookAtPlain(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await examine(page, name, { theme, language: 'ru' })
  }
}

async function dress({ page, host }: Desk, { theme, language }: Look): Promise<void> {
  await host.ask('setting', { name: 'theme', value: theme })
  await host.ask('setting', { name: 'language', value: language })
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}

async function examine(page: Page, name: string, { theme, language }: Look): Promise<void> {
  const folder = path.join(projectFolder, 'test-results/screens', `${theme}-${language}`)
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' })
  expect.soft(await faultsOfAccess(page), `axe, ${theme} ${language}`).toEqual([])
  // The theme changes colours only: where things stand is looked at in one of them.
  if (theme === 'dark') return
  expect.soft(await faultsOfLayout(page), `layout, ${language}`).toEqual([])
  await page.setViewportSize(zoomed)
  expect.soft(await faultsOfLayout(page), `layout at 200 %, ${language}`).toEqual([])
  await page.screenshot({ path: path.join(folder, `${name}-zoom.png`), animations: 'disabled' })
  await page.setViewportSize(usual)
}

/** What axe finds: the rules of WCAG 2.2 AA and its best practice. */
export async function faultsOfAccess(page: Page): Promise<readonly string[]> {
  // Bringing axe into the page takes as long as its work there, so it is brought once.
  const isThere = await page.evaluate(() => 'axe' in window)
  const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: 'undefined' } : {}) })
  const { violations } = await axe
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'], preload: false })
    .withTags(axeTags)
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/** Sideways scrolling, text that is cut, and text or buttons that no scrolling brings into sight. */
export function faultsOfLayout(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults: string[] = []
    // Inside the page: functions of this file are not there.
    // oxlint-disable-next-line unicorn/consistent-function-scoping
    const describe = (element: Element) => `${element.tagName.toLowerCase()}.${element.className} «${element.textContent?.slice(0, 50)}»`
    if (document.documentElement.scrollWidth > window.innerWidth) {
      faults.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${window.innerWidth}`)
    }
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '')
      if (!hasText || element.closest('.unseen, [aria-hidden="true"], svg') !== null || !element.checkVisibility()) continue
      element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      const { left, right, top, bottom, width } = element.getBoundingClientRect()
      const { overflowX, textOverflow } = getComputedStyle(element)
      if (width === 0) continue
      if (left < -1 || right > window.innerWidth + 1) faults.push(`beyond the edge: ${describe(element)}`)
      if (overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1 && textOverflow !== 'ellipsis')
        faults.push(`cut: ${describe(element)}`)
      const seen = document.elementFromPoint((left + right) / 2, (Math.max(top, 0) + Math.min(bottom, window.innerHeight)) / 2)
      if (seen === null || (!element.contains(seen) && !seen.contains(element))) faults.push(`out of sight: ${describe(element)}`)
    }
    for (const scrolled of document.querySelectorAll('[data-scrolls]')) scrolled.scrollTop = 0
    window.scrollTo(0, 0)
    return faults
  })
}
