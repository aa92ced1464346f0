import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { stringsOf } from '../ui/strings.ts'
import { afterAsking, decisionReason, type DecisionStep } from './decision-reason.ts'

interface DecisionFormProperties {
  readonly language: Language
  readonly label: string
  readonly hint: string
  /** The button under the reason. */
  readonly ask: string
  /** The question after it, and the button that answers it. */
  readonly sure: string
  readonly yes: string
  readonly isDisabled: boolean
  readonly onDecide: (reason: string) => void
}

/** A reason first, then a question: nothing is decided by a single press of a key. */
export function DecisionForm({ language, label, hint, ask, sure, yes, isDisabled, onDecide }: DecisionFormProperties): ReactNode {
  const strings = stringsOf(language).updatesScreen
  const [text, setText] = useState('')
  const [step, setStep] = useState<DecisionStep>({ kind: 'reason' })
  const [isTried, setIsTried] = useState(false)
  const id = useId()
  const isWrong = isTried && decisionReason(text) === null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (!isDisabled) setStep(afterAsking(text))
  }
  if (step.kind === 'sure') {
    return (
      <Sure
        question={sure}
        quote={step.reason}
        yes={yes}
        language={language}
        isDisabled={isDisabled}
        onYes={() => onDecide(step.reason)}
        onNo={() => setStep({ kind: 'reason' })}
      />
    )
  }
  return (
    <form className="decision" onSubmit={submit}>
      <div className="field decision-field">
        <label className="field-label" htmlFor={id}>
          {label}
        </label>
        <input
          id={id}
          className="field-input"
          type="text"
          autoComplete="off"
          maxLength={400}
          placeholder={hint}
          value={text}
          aria-invalid={isWrong}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setText(event.target.value)}
        />
        <span id={`${id}-hint`} className={isWrong ? 'field-wrong' : 'quiet'}>
          {isWrong ? (text.trim().length < 3 ? strings.reason.short : strings.reason.long) : strings.reason.length}
        </span>
      </div>
      <button type="submit" className="button" disabled={isDisabled}>
        {ask}
      </button>
    </form>
  )
}

interface SureProperties {
  readonly question: string
  readonly quote: string | null
  readonly yes: string
  readonly language: Language
  readonly isDisabled: boolean
  readonly onYes: () => void
  readonly onNo: () => void
}

/** The question before something is done; whoever came by keyboard finds «Отмена» first. */
export function Sure({ question, quote, yes, language, isDisabled, onYes, onNo }: SureProperties): ReactNode {
  const place = useRef<HTMLFieldSetElement>(null)
  const id = useId()
  useEffect(() => place.current?.querySelector<HTMLElement>('button:not(.button-main)')?.focus(), [])
  return (
    <fieldset ref={place} className="decision-sure" aria-labelledby={id}>
      <p id={id} className="decision-question">
        {question}
      </p>
      {quote === null ? null : <p className="decision-quote">«{quote}»</p>}
      <div className="card-actions-row">
        <ActionButton label={yes} shortcut={null} look="main" isDisabled={isDisabled} onPress={onYes} />
        <ActionButton label={stringsOf(language).updatesScreen.cancel} shortcut={null} onPress={onNo} />
      </div>
    </fieldset>
  )
}
