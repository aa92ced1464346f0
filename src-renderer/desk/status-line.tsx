import type { ReactNode } from 'react'
import { epochMilliseconds } from '../../src-shared/calendar.ts'
import type { StationState } from '../../src-shared/contract.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import type { UpdatesState } from '../../src-shared/feed/updates-state.ts'
import type { Settings } from '../../src-shared/settings.ts'
import type { Camera } from '../camera/camera-parts.ts'
import { CameraStatus } from '../camera/camera-status.tsx'
import { ScannerStatus } from '../scanner/scanner-status.tsx'
import type { Scanner } from '../scanner/use-scanner.ts'
import { UpdatesStatus } from '../station/updates-status.tsx'
import { formatAgo, formatCount, formatMoment, pluralNoun } from '../ui/format.ts'
import { MoonIcon, SilentIcon, SoundIcon, SunIcon, SystemThemeIcon } from '../ui/icons.tsx'
import { stringsOf } from '../ui/strings.ts'

interface StatusLineProperties {
  readonly station: StationState
  readonly camera: Camera
  readonly scanner: Scanner
  readonly language: Language
  /** ISO instant. */
  readonly now: string
  readonly isConnected: boolean
  /** Null where nothing is known of updates. */
  readonly updates: UpdatesState | null
  readonly onStation: () => void
  readonly onScanner: () => void
  readonly onLanguage: () => void
  readonly onTheme: () => void
  readonly onSounds: () => void
}

/** The quiet line at the bottom: what the answers come from, who works here, three switches. */
export function StatusLine(properties: StatusLineProperties): ReactNode {
  const { station, camera, scanner, language, now, isConnected, updates, onStation, onScanner, onLanguage, onTheme, onSounds } = properties
  const strings = stringsOf(language).status
  const { settings } = station
  return (
    <footer className="status-line" data-follows={updates !== null && updates.enrolment !== null} aria-label={strings.region}>
      <span className="status-register">
        <button
          type="button"
          className="status-register status-open"
          title={stringsOf(language).updatesScreen.status.open}
          onClick={onStation}
        >
          <RegisterWords station={station} language={language} now={now} isConnected={isConnected} />
        </button>
        {updates === null ? null : (
          <UpdatesStatus state={updates} here={{ now, timeZone: settings.timeZone, language }} onOpen={onStation} />
        )}
      </span>
      <span className="status-place">
        <ScannerStatus scanner={scanner} language={language} onOpen={onScanner} />
        <CameraStatus camera={camera} language={language} />
        <span className="status-minor">{station.operator}</span>
        <span className="status-minor status-host">{strings.host[station.host]}</span>
        <button
          type="button"
          className="status-switch"
          onClick={onSounds}
          aria-pressed={settings.sounds}
          title={soundsTitle(settings, language)}
        >
          {settings.sounds ? <SoundIcon /> : <SilentIcon />}
          <span className="unseen">{soundsTitle(settings, language)}</span>
        </button>
        <button type="button" className="status-switch" onClick={onTheme} title={strings.theme[settings.theme]}>
          <ThemeIcon theme={settings.theme} />
          <span className="unseen">{strings.theme[settings.theme]}</span>
        </button>
        <button type="button" className="status-switch" onClick={onLanguage} aria-label={strings.language} title={strings.language}>
          {strings.otherLanguage}
        </button>
      </span>
    </footer>
  )
}

function soundsTitle(settings: Settings, language: Language): string {
  const strings = stringsOf(language).status
  return settings.sounds ? strings.soundsOn : strings.soundsOff
}

function ThemeIcon({ theme }: { readonly theme: Settings['theme'] }): ReactNode {
  if (theme === 'system') return <SystemThemeIcon />
  return theme === 'light' ? <SunIcon /> : <MoonIcon />
}

interface RegisterWordsProperties {
  readonly station: StationState
  readonly language: Language
  readonly now: string
  readonly isConnected: boolean
}

function RegisterWords({ station, language, now, isConnected }: RegisterWordsProperties): ReactNode {
  const strings = stringsOf(language)
  const { register, settings } = station
  if (!isConnected || register.state !== 'ready' || register.asOf === null) {
    const words = isConnected ? strings.status[register.state] : strings.trouble.lost.title
    return (
      <>
        <i className="dot" data-level="bad" />
        <span>{words}</span>
      </>
    )
  }
  const age = epochMilliseconds(now) - epochMilliseconds(register.asOf)
  return (
    <>
      <i className="dot" data-level={age > settings.dataAgeNoteHours * 3_600_000 || age < 0 ? 'old' : 'fresh'} />
      <span>
        {strings.status.ready} {register.version}
      </span>
      {register.people === null ? null : (
        <span className="status-minor">
          {strings.status.people(formatCount(register.people, language), pluralNoun(register.people, 'person', language))}
        </span>
      )}
      <span>{strings.status.asOf(formatMoment(register.asOf, now, settings.timeZone, language), formatAgo(age, language))}</span>
    </>
  )
}
