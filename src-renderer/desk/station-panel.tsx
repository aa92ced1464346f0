import type { ReactNode } from 'react'
import { epochMilliseconds } from '../../src-shared/calendar.ts'
import type { StationState } from '../../src-shared/contract.ts'
import type { Language, Outcome } from '../../src-shared/coverage/verdict.ts'
import type { Settings } from '../../src-shared/settings.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { Card } from '../ui/card.tsx'
import { formatAgo, formatCount, formatMoment } from '../ui/format.ts'
import { OutcomeIcon, SoundIcon } from '../ui/icons.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { playOutcome } from '../ui/sounds.ts'
import { stringsOf } from '../ui/strings.ts'
import { describeCallFailure } from './failure-words.ts'
import type { Station } from './use-station.ts'

interface StationPanelProperties {
  readonly station: Station
  readonly state: StationState
  readonly language: Language
  readonly now: string
  readonly onScanner: () => void
  readonly onClose: () => void
}

/** What the answers come from, and the few settings of the screen. */
export function StationPanel({ station, state, language, now, onScanner, onClose }: StationPanelProperties): ReactNode {
  const strings = stringsOf(language)
  return (
    <Card title={strings.station.title} kind="station" close={{ label: strings.actions.close, onPress: onClose }}>
      <div className="station-columns">
        <section aria-label={strings.station.register}>
          <h2 className="verdict-label">{strings.station.register}</h2>
          <dl className="verdict-facts">
            {registerFacts(state, language, now).map(([name, value]) => (
              <Fact key={name} name={name} value={value} />
            ))}
          </dl>
          <p className="station-scanner">
            <ActionButton label={stringsOf(language).scanner.title} shortcut="F7" onPress={onScanner} />
          </p>
        </section>
        <section aria-label={strings.station.settings}>
          <h2 className="verdict-label">{strings.station.settings}</h2>
          <ScreenSettings station={station} settings={state.settings} language={language} />
        </section>
      </div>
    </Card>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}

function registerFacts(state: StationState, language: Language, now: string): readonly (readonly [string, string])[] {
  const strings = stringsOf(language).station
  const { register, settings } = state
  const asOf =
    register.asOf === null
      ? null
      : `${formatMoment(register.asOf, now, settings.timeZone, language)}, ${formatAgo(epochMilliseconds(now) - epochMilliseconds(register.asOf), language)}`
  const facts: readonly (readonly [string, string | null])[] = [
    [strings.asOf, asOf],
    [strings.version, register.version],
    [strings.people, register.people === null ? null : formatCount(register.people, language)],
    [strings.dataset, register.dataset],
    [strings.scope, register.scope],
    [strings.source, register.source === null ? null : stringsOf(language).verdict.source[register.source]],
    [strings.clinic, settings.clinicName === '' ? strings.clinicUnset : settings.clinicName],
    [strings.clinicCode, settings.clinicCode ?? strings.clinicCodeUnset],
    [strings.timeZone, settings.timeZone],
    [strings.operator, state.operator],
    [strings.application, `${state.appVersion} · ${stringsOf(language).status.host[state.host]}`],
  ]
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
}

interface ScreenSettingsProperties {
  readonly station: Station
  readonly settings: Settings
  readonly language: Language
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
