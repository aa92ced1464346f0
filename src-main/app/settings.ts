import { settingsSchema } from '../../src-shared/settings.ts'
import type { SettingName, Settings } from '../../src-shared/settings.ts'
import type { Failure } from '../../src-shared/contract.ts'
import { err, ok } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import { DEMO_CLINIC_CODE } from './demo/attachments.ts'
import type { Log } from './ports.ts'

const shape = settingsSchema.shape

/** What an invented clinic of a demo folder would have set, so that its attachments can be shown; stored values go before. */
const demoClinic: Partial<Settings> = { clinicName: 'Поликлиника № 0', deskName: 'окно 3', clinicCode: DEMO_CLINIC_CODE }

/**
 * The settings in force: every stored key that is valid by itself, the default for the rest; a demo folder belongs to an
 * invented clinic. What was left out is logged by name; whether checks may be answered with the rest, `settingsFault` says.
 */
export function effectiveSettings(stored: unknown, log: Log, { demo }: { readonly demo: boolean } = { demo: false }): Settings {
  const kept: Record<string, unknown> = demo ? { ...demoClinic } : {}
  for (const [name, value] of Object.entries(asObject(stored))) {
    if (!isSettingName(name)) log.error('settings.unknown', { name })
    else if (shape[name].safeParse(value).success) kept[name] = value
    else log.error('settings.invalid', { name })
  }
  return settingsSchema.parse(kept)
}

/** Settings of looks and comfort: a wrong value gives the default and harms nobody. All others decide answers or keep proofs. */
const HARMLESS: ReadonlySet<SettingName> = new Set<SettingName>([
  'clinicName',
  'deskName',
  'language',
  'theme',
  'sounds',
  'hideAfterSeconds',
  'recheckKeepDays',
])

/**
 * Why checks must not be answered with what is stored (`settings-damaged` {path, name?}), or null. The default in place of a value
 * that decides answers may be less strict than what the clinic had set: a limit of 24 hours would silently become one of 96.
 */
export function settingsFault(stored: unknown, path: string): Failure | null {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return damaged({ path })
  for (const [name, value] of Object.entries(stored)) {
    if (isSettingName(name) && !HARMLESS.has(name) && !shape[name].safeParse(value).success) return damaged({ path, name })
  }
  return null
}

function damaged(params: Failure['params']): Failure {
  return { code: 'settings-damaged', message: 'The stored settings cannot be relied on.', params }
}

/**
 * What the file holds after one setting changes. Unknown and invalid stored keys stay as they are, so that a file written by
 * another version loses nothing. `value` undefined takes the key back to its default.
 * Errors: `setting-unknown` {name}, `setting-invalid` {name, allowed}.
 */
export function withSetting(stored: unknown, name: string, value: unknown): Result<Record<string, unknown>, Failure> {
  if (!isSettingName(name)) return err({ code: 'setting-unknown', message: `There is no setting "${name}".`, params: { name } })
  if (value === undefined) return ok(Object.fromEntries(Object.entries(asObject(stored)).filter(([key]) => key !== name)))
  const parsed = shape[name].safeParse(value)
  if (!parsed.success) {
    const allowed = parsed.error.issues.map((issue) => issue.message).join('; ')
    return err({
      code: 'setting-invalid',
      message: `The setting "${name}" does not take this value: ${allowed}.`,
      params: { name, allowed },
    })
  }
  return ok({ ...asObject(stored), [name]: parsed.data })
}

/** True for a name that the settings file knows. */
export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(shape, name)
}

/** All names, in the order of the schema. */
export function settingNames(): string[] {
  return Object.keys(shape)
}

function asObject(stored: unknown): Record<string, unknown> {
  return typeof stored === 'object' && stored !== null && !Array.isArray(stored) ? { ...stored } : {}
}
