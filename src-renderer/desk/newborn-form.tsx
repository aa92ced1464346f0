import { useEffect, useId, useState, type ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { Card } from '../ui/card.tsx'
import { formatDate } from '../ui/format.ts'
import { Segmented } from '../ui/segmented.tsx'
import { stringsOf } from '../ui/strings.ts'
import type { NewbornAnswer } from './desk-state.ts'
import { readTypedDate } from './typed-date.ts'

interface NewbornFormProperties {
  readonly language: Language
  /** The birth date that was shown, where one was. */
  readonly bornShown: string | null
  readonly onAnswer: (answer: NewbornAnswer | null) => void
  readonly onClose: () => void
  /** A scan that went into a date field instead of the box. */
  readonly onStrayText: (text: string) => void
}

type Registration = 'on-date' | 'not-yet' | 'unknown'

/** The newborn's question: birth, registration; the representative is shown in the one box as everything else. */
export function NewbornForm({ language, bornShown, onAnswer, onClose, onStrayText }: NewbornFormProperties): ReactNode {
  const strings = stringsOf(language).newborn
  const [born, setBorn] = useState(bornShown === null ? '' : formatDate(bornShown, 'ru'))
  const [registration, setRegistration] = useState<Registration>('not-yet')
  const [registeredOn, setRegisteredOn] = useState('')
  const bornDate = readTypedDate(born)
  const registered = registration === 'on-date' ? readTypedDate(registeredOn) : registration

  useEffect(() => {
    onAnswer(bornDate === null || registered === null ? null : { born: bornDate, registered })
    return () => onAnswer(null)
  }, [bornDate, registered, onAnswer])

  return (
    <Card title={strings.title} kind="newborn" close={{ label: stringsOf(language).actions.close, onPress: onClose }}>
      <p className="card-lead">{strings.explain}</p>
      <div className="form-rows">
        <DateField label={strings.born} value={born} language={language} onChange={setBorn} onStrayText={onStrayText} />
        <Segmented
          label={strings.registered}
          value={registration}
          options={[
            { value: 'not-yet', title: strings.notYet },
            { value: 'on-date', title: strings.registeredOn },
            { value: 'unknown', title: strings.unknown },
          ]}
          onChange={setRegistration}
        />
        {registration === 'on-date' ? (
          <DateField
            label={strings.registeredDate}
            value={registeredOn}
            language={language}
            onChange={setRegisteredOn}
            onStrayText={onStrayText}
          />
        ) : null}
      </div>
      <p className="newborn-then">{strings.showNext}</p>
    </Card>
  )
}

interface DateFieldProperties {
  readonly label: string
  readonly value: string
  readonly language: Language
  readonly onChange: (text: string) => void
  readonly onStrayText: (text: string) => void
}

function DateField({ label, value, language, onChange, onStrayText }: DateFieldProperties): ReactNode {
  const strings = stringsOf(language).newborn
  const id = useId()
  const isWrong = value.length >= 10 && readTypedDate(value) === null
  const change = (text: string) => {
    if (/^[\d.\-/ ]{0,10}$/.test(text)) onChange(text)
    else onStrayText(text.slice(value.length))
  }
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="field-input"
        type="text"
        inputMode="numeric"
        autoComplete="off"
        placeholder={strings.bornHint}
        value={value}
        aria-invalid={isWrong}
        aria-describedby={`${id}-wrong`}
        onChange={(event) => change(event.target.value)}
      />
      <span id={`${id}-wrong`} className="field-wrong">
        {isWrong ? strings.badDate : ''}
      </span>
    </div>
  )
}
