import type { ReactNode } from 'react'
import type { StationState } from '../../src-shared/contract.ts'
import type { Outcome } from '../../src-shared/coverage/verdict.ts'
import type { Settings } from '../../src-shared/settings.ts'
import { describeCallFailure } from '../desk/failure-words.ts'
import type { Station } from '../desk/use-station.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { OutcomeIcon, SoundIcon } from '../ui/icons.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { playOutcome } from '../ui/sounds.ts'
import { stringsOf } from '../ui/strings.ts'
import { Facts } from './facts.tsx'
import type { Here } from './when-words.ts'

interface ScreenPageProperties {
  readonly station: Station
  readonly state: StationState
  readonly here: Here
  readonly onScanner: () => void
}

/** The few settings of the screen, and whose workplace it is. */
export function ScreenPage({ station, state, here, onScanner }: ScreenPageProperties): ReactNode {
  const all = stringsOf(here.language)
  const strings = all.station
  const { settings } = state
  return (
    <div className="station-halves">
      <section aria-label={strings.settings} className="station-half">
        <h2 className="verdict-label">{strings.settings}</h2>
        <ScreenSettings station={station} settings={settings} language={here.language} />
      </section>
      <section aria-label={strings.about} className="station-half">
        <h2 className="verdict-label">{strings.about}</h2>
        <Facts
          facts={[
            [strings.clinic, settings.clinicName === '' ? strings.clinicUnset : settings.clinicName],
            [strings.clinicCode, settings.clinicCode ?? strings.clinicCodeUnset],
            [strings.timeZone, settings.timeZone],
            [strings.operator, state.operator],
            [strings.application, `${state.appVersion} · ${all.status.host[state.host]}`],
          ]}
        />
        <div className="station-actions">
          <ActionButton label={all.scanner.title} shortcut="F7" onPress={onScanner} />
        </div>
      </section>
    </div>
  )
}

interface ScreenSettingsProperties {
  readonly station: Station
  readonly settings: Settings
  readonly language: Here['language']
}

const outcomes: readonly Outcome[] = ['covered', 'needs-a-look', 'not-covered', 'not-checked']
const hideChoices: readonly number[] = [30, 60, 120, 300, 600]

function ScreenSettings({ station, settings, language }: ScreenSettingsProperties): ReactNode {
  const all = stringsOf(language)
  const strings = all.station
  const seconds = hideChoices.includes(settings.hideAfterSeconds)
    ? hideChoices
    : [...hideChoices, settings.hideAfterSeconds].toSorted((one, other) => one - other)
  return (
    <div className="form-rows">
      <Segmented
        label={strings.language}
        value={settings.language}
        options={[
          { value: 'ru', title: 'Русский' },
          { value: 'en', title: 'English' },
        ]}
        onChange={(value) => station.setSetting('language', value)}
      />
      <Segmented
        label={strings.theme}
        value={settings.theme}
        options={(['system', 'light', 'dark'] as const).map((value) => ({ value, title: strings.themes[value] }))}
        onChange={(value) => station.setSetting('theme', value)}
      />
      <Segmented
        label={strings.sounds}
        value={settings.sounds ? 'on' : 'off'}
        options={[
          { value: 'on', title: strings.soundsOn },
          { value: 'off', title: strings.soundsOff },
        ]}
        onChange={(value) => station.setSetting('sounds', value === 'on')}
      />
      <p className="sound-samples">
        <SoundIcon />
        {outcomes.map((outcome) => (
          <button key={outcome} type="button" className="button button-quiet button-small" onClick={() => playOutcome(outcome)}>
            <span className="ribbon-symbol" data-outcome={outcome}>
              <OutcomeIcon outcome={outcome} />
            </span>
            {all.verdict.outcome[outcome]}
          </button>
        ))}
      </p>
      <Segmented
        label={strings.hideAfter}
        value={String(settings.hideAfterSeconds)}
        options={seconds.map((value) => ({
          value: String(value),
          title: value % 60 === 0 ? strings.minutes(value / 60) : strings.seconds(value),
        }))}
        onChange={(value) => station.setSetting('hideAfterSeconds', Number(value))}
      />
      {station.failure === null ? null : (
        <p className="problem" role="alert">
          <strong>{strings.settingFailed}.</strong> {describeCallFailure(station.failure, language).nextStep}
        </p>
      )}
      <p className="quiet">{strings.administrator}</p>
    </div>
  )
}
