import path from 'node:path'
import type { Failure, RegisterState, StationState } from '../../src-shared/contract.ts'
import { ok } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import type { Settings } from '../../src-shared/settings.ts'
import type { Clock, DataFolder, Log } from './ports.ts'
import { errorFields } from './error-fields.ts'
import { keptSince } from './recheck.ts'
import { effectiveSettings, settingsFault, withSetting } from './settings.ts'

export interface StationOptions {
  readonly folder: DataFolder
  readonly clock: Clock
  readonly log: Log
  readonly host: StationState['host']
  readonly operator: string
  readonly appVersion: string
}

/** The workstation as screens see it: register, settings, work in progress; tells its listeners when it changes. */
export interface Station {
  state(): StationState
  settings(): Settings
  /** Why checks must not be answered with the stored settings; null where they may. */
  settingsFault(): Failure | null
  /** Validates, writes the settings file, tells the listeners. Value undefined: back to the default. */
  setSetting(name: string, value: unknown): Result<Settings, Failure>
  /** Progress of making or loading a register; null when it is over. */
  setBusy(busy: StationState['busy']): void
  /** Tells every listener the present state. */
  changed(): void
  /** An answer came of this register: listeners hear of it first where they were told of another one, as in the moment of a switch. */
  answeredOf(register: Pick<RegisterState, 'version' | 'asOf'>): void
  /** Calls back with every new state until the returned function is called. */
  onChange(listener: (state: StationState) => void): () => void
}

/** Opens the station over a data folder. An unreadable settings file gives defaults, a log line and a `settingsFault`. */
export function openStation({ folder, clock, log, host, operator, appVersion }: StationOptions): Station {
  const listeners = new Set<(state: StationState) => void>()
  const stored = folder.readSettings()
  if (!stored.ok) log.error('settings.unreadable', { code: stored.error.code })
  let storedSettings: unknown = stored.ok ? stored.value : null
  let unreadable = stored.ok ? null : stored.error
  // A folder becomes a demo folder while the station is open.
  const inForce = { demo: folder.kind() === 'demo', settings: effectiveSettings(storedSettings, log, { demo: folder.kind() === 'demo' }) }
  const settings = (): Settings => {
    const demo = folder.kind() === 'demo'
    if (demo !== inForce.demo) Object.assign(inForce, { demo, settings: effectiveSettings(storedSettings, log, { demo }) })
    return inForce.settings
  }
  let busy: StationState['busy'] = null

  // The state is asked for to say that something is wrong, too: a journal that cannot be read must not take it away.
  let lastCount = 0
  const changedAnswers = (): number => {
    try {
      lastCount = folder.journal.renewedCount(keptSince(clock.now(), settings()))
    } catch (error) {
      log.error('recheck.uncounted', errorFields(error))
    }
    return lastCount
  }

  let told: RegisterState | null = null
  const state = (): StationState => {
    const kind = folder.kind()
    told = folder.register.state()
    return {
      register: told,
      demo: kind === 'demo',
      empty: kind === 'empty',
      operator,
      now: clock.now(),
      settings: settings(),
      changedAnswers: changedAnswers(),
      appVersion,
      host,
      busy,
    }
  }
  const changed = (): void => {
    const now = state()
    for (const listener of listeners) listener(now)
  }
  return {
    state,
    settings,
    settingsFault: () => unreadable ?? settingsFault(storedSettings, path.join(folder.path, 'settings.json')),
    setSetting(name, value) {
      // Read again: what another version or an administrator wrote meanwhile stays in the file.
      const current = folder.readSettings()
      if (!current.ok) return current
      const next = withSetting(current.value, name, value)
      if (!next.ok) return next
      const written = folder.writeSettings(next.value)
      if (!written.ok) return written
      storedSettings = next.value
      unreadable = null
      inForce.settings = effectiveSettings(next.value, log, inForce)
      changed()
      return ok(settings())
    },
    setBusy(next) {
      busy = next
      changed()
    },
    changed,
    answeredOf({ version, asOf }) {
      if (told !== null && (told.version !== version || told.asOf !== asOf)) changed()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
