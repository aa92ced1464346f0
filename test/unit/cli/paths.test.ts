import { describe, expect, test } from 'vitest'
import { configFolder, defaultDataFolder, homeFolder } from '../../../src-main/hosts/paths.ts'
import type { Surroundings } from '../../../src-main/hosts/paths.ts'

const machine = (changes: Partial<Surroundings>): Surroundings => ({
  platform: 'linux',
  environment: {},
  home: '/home/anna',
  writable: () => false,
  ...changes,
})

describe('the default data folder', () => {
  test('is the machine-wide one where it can be written', () => {
    expect(defaultDataFolder(machine({ writable: (folder) => folder === '/var/lib/polis-desk' }))).toBe('/var/lib/polis-desk')
    const windows = machine({ platform: 'win32', environment: { ProgramData: 'D:\\ProgramData' }, writable: () => true })
    expect(defaultDataFolder(windows)).toBe('D:\\ProgramData\\PolisDesk')
  })

  test("is the user's own otherwise", () => {
    expect(defaultDataFolder(machine({}))).toBe('/home/anna/.local/share/polis-desk')
    expect(defaultDataFolder(machine({ environment: { XDG_DATA_HOME: '/d' } }))).toBe('/d/polis-desk')
    expect(defaultDataFolder(machine({ environment: { XDG_DATA_HOME: 'relative' } }))).toBe('/home/anna/.local/share/polis-desk')
    expect(defaultDataFolder(machine({ platform: 'win32', environment: { LOCALAPPDATA: 'C:\\L' } }))).toBe('C:\\L\\PolisDesk')
  })
})

test('an empty or relative HOME never puts the keys where the program happens to be started', () => {
  expect(homeFolder('', () => '/home/anna')).toBe('/home/anna')
  expect(homeFolder('anna', () => '/home/anna')).toBe('/home/anna')
  expect(homeFolder('/home/boris', () => '/home/anna')).toBe('/home/boris')
})

test('keys lie under the configuration folder of the user, never in a data folder', () => {
  for (const platform of ['linux', 'win32', 'darwin'] as const) {
    for (const writable of [() => true, () => false]) {
      const surroundings = machine({ platform, writable, home: platform === 'win32' ? 'C:\\Users\\anna' : '/home/anna' })
      expect(configFolder(surroundings).startsWith(`${defaultDataFolder(surroundings)}/`)).toBe(false)
      expect(configFolder(surroundings)).not.toBe(defaultDataFolder(surroundings))
    }
  }
})
