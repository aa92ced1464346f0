import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const DEBIAN_CHROMIUM = '/usr/bin/chromium'
const APT = '/usr/bin/apt-get'
const INSTALL_LIMIT = 15 * 60_000

/** The parts of a machine that decide how a browser is had. */
export interface Machine {
  /** Where Playwright keeps the browser it downloads itself. */
  readonly ownBrowser: string
  exists(file: string): boolean
  isRoot(): boolean
  /** Runs a command with its output on the screen; true when it ends with 0. */
  runs(command: string, parameters: readonly string[]): boolean
  say(line: string): void
}

/**
 * The browser for the end-to-end tests: Debian's Chromium where it is installed, else the one Playwright keeps for itself;
 * null where there is neither.
 */
export function findBrowser(machine: Pick<Machine, 'ownBrowser' | 'exists'> = thisMachine): string | null {
  return [DEBIAN_CHROMIUM, machine.ownBrowser].find((file) => file !== '' && machine.exists(file)) ?? null
}

/**
 * Finds the browser, or installs it: as root on Debian the package `chromium`, otherwise Playwright's own download by
 * `launcher` (a command and its first parameters). Says what it does; returns null, with the next step said, when no browser
 * can be had.
 */
export function ensureBrowser(launcher: readonly [string, ...string[]], machine: Machine = thisMachine): string | null {
  const present = findBrowser(machine)
  if (present !== null) {
    machine.say(`Browser: ${present}`)
    return present
  }
  if (machine.isRoot() && machine.exists(APT)) {
    machine.say('No browser yet: installing the Debian package chromium (apt-get update, apt-get install).')
    // An index that cannot be refreshed may still know the package.
    machine.runs(APT, ['update'])
    machine.runs(APT, ['install', '--yes', '--no-install-recommends', 'chromium'])
    const installed = findBrowser(machine)
    if (installed !== null) return installed
    machine.say('apt-get could not install chromium.')
  }
  machine.say('No browser yet: downloading the one that Playwright brings (playwright install chromium).')
  const [command, ...parameters] = launcher
  machine.runs(command, [...parameters, 'run', 'playwright', 'install', 'chromium'])
  const downloaded = findBrowser(machine)
  if (downloaded === null) {
    machine.say(
      'There is no browser for the end-to-end tests. Install the package chromium (Debian: apt-get install chromium) and run again.',
    )
  }
  return downloaded
}

const thisMachine: Machine = {
  get ownBrowser() {
    return chromium.executablePath()
  },
  exists: existsSync,
  isRoot: () => process.getuid?.() === 0,
  runs(command, parameters) {
    const { status } = spawnSync(command, parameters, {
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: INSTALL_LIMIT,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    return status === 0
  },
  say: (line) => void process.stdout.write(`${line}\n`),
}
