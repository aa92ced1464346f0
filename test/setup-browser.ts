import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const DEBIAN_CHROMIUM = '/usr/bin/chromium'
const INSTALL_LIMIT = 15 * 60_000

/**
 * The browser for the end-to-end tests: Debian's Chromium where it is installed, else the one Playwright keeps for itself;
 * null where there is neither.
 */
export function findBrowser(): string | null {
  if (existsSync(DEBIAN_CHROMIUM)) return DEBIAN_CHROMIUM
  const own = chromium.executablePath()
  return own !== '' && existsSync(own) ? own : null
}

/**
 * Finds the browser, or installs it: as root on Debian the package `chromium`, otherwise Playwright's own download. Says what
 * it does through `say`; returns null, with the next step said, when no browser can be had.
 */
export function ensureBrowser(launcher: readonly string[], say: (line: string) => void): string | null {
  const found = findBrowser()
  if (found !== null) {
    say(`Browser: ${found}`)
    return found
  }
  if (isRoot() && existsSync('/usr/bin/apt-get')) {
    say('No browser yet: installing the Debian package chromium (apt-get update, apt-get install).')
    if (runs('/usr/bin/apt-get', ['update']) && runs('/usr/bin/apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'])) {
      return findBrowser()
    }
    say('apt-get could not install chromium.')
  }
  say('No browser yet: downloading the one that Playwright brings (playwright install chromium).')
  const [command = process.execPath, ...rest] = launcher
  if (runs(command, [...rest, 'run', 'playwright', 'install', 'chromium'])) return findBrowser()
  say('There is no browser for the end-to-end tests. Install the package chromium (Debian: apt-get install chromium) and run again.')
  return null
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}

function runs(command: string, parameters: readonly string[]): boolean {
  const { status } = spawnSync(command, parameters, {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: INSTALL_LIMIT,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return status === 0
}
