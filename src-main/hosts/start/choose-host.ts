/** What decides between the window and the browser. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  /** User id; null where the system has none. */
  readonly userId: number | null
  /** Whether the Electron runtime lies in `node_modules/electron/dist`. */
  readonly runtime: boolean
}

export type HostChoice =
  | { readonly host: 'electron' }
  | { readonly host: 'electron-after-download' }
  | { readonly host: 'web'; readonly why: string | null }

/** Chooses the window where it can be opened; otherwise the web host, with the reason in one line. */
export function chooseHost(asked: 'web' | 'electron' | null, machine: Machine): HostChoice {
  if (asked === 'web') return { host: 'web', why: null }
  if (!hasDisplay(machine)) return { host: 'web', why: 'there is no display here' }
  if (machine.platform === 'linux' && machine.userId === 0) {
    return { host: 'web', why: 'the desktop window keeps its sandbox, which root does not get' }
  }
  return machine.runtime ? { host: 'electron' } : { host: 'electron-after-download' }
}

/** Whether this session can show a window. */
export function hasDisplay({ platform, environment }: Pick<Machine, 'platform' | 'environment'>): boolean {
  if (platform === 'win32' || platform === 'darwin') return environment['SSH_CONNECTION'] === undefined
  return Boolean(environment['DISPLAY']) || Boolean(environment['WAYLAND_DISPLAY'])
}
