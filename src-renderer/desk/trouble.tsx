import type { ReactNode } from 'react'
import type { CallFailure } from '../client.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { QuestionIcon } from '../ui/icons.tsx'
import { stringsOf } from '../ui/strings.ts'
import { describeCallFailure } from './failure-words.ts'

interface TroubleProperties {
  readonly title: string
  readonly text: string
  readonly next: string
  readonly children?: ReactNode
}

/** Something stands in the way of every answer: what it is and what to do next, in words. */
export function Trouble({ title, text, next, children }: TroubleProperties): ReactNode {
  return (
    <section className="trouble" role="alert">
      <span className="verdict-symbol">
        <QuestionIcon />
      </span>
      <div className="trouble-words">
        <h1>{title}</h1>
        <p>{text}</p>
        <p className="trouble-next">{next}</p>
        {children}
      </div>
    </section>
  )
}

interface UnansweredProperties {
  readonly failure: CallFailure
  readonly language: Language
  readonly onAgain: () => void
}

/** A check without a verdict: refused, or not answered at all. */
export function Unanswered({ failure, language, onAgain }: UnansweredProperties): ReactNode {
  const strings = stringsOf(language).trouble
  const { message, nextStep } = describeCallFailure(failure, language)
  return (
    <Trouble title={strings.notAnswered} text={message} next={nextStep}>
      <p className="verdict-emergency">{strings.emergency}</p>
      <ActionButton label={strings.tryAgain} shortcut={null} onPress={onAgain} look="main" />
    </Trouble>
  )
}
