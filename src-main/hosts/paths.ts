import { accessSync, constants, existsSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import path from 'node:path'

/** What the choice of folders depends on; the process's own by default. */
export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** True where the folder can be written, or made because its nearest existing parent can be written. */
  writable(folder: string): boolean
}

/**
 * The data folder where none is named: one for the whole machine (ProgramData, /var/lib), since every account of a desk shares
 * its register; a folder of the user's own where that cannot be written.
 */
export function defaultDataFolder(surroundings: Surroundings = thisMachine()): string {
  const machineWide = machineWideFolder(surroundings)
  return surroundings.writable(machineWide) ? machineWide : userDataFolder(surroundings)
}

/** The user's own configuration folder; keys lie under it, never in a data folder. */
export function configFolder({ platform, environment, home }: Surroundings = thisMachine()): string {
  if (platform === 'win32') return path.win32.join(environment['APPDATA'] ?? path.win32.join(home, 'AppData', 'Roaming'), 'PolisDesk')
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', 'PolisDesk', 'config')
  return path.posix.join(absolute(environment['XDG_CONFIG_HOME']) ?? path.posix.join(home, '.config'), 'polis-desk')
}

function machineWideFolder({ platform, environment }: Surroundings): string {
  if (platform === 'win32') return path.win32.join(environment['ProgramData'] ?? 'C:\\ProgramData', 'PolisDesk')
  return platform === 'darwin' ? '/Library/Application Support/PolisDesk' : '/var/lib/polis-desk'
}

function userDataFolder({ platform, environment, home }: Surroundings): string {
  if (platform === 'win32') return path.win32.join(environment['LOCALAPPDATA'] ?? path.win32.join(home, 'AppData', 'Local'), 'PolisDesk')
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', 'PolisDesk', 'data')
  return path.posix.join(absolute(environment['XDG_DATA_HOME']) ?? path.posix.join(home, '.local', 'share'), 'polis-desk')
}

/** The XDG rules ignore relative paths. */
function absolute(folder: string | undefined): string | null {
  return folder !== undefined && path.posix.isAbsolute(folder) ? folder : null
}

function thisMachine(): Surroundings {
  return { platform: process.platform, environment: process.env, home: homeFolder(homedir()), writable }
}

/** A HOME that is empty or relative would put the keys wherever the program is started; then the account's own entry counts. */
export function homeFolder(named: string, ofAccount: () => string = () => userInfo().homedir): string {
  return path.isAbsolute(named) ? named : ofAccount()
}

function writable(folder: string): boolean {
  let nearest = folder
  while (!existsSync(nearest) && path.dirname(nearest) !== nearest) nearest = path.dirname(nearest)
  try {
    accessSync(nearest, constants.W_OK)
    return true
  } catch {
    return false
  }
}
