import type { ReactNode } from 'react'
import { mostChangedAnswers, type ChangedAnswer } from '../../src-shared/changed-answer.ts'
import type { StationState } from '../../src-shared/contract.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { digitOf } from '../desk/choices.ts'
import type { ChangeList } from '../desk/desk-state.ts'
import { describeCallFailure } from '../desk/failure-words.ts'
import { Card } from '../ui/card.tsx'
import { formatCountdown } from '../ui/format.ts'
import { stringsOf } from '../ui/strings.ts'
import { ChangedRow } from './changed-row.tsx'

interface ChangesPanelProperties {
  /** Null while it is being fetched. */
  readonly list: ChangeList | null
  readonly station: StationState
  readonly language: Language
  /** ISO instant. */
  readonly now: string
  /** Until the data leave the screen; null where that is not said yet. */
  readonly secondsLeft: number | null
  readonly onOpen: (change: ChangedAnswer) => void
  readonly onSeen: (change: ChangedAnswer) => void
  readonly onClose: () => void
}

/** The changed answers: whom they were told to, what they were and are, what to do. */
export function ChangesPanel({ list, station, language, now, secondsLeft, onOpen, onSeen, onClose }: ChangesPanelProperties): ReactNode {
  const all = stringsOf(language)
  const strings = all.changes
  const answers = list?.answers ?? []
  const isWhole = answers.length < mostChangedAnswers || answers.length >= station.changedAnswers
  return (
    <Card title={strings.title} kind="changes" close={{ label: all.actions.close, onPress: onClose }}>
      <div className="changes-lead">
        <p className="card-lead">{answers.length === 0 ? '' : strings.explain}</p>
        <span className="countdown" role="timer">
          {secondsLeft === null || answers.length === 0 ? null : all.actions.hidesIn(formatCountdown(secondsLeft))}
        </span>
      </div>
      {list === null ? <p className="quiet">{strings.loading}</p> : null}
      {list === null || list.failure === null ? null : (
        <p className="problem" role="alert">
          <strong>{strings.failed}.</strong> {describeCallFailure(list.failure, language).nextStep}
        </p>
      )}
      {list !== null && list.failure === null && answers.length === 0 ? <p className="quiet">{strings.none}</p> : null}
      <ol className="changes-list">
        {answers.map((change, place) => (
          <ChangedRow
            key={change.id}
            change={change}
            digit={digitOf(place)}
            language={language}
            timeZone={station.settings.timeZone}
            now={now}
            onOpen={() => onOpen(change)}
            onSeen={() => onSeen(change)}
          />
        ))}
      </ol>
      {answers.length === 0 ? null : (
        <p className="quiet">
          {strings.digitHint} {isWhole ? '' : strings.some(answers.length, station.changedAnswers)}
        </p>
      )}
    </Card>
  )
}
