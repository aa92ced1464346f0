import { useId, type ReactNode } from 'react'
import { localDateTime } from '../../src-shared/calendar.ts'
import type { AnswerThen, ChangedAnswer } from '../../src-shared/changed-answer.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { formatDate, formatMoment } from '../ui/format.ts'
import { OutcomeIcon } from '../ui/icons.tsx'
import { stringsOf } from '../ui/strings.ts'
import { shownWords, todoWords, whomWords } from './change-words.ts'

interface ChangedRowProperties {
  readonly change: ChangedAnswer
  /** The key that opens it; null after the tenth. */
  readonly digit: string | null
  readonly language: Language
  readonly timeZone: string
  /** ISO instant. */
  readonly now: string
  readonly onOpen: () => void
  readonly onSeen: () => void
}

/** One changed answer. The colour of an outcome stands only on what the program would answer at this moment. */
export function ChangedRow({ change, digit, language, timeZone, now, onOpen, onSeen }: ChangedRowProperties): ReactNode {
  const strings = stringsOf(language).changes
  const id = useId()
  const whom = whomWords(change, language)
  const moment = (instant: string): string => formatMoment(instant, now, timeZone, language)
  const shown = change.name === null ? null : shownWords(change, language)
  const isOtherDay = change.serviceDate !== null && change.serviceDate !== localDateTime(change.askedAt, timeZone).date
  const details = [
    shown,
    strings.asked(moment(change.askedAt)),
    isOtherDay && change.serviceDate !== null ? strings.forDay(formatDate(change.serviceDate, language)) : null,
    change.isOpened ? strings.opened : null,
  ].filter((part) => part !== null)
  return (
    <li className="change" aria-labelledby={id} data-opened={change.isOpened}>
      <h2 className="change-whom" id={id}>
        {whom}
      </h2>
      <p className="change-details">{details.join(' · ')}</p>
      <dl className="change-answers">
        <dt>{strings.was}</dt>
        <dd>
          <Answer answer={change.before} isTold language={language} data={null} />
        </dd>
        <dt>{strings.is}</dt>
        <dd data-outcome={change.isCurrent ? change.after.outcome : undefined}>
          <Answer
            answer={change.after}
            isTold={!change.isCurrent}
            language={language}
            data={
              change.isCurrent ? (change.after.asOf === null ? null : strings.dataOf(moment(change.after.asOf))) : strings.noLongerCurrent
            }
          />
        </dd>
      </dl>
      <p className="change-todo">{todoWords(change, language)}</p>
      <div className="change-actions">
        <ActionButton label={strings.open} describedBy={id} shortcut={digit} onPress={onOpen} isDisabled={change.shown === null} />
        <ActionButton label={strings.seen} describedBy={id} shortcut={null} onPress={onSeen} look="quiet" />
      </div>
    </li>
  )
}

interface AnswerProperties {
  readonly answer: AnswerThen
  /** An answer of the past, without the symbol of one that holds. */
  readonly isTold: boolean
  readonly language: Language
  readonly data: string | null
}

function Answer({ answer, isTold, language, data }: AnswerProperties): ReactNode {
  const strings = stringsOf(language)
  const underlying = answer.underlying === null ? null : strings.changes.byOldData(lowered(answer.underlying))
  return (
    <>
      {isTold ? null : <OutcomeIcon outcome={answer.outcome} />}
      <strong>{strings.verdict.outcome[answer.outcome]}</strong>
      <span className="change-why">{[answer.text, underlying, data].filter((part) => part !== null && part !== '').join(' · ')}</span>
    </>
  )
}

function lowered(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
