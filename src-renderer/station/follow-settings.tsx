import { useId, useState, type FormEvent, type ReactNode } from 'react'
import type { Settings } from '../../src-shared/settings.ts'
import { describeCallFailure } from '../desk/failure-words.ts'
import type { Station } from '../desk/use-station.ts'
import { Segmented } from '../ui/segmented.tsx'
import { stringsOf } from '../ui/strings.ts'
import { changesOf, draftOf, faultsOf, type FollowChange, type FollowDraft } from './follow-draft.ts'
import type { Here } from './when-words.ts'

interface FollowSettingsProperties {
  readonly station: Station
  readonly settings: Settings
  readonly here: Here
}

/** When the register is updated by itself, and from where. */
export function FollowSettings({ station, settings, here }: FollowSettingsProperties): ReactNode {
  const all = stringsOf(here.language)
  const strings = all.updatesScreen.follow
  const [draft, setDraft] = useState<FollowDraft>(() => draftOf(settings))
  const [isTried, setIsTried] = useState(false)
  const faults = isTried ? faultsOf(draft) : []
  const id = useId()
  const isSaved = isTried && station.failure === null && faults.length === 0 && changesOf(draft, settings).length === 0
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsTried(true)
    if (faultsOf(draft).length > 0) return
    for (const change of changesOf(draft, settings)) set(station, change)
  }
  const change = (parts: Partial<FollowDraft>): void => {
    setDraft({ ...draft, ...parts })
    setIsTried(false)
  }
  return (
    <section aria-label={strings.title} data-testid="follow">
      <h2 className="verdict-label">{strings.title}</h2>
      <form className="form-rows" onSubmit={submit}>
        <div className="station-window">
          <TimeField
            label={strings.from}
            value={draft.from}
            isWrong={faults.includes('from')}
            wrong={strings.timeWrong}
            onChange={(from) => change({ from })}
          />
          <TimeField
            label={strings.to}
            value={draft.to}
            isWrong={faults.includes('to')}
            wrong={strings.timeWrong}
            onChange={(to) => change({ to })}
          />
        </div>
        <div className="field station-addresses">
          <label className="field-label" htmlFor={id}>
            {strings.sources}
          </label>
          <textarea
            id={id}
            className="field-input"
            rows={2}
            spellCheck={false}
            value={draft.sources}
            aria-invalid={faults.includes('sources')}
            aria-describedby={`${id}-hint`}
            onChange={(event) => change({ sources: event.target.value })}
          />
          <span id={`${id}-hint`} className={faults.includes('sources') ? 'field-wrong' : 'quiet'}>
            {faults.includes('sources') ? strings.sourcesWrong : strings.sourcesHint}
          </span>
        </div>
        <Segmented
          label={strings.mirror}
          value={draft.mirror ? 'on' : 'off'}
          options={[
            { value: 'off', title: strings.mirrorOff },
            { value: 'on', title: strings.mirrorOn },
          ]}
          onChange={(value) => change({ mirror: value === 'on' })}
        />
        <div className="card-actions-row">
          <button type="submit" className="button">
            {strings.save}
          </button>
          <span aria-live="polite" className="station-saved">
            {isSaved ? strings.saved : ''}
          </span>
        </div>
        {isTried && station.failure !== null ? (
          <p className="problem" role="alert">
            <strong>{all.station.settingFailed}.</strong> {describeCallFailure(station.failure, here.language).nextStep}
          </p>
        ) : null}
      </form>
    </section>
  )
}

/** Each pair by itself: the name decides what the value may be. */
function set(station: Station, change: FollowChange): void {
  switch (change.name) {
    case 'feedWindowFrom':
    case 'feedWindowTo':
      station.setSetting(change.name, change.value)
      return
    case 'feedSources':
      station.setSetting(change.name, change.value)
      return
    case 'feedMirror':
      station.setSetting(change.name, change.value)
  }
}

interface TimeFieldProperties {
  readonly label: string
  readonly value: string
  readonly isWrong: boolean
  readonly wrong: string
  readonly onChange: (text: string) => void
}

function TimeField({ label, value, isWrong, wrong, onChange }: TimeFieldProperties): ReactNode {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="field-input station-time"
        type="text"
        inputMode="numeric"
        autoComplete="off"
        maxLength={5}
        value={value}
        aria-invalid={isWrong}
        aria-describedby={`${id}-wrong`}
        onChange={(event) => onChange(event.target.value)}
      />
      <span id={`${id}-wrong`} className="field-wrong">
        {isWrong ? wrong : ''}
      </span>
    </div>
  )
}
