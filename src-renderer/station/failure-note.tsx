import type { ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import type { CallFailure } from '../client.ts'
import { describeCallFailure } from '../desk/failure-words.ts'

/** Why something that was pressed was not done, and what to do next. */
export function FailureNote({ failure, language }: { readonly failure: CallFailure | null; readonly language: Language }): ReactNode {
  if (failure === null) return null
  const { message, nextStep } = describeCallFailure(failure, language)
  return (
    <p className="problem" role="alert">
      <strong>{message}</strong> {nextStep}
    </p>
  )
}
