import { describe, expect, it } from 'vitest'
import { ensureBrowser, findBrowser, type Machine } from '../../setup-browser.ts'

const DEBIAN = '/usr/bin/chromium'
const OWN = '/home/someone/.cache/browser'
const launcher = ['node', 'launch.mjs'] as const

/** A machine that keeps what was run; `gives` says which file a command brings into being. */
function machine(files: readonly string[], root: boolean, gives: Readonly<Record<string, string>> = {}) {
  const present = new Set(files)
  const run: string[] = []
  const said: string[] = []
  const host: Machine = {
    ownBrowser: OWN,
    exists: (file) => present.has(file),
    isRoot: () => root,
    runs(command, parameters) {
      const line = [command, ...parameters].join(' ')
      run.push(line)
      const file = Object.entries(gives).find(([part]) => line.includes(part))?.[1]
      if (file !== undefined) present.add(file)
      return file !== undefined
    },
    say: (line) => void said.push(line),
  }
  return { host, run, said }
}

describe('the browser of the end-to-end tests', () => {
  it('is the one of the system, before the one of Playwright', () => {
    expect(findBrowser(machine([DEBIAN, OWN], true).host)).toBe(DEBIAN)
    expect(findBrowser(machine([OWN], true).host)).toBe(OWN)
  })

  it('is not installed where there is one', () => {
    const { host, run } = machine([OWN, '/usr/bin/apt-get'], true)
    expect(ensureBrowser(launcher, host)).toBe(OWN)
    expect(run).toEqual([])
  })

  it('is installed as a Debian package by root, which is said', () => {
    const { host, run, said } = machine(['/usr/bin/apt-get'], true, { 'install --yes': DEBIAN })
    expect(ensureBrowser(launcher, host)).toBe(DEBIAN)
    expect(run).toEqual(['/usr/bin/apt-get update', '/usr/bin/apt-get install --yes --no-install-recommends chromium'])
    expect(said.join()).toContain('installing the Debian package chromium')
  })

  it.each([
    ['somebody else than root', ['/usr/bin/apt-get'], false],
    ['root of a system without apt-get', [], true],
    ['root whose apt-get fails', ['/usr/bin/apt-get'], true],
  ])('is downloaded by Playwright for %s, which is said', (_, files, root) => {
    const { host, run, said } = machine(files, root, { 'playwright install': OWN })
    expect(ensureBrowser(launcher, host)).toBe(OWN)
    expect(run.at(-1)).toBe('node launch.mjs run playwright install chromium')
    expect(said.join()).toContain('downloading')
  })

  it('is told how to be had where nothing helps', () => {
    const { host, said } = machine(['/usr/bin/apt-get'], true)
    expect(ensureBrowser(launcher, host)).toBeNull()
    expect(said.at(-1)).toContain('apt-get install chromium')
  })
})
